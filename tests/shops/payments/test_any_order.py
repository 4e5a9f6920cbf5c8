"""Paid, refunded, closed, expired: told in any of their twenty-four orders, all of it ends in the same two ways."""

from datetime import timedelta
from itertools import permutations

import pytest

from shops.catalogue.models import Offer
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import Order
from shops.orders.moving import expire
from shops.payments import asking, sending
from shops.payments.gateways import Stands, Told, ToldBack
from shops.payments.models import Payment, Refund
from shops.payments.notices import NotOurs, paid, paid_back
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.payments import begun
from tests.factories.shops import OPENED

LATER = OPENED + timedelta(minutes=40)
EVENTS = ("paid", "refunded", "closed", "expired")


class Told24:
    """One order and its company; each event is told three times."""

    def __init__(self, companies) -> None:
        self.company = companies.wechat
        self.order = order(product(price=4900, group_price=None), way="wechat")
        self.payment = begun(self.order)

    def tell(self, event: str) -> None:
        for _time in range(3):
            getattr(self, event)()

    def paid(self) -> None:
        """The buyer pays where that may still be, and the company tells of it."""
        trade = self.company.books.pay(self.payment.number)
        if trade.state == "paid":
            told = Told(trade.number, Stands.PAID, trade.provider_number, trade.amount)
            paid("wechat", trade.event, told, LATER)

    def refunded(self) -> None:
        """A refund, where there is one, is sent and told of; one that nobody asked for is none of ours."""
        sending.send_refunds(at=LATER)
        for refund in Refund.objects.filter(payment=self.payment):
            paid_back("wechat", f"r{refund.pk}", ToldBack(refund.number, Stands.DONE, "R1", refund.amount), LATER)
        with pytest.raises(NotOurs):
            paid_back("wechat", "stranger", ToldBack("STRANGER", Stands.DONE, "R1", 1), LATER)

    def closed(self) -> None:
        """The company closed it, where it was not paid, and we hear of that."""
        self.company.books.close(self.payment.number)
        self.ask()

    def ask(self) -> None:
        self.payment.refresh_from_db()
        if self.payment.ask_at:
            asking.ask(self.payment, at=LATER)

    def expired(self) -> None:
        expire(at=LATER)


@pytest.mark.django_db
@pytest.mark.parametrize("events", list(permutations(EVENTS)), ids=lambda events: "-".join(events))
def test_in_any_order_it_is_paid_and_held_or_all_of_it_is_back(events, companies):
    story = Told24(companies)
    for event in events:
        story.tell(event)
    for minutes in range(3):  # what the clock does anyway
        expire(at=LATER)
        story.ask()
        sending.send_refunds(at=LATER + timedelta(hours=minutes))
    was_paid = companies.wechat.books.trades[story.payment.number].state == "paid"
    kept = was_paid and Order.objects.get().state == "confirmed"
    stands = {str(one.account.kind): one.fen for one in balances() if one.fen}
    assert stands == ({"wechat": 4900, "held": 4900} if kept else {})
    assert Offer.objects.get().stock == (41 if kept else 42)
    assert kept == (was_paid and events.index("paid") < events.index("expired"))
    assert companies.wechat.books.trades[story.payment.number].returned == (4900 if was_paid and not kept else 0)
    assert (Payment.objects.count(), wrong_balances()) == (1, [])
