"""A guest's order found again on another phone: its number, then a code sent to the phone it was ordered with."""

from datetime import datetime
from typing import Any

from outbox import codes
from shops.orders.models import Order


def ask(*, number: str, phone: str, at: datetime) -> dict[str, Any]:
    """What the session keeps of a code. It is sent only to the phone of that very order; who guesses learns nothing."""
    is_known = Order.objects.filter(number=number, phone=phone, buyer=None).exists()
    return codes.send_code(of=number, phone=phone if is_known else "", template="order_code", at=at)


def is_right(asked: dict[str, Any], code: str, at: datetime) -> bool:
    """Whether it is the code; a try is used up either way."""
    return codes.is_right(asked, code, at) and Order.objects.filter(number=asked["of"], buyer=None).exists()
