"""Buyers at the same instant: the last packs are sold once, one press is one order, baskets of several shops hold nobody up."""

import time
from itertools import count

import pytest

from shops.catalogue import stock
from shops.catalogue.models import Offer, StockMove
from shops.ledger.queries import balances, wrong_balances
from shops.orders import placing
from shops.orders.models import Basket, Order, OrderLine
from tests.concurrency.together import AT_ONCE, RACE, at_once, without_locks
from tests.factories.catalogue import product
from tests.factories.orders import TO, basket, offer_of
from tests.factories.shops import OPENED, shop

pytestmark = RACE
LAST = max(AT_ONCE // 4, 1)
PRICE = 4900


def press(made: Basket, key: str, total: int = PRICE):
    def act() -> str:
        placing.place(basket=made, press=key, to=TO, way="wechat", total=total, by=None, language="en", at=OPENED)
        return "ordered"

    return act


@pytest.fixture
def last_packs(transactional_db):
    """More baskets with one pack of the same goods than there are packs."""
    goods = product(price=PRICE, group_price=None)
    baskets = [basket(goods) for _n in range(AT_ONCE)]
    Offer.objects.update(stock=LAST)
    return baskets


def presses(baskets: list[Basket]):
    return [press(made, f"press-{n}") for n, made in enumerate(baskets)]


def test_the_last_packs_are_sold_exactly(last_packs):
    assert at_once(presses(last_packs)) == {"ordered": LAST, "BasketChanged": AT_ONCE - LAST}
    assert (Offer.objects.get().stock, Order.objects.count(), OrderLine.objects.count()) == (0, LAST, LAST)
    assert {one.account.kind: one.fen for one in balances()} == {"due": LAST * PRICE, "held": LAST * PRICE}
    assert wrong_balances() == []


def test_looked_at_first_and_taken_then_more_are_sold_than_there_are(last_packs, monkeypatch):
    """The control: the stock is read, and what is left is written."""

    def look_then_write(pk: int, change: int) -> bool:
        left = Offer.objects.values_list("stock", flat=True).get(pk=pk)
        time.sleep(0.2)  # as long as everybody looks
        return left >= -change and Offer.objects.filter(pk=pk).update(stock=left + change) == 1

    monkeypatch.setattr(stock, "shift", look_then_write)
    monkeypatch.setattr(placing, "held", lambda made: made)
    assert at_once(presses(last_packs))["ordered"] > LAST


def test_one_press_many_times_at_once_is_one_order(transactional_db):
    made = basket(product(price=PRICE, group_price=None))
    assert at_once([press(made, "the same")] * AT_ONCE) == {"ordered": AT_ONCE}
    assert (Order.objects.count(), StockMove.objects.count(), Offer.objects.get().stock) == (1, 1, 41)


def test_of_one_basket_in_many_tabs_one_is_ordered(transactional_db):
    made = basket(product(price=PRICE, group_price=None))
    assert at_once(presses([made] * AT_ONCE)) == {"ordered": 1, "NothingWanted": AT_ONCE - 1}
    assert Offer.objects.get().stock == 41


def test_without_the_basket_held_it_is_ordered_more_than_once(transactional_db, monkeypatch):
    """The control of the two above."""
    look = placing.quote_of

    def look_slowly(*asked, **more):
        found = look(*asked, **more)
        time.sleep(0.2)
        return found

    monkeypatch.setattr(placing, "quote_of", look_slowly)
    without_locks(monkeypatch)
    made = basket(product(price=PRICE, group_price=None))
    assert at_once(presses([made] * AT_ONCE))["ordered"] > 1


@pytest.fixture
def several_shops(transactional_db):
    """Everybody wants the goods of the same three shops, put in in different orders."""
    goods = [product(of=shop(), price=PRICE, group_price=None) for _n in range(3)]
    return [basket(*goods[n % 3 :], *goods[: n % 3]) for n in range(AT_ONCE)], goods


def test_baskets_of_several_shops_hold_nobody_up(several_shops):
    baskets, goods = several_shops
    assert at_once([press(made, f"press-{n}", 3 * PRICE) for n, made in enumerate(baskets)]) == {"ordered": min(AT_ONCE, 42)}
    assert {offer_of(one).stock for one in goods} == {42 - AT_ONCE}


def test_in_another_order_each_they_hold_each_other_up(several_shops, monkeypatch):
    """The control: every other press takes the packs from the last to the first."""
    turns, take = count(), stock.shift

    def any_order(rows):
        return list(rows) if next(turns) % 2 else list(rows)[::-1]

    def take_slowly(pk: int, change: int) -> bool:
        taken = take(pk, change)
        time.sleep(0.1)
        return taken

    monkeypatch.setattr(stock, "sorted", any_order, raising=False)
    monkeypatch.setattr(stock, "shift", take_slowly)
    baskets, _goods = several_shops
    assert at_once([press(made, f"press-{n}", 3 * PRICE) for n, made in enumerate(baskets)])["OperationalError"] > 0
