"""Any history of a harvest sold ahead: booked, paid in one turn or two, in time or not, called off, expired, ready, failed, refunded.

After every step the quota is what is booked, the books balance, each payment goes back at most once, and whoever has no parcel has all
their money promised back.
"""

import os
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from shops.fulfilment import operations as fulfilment
from shops.ledger.queries import balances, wrong_balances
from shops.orders import moving
from shops.orders.models import Order, ShopOrder
from shops.orders.placing import BasketChanged
from shops.payments import refunds
from shops.payments.models import Payment, Refund
from shops.payments.opening import NotToBePaid, TooOften
from shops.payments.refunds import NothingPaid, TooMuch, return_lines
from shops.payments.taking import take_in
from shops.presale import calling_off, ending
from shops.presale.models import Advance, First, Presale
from shops.presale.placing import NotAhead
from tests.factories.catalogue import product
from tests.factories.payments import told_paid
from tests.factories.presale import ordered, presale, tried
from tests.factories.shops import OPENED

FULL = bool(os.environ.get("PROVE"))
EXAMPLES, STEPS = (300, 40) if FULL else (20, 20)
ANY = st.integers(0, 99)
Part = ShopOrder.State
OVER, GONE = (Part.CANCELLED, Part.BACK), (Part.SENT, Part.RECEIVED)


def any_of(rows, number: int):
    found = list(rows.order_by("pk"))
    return found[number % len(found)] if found else None


