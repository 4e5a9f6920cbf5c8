"""What buyers, shops and franchise managers are told of parcels."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from accounts.models import Role
from accounts.queries import people_with_role
from outbox.operations import tell
from shops.franchise.operations import words_about
from shops.franchise.renewing import everybody
from shops.fulfilment.models import Carrier, Posting, Shortfall, Watch
from shops.orders.letters import to_buyer, to_shop
from shops.orders.models import ShopOrder

Telling = Callable[[list[Watch], datetime], None]  # of one shop's parts, at least one
ORDERS, UNMOVED = "/my/shop/orders/", "/franchise/parcels/"


def posted(posting: Posting, *, is_all: bool, at: datetime) -> None:
    facts = {"carrier": Carrier(posting.carrier).label, "parcel_number": posting.number, "is_all": is_all}
    to_buyer(posting.parcel, "parcel_posted", f"posting-{posting.pk}", at, **facts)


def cancelled(parcel: ShopOrder, *, by_buyer: bool, reasons: str, at: datetime) -> None:
    """The other side is told."""
    if by_buyer:
        to_shop(parcel, "parcel_called_off", f"parcel-called-off-{parcel.pk}", at, reasons=reasons)
    else:
        to_buyer(parcel, "parcel_cancelled", f"parcel-cancelled-{parcel.pk}", at, reasons=reasons)


def sent_fewer(shortfall: Shortfall, *, sum: str, is_cash: bool, at: datetime) -> None:
    """The buyer gets the rest."""
    facts: dict[str, Any] = {"reasons": shortfall.words, "sum": sum, "is_cash": is_cash}
    to_buyer(shortfall.parcel, "parcel_fewer", f"short-{shortfall.pk}", at, **facts)


def came_back(parcel: ShopOrder, *, words: str, at: datetime) -> None:
    """The buyer owes nothing."""
    to_buyer(parcel, "parcel_came_back", f"parcel-came-back-{parcel.pk}", at, words=words)


def late_to_shop(watches: list[Watch], at: datetime) -> None:
    of_shop("parcels_to_post", watches, ORDERS, at)


def late_to_others(watches: list[Watch], at: datetime) -> None:
    """Franchise managers of all of them at once, each buyer of theirs: nothing of it posted, it can still be called off."""
    to_managers("parcels_late", watches, at)
    for one in watches:
        is_begun: bool = one.is_begun  # type: ignore[attr-defined]
        to_buyer(one.parcel, "parcel_late", f"parcel-late-{one.parcel_id}", at, is_begun=is_begun)


def cash_to_shop(watches: list[Watch], at: datetime) -> None:
    of_shop("cash_to_tell", watches, f"{ORDERS}?state=sent", at)


def cash_to_managers(watches: list[Watch], at: datetime) -> None:
    to_managers("cash_unclear", watches, at)


def of_shop(template: str, watches: list[Watch], link: str, at: datetime) -> None:
    """One letter to everybody who works in the shop, whose link leads to the one order, or to all."""
    first = watches[0].parcel
    to = f"{ORDERS}{first.pk}/" if len(watches) == 1 else link
    for person in everybody(first.shop):
        tell(user=person, key=key_of(template, first, person), template=template, context=about(watches), link=to, at=at)


def to_managers(template: str, watches: list[Watch], at: datetime) -> None:
    """One letter to every franchise manager."""
    first = watches[0].parcel
    for person in people_with_role(Role.FRANCHISE_MANAGER):
        tell(user=person, key=key_of(template, first, person), template=template, context=about(watches), link=UNMOVED, at=at)


def key_of(template: str, first: ShopOrder, person: Any) -> str:
    return f"{template}-{first.pk}-{person.pk}"


def about(watches: list[Watch]) -> dict[str, Any]:
    """The shop, how many orders, and the number of the first."""
    first = watches[0].parcel
    return {**words_about(first.shop), "number": first.order.number, "n": len(watches)}


def cancelled_for_shop(parcel: ShopOrder, *, reasons: str, at: datetime) -> None:
    """By a manager: both sides are told."""
    to_buyer(parcel, "part_cancelled", f"part-cancelled-{parcel.pk}", at, reasons=reasons)
    to_shop(parcel, "part_cancelled_for_shop", f"part-cancelled-for-shop-{parcel.pk}", at, reasons=reasons)
