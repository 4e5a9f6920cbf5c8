"""A guest's order found again on another phone: its number, then a code sent to the phone it was ordered with."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from common.numerals import parse_number
from outbox.operations import tell_address
from shops.orders.models import Order

LIVES = timedelta(minutes=10)
TRIES = 5


def ask(*, number: str, phone: str, at: datetime) -> dict[str, Any]:
    """What the session keeps of a code. It is sent only to the phone of that very order; who guesses learns nothing."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    if Order.objects.filter(number=number, phone=phone, buyer=None).exists():
        tell_address(channel="sms", address=phone, template="order_code", context={"code": code}, secret=True, at=at)
    return {"number": number, "digest": digest_of(number, code), "until": (at + LIVES).timestamp(), "left": TRIES}


def is_right(asked: dict[str, Any], code: str, at: datetime) -> bool:
    """Whether it is the code; a try is used up either way."""
    if asked["left"] < 1 or at.timestamp() > asked["until"]:
        return False
    asked["left"] -= 1
    right = constant_time_compare(asked["digest"], digest_of(asked["number"], plain(code)))
    return right and Order.objects.filter(number=asked["number"], buyer=None).exists()


def digest_of(number: str, code: str) -> str:
    return salted_hmac("shops.orders.finding", f"{number}:{code}", algorithm="sha256").hexdigest()


def plain(code: str) -> str:
    """Six digits however they were typed."""
    try:
        return f"{int(parse_number(code.replace(' ', ''))):06d}"
    except ValueError:
        return ""