class Histories(RuleBasedStateMachine):
    """One history, in a transaction that is rolled back at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.history = transaction.atomic()
        self.history.__enter__()
        self.at, self.tries = OPENED, []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.history.__exit__(None, None, None)

    @initialize(percent=st.sampled_from([20, 13, 0]))
    def begin(self, percent):
        self.sold = presale(product(group_price=None), deposit_percent=percent, quota=9, price=3999)
        self.owner = self.sold.offer.variant.product.shop.owner
        for packs in (2, 1):
            self.book_some(packs, True)

    @rule(packs=st.integers(1, 3), pays=st.sampled_from([True, True, False]))
    def book(self, packs, pays):
        self.book_some(packs, pays)

    def book_some(self, packs, pays) -> None:
        with suppress(BasketChanged, NotAhead):
            order = ordered(self.sold, packs=packs, at=self.at)
            if pays:
                self.taken(tried(order, self.at))

    @rule(which=ANY, way=st.sampled_from(["wechat", "alipay"]), comes=st.sampled_from([True, True, False]))
    def pay(self, which, way, comes):
        """What is due, by any way; the news comes now or later."""
        order = any_of(Order.objects.filter(state=Order.State.WAITING), which)
        with suppress(NotToBePaid, TooOften):
            if order:
                self.tries.append(tried(order, self.at, way))
                if comes:
                    self.taken(self.tries[-1])

    @precondition(lambda self: self.tries)
    @rule(which=ANY)
    def news(self, which):
        """In time, too late, or once more."""
        self.taken(self.tries[which % len(self.tries)])

    def is_open(self) -> bool:
        return Presale.objects.filter(state=Presale.State.OPEN).exists()

    def taken(self, payment) -> None:
        take_in(payment=payment, told=told_paid(payment), at=self.at)

    @precondition(lambda self: Order.objects.exists())
    @rule(which=ANY)
    def call_off(self, which):
        with suppress(calling_off.NotCallable):
            calling_off.call_off(order=any_of(Order.objects, which), by=None, at=self.at)

    @precondition(lambda self: ShopOrder.objects.filter(state=Part.TO_PACK).exists())
    @rule(which=ANY)
    def send(self, which):
        parcel = any_of(ShopOrder.objects.filter(state=Part.TO_PACK).select_related("order", "shop"), which)
        fulfilment.post(parcel=parcel, carrier="sf", number=f"SF{parcel.pk:08d}", packs=None, by=self.owner, at=self.at)
        if which % 2:
            fulfilment.receive(parcel=parcel, by=None, at=self.at)

    @precondition(lambda self: ShopOrder.objects.filter(state__in=GONE).exists())
    @rule(which=ANY, fen=st.integers(1, 9000))
    def refund(self, which, fen):
        parcel = any_of(ShopOrder.objects.filter(state__in=GONE).select_related("order", "shop"), which)
        with suppress(TooMuch, NothingPaid):
            source = f"claim {Refund.objects.count()}"
            fens = {parcel.lines.get().pk: fen}
            return_lines(parcel=parcel, packs={}, fen=fens, source=source, words="", by=None, at=self.at)

    @rule(days=st.sampled_from([0.03, 0.03, 4, 8]), comes_round=st.booleans())
    def time_passes(self, days, comes_round):
        self.at += timedelta(days=days)
        if comes_round:
            moving.expire(at=self.at)
            ending.follow_up(at=self.at)

    @precondition(lambda self: self.is_open())
    @rule(which=ANY)
    def harvest(self, which):
        """And one of those who can now pay a balance does."""
        ending.ready(presale=self.sold, by=self.owner, at=self.at)
        if order := any_of(Order.objects.filter(deposited_at__isnull=False, state=Order.State.WAITING), which):
            self.taken(tried(order, self.at, "alipay"))

    @precondition(lambda self: Order.objects.exists())
    @rule(hail=ANY)
    def crop_fails(self, hail):
        if hail % 5 == 0:
            ending.fail(presale=self.sold, why="冰雹", by=self.owner, at=self.at)

    @invariant()
    def the_quota_is_what_is_booked(self):
        live = Advance.objects.exclude(order__parcels__state=Part.CANCELLED).aggregate(n=Sum("packs"))["n"] or 0
        assert Presale.objects.aggregate(n=Sum("taken"))["n"] in (None, live)
        off = Advance.objects.filter(state=Advance.State.GIVEN_UP)
        assert set(off.values_list("order__parcels__state", flat=True)) <= {Part.CANCELLED}

    @invariant()
    def who_has_no_parcel_has_all_their_money_back(self):
        for payment in Payment.objects.filter(state="paid").select_related("order").prefetch_related("refunds"):
            parcel = payment.order.parcels.get()
            assert payment.returned == sum(refund.amount for refund in payment.refunds.all()) <= payment.amount
            if payment.is_surplus or parcel.state == Part.CANCELLED:
                assert payment.returned == payment.amount
            elif parcel.state in (Part.AHEAD, Part.TO_PACK):
                assert payment.returned == 0

    @invariant()
    def what_is_paid_lets_it_go_on(self):
        for order in Order.objects.prefetch_related("parcels__lines__discounts", "payments"):
            came = sum(one.amount for one in order.payments.all() if one.state == "paid" and not one.is_surplus)
            parcel = order.parcels.all()[0]
            if parcel.state in (Part.TO_PACK, Part.SENT, Part.RECEIVED):
                assert came == order.total
            assert came in (0, order.deposit, order.total)
        if Presale.objects.filter(state=Presale.State.FAILED).exists():
            assert not ShopOrder.objects.filter(state__in=(Part.WAITING, Part.AHEAD, Part.TO_PACK)).exists()
            assert First.objects.count() == Advance.objects.filter(undone_at__isnull=False, first__isnull=False).count()

    @invariant()
    def the_books_balance(self):
        assert wrong_balances() == []
        there = {one.account.kind: one.fen for one in balances() if one.fen}
        came = Payment.objects.filter(state="paid").aggregate(n=Sum("amount"))["n"] or 0
        assert there.get("wechat", 0) + there.get("alipay", 0) == came
        assert there.get("returning", 0) == (Refund.objects.aggregate(n=Sum("amount"))["n"] or 0)
        live = ShopOrder.objects.exclude(state__in=OVER).select_related("order").prefetch_related("lines__discounts")
        waits = [one for one in live if one.order.state == Order.State.WAITING]
        owed = sum(one.total - (one.order.deposit if one.order.deposited_at else 0) for one in waits)
        assert there.get("due", 0) == owed


def histories(examples: int = EXAMPLES) -> None:
    settled = settings(
        max_examples=examples, stateful_step_count=STEPS, phases=[Phase.generate], deadline=None, derandomize=not FULL,
        database=None, suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
    )  # fmt: skip
    run_state_machine_as_test(Histories, settings=settled)


@pytest.mark.history
def test_after_any_history_of_a_harvest_nobody_is_charged_for_nothing(db):
    histories()


@pytest.mark.parametrize(("module", "name"), [(refunds, "return_deposit"), (refunds, "return_parcel"), (moving, "put_back")])
def test_a_step_of_a_harvest_that_is_left_out_is_noticed(db, monkeypatch, module, name):
    """The control: within a few histories."""
    monkeypatch.setattr(module, name, lambda *_args, **_kwargs: None)
    with pytest.raises(AssertionError):
        histories(max(EXAMPLES, 40))
