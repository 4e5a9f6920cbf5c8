"""The harvest is ready, or the crop failed. Each is one press; the orders follow one by one, and the clock follows up."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from common import audit
from common.clock import shanghai_day
from common.rights import can
from common.sanitise import one_line
from common.states import move
from shops.orders import moving
from shops.orders.models import Order, ShopOrder
from shops.orders.queries import OFFERS
from shops.payments import refunds
from shops.presale import letters
from shops.presale.days import clear_days, held
from shops.presale.firsts import make_up
from shops.presale.models import Advance, Presale
from shops.presale.reminding import end_of_day

Part, State = ShopOrder.State, Presale.State
MOST = 200  # orders of a run; the next goes on
UNSENT = (Part.WAITING, Part.AHEAD, Part.TO_PACK)


class NotYours(Exception):
    """Nothing was changed."""


class ReasonsMissing(Exception):
    """Who says that a crop failed says why: the buyers read it."""


def ready(*, presale: Presale, by: Any, at: datetime) -> bool:
    """The harvest is there: what was paid at once may be packed, balances may be paid. Whether it was news.

    Raises NotYours, WrongState once the crop failed.
    """
    if not can(by, "look after presales", presale.offer.variant.product.shop):
        raise NotYours
    is_news = made_ready(presale, by, at)
    go_on(presale, at)
    return is_news


@transaction.atomic
def made_ready(presale: Presale, by: Any, at: datetime) -> bool:
    now = held(presale)
    if now.state == State.READY:
        return False
    move(now, State.READY, ready_at=at)
    clear_days(now, at)
    audit.record(by, "harvest ready", now, at=at)
    presale.state = now.state
    return True


def fail(*, presale: Presale, why: str, by: Any, at: datetime) -> bool:
    """The crop failed: every order that was not sent is cancelled, all its money goes back, and its buyer is first next time.
    Whether it was news; pressed again, what was left undone is done. Raises NotYours, ReasonsMissing.
    """
    if not can(by, "look after presales", presale.offer.variant.product.shop):
        raise NotYours
    if not (words := one_line(why)[:200]):
        raise ReasonsMissing
    is_news = failed(presale, words, by, at)
    go_on(presale, at)
    return is_news


@transaction.atomic
def failed(presale: Presale, words: str, by: Any, at: datetime) -> bool:
    now = held(presale)
    if now.state == State.FAILED:
        return False
    move(now, State.FAILED, failed_at=at, why=words)
    clear_days(now, at)
    audit.record(by, "crop failed", now, at=at, why=words)
    presale.state = now.state
    return True


def left_over(presale: Presale) -> Any:
    """Orders that have not followed yet."""
    if presale.state == State.FAILED:
        return Advance.objects.filter(presale=presale, undone_at=None, order__parcels__state__in=UNSENT)
    return Advance.objects.filter(presale=presale, state=Advance.State.BOOKED, ready_at=None)


def go_on(presale: Presale, at: datetime) -> int:
    """Let orders follow what became of their harvest, each in its own transaction; how many."""
    follow = undo if presale.state == State.FAILED else let_on
    return sum(follow(one, at) for one in left_over(presale).select_related("order").order_by("pk")[:MOST])


@transaction.atomic
def let_on(advance: Advance, at: datetime) -> bool:
    """It may be packed, or its balance be paid until the end of the last of its days. Whether it was news."""
    order = moving.held(advance.order)
    now = Advance.objects.select_related("presale").get(pk=advance.pk)
    if now.ready_at or now.state != Advance.State.BOOKED or now.presale.state != State.READY:
        return False
    if order.state == Order.State.CONFIRMED:
        Advance.objects.filter(pk=now.pk).update(ready_at=at)
        for parcel in order.parcels.filter(state=Part.AHEAD):
            move(parcel, Part.TO_PACK)
        letters.packing(now, at)
        return True
    until = end_of_day(at + timedelta(days=now.presale.pays_days))
    Advance.objects.filter(pk=now.pk).update(ready_at=at, remind_at=at + (until - at) / 2)
    Order.objects.filter(pk=order.pk).update(expires_at=until)
    letters.balance_open(now, until, at)
    return True


@transaction.atomic
def undo(advance: Advance, at: datetime) -> bool:
    """Cancelled, with all that was paid promised back, deposit and balance; the buyer is told, and first next season."""
    order = moving.held(advance.order)
    now = Advance.objects.select_related("presale__offer__variant").get(pk=advance.pk)
    parcel = order.parcels.select_related("order", "shop").get()
    if now.undone_at or parcel.state not in UNSENT or parcel.postings.exists():
        return False
    Advance.objects.filter(pk=now.pk).update(undone_at=at)
    if order.state == Order.State.WAITING:
        moving.give_up(order=order, to=Order.State.CANCELLED, by=None, at=at)
    else:
        moving.cancel_part(parcel=parcel, by=None, reasons=now.presale.why, at=at, was=parcel.state)
        refunds.return_parcel(parcel=parcel, source=f"advance {now.pk}", words=now.presale.why, by=None, at=at)
        make_up(now, order, at)
    return True


def follow_up(*, at: datetime, most: int = 50) -> int:
    """By the clock: harvests whose stated day has come are ready, and orders that did not follow yet do; how many. Safe to
    run twice at once."""
    for presale in Presale.objects.filter(state=State.OPEN, ready_on__lte=shanghai_day(at)).order_by("ready_on", "pk")[:most]:
        made_ready(presale, None, at)
    lost = Q(state=State.FAILED, orders__undone_at=None, orders__order__parcels__state__in=UNSENT)
    waits = Q(state=State.READY, orders__state=Advance.State.BOOKED, orders__ready_at=None)
    due = Presale.objects.filter(lost | waits).distinct().select_related(f"offer__{OFFERS}").order_by("pk")[:most]
    return sum(go_on(presale, at) for presale in due)
