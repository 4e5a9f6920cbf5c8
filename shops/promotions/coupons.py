"""Codes that are typed, drawn and given out, and coupons that people collect."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.rights import can
from shops.promotions.codes import drawn_code, read_code
from shops.promotions.models import Collected, Coupon, Promotion
from shops.promotions.planning import CodeTaken

MOST_CODES = 5000  # drawn at once


class NotYours(Exception):
    """Nothing was done."""


@transaction.atomic
def add_code(*, promotion: Promotion, code: str, by: Any, at: datetime) -> Coupon:
    """One code for everybody. The same code again is the same coupon. Raises NotYours, NoCode, CodeTaken."""
    if not can(by, "change promotion", promotion):
        raise NotYours
    plain = read_code(code)
    coupon, is_new = Coupon.objects.get_or_create(code=plain, defaults={"promotion": promotion, "made_at": at})
    if coupon.promotion_id != promotion.pk:
        raise CodeTaken(plain)
    if is_new:
        audit.record(by, "add code", promotion, at=at)
    return coupon


@transaction.atomic
def draw_codes(*, promotion: Promotion, count: int, by: Any, at: datetime) -> Sequence[Coupon]:
    """So many codes that each work once. Raises NotYours, ValueError for fewer than one or too many."""
    if not can(by, "change promotion", promotion):
        raise NotYours
    if not 1 <= count <= MOST_CODES:
        raise ValueError(count)
    codes: set[str] = set()
    while len(codes) < count:
        drawn = {drawn_code() for _n in range(count - len(codes))}
        codes |= drawn - set(Coupon.objects.filter(code__in=drawn).values_list("code", flat=True))
    rows = [Coupon(promotion=promotion, code=code, most=1, made_at=at) for code in sorted(codes)]
    made = Coupon.objects.bulk_create(rows, batch_size=500)
    audit.record(by, "draw codes", promotion, at=at, count=count)
    return made


@transaction.atomic
def collect(*, promotion: Promotion, person: Any, at: datetime) -> bool:
    """The person puts the coupon by; it is used by itself when they order. False when they have it, or it is not offered."""
    offered = promotion.way == Promotion.Way.COLLECTED and promotion.state == Promotion.State.RUNNING and promotion.ends_at > at
    if not offered:
        return False
    return Collected.objects.get_or_create(promotion=promotion, person=person, defaults={"at": at})[1]
