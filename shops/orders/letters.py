"""Who is told what of an order: buyers with an account by their own way, guests by SMS at the order's number, shops theirs."""

from datetime import datetime
from typing import Any

from django.db import transaction

from outbox.operations import tell, tell_number
from shops.franchise.operations import words_about
from shops.franchise.renewing import everybody
from shops.orders.models import Order, ShopOrder


def to_buyer(parcel: ShopOrder, template: str, key: str, at: datetime, **more: Any) -> None:
    """A letter about one shop's part, which leads to the order."""
    order: Order = parcel.order
    context = {**words_about(parcel.shop), "number": order.number, **more}
    facts: dict[str, Any] = {"key": key, "template": template, "context": context, "link": f"/orders/{order.number}/", "at": at}
    if order.buyer:
        tell(user=order.buyer, **facts)
    elif order.phone:
        tell_number(phone=order.phone, language=order.language, **facts)


def to_shop(parcel: ShopOrder, template: str, key: str, at: datetime, **more: Any) -> None:
    """A letter to everybody who works in the shop."""
    context = {**words_about(parcel.shop), "number": parcel.order.number, **more}
    link = f"/my/shop/orders/{parcel.pk}/"
    for person in everybody(parcel.shop):
        tell(user=person, key=f"{key}-{person.pk}", template=template, context=context, link=link, at=at)


def tell_shops(*, at: datetime, most: int = 100) -> int:
    """Write to shops that may pack and were not told; how many parts. Apart from the buyer's press, which it would slow."""
    waiting = ShopOrder.objects.filter(state=ShopOrder.State.TO_PACK, told_at=None).order_by("pk")[:most]
    return sum(tell_one(parcel, at) for parcel in waiting.select_related("order", "shop__owner"))


@transaction.atomic
def tell_one(parcel: ShopOrder, at: datetime) -> bool:
    """Whether it was this run that told of it."""
    if not ShopOrder.objects.filter(pk=parcel.pk, told_at=None).update(told_at=at):
        return False
    to_shop(parcel, "order_to_pack", f"to-pack-{parcel.pk}", at)
    return True
