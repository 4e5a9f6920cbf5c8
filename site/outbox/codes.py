"""Six digits sent to a phone show that whoever reads a page has that phone; the page's session keeps what is needed to know."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from common.numerals import parse_number
from outbox.operations import tell_address

LIVES = timedelta(minutes=10)
TRIES = 5


def send_code(*, of: str, phone: str, template: str, at: datetime) -> dict[str, Any]:
    """What the session keeps of a code for what it is `of`. Without a `phone` none is sent, and who guesses learns nothing."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    if phone:
        tell_address(channel="sms", address=phone, template=template, context={"code": code}, secret=True, at=at)
    return {"of": of, "digest": digest_of(of, code), "until": (at + LIVES).timestamp(), "left": TRIES}


def is_right(asked: dict[str, Any], code: str, at: datetime) -> bool:
    """Whether it is the code that was sent; a try is used up either way."""
    if asked["left"] < 1 or at.timestamp() > asked["until"]:
        return False
    asked["left"] -= 1
    return constant_time_compare(asked["digest"], digest_of(asked["of"], plain(code)))


def digest_of(of: str, code: str) -> str:
    return salted_hmac("outbox.codes", f"{of}:{code}", algorithm="sha256").hexdigest()


def plain(code: str) -> str:
    """Six digits however they were typed."""
    try:
        return f"{int(parse_number(code.replace(' ', ''))):06d}"
    except ValueError:
        return ""
