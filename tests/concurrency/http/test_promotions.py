"""A coupon for so many uses and a budget of so much, raced over HTTP: exactly so many get it, and no fen beyond is promised.

The control reads what is left and writes what it comes to: the same buyers then get more than there is.
"""

import os
from collections import Counter

from django.db.models import Sum

from shops.catalogue.models import Offer, Product
from shops.ledger.queries import balances
from shops.orders.models import LineDiscount, Order
from shops.promotions.models import Promotion, Use
from tests.concurrency.http.buyers import Answer, at_once, guest
from tests.concurrency.together import RACE
from tests.factories.catalogue import product
from tests.factories.promotions import promotion
from tests.factories.shops import shop

pytestmark = RACE
FULL = bool(os.environ.get("PROVE"))
PRICE, OFF, GOODS = 10_000, 1000, 25
TAKERS, USES, ROUNDS = (500, 100, 3) if FULL else (25, 5, 1)


def goods() -> list[Product]:
    """Of one shop; each buyer takes another, so that nobody waits for another's stock."""
    mine = shop()
    made = [product(of=mine, price=PRICE, group_price=None) for _n in range(GOODS)]
    Offer.objects.filter(variant__product__in=made).update(stock=10_000)
    return made


def pressed(site, some: list[Product], **rig: str) -> list[Answer]:
    """Everybody saw the price with the promotion taken off, and presses at the same instant."""
    buyers = [guest(some[n % GOODS]) for n in range(TAKERS)]
    assert {buyer.total for buyer in buyers} == {PRICE - OFF}
    return at_once([lambda buyer=buyer: buyer.order(site, **rig) for buyer in buyers])


def test_of_more_takers_than_uses_exactly_so_many_get_it(site):
    for _round in range(ROUNDS):
        some = goods()
        made = promotion(of=some[0].shop, amount=OFF, most_uses=USES)
        answers = pressed(site, some)
        assert {answer.status for answer in answers} == {302}
        assert Counter(bool(answer.order) for answer in answers) == {True: USES, False: TAKERS - USES}
        made.refresh_from_db()
        assert (made.uses, made.spent, Use.objects.filter(promotion=made).count()) == (USES, USES * OFF, USES)
    sold = ROUNDS * USES * (PRICE - OFF)
    assert {one.account.kind: one.fen for one in balances()} == {"due": sold, "held": sold}
    assert Order.objects.count() == ROUNDS * USES


def test_a_budget_is_never_passed(site):
    some = goods()
    made = promotion(amount=OFF, budget=USES * OFF + OFF - 1)  # the county's; the last fen but one discount's
    answers = pressed(site, some)
    assert Counter(bool(answer.order) for answer in answers) == {True: USES, False: TAKERS - USES}
    made.refresh_from_db()
    assert (made.spent, LineDiscount.objects.aggregate(fen=Sum("amount"))["fen"]) == (USES * OFF, USES * OFF)


def test_looked_at_and_then_written_more_get_it_than_may(rigged):
    some = goods()
    made = promotion(of=some[0].shop, amount=OFF, most_uses=USES, budget=USES * OFF)
    answers = pressed(rigged, some, without="uses")
    assert sum(bool(answer.order) for answer in answers) > USES
    assert LineDiscount.objects.aggregate(fen=Sum("amount"))["fen"] > made.budget
    assert Promotion.objects.get(pk=made.pk).spent <= made.budget  # the row says nothing of it
