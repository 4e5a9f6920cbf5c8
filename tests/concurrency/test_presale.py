"""Deposits and balances in the moment their time is over: nobody keeps another's money, nobody is paid back twice; with a control
that takes the guard away. The last packs, and a crop that fails, are raced over HTTP (`http/test_presale.py`)."""

from datetime import timedelta

import pytest

from shops.ledger.queries import balances, wrong_balances
from shops.orders import moving
from shops.orders.models import Order
from shops.payments.models import Payment, Refund
from shops.payments.taking import take_in
from shops.presale import ending
from shops.presale.models import Presale
from tests.concurrency.together import AT_ONCE, RACE, at_once
from tests.factories.payments import told_paid
from tests.factories.presale import PRICE, booked, ordered, pay, presale, tried
from tests.factories.shops import OPENED

pytestmark = RACE
READY = OPENED + timedelta(days=35)
DEPOSIT = PRICE // 5


def stands() -> dict[str, int]:
    assert wrong_balances() == []
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def paying(order: Order, at):
    attempt = tried(order, at)
    return lambda: take_in(payment=attempt, told=told_paid(attempt), at=at)


@pytest.mark.parametrize("turn", [1, 2])
def test_a_payment_in_the_moment_its_time_is_over_is_kept_or_returned_never_both(transactional_db, turn):
    """The deposit, and the balance: however it ends, what is held was paid and what is not held goes back."""
    sold = presale(quota=100)
    made = [ordered(sold) if turn == 1 else booked(sold) for _n in range(AT_ONCE // 2)]
    if turn == 2:
        ending.ready(presale=sold, by=sold.offer.variant.product.shop.owner, at=READY)
    made = list(Order.objects.order_by("pk"))
    late = made[0].expires_at
    acts = [paying(one, late - timedelta(seconds=1)) for one in made] + [lambda: moving.expire(at=late)] * len(made)
    at_once(acts)
    moving.expire(at=late)
    kept = Order.objects.exclude(state="expired")
    assert Presale.objects.get().taken == kept.count()
    paid, back = sum(Payment.objects.values_list("amount", flat=True)), sum(Refund.objects.values_list("amount", flat=True))
    came = kept.count() * (DEPOSIT if turn == 1 else PRICE)
    there = stands()
    assert (there.get("held", 0) - there.get("due", 0), paid - back, there.get("returning", 0)) == (came, came, back)
    assert all(one.state == "waiting" if turn == 1 else one.state == "confirmed" for one in kept)


def test_expired_without_looking_once_more_a_paid_deposit_is_given_back(transactional_db, monkeypatch):
    """The control: the order was late when it was looked for, its deposit came, and it is let go all the same."""
    sold = presale()
    order = ordered(sold)

    def let_go(order: Order, at) -> bool:
        pay(Order.objects.get(pk=order.pk), at - timedelta(seconds=1))
        return moving.give_up(order=order, to=Order.State.EXPIRED, by=None, at=at)

    monkeypatch.setattr(moving, "expired", let_go)
    moving.expire(at=order.expires_at)
    assert Refund.objects.get().amount == DEPOSIT
