"""What groups brought their shop: of complete ones, whose parcels were not cancelled and did not come back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from shops.groups.models import Group
from shops.orders.models import OrderLine, ShopOrder

SOLD = (ShopOrder.State.TO_PACK, ShopOrder.State.BOOKED, ShopOrder.State.SENT, ShopOrder.State.RECEIVED)


@dataclass(frozen=True)
class Brought:
    """Packs or people, fen for them, and fen less than they would have cost alone."""

    packs: int
    fen: int
    less: int


def brought(groups: Iterable[Group]) -> dict[int, Brought]:
    """By group's id. One query."""
    off = {group.pk: group.alone - group.price for group in groups if group.state == Group.State.COMPLETE}
    if not off:
        return {}
    rows = OrderLine.objects.filter(parcel__order__seat__group__in=off, parcel__state__in=SOLD).order_by()
    each = Coalesce("booking__adults", "packs")
    sums = rows.values_list("parcel__order__seat__group").annotate(n=Sum(each), fen=Sum(F("packs") * F("price")))
    return {pk: Brought(packs, fen, off[pk] * packs) for pk, packs, fen in sums}
