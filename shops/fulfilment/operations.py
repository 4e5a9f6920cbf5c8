"""Posting, receiving, cancelling a shop's part of an order. Each is done once, however often it is pressed."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Sum

from common import audit
from common.rights import can
from common.sanitise import one_line
from common.states import WrongState, move
from shops.fulfilment import letters
from shops.fulfilment.models import Carrier, PostedLine, Posting
from shops.ledger import postings
from shops.orders import moving
from shops.orders.models import Order, ShopOrder
from shops.payments import refunds

State = ShopOrder.State
RECEIVED_AFTER = timedelta(days=10)  # of the last posting: then it counts as received
NUMBER = re.compile(r"[0-9A-Z]{6,32}\Z")


class NotYours(Exception):
    """Nothing was done."""


class NoNumber(Exception):
    """A courier's parcel has a number of letters and figures."""


class NothingPosted(Exception):
    """Nothing is left to post of these lines, or more was said than there is."""


class ReasonsMissing(Exception):
    """Who cancels says why."""


def read_number(text: str) -> str:
    """A parcel's number as couriers print it: capitals, no spaces, full-width signs made narrow. Raises NoNumber."""
    plain = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()
    if not NUMBER.match(plain):
        raise NoNumber(text)
    return plain


def left_to_post(parcel: ShopOrder) -> dict[int, int]:
    """Packs by line's id that no posting holds yet and that did not go back. Four queries."""
    posted = dict(PostedLine.objects.filter(posting__parcel=parcel).order_by().values_list("line").annotate(packs=Sum("packs")))
    left = {pk: one.packs - posted.get(pk, 0) for pk, one in refunds.left_of(parcel).items()}
    return {pk: packs for pk, packs in left.items() if packs > 0}


@transaction.atomic
def post(*, parcel: ShopOrder, carrier: str, number: str, packs: Mapping[int, int] | None, by: Any, at: datetime) -> Posting:
    """Hand over so many packs by line (all that is left: None). The same number again is the first posting.

    When nothing is left the part is on its way. Raises NotYours, NoNumber, NothingPosted, WrongState.
    """
    if not can(by, "change goods", parcel.shop):
        raise NotYours
    number = "" if carrier == Carrier.OWN and not number.strip() else read_number(number)
    now = held(parcel)
    known = Posting.objects.filter(parcel=now, carrier=carrier, number=number).first() if number else None
    if known:
        return known
    if now.state != State.TO_PACK:
        raise WrongState(now, State.SENT)
    left = left_to_post(now)
    going = left if packs is None else {pk: count for pk, count in packs.items() if count}
    if not going or any(not 1 <= count <= left.get(pk, 0) for pk, count in going.items()):
        raise NothingPosted
    made = Posting.objects.create(parcel=now, carrier=carrier, number=number, by=by, at=at)
    PostedLine.objects.bulk_create(PostedLine(posting=made, line_id=pk, packs=count) for pk, count in sorted(going.items()))
    if going == left:
        move(now, State.SENT)
    audit.record(by, "post parcel", now, at=at, carrier=carrier, number=number, all=going == left)
    letters.posted(made, is_all=going == left, at=at)
    parcel.state = now.state
    return made


@transaction.atomic
def receive(*, parcel: ShopOrder, by: Any, at: datetime) -> bool:
    """The buyer has it, and has paid if it was cash: what is held becomes the shop's. False when that was done before.

    Raises WrongState before it was posted.
    """
    now = held(parcel)
    if now.state == State.RECEIVED:
        parcel.state = now.state
        return False
    move(now, State.RECEIVED)
    earn(now, at)
    audit.record(by, "receive parcel", now, at=at)
    parcel.state = now.state
    return True


