"""What is still sold of an old order, in the basket again with one press; what is not, or is fewer or dearer, is told."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from shops.orders.baskets import held
from shops.orders.models import MOST_PACKS, Basket, BasketLine, Order, OrderLine
from shops.orders.queries import OFFERS, is_sold


@dataclass
class Again:
    """What came of it, by line of the old order; `fewer` with the packs there are now, `dearer` with the price in fen."""

    packs: int = 0
    gone: list[OrderLine] = field(default_factory=list)
    fewer: list[tuple[OrderLine, int]] = field(default_factory=list)
    dearer: list[tuple[OrderLine, int]] = field(default_factory=list)


@transaction.atomic
def order_again(*, order: Order, basket: Basket, at: datetime) -> Again:
    """Have as many packs in the basket as were ordered, or as there are; more that was in it stays. Again: nothing more.

    Six queries, however many lines.
    """
    held(basket)
    there = dict(BasketLine.objects.filter(basket=basket).values_list("offer", "packs"))
    lines = OrderLine.objects.filter(parcel__order=order, offer__isnull=False).select_related(f"offer__{OFFERS}")
    told, rows = Again(), []
    for line in lines:
        packs = packs_now(line, there.get(line.goods.pk, 0), told)
        if packs:
            rows.append(
                BasketLine(basket=basket, offer=line.goods, packs=packs, seen_price=line.goods.price, added_at=at)
            )  # fmt: skip
    BasketLine.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["basket", "offer"], update_fields=["packs", "seen_price"]
    )
    Basket.objects.filter(pk=basket.pk).update(changed_at=at)
    told.packs = sum(row.packs for row in rows)
    return told


def packs_now(line: OrderLine, already: int, told: Again) -> int:
    """How many of the line's packs the basket is to hold; what differs from then is noted in `told`."""
    offer = line.goods
    if not is_sold(offer) or offer.stock < 1:
        told.gone.append(line)
        return 0
    if offer.stock < line.packs:
        told.fewer.append((line, offer.stock))
    if offer.price > line.price:
        told.dearer.append((line, offer.price))
    return min(max(line.packs, already), offer.stock, MOST_PACKS)
