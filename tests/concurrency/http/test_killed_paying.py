"""Workers killed around payments and refunds (`kill -9`): the companies' books and ours say the same, nothing goes twice.

Guests pay by WeChat Pay, at a pretended company: promptly, without its notice ever coming, once more by Alipay, too late, or
never. A shop cancels what was paid. At the acts of this story the worker of one request is killed at a point; who got no
answer asks again: buyers press, companies notify, the clock's chores come round.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from common.clock import now
from shops.ledger.models import Account
from shops.ledger.queries import wrong_balances
from shops.orders.models import Order, ShopOrder
from shops.payments.models import Difference, Notice, Payment, Refund
from shops.payments.pretend.server import Companies
from tests.concurrency.http.buyers import Buyer, Site
from tests.concurrency.http.points import PAYING, Point, names, rounds
from tests.concurrency.http.story import (
    GUESTS,
    PRICE,
    TIMES,
    Act,
    Part,
    Story,
    letters,
    nothing_is,
    parcels_of,
    stands,
    states,
    wrong_stock,
)
from tests.concurrency.together import RACE

pytestmark = RACE


class Paying(Story):
    """From the press to what was received or paid back."""

    def __init__(self, site: Site, companies: Companies, points: list[Point]) -> None:
        super().__init__(site, points)
        self.companies = companies
        self.prompt, self.unheard, self.twice, self.late, self.never = (self.guests(1, "wechat") for _kind in range(5))

    def tell(self) -> None:
        self.begin()
        self.pay()
        self.ask()
        self.tell_shops()
        self.cancel()
        self.send_refunds()
        self.pay_late()
        self.hear_of_refunds()
        self.all_do("post", [self.posting(one) for one in parcels_of(self.all, state=Part.TO_PACK)])
        self.receive_by_themselves()

    @property
    def all(self) -> list[Buyer]:
        return [*self.prompt, *self.unheard, *self.twice, *self.late, *self.never]

    def begin(self) -> None:
        self.place(self.all)
        self.all_do("begin", [self.beginning(buyer, "wechat") for buyer in self.all])
        self.all_do("begin the second", [self.beginning(buyer, "alipay") for buyer in self.twice])

    def beginning(self, buyer: Buyer, way: str) -> Act:
        path = f"/zh-hans/orders/{Order.objects.get(press=buyer.press).number}/pay/"
        return Act(lambda **rig: self.site.post(path, buyer.cookies, {"way": way}, **rig), is_begun(buyer, way))

    def pay(self) -> None:
        """All but the late pay; of those whose payment is not heard of, no notice comes."""
        for payment in tries(self.prompt, self.unheard, self.twice):
            pay_there(self.companies, payment)
        self.notify("notice", [*tries(self.prompt), *tries(self.twice, way="wechat")])
        self.notify("second", tries(self.twice, way="alipay"))

    def notify(self, act: str, payments: list[Payment]) -> None:
        """The company tells of each until it is heard, and then once more."""
        acts = [Act(self.notice_of(one), nothing_is(Payment, pk=one.pk, state="started")) for one in payments]
        self.all_do(act, acts)
        assert [one.send().status for one in acts] == [200] * len(acts)

    def notice_of(self, payment: Payment) -> Callable:
        company = getattr(self.companies, payment.way)
        trade = company.books.trades[payment.number]
        return lambda **rig: self.site.tell(urlsplit(trade.notify_to).path, *company.notice(trade), **rig)

    def cancel(self) -> None:
        """One of two shops cannot send what was ordered promptly: half goes back."""
        parcels = parcels_of(self.prompt, shop=self.shops[0])
        self.all_do("cancel", [self.at_the_desk(one, Part.CANCELLED, do="cancel", reasons="卖完了") for one in parcels])

    def send_refunds(self) -> None:
        self.time_passes()
        self.chore("send", "send refunds", lambda: set(states(Refund)) == {"done"})

    def ask(self) -> None:
        come_due(*tries(self.unheard))
        self.chore("ask", "ask about payments", lambda: tries(self.unheard, state="started") == [])

    def pay_late(self) -> None:
        """Who pays when the order was let go of gets it back; what nobody paid is closed."""
        self.let_expire()
        for payment in tries(self.late):
            pay_there(self.companies, payment)
        self.time_passes()
        self.chore("close", "ask about payments", nothing_is(Payment, state="started"))

    def hear_of_refunds(self) -> None:
        """The company takes its time, and tells when it has paid back."""
        self.companies.wechat.books.slow_refunds = True
        self.chore("send slowly", "send refunds", nothing_is(Refund, state="waiting"))
        self.companies.wechat.books.slow_refunds = False
        slow = Refund.objects.filter(state="asked").order_by("pk")
        self.all_do("paid back", [Act(self.notice_back(one), nothing_is(Refund, pk=one.pk, state="asked")) for one in slow])

    def notice_back(self, refund: Refund) -> Callable:
        company = self.companies.wechat
        trade, made = company.books.refund_at(refund.number)
        return lambda **rig: self.site.tell(urlsplit(trade.notify_to).path, *company.refund_notice(trade, made), **rig)

    def time_passes(self) -> None:
        come_due(*Payment.objects.all(), *Refund.objects.all())


def come_due(*rows: Payment | Refund) -> None:
    """Whatever is asked about some time, is now."""
    for row in rows:
        type(row).objects.filter(pk=row.pk, ask_at__isnull=False).update(ask_at=now())


def tries(*kinds: list[Buyer], **facts: str) -> list[Payment]:
    presses = [buyer.press for buyers in kinds for buyer in buyers]
    return list(Payment.objects.filter(order__press__in=presses, **facts).order_by("pk"))


def is_begun(buyer: Buyer, way: str) -> Callable[[], bool]:
    return lambda: [bool(one.link) for one in tries([buyer], way=way)] == [True]


def pay_there(companies: Companies, payment: Payment) -> None:
    """The buyer opens what they were shown, and presses."""
    at = urlsplit(payment.link)
    assert companies.answer("POST", f"{at.path}?{at.query}", {}, b"")[0] == 200


def theirs(companies: Companies) -> dict[str, tuple[str, int, dict[str, int]]]:
    """By number: how each payment stands at its company, its fen, and the fen of each refund that was made of it."""
    trades = [*companies.wechat.books.trades.values(), *companies.alipay.books.trades.values()]
    return {one.number: (one.state, one.amount, {back.number: back.amount for back in one.refunds.values()}) for one in trades}


def ours() -> dict[str, tuple[str, int, dict[str, int]]]:
    back = {one.pk: {} for one in Payment.objects.all()}
    for refund in Refund.objects.filter(state="done"):
        back[refund.payment_id][refund.number] = refund.amount
    return {one.number: (one.state, one.amount, back[one.pk]) for one in Payment.objects.all()}


@pytest.mark.parametrize("points", rounds(PAYING), ids=names)
def test_killed_there_money_comes_once_and_goes_back_once_and_nothing_is_stuck(rigged, companies, points):
    stories = [Paying(rigged, companies, points) for _n in range(TIMES)]
    for story in stories:
        story.tell()
    assert [story.killed for story in stories] == [len(points)] * TIMES
    each = TIMES * GUESTS
    assert theirs(companies) == ours()
    assert states(Payment) == {"paid": 5 * each, "closed": each}
    assert sorted(Refund.objects.values_list("amount", "state")) == sorted([(PRICE, "done"), *[(2 * PRICE, "done")] * 2] * each)
    assert Payment.objects.exclude(ask_at=None).count() + Refund.objects.exclude(ask_at=None).count() == 0
    assert (states(Order), states(ShopOrder)) == (
        {"confirmed": 3 * each, "expired": 2 * each},
        {"received": 5 * each, "cancelled": 5 * each},
    )
    assert wrong_stock() == []
    assert stands() == {Account.Kind.WECHAT: 5 * each * PRICE, Account.Kind.SHOP: 5 * each * PRICE}
    assert wrong_balances() == []
    assert (Notice.objects.count(), Difference.objects.count()) == (4 * each, 0)
    assert letters() == {
        "paid": 3 * each, "surplus": 2 * each, "refund": 3 * each, "parcel-cancelled": each, "to-pack": 6 * each,
        "posting": 5 * each,
    }  # fmt: skip


def test_without_the_number_that_makes_it_one_refund_the_money_goes_back_twice(rigged, companies):
    """The control: the worker dies after the company paid back, and the next one asks under another number."""
    story = Paying(rigged, companies, [])
    story.begin()
    story.pay()
    story.cancel()
    send = story.doing("send refunds")
    assert send(without="number", die="after the company paid back").status == 0
    story.time_passes()
    assert send(without="number").status == 204
    assert set(Refund.objects.filter(payment__way="wechat").values_list("amount", "state")) == {(PRICE, "done")}
    returned = [one.returned for one in companies.wechat.books.trades.values() if one.returned]
    assert sorted(returned) == [*[PRICE] * (GUESTS - 1), 2 * PRICE]


def test_without_the_transaction_a_notice_is_kept_and_what_it_tells_is_not(rigged, companies):
    """The control: told again, it seems to be known, and the payment is not taken in."""
    story = Paying(rigged, companies, [])
    story.begin()
    payment = tries(story.prompt)[0]
    pay_there(companies, payment)
    tell = story.notice_of(payment)
    assert tell(without="transaction", die="before the order is confirmed").status == 0
    assert tell().status == 200
    assert (Notice.objects.count(), Payment.objects.get(pk=payment.pk).state) == (1, "started")