def earn(parcel: ShopOrder, at: datetime) -> None:
    """Cash the shop took at the door; then the shop's share of what is held and did not go back, the commission kept."""
    order, source = parcel.order, f"parcel {parcel.pk}"
    amount, commission, by_county = refunds.kept_of(parcel)
    if order.way == Order.Way.PRACTICE:
        postings.put_practice_away(order=order.number, source=source, amount=amount, at=at)
        moving.put_back(parcel, refunds.packs_left(parcel), None, at)
        return
    if order.way == Order.Way.CASH:
        postings.collect(order=order.number, source=source, shop=parcel.shop, amount=amount, at=at)
    postings.earn(
        order=order.number, source=source, shop=parcel.shop, amount=amount, commission=commission,
        by_county=by_county, at=at,
    )  # fmt: skip


def receive_by_themselves(*, at: datetime, most: int = 200) -> int:
    """What was posted long ago counts as received; how many. Safe to run twice at once.

    Not what is paid at the door: nobody has said that the cash was taken (`watching` asks).
    """
    sent = ShopOrder.objects.filter(state=State.SENT).exclude(order__way=Order.Way.CASH).annotate(last=Max("postings__at"))
    due = sent.filter(last__lte=at - RECEIVED_AFTER).order_by("pk").select_related("order", "shop")[:most]
    return sum(receive(parcel=parcel, by=None, at=at) for parcel in due)


def cancel(*, parcel: ShopOrder, by: Any, reasons: str, at: datetime) -> ShopOrder:
    """The shop cannot send it: before anything of it was posted. Raises NotYours, ReasonsMissing, WrongState."""
    if not can(by, "change goods", parcel.shop):
        raise NotYours
    if not (words := one_line(reasons)[:200]):
        raise ReasonsMissing
    return cancelled(parcel, by, words, at, by_buyer=False)


def call_off(*, parcel: ShopOrder, by: Any, at: datetime) -> ShopOrder:
    """The buyer wants it no more: before anything of it was posted. Raises WrongState."""
    return cancelled(parcel, by if getattr(by, "pk", None) else None, "", at, by_buyer=True)


@transaction.atomic
def cancel_for_shop(*, parcel: ShopOrder, by: Any, reasons: str, at: datetime) -> ShopOrder:
    """A manager cancels it for the shop: before anything of it was posted. Shop and buyer are told who did and why.

    Raises NotYours, ReasonsMissing, WrongState.
    """
    if not can(by, "cancel for shop", parcel.shop):
        raise NotYours
    if not (words := one_line(reasons)[:200]):
        raise ReasonsMissing
    now = taken_back(parcel, by, words, at)
    letters.cancelled_for_shop(now, reasons=words, at=at)
    return now


@transaction.atomic
def cancelled(parcel: ShopOrder, by: Any, words: str, at: datetime, *, by_buyer: bool) -> ShopOrder:
    """Goods are taken back, and the other side told. A visit has its own ways (`bookings`)."""
    if parcel.kind == ShopOrder.Kind.VISIT:
        raise WrongState(parcel, State.CANCELLED)
    now = taken_back(parcel, by, words, at)
    letters.cancelled(now, by_buyer=by_buyer, reasons=words, at=at)
    return now


def taken_back(parcel: ShopOrder, by: Any, words: str, at: datetime) -> ShopOrder:
    """Cash is owed no more; what was paid before goes back to the buyer."""
    now = held(parcel)
    if Posting.objects.filter(parcel=now).exists():
        raise WrongState(now, State.CANCELLED)
    amount, *_shares = refunds.kept_of(now)
    moving.cancel_part(parcel=now, packs=refunds.packs_left(now), by=by, reasons=words, at=at)
    if now.order.way == Order.Way.CASH:
        postings.owe_no_more(order=now.order.number, source=f"parcel {now.pk}", amount=amount, at=at)
    else:
        refunds.return_parcel(parcel=now, source=f"parcel {now.pk} cancelled", words=words, by=by, at=at)
    parcel.state = now.state
    return now


def held(parcel: ShopOrder) -> ShopOrder:
    """The part's row, held; its order's first, as everywhere."""
    moving.held(parcel.order)
    return ShopOrder.objects.select_for_update().get(pk=parcel.pk)
