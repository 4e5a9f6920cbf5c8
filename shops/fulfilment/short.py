"""The shop cannot send all of it: some packs are taken out, the rest goes. What was paid for them comes back, exactly."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.money import yuan
from common.rights import can
from common.sanitise import one_line
from common.states import WrongState, move
from shops.catalogue import stock
from shops.fulfilment import letters
from shops.fulfilment.models import Posting, Shortfall
from shops.fulfilment.operations import NotYours, ReasonsMissing, held, left_to_post
from shops.orders.models import Order, OrderLine, ShopOrder
from shops.payments import refunds

State = ShopOrder.State


class NothingTakenOut(Exception):
    """No pack was named, or more than are left to post; nothing was changed."""


class AllOfIt(Exception):
    """Nothing would be left to send: the part is to be cancelled instead; nothing was changed."""


@transaction.atomic
def send_fewer(
    *, parcel: ShopOrder, packs: Mapping[int, int], are_there: bool, press: str, reasons: str, by: Any, at: datetime
) -> Shortfall:  # fmt: skip
    """Take so many packs by line's id out of what is still to be posted. `are_there`: they go back on the shelf; else they
    are written off. The same `press` again is the same shortfall.

    Raises NotYours, ReasonsMissing, NothingTakenOut, AllOfIt, WrongState.
    """
    if not (can(by, "change goods", parcel.shop) or can(by, "cancel for shop", parcel.shop)):
        raise NotYours
    if not (words := one_line(reasons)[:200]):
        raise ReasonsMissing
    now = held(parcel)
    if known := Shortfall.objects.filter(press=press, parcel=now).first():
        return known
    if now.state != State.TO_PACK:
        raise WrongState(now, State.TO_PACK)
    out = allowed(now, packs)
    made = Shortfall.objects.create(parcel=now, press=press, words=words, amount=0, by=by, at=at)
    made.amount, _refund = refunds.take_out(
        parcel=now, packs=out, source=f"short {made.pk}", words=words, by=by, at=at
    )  # fmt: skip
    made.save(update_fields=["amount"])
    shelve(made, out, are_there=are_there, at=at)
    if not left_to_post(now):
        move(now, State.SENT)
    audit.record(by, "send fewer", now, at=at, packs=sum(out.values()), amount=made.amount, reasons=words)
    letters.sent_fewer(made, sum=yuan(made.amount), is_cash=now.order.way == Order.Way.CASH, at=at)
    parcel.state = now.state
    return made


def allowed(parcel: ShopOrder, packs: Mapping[int, int]) -> dict[int, int]:
    """What is taken out, by line's id. Raises NothingTakenOut, AllOfIt."""
    left = left_to_post(parcel)
    out = {pk: count for pk, count in packs.items() if count}
    if not out or any(not 1 <= count <= left.get(pk, 0) for pk, count in out.items()):
        raise NothingTakenOut
    if out == left and not Posting.objects.filter(parcel=parcel).exists():
        raise AllOfIt
    return out


def shelve(made: Shortfall, out: Mapping[int, int], *, are_there: bool, at: datetime) -> None:
    offers = dict(OrderLine.objects.filter(pk__in=out).values_list("pk", "offer"))
    packs = {offers[pk]: count for pk, count in out.items()}
    if are_there:
        stock.put(back=packs, key=f"short {made.pk}", by=made.by, at=at)
    else:
        stock.write_off(packs=packs, key=f"short {made.pk}", by=made.by, at=at)
