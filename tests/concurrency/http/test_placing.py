"""Placing raced over HTTP, four workers of four threads: nothing is sold twice, nobody is held up, one press is one order.

Each race has its control, in which the guard is taken away and the same buyers break what it guards.
"""

import os
import random
from collections import Counter

from shops.catalogue.models import Offer, Product
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import Order, OrderLine
from tests.concurrency.http.buyers import Answer, at_once, guest, in_flight, p99
from tests.concurrency.together import RACE
from tests.factories.catalogue import product
from tests.factories.orders import offer_of
from tests.factories.shops import shop

pytestmark = RACE
FULL = bool(os.environ.get("PROVE"))
PRICE, LAST, IN_STOCK = 4900, 20, 10_000
BUYERS, ROUNDS = (500, 20) if FULL else (25, 1)
BASKETS, TIMES = (200, 20) if FULL else (10, 1)
PRESSES, KEYS = (50, 100) if FULL else (10, 2)
IN_FLIGHT, PLACED = 32, 640 if FULL else 64
SLOWEST = 3.0  # seconds


def goods(count: int = 1, stock: int = IN_STOCK) -> list[Product]:
    """So many products, each of a shop of its own."""
    made = [product(of=shop(), price=PRICE, group_price=None) for _n in range(count)]
    Offer.objects.filter(variant__product__in=made).update(stock=stock)
    return made


def ordered(answers: list[Answer]) -> int:
    """How many were led to an order of their own; nobody was answered that the site failed."""
    assert {answer.status for answer in answers} == {302}
    return len({answer.order for answer in answers if answer.order})


def test_the_last_packs_are_sold_exactly(site):
    """Complaint 1: more sold than there were."""
    for _round in range(ROUNDS):
        (one,) = goods(stock=BUYERS)
        buyers = [guest(one) for _n in range(BUYERS)]
        Offer.objects.filter(variant__product=one).update(stock=LAST)
        answers = at_once([lambda buyer=buyer: buyer.order(site) for buyer in buyers])
        assert Counter(bool(answer.order) for answer in answers) == {True: LAST, False: BUYERS - LAST}
        assert (ordered(answers), OrderLine.objects.filter(offer=offer_of(one)).count(), offer_of(one).stock) == (LAST, LAST, 0)
    sold = ROUNDS * LAST * PRICE
    assert {one.account.kind: one.fen for one in balances()} == {"due": sold, "held": sold}
    assert wrong_balances() == []


def test_looked_at_and_then_written_more_are_sold_than_there_are(rigged):
    (one,) = goods(stock=BUYERS)
    buyers = [guest(one) for _n in range(BUYERS)]
    Offer.objects.filter(variant__product=one).update(stock=LAST)
    answers = at_once([lambda buyer=buyer: buyer.order(rigged, without="condition") for buyer in buyers])
    assert ordered(answers) > LAST


def shuffled(of: list[Product], dice: random.Random) -> list[Product]:
    """Two to five of them, in any order."""
    return dice.sample(of, dice.randint(2, 5))


def test_shuffled_baskets_of_several_shops_hold_nobody_up(site):
    dice = random.Random(6)
    shelf = goods(6)
    wanted = [shuffled(shelf, dice) for _n in range(BASKETS * TIMES)]
    for begin in range(0, len(wanted), BASKETS):
        buyers = [guest(*some) for some in wanted[begin : begin + BASKETS]]
        assert ordered(at_once([lambda buyer=buyer: buyer.order(site) for buyer in buyers])) == BASKETS
    taken = Counter(one.pk for some in wanted for one in some)
    assert {one.pk: IN_STOCK - offer_of(one).stock for one in shelf} == taken


def test_taken_in_any_order_they_hold_each_other_up(rigged):
    """The database ends what cannot end, and the buyer is answered that the site failed."""
    dice, shelf = random.Random(6), goods(5)
    buyers = [guest(*dice.sample(shelf, 5)) for _n in range(6)]
    answers = at_once([lambda buyer=buyer: buyer.order(rigged, without="order") for buyer in buyers])
    assert Counter(answer.status for answer in answers)[500] > 0


def test_one_press_many_times_at_once_is_one_order_and_one_answer(site):
    (one,) = goods()
    for _key in range(KEYS):
        buyer = guest(one)
        answers = at_once([lambda buyer=buyer: buyer.order(site)] * PRESSES)
        assert len({(answer.status, answer.location) for answer in answers}) == ordered(answers) == 1
    assert (Order.objects.count(), OrderLine.objects.count(), offer_of(one).stock) == (KEYS, KEYS, IN_STOCK - KEYS)


def test_without_the_press_it_is_ordered_more_than_once(rigged):
    """Neither is the press written down as it came, nor the basket held."""
    buyer = guest(*goods())
    assert ordered(at_once([lambda: buyer.order(rigged, without="press")] * PRESSES)) > 1


def test_with_many_presses_in_flight_nobody_waits_long(site):
    buyers = [guest(one) for one in goods(4) for _n in range(PLACED // 4)]
    answers, spent = in_flight(site, buyers, IN_FLIGHT)
    assert ordered(answers) == PLACED
    print(f"\n{PLACED / spent:.0f} orders/s, p99 {p99(answers):.2f} s, {IN_FLIGHT} in flight")
    assert p99(answers) <= SLOWEST
