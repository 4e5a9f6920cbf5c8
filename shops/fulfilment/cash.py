"""Cash at the door, said honestly: the shop took it, or the parcel came back. Nothing is earned until somebody says which."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.rights import can
from common.sanitise import one_line
from common.states import move
from shops.catalogue import stock
from shops.fulfilment import letters
from shops.fulfilment.models import Carrier, Posting
from shops.fulfilment.operations import NotYours, held, post, receive
from shops.ledger import postings
from shops.orders.models import Order, ShopOrder
from shops.payments import refunds

State = ShopOrder.State


class NotCash(Exception):
    """It was not to be paid at the door; nothing was changed."""


class NotAllOfIt(Exception):
    """Cash is taken with the last of it: some packs are not on their way yet. Nothing was changed."""


class MoreThanSent(Exception):
    """More packs were said to be spoiled than were sent; nothing was changed."""


@transaction.atomic
def take_cash(*, parcel: ShopOrder, by: Any, at: datetime) -> bool:
    """The shop has the buyer's cash, so the buyer has the goods. False when that was said before.

    Raises NotYours, NotCash, WrongState.
    """
    allow(parcel, by)
    is_new = receive(parcel=parcel, by=by, at=at)
    if is_new:
        audit.record(by, "take cash", parcel, at=at, amount=refunds.kept_of(parcel)[0])
    return is_new


@transaction.atomic
def bring(*, parcel: ShopOrder, packs: Mapping[int, int] | None, by: Any, at: datetime) -> Posting:
    """The shop brought all that was left itself, and took the cash. Raises NotAllOfIt, NotCash and what `post` raises."""
    allow(parcel, by)
    posting = post(parcel=parcel, carrier=Carrier.OWN, number="", packs=packs, by=by, at=at)
    if parcel.state != State.SENT:
        raise NotAllOfIt
    take_cash(parcel=parcel, by=by, at=at)
    return posting


@transaction.atomic
def came_back(*, parcel: ShopOrder, spoiled: Mapping[int, int], words: str, by: Any, at: datetime) -> bool:
    """The buyer did not take it: it is owed no more; the packs are on the shelf again but those `spoiled`, by line's id.

    False when that was said before. Raises NotYours, NotCash, MoreThanSent, WrongState.
    """
    allow(parcel, by)
    now = held(parcel)
    if now.state == State.BACK:
        return False
    sent = refunds.left_of(now)
    if any(not 0 <= packs <= (sent[pk].packs if pk in sent else 0) for pk, packs in spoiled.items()):
        raise MoreThanSent
    amount, *_shares = refunds.kept_of(now)
    move(now, State.BACK)
    shelve(now, sent.values(), spoiled, by, at)
    postings.owe_no_more(order=now.order.number, source=f"parcel {now.pk}", amount=amount, at=at)
    said = one_line(words)[:200]
    audit.record(by, "parcel came back", now, at=at, reasons=said, spoiled=sum(spoiled.values()))
    letters.came_back(now, words=said, at=at)
    parcel.state = now.state
    return True


def shelve(parcel: ShopOrder, sent: Collection[refunds.Left], spoiled: Mapping[int, int], by: Any, at: datetime) -> None:
    """Each pack goes back on the shelf or is written off, once for the part."""
    packs_of = {one.line.offer_id: (one.packs, spoiled.get(one.line.pk, 0)) for one in sent}
    whole = {pk: packs - bad for pk, (packs, bad) in packs_of.items() if pk}
    waste = {pk: bad for pk, (_packs, bad) in packs_of.items() if pk and bad}
    stock.put(back={pk: packs for pk, packs in whole.items() if packs}, key=f"parcel {parcel.pk}", by=by, at=at)
    stock.write_off(packs=waste, key=f"parcel {parcel.pk}", by=by, at=at)


def allow(parcel: ShopOrder, by: Any) -> None:
    if not can(by, "change goods", parcel.shop):
        raise NotYours
    if parcel.order.way != Order.Way.CASH:
        raise NotCash
