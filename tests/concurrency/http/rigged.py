"""The site for gunicorn, rigged: a request's header takes a guard away, or names the point at which its worker dies.

`X-Rig-Without` names one of GUARDS, `X-Rig-Die` one of the points. `POST /chore/<its place in the clock's list>` does that
chore in a worker. A request without the headers goes the ordinary way.
"""

import builtins
import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import nullcontext
from contextvars import ContextVar
from functools import wraps
from importlib import import_module
from pkgutil import resolve_name
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from config.wsgi import application as site
from front.clock import CHORES
from shops.availability import holding
from shops.availability.models import Night
from shops.catalogue import stock
from shops.catalogue.models import Offer
from shops.groups import seating
from shops.groups.models import Group
from shops.orders import placing
from shops.payments import notices, refunds, sending
from shops.payments.models import Refund
from shops.promotions import taking
from shops.promotions.models import Promotion
from shops.returns import answering
from tests.concurrency.http.points import BEFORE, POINTS, Point

without: ContextVar[str] = ContextVar("without", default="")
dies: ContextVar[str] = ContextVar("dies", default="")
LOOK = 0.05  # seconds between looking and writing: as long as everybody looks


def application(environ: dict[str, Any], start_response: Callable) -> Any:
    without.set(environ.get("HTTP_X_RIG_WITHOUT", ""))
    dies.set(environ.get("HTTP_X_RIG_DIE", ""))
    if not environ["PATH_INFO"].startswith("/chore/"):
        return site(environ, start_response)
    CHORES[int(environ["PATH_INFO"].removeprefix("/chore/"))].act()
    start_response("204 No Content", [])
    return []


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
    time.sleep(LOOK)
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


def look_then_use(_take: Callable, one: taking.Taking, _keys: Any, _at: Any) -> None:
    """What is left is read, and what it then comes to is written: the constraints see nothing wrong."""
    seen = Promotion.objects.get(pk=one.promotion)
    time.sleep(LOOK)
    if seen.uses >= (seen.most_uses or seen.uses + 1) or one.fen > (seen.budget or one.fen) - seen.spent:
        raise taking.UsedUp(one.promotion)
    Promotion.objects.filter(pk=seen.pk).update(uses=seen.uses + 1, spent=seen.spent + one.fen)


def look_then_stay(_shift: Callable, bookable: Any, day: Any, rooms: int, _why: str) -> bool:
    """What is taken of the night is read, and then written with these rooms: the constraint sees nothing wrong."""
    seen = Night.objects.get(bookable=bookable, day=day)
    time.sleep(LOOK)
    return seen.left >= rooms and Night.objects.filter(pk=seen.pk).update(taken=seen.taken + rooms) == 1


instead("night", holding, "shift", look_then_stay)
instead("uses", taking, "take_one", look_then_use)
instead("condition", stock, "shift", look_then_write)
instead("seat", seating, "sit_down", look_then_sit)
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


def mortal(point: Point) -> None:
    """Let a worker die at this point when its request says so."""
    owner = resolve_name(point.owner)
    act = getattr(owner, point.attribute)

    @wraps(act)
    def call(*args: Any, **kwargs: Any) -> Any:
        if dies.get() == point.name and point.when == BEFORE:
            os.kill(os.getpid(), signal.SIGKILL)
        done = act(*args, **kwargs)
        if dies.get() == point.name:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    setattr(owner, point.attribute, call)


for point in POINTS:
    mortal(point)


def load_all() -> None:
    """What the first request loads: once, before workers part, and not by each that takes a dead one's place."""
    import_module("redis")
    with override("zh-hans"):
        reverse("orders:check")
    get_template("shops/orders/check.html")


load_all()
