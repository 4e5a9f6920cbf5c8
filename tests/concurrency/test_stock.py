"""Ten buyers want the last three packs at once: three have them. On PostgreSQL, where there is a race."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections
from django.db.models import F

from shops.catalogue import stock
from shops.catalogue.models import Offer, StockMove
from tests.factories.catalogue import product
from tests.factories.shops import OPENED

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: there is no race"),
]
BUYERS, LEFT = 10, 3


@pytest.fixture
def last(transactional_db) -> int:
    """An offer of which three are left, committed."""
    offer = Offer.objects.get(variant__product=product())
    Offer.objects.filter(pk=offer.pk).update(stock=LEFT)
    return offer.pk


def take_at_once(offer: int, key: str = "") -> Counter:
    """What simultaneous takes came to: "taken", or the names of exceptions."""
    start = Barrier(BUYERS)

    def take(buyer: int) -> str:
        try:
            start.wait(timeout=30)
            stock.take(wanted={offer: 1}, key=key or f"order-{buyer}", by=None, at=OPENED)
            return "taken"
        except Exception as fault:
            return type(fault).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(BUYERS) as pool:
        return Counter(pool.map(take, range(BUYERS)))


def test_the_last_packs_are_sold_once(last):
    assert take_at_once(last) == {"taken": LEFT, "SoldOut": BUYERS - LEFT}
    assert (Offer.objects.get().stock, StockMove.objects.count()) == (0, LEFT)


def test_one_order_pressed_ten_times_at_once_takes_one(last):
    assert take_at_once(last, key="order-1") == {"taken": BUYERS}
    assert (Offer.objects.get().stock, StockMove.objects.count()) == (LEFT - 1, 1)


def test_without_the_condition_only_the_constraint_is_left(last, monkeypatch):
    """The control: all see the packs before any takes, and the update asks for nothing."""
    looked = Barrier(BUYERS)

    def shift(pk: int, change: int) -> bool:
        enough = Offer.objects.get(pk=pk).stock >= -change
        looked.wait(timeout=30)
        return enough and Offer.objects.filter(pk=pk).update(stock=F("stock") + change) == 1

    monkeypatch.setattr(stock, "shift", shift)
    assert take_at_once(last) == {"taken": LEFT, IntegrityError.__name__: BUYERS - LEFT}
