"""Messages to read: a person's own, and, in development, all."""

from typing import Any

from django.db.models import QuerySet

from outbox.models import Message


def messages_for(user: Any) -> QuerySet[Message]:
    """The in-site messages of a person, newest first."""
    return Message.objects.filter(recipient=user, channel=Message.Channel.SITE)


def unread_for(user: Any) -> QuerySet[Message]:
    """Those of them not read yet, newest first."""
    return messages_for(user).filter(read_at=None)


def newest(most: int = 60) -> QuerySet[Message]:
    """What was written to anybody by SMS or e-mail, newest first: for /dev/messages only."""
    return Message.objects.exclude(channel=Message.Channel.SITE)[:most]
