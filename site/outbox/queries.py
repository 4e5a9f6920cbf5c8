"""Messages to read: a person's own, and, in development, all."""

from django.db.models import QuerySet

from outbox.models import Message


def messages_for(user) -> QuerySet[Message]:  # type: ignore[no-untyped-def]
    """The in-site messages of a person, newest first."""
    return Message.objects.filter(recipient=user, channel=Message.Channel.SITE)


def newest(most: int = 60) -> QuerySet[Message]:
    """What was written to anybody by SMS or e-mail, newest first: for /dev/messages only."""
    return Message.objects.exclude(channel=Message.Channel.SITE)[:most]
