"""Guards that a request to the rigged site may go without: each is named, with what is called in its place.

A new guard is a line: its name, where the function is looked up when it is called, and what is done instead. Most look first and
write then, as code would without a conditional update.
"""

import builtins
import random
import time
from collections.abc import Callable
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from django.db import transaction

from shops.availability import holding
from shops.availability.models import Night, Session
from shops.catalogue import stock
from shops.catalogue.models import Offer
from shops.groups import keeping, letters, seating
from shops.groups.models import Group
from shops.orders import moving, placing
from shops.orders.keepers import Keeper
from shops.orders.models import Order
from shops.payments import notices, refunds, sending, taking
from shops.payments.models import Refund
from shops.presale import placing as ahead
from shops.presale.models import Presale
from shops.promotions import taking as using
from shops.promotions.models import Promotion
from shops.returns import answering

without: ContextVar[str] = ContextVar("without", default="")
LOOK = 0.4  # seconds between looking and writing: as long as everybody looks, on a slow machine too
A_LITTLE = 0.05  # seconds after each of many steps
LONG_LOOK = 1.0  # seconds: as long as all orders of a harvest are undone, or news of all payments comes


def instead(guard: str, module: Any, name: str, other: Callable) -> None:
    """Call `other` with what was there when the request goes without this guard."""
    there = getattr(module, name, None) or getattr(builtins, name)  # `sorted`, hidden by a name of the module

    def either(*args: Any, **kwargs: Any) -> Any:
        return other(there, *args, **kwargs) if without.get() == guard else there(*args, **kwargs)

    setattr(module, name, either)


def look_then_write(_shift: Callable, pk: int, change: int) -> bool:
    left = Offer.objects.values_list("stock", flat=True).get(pk=pk)
    time.sleep(LOOK)
    return left >= -change and Offer.objects.filter(pk=pk).update(stock=left + change) == 1


def look_then_sit(_sit_down: Callable, group: Any, _at: Any) -> bool:
    now = Group.objects.get(pk=group.pk)
    time.sleep(LOOK)
    return now.left > 0 and Group.objects.filter(pk=group.pk).update(seated=now.seated + 1) == 1


def in_any_order(_sorted: Callable, rows: Any) -> list:
    return random.sample(list(rows), len(rows))


def slowly(act: Callable, *args: Any, **more: Any) -> Any:
    done = act(*args, **more)
    time.sleep(A_LITTLE)
    return done


def very_slowly(act: Callable, *args: Any, **more: Any) -> Any:
    done = act(*args, **more)
    time.sleep(LONG_LOOK)
    return done


def under_another_key(write: Callable, key: str, *args: Any) -> Any:
    return write(f"{key}R{random.randrange(10**6):06}", *args)


def look_at_left(part_left: Callable, parcel: Any) -> int:
    left: int = part_left(parcel)
    time.sleep(LOOK)
    return left


def without_asking(_promise: Callable, **facts: Any) -> Refund:
    """As it would be without the counter on the payment's row, and the constraint behind it."""
    named = {name: facts[name] for name in ("payment", "parcel", "amount", "source", "delivery")}
    return Refund.objects.create(**named, number=refunds.new_number(facts["payment"]), made_at=facts["at"])


def look_then_use(_take: Callable, one: using.Taking, _keys: Any, _at: Any) -> None:
    """What is left is read, and what it then comes to is written: the constraints see nothing wrong."""
    seen = Promotion.objects.get(pk=one.promotion)
    time.sleep(LOOK)
    if seen.uses >= (seen.most_uses or seen.uses + 1) or one.fen > (seen.budget or one.fen) - seen.spent:
        raise using.UsedUp(one.promotion)
    Promotion.objects.filter(pk=seen.pk).update(uses=seen.uses + 1, spent=seen.spent + one.fen)


def look_then_stay(_shift: Callable, bookable: Any, day: Any, rooms: int, _why: str) -> bool:
    """What is taken of the night is read, and then written with these rooms: the constraint sees nothing wrong."""
    seen = Night.objects.get(bookable=bookable, day=day)
    time.sleep(LOOK)
    return seen.left >= rooms and Night.objects.filter(pk=seen.pk).update(taken=seen.taken + rooms) == 1


def look_then_be_seated(_seat: Callable, session: Any, seats: int) -> bool:
    """The same for seats of a departure."""
    seen = Session.objects.get(pk=session.pk)
    time.sleep(LOOK)
    return seen.left >= seats and Session.objects.filter(pk=seen.pk).update(taken=seen.taken + seats) == 1


def look_then_book(_take_quota: Callable, presale: Any, packs: int) -> bool:
    """The same for packs of a harvest."""
    seen = Presale.objects.get(pk=presale.pk)
    time.sleep(LOOK)
    return seen.left >= packs and Presale.objects.filter(pk=seen.pk).update(taken=seen.taken + packs) == 1


def not_held(_held: Callable, order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def slow_keeper(keeper_of: Callable, order: Order) -> Keeper | None:
    """One that looks, and says only then what it saw."""
    keeper = keeper_of(order)

    def takes(order: Order, at: Any) -> str | None:
        to: str | None = very_slowly(keeper.takes, order, at)
        return to

    return keeper and replace(keeper, takes=takes)


instead("night", holding, "shift", look_then_stay)
instead("uses", using, "take_one", look_then_use)
instead("condition", stock, "shift", look_then_write)
instead("seat", seating, "sit_down", look_then_sit)
instead("whole", keeping, "held", lambda _held, group_id: Group.objects.get(pk=group_id))
instead("whole", letters, "seated", very_slowly)  # after the count, before the commit
instead("order", stock, "sorted", in_any_order)
instead("order", stock, "shift", slowly)
instead("press", placing, "written", under_another_key)
instead("press", placing, "held", lambda _held, basket: basket)
instead("press", placing, "quote_of", slowly)
instead("transaction", placing, "held", lambda _held, basket: basket)
for each in (placing, notices):
    each.transaction = SimpleNamespace(atomic=transaction.atomic)
    instead("transaction", each.transaction, "atomic", lambda _atomic: nullcontext())
instead("paid", answering, "held_order", lambda _held, order: order)
instead("paid", refunds, "held", lambda _held, order: order)
instead("paid", refunds, "part_left", look_at_left)
instead("paid", refunds, "promise", without_asking)
instead("number", sending, "AskedBack", under_another_key)
instead("place", holding, "seat", look_then_be_seated)
instead("line", holding, "passes_over_seats", lambda *_asked: False)
instead("quota", ahead, "take_quota", look_then_book)
instead("harvest", taking, "held", not_held)
instead("harvest", moving, "held", not_held)
instead("harvest", moving, "keeper_of", slow_keeper)
