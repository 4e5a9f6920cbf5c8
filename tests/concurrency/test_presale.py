"""The last packs of a harvest, balances in the moment they run out, a crop that fails while balances are paid: nobody keeps
another's money, nobody is paid back twice. Each race has a control that takes its guard away."""

import time
from datetime import timedelta

import pytest

from shops.ledger.queries import balances, wrong_balances
from shops.orders import moving
from shops.orders.models import Order, ShopOrder
from shops.payments.models import Payment, Refund
from shops.payments.taking import take_in
from shops.presale import ending, keeping, placing
from shops.presale.calling_off import call_off
from shops.presale.models import Advance, First, Presale
from shops.presale.queries import quote_ahead
from tests.concurrency.together import AT_ONCE, RACE, at_once, without_locks
from tests.factories.orders import TO
from tests.factories.payments import told_paid
from tests.factories.presale import PRICE, booked, ordered, pay, presale, tried
from tests.factories.shops import OPENED

pytestmark = RACE
LAST = max(AT_ONCE // 4, 1)
READY = OPENED + timedelta(days=35)
DEPOSIT = PRICE // 5


def press(sold: Presale, key: str):
    total = quote_ahead(sold, 1, TO.region).total

    def act() -> str:
        facts = {"presale": sold, "packs": 1, "press": key, "to": TO, "way": "wechat", "total": total}
        placing.place_ahead(**facts, by=None, language="en", at=OPENED)
        return "ordered"

    return act


def presses(sold: Presale):
    return [press(sold, f"press-{n}") for n in range(AT_ONCE)]


def stands() -> dict[str, int]:
    assert wrong_balances() == []
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def paying(order: Order, at):
    attempt = tried(order, at)
    return lambda: take_in(payment=attempt, told=told_paid(attempt), at=at)


def test_the_last_packs_of_a_harvest_are_booked_exactly(transactional_db):
    sold = presale(quota=LAST)
    assert at_once(presses(sold)) == {"ordered": LAST, "BasketChanged": AT_ONCE - LAST}
    assert (Presale.objects.get().taken, Order.objects.count(), Advance.objects.count()) == (LAST, LAST, LAST)


def test_looked_at_first_and_taken_then_more_are_booked_than_the_quota(transactional_db, monkeypatch):
    def look_then_write(presale: Presale, packs: int) -> bool:
        taken = Presale.objects.get(pk=presale.pk).taken
        time.sleep(0.2)  # as long as everybody looks
        return taken + packs <= presale.quota and Presale.objects.filter(pk=presale.pk).update(taken=taken + packs) == 1

    monkeypatch.setattr(placing, "take_quota", look_then_write)
    assert at_once(presses(presale(quota=LAST)))["ordered"] > LAST


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


@pytest.fixture
def waiting(transactional_db):
    """A harvest that is ready; all deposits are paid, no balance is."""
    sold = presale(quota=100)
    for _n in range(AT_ONCE):
        booked(sold)
    ending.ready(presale=sold, by=sold.offer.variant.product.shop.owner, at=READY)
    return sold, list(Order.objects.order_by("pk"))


def test_a_crop_that_fails_while_balances_are_paid_gives_all_back_once(waiting):
    """Pressed twice at once, with balances paid and bookings called off in the same moment."""
    sold, orders = waiting
    owner = sold.offer.variant.product.shop.owner
    off = orders[: AT_ONCE // 4]
    acts = [paying(one, READY) for one in orders]
    acts += [lambda: ending.fail(presale=sold, why="霜冻", by=owner, at=READY)] * 2
    acts += [lambda one=one: call_off(order=one, by=None, at=READY) for one in off]
    came = at_once(acts)
    assert set(came) <= {True, False, "NotCallable"}, came
    ending.follow_up(at=READY)
    assert set(ShopOrder.objects.values_list("state", flat=True)) == {"cancelled"}
    paid = list(Payment.objects.filter(state="paid"))
    assert [one.returned for one in paid] == [one.amount for one in paid]
    assert sum(one.amount for one in paid) == AT_ONCE * PRICE == sum(Refund.objects.values_list("amount", flat=True))
    assert stands() == {"wechat": AT_ONCE * PRICE, "returning": AT_ONCE * PRICE}
    assert (Presale.objects.get().taken, ending.follow_up(at=READY)) == (0, 0)
    assert len(orders) - len(off) <= First.objects.count() <= len(orders)


def test_without_the_order_held_the_news_of_a_balance_is_lost(waiting, monkeypatch):
    """The control: the payment has looked at the harvest; before it writes, the crop fails."""
    sold, orders = waiting
    look = keeping.takes

    def look_slowly(order: Order, at) -> str | None:
        to = look(order, at)
        time.sleep(1)
        return to

    without_locks(monkeypatch)
    monkeypatch.setitem(
        moving.keeper_of.__globals__["keepers"], keeping.KEEPER, keeping.Keeper(look_slowly, keeping.lets_go, keeping.puts_back)
    )
    acts = [paying(one, READY) for one in orders]
    owner = sold.offer.variant.product.shop.owner

    def fails() -> bool:
        time.sleep(0.4)
        return ending.fail(presale=sold, why="霜冻", by=owner, at=READY)

    assert at_once([*acts, fails])["WrongState"] > 0
