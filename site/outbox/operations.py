"""Writing messages, in the transaction of what they tell, and sending them: retried, never twice."""

import logging
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from common.states import WrongState, move
from outbox.channels import Parcel, gateway
from outbox.letters import write_letter
from outbox.models import Message

log = logging.getLogger(__name__)
WAITS = (10, 60, 300, 1800, 7200)  # seconds before each further try
STUCK_AFTER = timedelta(minutes=5)  # a sender that died holds its message no longer
CODE_LIVES = timedelta(minutes=10)


def tell(*, user: Any, key: str, template: str, context: dict[str, Any], at: datetime, link: str = "") -> None:
    """Write to `user`, in their language: in the site always, and by SMS or e-mail. A second call with `key` does nothing.

    `link` is a path below the language ("/my/shop/"). Call it inside the operation's transaction.
    """
    letter = write_letter(template, context, user.language, link)
    channels = [("site", "")]
    channels += [("sms", user.phone)] if user.phone else [("email", user.email)] if user.email else []
    Message.objects.bulk_create(
        [
            Message(
                key=f"{key}:{channel}", channel=channel, recipient=user, address=address, language=user.language,
                subject=letter.subject, body=letter.body, html=letter.html if channel == "email" else "", link=link,
                created_at=at, next_try_at=at,
            )
            for channel, address in channels
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def tell_address(
    *, channel: str, address: str, template: str, context: dict[str, Any], at: datetime, secret: bool = False
) -> Message:
    """Write once to a bare address (a sign-in code), in the language of the page that asked."""
    language = get_language() or settings.LANGUAGE_CODE
    letter = write_letter(template, context, language)
    return Message.objects.create(
        key=uuid.uuid4().hex, channel=channel, address=address, language=language, subject=letter.subject,
        body=letter.body, html=letter.html if channel == "email" else "", secret=secret, created_at=at, next_try_at=at,
    )  # fmt: skip


def send_due(*, clock: Callable[[], datetime], most: int = 50) -> int:
    """Send what is due, oldest first; how many went out. Safe to run in several processes at once.

    `clock` is asked anew for each message: a slow gateway must not make the last claims of a batch look abandoned.
    """
    release_stuck(at=clock())
    due = Message.objects.filter(state=Message.State.WAITING, next_try_at__lte=clock()).order_by("next_try_at")[:most]
    return sum(send(message, at=clock()) for message in due)


def release_stuck(*, at: datetime) -> None:
    """Give back what a process claimed and died over, except codes, which are too old by then."""
    stuck = Message.objects.filter(state=Message.State.SENDING, next_try_at__lte=at - STUCK_AFTER)
    stuck.filter(secret=True).update(state=Message.State.FAILED, body="", html="", last_error="the sender stopped")
    stuck.update(state=Message.State.WAITING)


def send(message: Message, *, at: datetime) -> bool:
    """Claim and send one message; whether it went out. What another process claimed meanwhile is left alone."""
    try:
        move(message, Message.State.SENDING, attempts=message.attempts + 1, next_try_at=at)
    except WrongState:
        return False
    parcel = Parcel(message.address, message.subject, message.body, message.html, message.key)
    try:
        gateway(message.channel).send(parcel)
    except Exception as fault:  # a provider may fail in any way; the message must survive it
        log.warning("Message %s was not taken: %s", message.pk, fault)
        put_back(message, str(fault), at=at)
        return False
    wiped = {"body": "", "html": ""} if message.secret and not settings.DEVELOPMENT else {}
    move(message, Message.State.SENT, sent_at=at, last_error="", **wiped)
    return True


def put_back(message: Message, fault: str, *, at: datetime) -> None:
    """Wait for another try, or give up: after the last wait, or once a code is too old to be of use."""
    expired = message.secret and at - message.created_at > CODE_LIVES
    if message.attempts > len(WAITS) or expired:
        move(message, Message.State.FAILED, last_error=fault[:300])
        return
    wait = timedelta(seconds=WAITS[message.attempts - 1])
    move(message, Message.State.WAITING, next_try_at=at + wait, last_error=fault[:300])


def mark_read(*, messages: Sequence[Message], at: datetime) -> int:
    """Mark those of `messages` read that are not yet; how many that were. The objects stay as they were, to be shown."""
    unread = [message.pk for message in messages if message.read_at is None]
    return Message.objects.filter(pk__in=unread, read_at=None).update(read_at=at) if unread else 0
