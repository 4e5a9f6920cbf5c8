"""Harvests sold ahead, raced over HTTP: the last packs of a quota, and a crop that fails while balances are paid.

Exactly the quota is booked; a crop that fails gives all money back, and each payment once. The controls look at what is left of
the quota and write without asking again; and let a payment look at its harvest without holding its order.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from itertools import count

from common.clock import now
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import Order, ShopOrder
from shops.orders.remembering import ANSWERS, ORDERS
from shops.payments.models import Payment, Refund
from shops.payments.pretend.books import Trade
from shops.payments.pretend.server import Companies
from shops.presale import ending
from shops.presale.models import Advance, First, Presale
from shops.presale.queries import quote_ahead
from shops.presale.views import PACKS
from tests.concurrency.http.buyers import Answer, Buyer, Site, at_once, signed_in
from tests.concurrency.http.paying import SLOWEST_NEWS, begin, chore, cookies, pay_there
from tests.concurrency.together import RACE
from tests.factories.orders import TO
from tests.factories.presale import PRICE, booked, phone, presale

pytestmark = RACE
FULL = bool(os.environ.get("PROVE"))
BUYERS, LAST, HARVESTS = (400, 20, 4) if FULL else (20, 3, 1)
BOOKED, FAILURES = (80, 3) if FULL else (8, 1)
FEW = 8  # that the site's threads look at together
TRIES = 6
DEPOSIT = PRICE // 5
_presses = count(1)


def buyer(sold: Presale, packs: int = 1) -> Buyer:
    """A guest who has answered all: only the press is left."""
    answers = {"name": TO.name, "phone": phone(), "address": f"{TO.place}{TO.street}", "note": "", "way": "wechat"}
    kept = {ANSWERS: answers, PACKS: {"of": sold.pk, "packs": packs}}
    return Buyer(cookies(**kept), f"ahead-press-{next(_presses)}", quote_ahead(sold, packs, TO.region).total)


def press(site: Site, sold: Presale, one: Buyer, **rig: str) -> Answer:
    fields = {"press": one.press, "total": one.total}
    return site.post(f"/zh-hans/presales/{sold.pk}/check/", one.cookies, fields, **rig)


def pressed(site: Site, sold: Presale, **rig: str) -> list[Answer]:
    buyers = [buyer(sold) for _n in range(BUYERS)]
    return at_once([lambda one=one: press(site, sold, one, **rig) for one in buyers])


def test_the_last_packs_of_a_harvest_are_booked_exactly(site):
    for _harvest in range(HARVESTS):
        sold = presale(at=now(), quota=LAST)
        answers = pressed(site, sold)
        assert {answer.status for answer in answers} == {302}
        assert Counter(bool(answer.order) for answer in answers) == {True: LAST, False: BUYERS - LAST}
        sold.refresh_from_db()
        assert (sold.taken, Advance.objects.filter(presale=sold).count()) == (LAST, LAST)
    assert {one.account.kind: one.fen for one in balances()} == {
        "due": HARVESTS * LAST * PRICE,
        "held": HARVESTS * LAST * PRICE,
    }


def test_looked_at_and_then_written_more_are_booked_than_the_quota(rigged):
    sold = presale(at=now(), quota=LAST)
    answers = pressed(rigged, sold, without="quota")
    assert sum(bool(answer.order) for answer in answers) == Advance.objects.count() > LAST


def waiting(site: Site, companies: Companies, number: int) -> tuple[Presale, list[Order], list[Trade]]:
    """A harvest that is ready, with so many orders: all deposits are paid, and all balances begun to be."""
    sold = presale(at=now(), quota=number)
    orders = [booked(sold, now()) for _n in range(number)]
    ending.ready(presale=sold, by=sold.offer.variant.product.shop.owner, at=now())
    begun = [begin(site, companies, one.number, own(one)) for one in orders]
    assert all(begun)
    return sold, orders, [trade for trade in begun if trade]


def own(order: Order) -> Buyer:
    """Who placed it, as the browser they did it in remembers."""
    return Buyer(cookies(**{ORDERS: [order.number]}), "", 0)


def fails(site: Site, sold: Presale, **rig: str) -> Callable[[], Answer]:
    signed, address = signed_in(sold.offer.variant.product.shop.owner), f"/zh-hans/my/shop/presales/{sold.pk}/failed/"

    def act() -> Answer:
        time.sleep(random.random() * SLOWEST_NEWS)
        return site.post(address, signed, {"why": "霜冻"}, **rig)

    return act


def test_a_crop_that_fails_while_balances_are_paid_gives_all_back_once(rigged, companies):
    """Said twice at once, while the clock comes round, balances are paid, and some call their booking off. Some pay even later."""
    for _failure in range(FAILURES):
        companies.wechat.books.trades.clear()
        sold, orders, trades = waiting(rigged, companies, BOOKED)
        late = trades[: BOOKED // 8]
        off = [(f"/zh-hans/orders/{one.number}/call-off-booking/", own(one).cookies) for one in orders[-BOOKED // 4 :]]
        acts = [lambda trade=trade: pay_there(rigged, companies, trade) for trade in trades[len(late) :]]
        acts += [fails(rigged, sold), fails(rigged, sold), lambda: chore(rigged, "let orders follow their harvests")]
        acts += [lambda one=one: rigged.post(*one, {}) for one in off]
        assert {answer.status for answer in at_once(acts)} <= {200, 302, 204}
        assert chore(rigged, "let orders follow their harvests").status == 204
        for trade in late:
            assert pay_there(rigged, companies, trade).status == 200
        check(sold, orders)
        assert len(orders) - len(off) <= First.objects.filter(advance__presale=sold).count() <= len(orders)
    money = FAILURES * BOOKED * PRICE
    assert {one.account.kind: one.fen for one in balances() if one.fen} == {"wechat": money, "returning": money}
    assert wrong_balances() == []


def check(sold: Presale, orders: list[Order]) -> None:
    """Nobody's order stands; everybody paid twice, and both came back, each once."""
    parts = ShopOrder.objects.filter(order__in=orders)
    assert set(parts.values_list("state", flat=True)) == {ShopOrder.State.CANCELLED}
    payments = Payment.objects.filter(order__in=orders)
    assert Counter(payments.values_list("state", "amount")) == {
        ("paid", DEPOSIT): BOOKED, ("paid", PRICE - DEPOSIT): BOOKED,
    }  # fmt: skip
    for payment in payments:
        assert [one.amount for one in payment.refunds.all()] == [payment.amount] == [payment.returned]
    sold.refresh_from_db()
    assert (sold.state, sold.taken) == (Presale.State.FAILED, 0)


def test_without_the_order_held_the_news_of_a_balance_is_lost(rigged, companies):
    """The control: the payment has looked at the harvest; before it writes, the crop fails. Once more where it failed sooner or
    later than that."""
    assert any(news_is_lost(rigged, companies) for _try in range(TRIES))
    assert Refund.objects.filter(payment__amount=PRICE - DEPOSIT).count() < Payment.objects.filter(turn=2).count()


def news_is_lost(site: Site, companies: Companies) -> bool:
    companies.wechat.books.trades.clear()
    sold, _orders, trades = waiting(site, companies, FEW)
    acts = [lambda trade=trade: pay_there(site, companies, trade, without="harvest") for trade in trades]
    answers = at_once([*acts, fails(site, sold, without="harvest")])
    return Counter(answer.status for answer in answers)[500] > 0
