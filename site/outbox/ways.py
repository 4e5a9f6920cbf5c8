"""Which way a message goes: by SMS, by e-mail, or only on the site; and that nobody's phone rings at night."""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone, translation

from outbox.kinds import BY_KEY, Kind
from outbox.models import Message

Channel = Message.Channel
ORDER = (Channel.SMS, Channel.EMAIL)  # the usual way first
NIGHT, MORNING = time(22), time(7)  # in Shanghai
SALT = "outbox.stop"


def reaches(user: Any, channel: str) -> str:
    """The address of `user` by `channel`; '' where they have none. An e-mail address that nobody proved is none."""
    return {Channel.SMS: user.phone, Channel.EMAIL: user.email if user.email_verified else None}.get(channel) or ""  # type: ignore[call-overload]


def wish(user: Any, kind: Kind) -> str:
    """What the person chose for `kind`; the usual way where they chose nothing. No query: the choice stands on the person."""
    chosen = user.channels.get(kind.key) if kind.is_chosen else None
    return chosen if chosen in Channel.values else next((way for way in ORDER if reaches(user, way)), Channel.SITE)


def way_to(user: Any, kind: Kind) -> str:
    """The way a message of `kind` really goes: as wished, else the next one that reaches the person."""
    wanted = wish(user, kind)
    if wanted == Channel.SITE or reaches(user, wanted):
        return wanted
    return next((way for way in ORDER if reaches(user, way)), Channel.SITE)


def awake(at: datetime) -> datetime:
    """`at`, or seven in the morning after it when people sleep."""
    here = timezone.localtime(at, timezone.get_default_timezone())
    if MORNING <= here.time() < NIGHT:
        return at
    day = here.date() + timedelta(days=1 if here.time() >= NIGHT else 0)
    return datetime.combine(day, MORNING, here.tzinfo)


def stop_token(user: Any, kind: Kind) -> str:
    """What the link in an e-mail carries: whose, and which kind. It opens nothing but the stopping of just this."""
    return signing.dumps([user.key, kind.key], salt=SALT)


def read_stop_token(token: str) -> tuple[str, Kind]:
    """The person's key and the kind. Raises BadSignature for what we did not write."""
    key, kind = signing.loads(token, salt=SALT)
    if kind not in BY_KEY or not BY_KEY[kind].is_chosen:
        raise signing.BadSignature(kind)
    return key, BY_KEY[kind]


def stop_address(user: Any, kind: Kind, language: str) -> str:
    """The whole address that stops e-mails of `kind`; '' for kinds that leave no choice."""
    if not kind.is_chosen:
        return ""
    with translation.override(language):
        return settings.BASE_URL + reverse("outbox:stop", args=[stop_token(user, kind)])
