"""A code that is typed for a basket, and taken out of it again."""

from datetime import datetime

from django.db import transaction

from shops.orders.baskets import held
from shops.orders.models import Basket, BasketCode
from shops.promotions.codes import NoCode, read_code
from shops.promotions.models import Coupon, Promotion

__all__ = ["NoCode", "NotKnown", "TooManyCodes", "drop_code", "type_code"]


class NotKnown(Exception):
    """There is no such code."""


class TooManyCodes(Exception):
    """As many codes stand in the basket as may; nothing was changed."""


@transaction.atomic
def type_code(*, basket: Basket, text: str, at: datetime) -> Coupon:
    """Have the code in the basket, however it was typed; again, it is there once. Raises NoCode, NotKnown, TooManyCodes."""
    held(basket)
    not_begun = Promotion.State.DRAFT
    coupon = Coupon.objects.filter(code=read_code(text)).exclude(promotion__state=not_begun).select_related("promotion").first()
    if coupon is None:
        raise NotKnown(text)
    mine = BasketCode.objects.filter(basket=basket)
    if mine.exclude(coupon=coupon).count() >= BasketCode.MOST:
        raise TooManyCodes(BasketCode.MOST)
    mine.filter(coupon__promotion=coupon.promotion_id).exclude(coupon=coupon).delete()  # another code of the same promotion
    basket.has_codes = True  # type: ignore[attr-defined]
    BasketCode.objects.get_or_create(basket=basket, coupon=coupon, defaults={"typed_at": at})
    return coupon


def drop_code(*, basket: Basket, coupon: int) -> bool:
    """Whether it was in the basket."""
    return bool(BasketCode.objects.filter(basket=basket, coupon=coupon).delete()[0])
