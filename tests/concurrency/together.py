"""Presses that begin at the same instant, and the ways to take a guard away for a control."""

import os
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import QuerySet

RACE = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: there is no race"),
]
AT_ONCE = 40 if os.environ.get("PROVE") else 4


def at_once(acts: Iterable[Callable[[], Any]]) -> Counter:
    """What simultaneous acts came to: what they return, or the names of exceptions."""
    presses = list(acts)
    start = Barrier(len(presses))

    def press(act: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=20)
            return act()
        except Exception as fault:
            return type(fault).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(presses)) as pool:
        return Counter(pool.map(press, presses))


def without_locks(monkeypatch) -> None:
    """No row is locked by anybody."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, *args, **kwargs: rows)


def meet_at(monkeypatch, module: Any, name: str, presses: int) -> None:
    """Whoever calls `module.name` waits with the answer until all have theirs: all look before any acts."""
    met, look = Barrier(presses), getattr(module, name)

    def look_together(*args, **kwargs):
        seen = look(*args, **kwargs)
        met.wait(timeout=20)
        return seen

    monkeypatch.setattr(module, name, look_together)


def meet_before(monkeypatch, module: Any, name: str, presses: int) -> None:
    """Whoever would call `module.name` waits until all would: all have looked before any writes."""
    met, write = Barrier(presses), getattr(module, name)

    def write_together(*args, **kwargs):
        met.wait(timeout=20)
        return write(*args, **kwargs)

    monkeypatch.setattr(module, name, write_together)
