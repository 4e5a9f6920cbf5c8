"""The same news of a payment from many sides at once, a payment in the moment its order expires, two companies paid at once."""

import pytest

from shops.catalogue.models import Offer
from shops.ledger.models import Entry
from shops.ledger.queries import balances, wrong_balances
from shops.orders import moving
from shops.orders.models import Order
from shops.payments import taking
from shops.payments.models import Payment, Refund
from shops.payments.notices import paid
from shops.payments.taking import take_in
from tests.concurrency.together import AT_ONCE, RACE, at_once, meet_before, without_locks
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.payments import MEANS, told_paid
from tests.factories.shops import OPENED

pytestmark = RACE
PRICE = 4900


def tried(made: Order, way: str = "wechat", number: str = "1") -> Payment:
    return Payment.objects.create(
        order=made, way=way, means=MEANS[way], number=f"{made.number}-{number}", amount=PRICE, started_at=OPENED
    )


@pytest.fixture
def payment(transactional_db) -> Payment:
    return tried(order(product(price=PRICE, group_price=None)))


def news(payment: Payment, event: str):
    return lambda: paid(payment.way, event, told_paid(payment), OPENED)


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def test_one_notification_from_many_sides_at_once_settles_once(payment):
    """Complaint 9: a webhook that came three times settled three times."""
    assert at_once([news(payment, "the same")] * AT_ONCE) == {True: 1, False: AT_ONCE - 1}
    assert stands() == {"wechat": PRICE, "held": PRICE}
    assert Entry.objects.filter(kind="paid").count() == 1


def test_many_notifications_of_one_payment_at_once_settle_once(payment):
    assert at_once([news(payment, f"event {n}") for n in range(AT_ONCE)]) == {True: 1, False: AT_ONCE - 1}
    assert stands() == {"wechat": PRICE, "held": PRICE}


def test_without_the_rows_held_the_others_fail(payment, monkeypatch):
    """The control: all have looked before any moves."""
    without_locks(monkeypatch)
    meet_before(monkeypatch, taking, "confirm", AT_ONCE)
    came = at_once([news(payment, f"event {n}") for n in range(AT_ONCE)])
    assert came != {True: 1, False: AT_ONCE - 1}


def test_of_two_companies_paid_at_once_one_is_kept_and_the_other_goes_back(transactional_db):
    """Complaint 8: paid twice in two tabs, and the second silently kept."""
    made = order(product(price=PRICE, group_price=None))
    tries = [tried(made, way, str(n)) for n, way in enumerate(["wechat", "alipay"] * (AT_ONCE // 2))]
    acts = [lambda one=one: take_in(payment=one, told=told_paid(one), at=OPENED) for one in tries]
    assert at_once(acts) == {True: AT_ONCE}
    assert Payment.objects.filter(is_surplus=False).count() == 1
    assert Refund.objects.count() == AT_ONCE - 1
    there = stands()
    assert (there["held"], there["returning"]) == (PRICE, PRICE * (AT_ONCE - 1))


def test_a_payment_in_the_moment_of_expiry_is_kept_or_returned_never_both(transactional_db):
    """Complaint 2: paid after the hold had expired, and the goods sold to a second buyer."""
    goods = product(price=PRICE, group_price=None)
    made = [order(goods) for _n in range(AT_ONCE // 2)]
    late = made[0].expires_at
    acts = []
    for one in made:
        attempt = tried(one)
        acts += [
            lambda attempt=attempt: take_in(payment=attempt, told=told_paid(attempt), at=late),
            lambda one=one: moving.give_up(order=one, to=Order.State.EXPIRED, by=None, at=late),
        ]
    came = at_once(acts)
    assert set(came) <= {True, False}
    kept = Order.objects.filter(state="confirmed").count()
    assert Offer.objects.get().stock == 42 - kept
    assert stands().get("held", 0) == kept * PRICE
    assert stands().get("returning", 0) == (len(made) - kept) * PRICE == sum(Refund.objects.values_list("amount", flat=True))
    assert wrong_balances() == []
