"""Writing messages, in the transaction of what they tell, and sending them: retried, never twice."""

import logging
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from accounts.operations import choose_channels, choose_language
from common.states import WrongState, move
from outbox.channels import Parcel, gateway
from outbox.kinds import BY_KEY, CODES, Kind, kind_of
from outbox.letters import stop_words, write_letter
from outbox.models import Message
from outbox.ways import awake, reaches, stop_address, way_to

log = logging.getLogger(__name__)
WAITS = (10, 60, 300, 1800, 7200)  # seconds before each further try
STUCK_AFTER = timedelta(minutes=5)  # a sender that died holds its message no longer
CODE_LIVES = timedelta(minutes=10)


def tell(*, user: Any, key: str, template: str, context: dict[str, Any], at: datetime, link: str = "") -> None:
    """Write to `user`, in their language: in the site always, and the way they chose for this kind of message. A second
    call with `key` does nothing; an SMS waits for the morning; nothing is written to whoever was erased.

    `link` is a path below the language ("/my/shop/"). Call it inside the operation's transaction.
    """
    if user.erased_at:
        return
    kind = kind_of(template)
    way = way_to(user, kind)
    stop = stop_address(user, kind, user.language) if way == Message.Channel.EMAIL else ""
    letter = write_letter(template, context, user.language, link, stop)
    Message.objects.bulk_create(
        [
            Message(
                key=f"{key}:{channel}", kind=kind.key, channel=channel, recipient=user, address=reaches(user, channel),
                language=user.language, subject=letter.subject, body=letter.body,
                html=letter.html if channel == Message.Channel.EMAIL else "", link=link, created_at=at,
                next_try_at=awake(at) if channel == Message.Channel.SMS else at,
            )
            for channel in dict.fromkeys([Message.Channel.SITE, way])
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def tell_number(
    *, phone: str, language: str, key: str, template: str, context: dict[str, Any], at: datetime, link: str = ""
) -> None:
    """Write by SMS to somebody without an account, a guest who ordered; a second call with `key` does nothing."""
    letter = write_letter(template, context, language, link)
    message = Message(
        key=f"{key}:{Message.Channel.SMS}", kind=kind_of(template).key, channel=Message.Channel.SMS, address=phone,
        language=language, subject=letter.subject, body=letter.body, link=link, created_at=at, next_try_at=awake(at),
    )  # fmt: skip
    Message.objects.bulk_create([message], ignore_conflicts=True)


def tell_address(
    *, channel: str, address: str, template: str, context: dict[str, Any], at: datetime, secret: bool = False
) -> Message:
    """Write once to a bare address (a sign-in code), in the language of the page that asked."""
    language = get_language() or settings.LANGUAGE_CODE
    letter = write_letter(template, context, language)
    return Message.objects.create(
        key=uuid.uuid4().hex, kind=kind_of(template).key, channel=channel, address=address, language=language,
        subject=letter.subject, body=letter.body, html=letter.html if channel == "email" else "", secret=secret,
        created_at=at, next_try_at=at,
    )  # fmt: skip


def send_due(*, clock: Callable[[], datetime], most: int = 50) -> int:
    """Send what is due, oldest first; how many went out. Safe to run in several processes at once.

    `clock` is asked anew for each message: a slow gateway must not make the last claims of a batch look abandoned.
    """
    release_stuck(at=clock())
    waiting = Message.objects.filter(state=Message.State.WAITING, next_try_at__lte=clock()).select_related("recipient")
    return sum(send(message, at=clock()) for message in waiting.order_by("next_try_at")[:most])


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
    try:
        gateway(message.channel).send(parcel_of(message))
    except Exception as fault:  # a provider may fail in any way; the message must survive it
        log.warning("Message %s was not taken: %s", message.pk, fault)
        put_back(message, str(fault), at=at)
        return False
    wiped = {"body": "", "html": ""} if message.secret and not settings.DEVELOPMENT else {}
    move(message, Message.State.SENT, sent_at=at, last_error="", **wiped)
    return True


def parcel_of(message: Message) -> Parcel:
    """What the gateway carries; an e-mail of a kind that may be stopped says where."""
    kind, stop = BY_KEY.get(message.kind), ""
    if message.channel == Message.Channel.EMAIL and message.recipient and kind:
        stop = stop_address(message.recipient, kind, message.language)
    body = f"{message.body}\n\n{stop_words(stop, message.language)}" if stop else message.body
    return Parcel(message.address, message.subject, body, message.html, message.key, stop)


def put_back(message: Message, fault: str, *, at: datetime) -> None:
    """Wait for another try, or give up: after the last wait, or once a code is too old to be of use."""
    expired = message.secret and at - message.created_at > CODE_LIVES
    if message.attempts > len(WAITS) or expired:
        move(message, Message.State.FAILED, last_error=fault[:300])
        return
    again_at = at + timedelta(seconds=WAITS[message.attempts - 1])
    if message.channel == Message.Channel.SMS and message.kind != CODES.key:
        again_at = awake(again_at)
    move(message, Message.State.WAITING, next_try_at=again_at, last_error=fault[:300])


def mark_read(*, messages: Sequence[Message], at: datetime) -> int:
    """Mark those of `messages` read that are not yet; how many that were. The objects stay as they were, to be shown."""
    unread = [message.pk for message in messages if message.read_at is None]
    return Message.objects.filter(pk__in=unread, read_at=None).update(read_at=at) if unread else 0


@transaction.atomic
def choose_messages(*, user: Any, language: str, channels: dict[str, str], at: datetime) -> None:
    """Keep in which language letters to `user` come and which way each kind of them goes. Twice is the same as once."""
    choose_language(user=user, language=language, at=at)
    choose_channels(user=user, channels=channels, at=at)


def stop_emails(*, user: Any, kind: Kind, at: datetime) -> None:
    """Messages of `kind` stay on the site from now on. Pressed again, it changes nothing."""
    choose_channels(user=user, channels={kind.key: Message.Channel.SITE}, at=at)
