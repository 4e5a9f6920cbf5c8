"""The site for gunicorn, rigged: a request's header takes a guard away, or names the point at which its worker dies.

`X-Rig-Without` names one of the guards, `X-Rig-Die` one of the points. `POST /chore/<its place in the clock's list>` does that
chore in a worker. A request without the headers goes the ordinary way.
"""

import os
import signal
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from importlib import import_module
from pkgutil import resolve_name
from typing import Any

from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from config.wsgi import application as site
from front.clock import CHORES
from tests.concurrency.http.guards import without
from tests.concurrency.http.points import BEFORE, POINTS, Point

dies: ContextVar[str] = ContextVar("dies", default="")


def application(environ: dict[str, Any], start_response: Callable) -> Any:
    without.set(environ.get("HTTP_X_RIG_WITHOUT", ""))
    dies.set(environ.get("HTTP_X_RIG_DIE", ""))
    if not environ["PATH_INFO"].startswith("/chore/"):
        return site(environ, start_response)
    CHORES[int(environ["PATH_INFO"].removeprefix("/chore/"))].act()
    start_response("204 No Content", [])
    return []


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
