"""Ordering in a group: one offer, straight away and at the group's price, to open a group or to join one."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from common.idempotency import fingerprint
from common.rights import can
from shops.catalogue.models import Offer
from shops.groups.keeping import KEEPER
from shops.groups.models import Group
from shops.groups.queries import offer_at, quote_together, terms_of
from shops.groups.seating import refuse_seated, take_seat, write_seat
from shops.orders.models import Order
from shops.orders.placing import Kept, NotPlaced, To, once, place_lines
from shops.orders.ways import is_at_once


class NotTogether(NotPlaced):
    """This offer is not sold in groups, or not to be paid so."""


class TooManyPacks(NotPlaced):
    """One order of a group holds fewer; `most` of them."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(most)


class OwnShop(NotPlaced):
    """Whoever sells does not fill the group."""


def place_together(
    *, offer: Offer, group: Group | None, packs: int, press: str, to: To, way: str, total: int, by: Any, language: str,
    at: datetime,
) -> Order:  # fmt: skip
    """The order of this press; the same press again is the same order. Without `group` it opens one, once it is paid.

    `total` is the sum in fen that the buyer saw. Raises NotTogether, TooManyPacks, OwnShop, Seated, Full, Over, BasketChanged,
    KeyReused.
    """
    by = by if getattr(by, "pk", None) else None
    asked = fingerprint({
        **asdict(to), "way": way, "total": total, "offer": offer.pk, "packs": packs, "group": group.pk if group else None,
    })  # fmt: skip

    def act() -> Order:
        if (now := offer_at(offer.pk)) is None:
            raise NotTogether
        look_over(now, group, packs, way, by)
        if group:
            take_seat(group, at)
        refuse_seated({"offer_id": now.pk, "session_id": None}, by, to.phone)
        gathers = group or begun(now, at)
        quote = quote_together(now, packs, gathers.price, to.region)
        kept = Kept(KEEPER, group.expires_at if group else None)
        order = place_lines(quote, press, asked, to, way, total, by, language, at, kept)
        write_seat(gathers, order, at, leads=group is None)
        return order

    return once(press, asked, act)


def look_over(offer: Offer, group: Group | None, packs: int, way: str, by: Any) -> None:
    """Raises NotTogether, TooManyPacks, OwnShop."""
    most = group.most_packs if group else terms_of(offer).most_packs
    if (group and group.offer_id != offer.pk) or not is_at_once(way):
        raise NotTogether
    if not 1 <= packs <= most:
        raise TooManyPacks(most)
    if by and can(by, "change goods", offer.variant.product.shop):
        raise OwnShop


def begun(offer: Offer, at: datetime) -> Group:
    """A group on the terms of now, which nobody sees before its leader has paid. Raises NotTogether."""
    price, size, terms = offer.group_price, offer.group_size, terms_of(offer)
    if price is None or size is None:
        raise NotTogether
    return Group.objects.create(
        offer=offer, price=price, alone=offer.price, size=size, hours=terms.hours,
        most_packs=terms.most_packs, begun_at=at,
    )  # fmt: skip
