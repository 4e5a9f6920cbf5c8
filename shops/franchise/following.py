"""Who must know when something about a shop that shoppers look for has changed. A part above declares itself in its `ready`.

The parts below tell it so, within their own transaction, without knowing of it: `tell_followers(shop, at=at)`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Protocol

from shops.franchise.models import Shop


class Follower(Protocol):
    def __call__(self, shops: Sequence[int], *, at: datetime) -> Any: ...


_followers: list[Follower] = []
_waiting: ContextVar[int | None] = ContextVar("the shop whose followers are told at the end", default=None)


def follow() -> Callable[[Follower], Follower]:
    """Declare an operation that is called with the shops' ids whenever their state, place, goods, prices or stock change."""

    def declare(follower: Follower) -> Follower:
        if follower not in _followers:
            _followers.append(follower)
        return follower

    return declare


def tell_followers(shop: Shop, *, at: datetime) -> None:
    """Call at the end of every operation that changes what is on sale, where, for how much, or whether any is left."""
    tell_followers_of([shop.pk], at=at)


def tell_followers_of(shops: Iterable[int], *, at: datetime) -> None:
    """The same for several shops (ids) at once, so that a follower holds its rows in one order."""
    told = sorted(set(shops) - {_waiting.get()})
    for follower in _followers if told else ():
        follower(told, at=at)


@contextmanager
def told_once(shop: Shop, *, at: datetime) -> Iterator[None]:
    """Within it, operations on the shop's many rows tell nobody; at the end the followers are told, once."""
    before = _waiting.set(shop.pk)
    try:
        yield
    finally:
        _waiting.reset(before)
    tell_followers(shop, at=at)
