"""An order from two shops against the clock that goes through all listings: each waits its turn. On PostgreSQL."""

from threading import Event, Thread

import pytest
from django.db import OperationalError, connections, transaction

from shops.catalogue import stock
from shops.catalogue.models import Offer
from shops.market import operations
from shops.market.models import Listing
from tests.concurrency.together import RACE
from tests.factories.catalogue import product
from tests.factories.shops import OPENED, shop

pytestmark = RACE
PATIENCE = 5  # seconds


@pytest.fixture
def goods(transactional_db):
    """Listings whose order by shop is not their order by number: the earlier shop has the later product."""
    earlier, later = shop(), shop()
    goods = [product(of=later), product(of=earlier)]
    Offer.objects.update(stock=1)
    return goods


def ordered_while_the_clock_mends(goods, between: Event) -> list[str]:
    """The faults of an order for both goods, and of one who holds the listings by number, as `mend` and `turn_season` do."""
    faults: list[str] = []
    holds = Event()

    def clock() -> None:
        try:
            with transaction.atomic():
                hold(goods[0])
                holds.set()
                between.wait(PATIENCE)
                hold(goods[1])
        except OperationalError as fault:
            faults.append(str(fault))
        finally:
            connections.close_all()

    def buyer() -> None:
        try:
            holds.wait(PATIENCE)
            wanted = {offer.pk: 1 for offer in Offer.objects.all()}
            stock.take(wanted=wanted, key="order-1", by=None, at=OPENED)
        except OperationalError as fault:
            faults.append(str(fault))
        finally:
            connections.close_all()

    both = [Thread(target=clock), Thread(target=buyer)]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    return faults


def hold(one) -> None:
    Listing.objects.select_for_update(of=("self",)).get(pk=one.pk)


def test_an_order_from_two_shops_and_the_clock_wait_for_each_other(goods, monkeypatch):
    between, keep_all = Event(), operations.keep_all

    def let_the_clock_go_on(shops, at):
        between.set()  # it holds the first listing still: the order waits for it here, holding none
        return keep_all(shops, at)

    monkeypatch.setattr(operations, "keep_all", let_the_clock_go_on)
    assert ordered_while_the_clock_mends(goods, between) == []
    assert Listing.objects.filter(is_ready=False).count() == 2


def test_shop_by_shop_they_would_hold_each_other_up(goods, monkeypatch):
    """The control: the listings held one shop after another."""
    between = Event()

    def one_by_one(shops, *, at):
        for pk in sorted(shops):
            operations.keep(pk, at=at)
            between.set()

    monkeypatch.setattr(stock, "tell_followers_of", one_by_one)
    faults = ordered_while_the_clock_mends(goods, between)
    assert ["deadlock detected" in fault for fault in faults] == [True]
