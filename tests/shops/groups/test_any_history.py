"""Any history of groups: opened, joined, paid in time or not, left, expired, ended by the clock, their shop suspended.

After every step the seats are those held and paid, the books balance, and whoever is in no group has all their money promised
back, once.
"""

import os
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from shops.catalogue.models import Offer
from shops.franchise.models import Shop
from shops.groups import ending
from shops.groups.models import Group, Seat
from shops.groups.seating import Full, Over, Seated
from shops.ledger.queries import balances, wrong_balances
from shops.orders import moving
from shops.orders.models import Order, ShopOrder
from shops.orders.placing import BasketChanged
from shops.payments import refunds
from shops.payments.models import Payment, Refund
from tests.factories.catalogue import product
from tests.factories.groups import ordered
from tests.factories.payments import paid
from tests.factories.shops import OPENED

FULL = bool(os.environ.get("PROVE"))
EXAMPLES, STEPS = (300, 40) if FULL else (12, 25)
STOCK = 9
ANY = st.integers(0, 99)
NUMBERS = [f"+861360000000{n}" for n in range(5)]
LIVE = (Seat.State.HELD, Seat.State.CONFIRMED)
Part = ShopOrder.State
WAITS = {Group.State.GATHERING: Part.GATHERING, Group.State.COMPLETE: Part.TO_PACK, Group.State.FAILED: Part.CANCELLED}


def any_of(rows, number: int):
    found = list(rows.order_by("pk"))
    return found[number % len(found)] if found else None


class Histories(RuleBasedStateMachine):
    """One history, in a transaction that is rolled back at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.history = transaction.atomic()
        self.history.__enter__()
        self.at, self.goods = OPENED, product()
        Offer.objects.update(stock=STOCK)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.history.__exit__(None, None, None)

    @rule(who=ANY, packs=st.integers(1, 2), pays=st.booleans())
    def open(self, who, packs, pays):
        self.order(None, who, packs, pays)

    @rule(who=ANY, which=ANY, packs=st.integers(1, 2), pays=st.booleans())
    def join(self, who, which, packs, pays):
        group = any_of(Group.objects.exclude(opened_at=None), which)
        self.order(group, who, packs, pays)

    def order(self, group, who, packs, pays) -> None:
        with suppress(Seated, Full, Over, BasketChanged):
            made = ordered(self.goods, group, number=NUMBERS[who % len(NUMBERS)], packs=packs, at=self.at)
            if pays:
                paid(made, at=self.at)

    @rule(which=ANY)
    def pay(self, which):
        """In time, too late, or once more."""
        waits = Order.objects.filter(state=Order.State.WAITING)
        order = any_of(waits if which % 4 and waits.exists() else Order.objects.filter(payments=None), which)
        if order:
            paid(order, at=self.at)

    @precondition(lambda self: Order.objects.exists())
    @rule(which=ANY)
    def give_up(self, which):
        moving.give_up(order=any_of(Order.objects, which), to=Order.State.CANCELLED, by=None, at=self.at)

    @rule(which=ANY, times=st.integers(1, 2))
    def leave(self, which, times):
        if seat := any_of(Seat.objects.filter(leads=True), which):
            for _time in range(times):
                with suppress(ending.NotLeading):
                    ending.leave(order=seat.order, by=None, at=self.at)

    @rule(minutes=st.sampled_from([10, 31, 600, 1440]), comes_round=st.booleans())
    def time_passes(self, minutes, comes_round):
        self.at += timedelta(minutes=minutes)
        if comes_round:
            moving.expire(at=self.at)
            ending.end_groups(at=self.at)

    @rule(is_open=st.sampled_from([True, True, False]))
    def suspend(self, is_open):
        Shop.objects.update(state=Shop.State.OPEN if is_open else Shop.State.SUSPENDED)
        ending.end_groups(at=self.at)

    @invariant()
    def seats_are_those_held_and_paid(self):
        for group in Group.objects.prefetch_related("seats"):
            assert group.seated == sum(seat.state in LIVE for seat in group.seats.all()) <= group.size
            gathers = group.state in (Group.State.BEGUN, Group.State.GATHERING)
            assert all(seat.is_live == (gathers and seat.state in LIVE) for seat in group.seats.all())
            if group.state == Group.State.COMPLETE:
                assert sum(seat.state == Seat.State.CONFIRMED for seat in group.seats.all()) == group.size

    @invariant()
    def parcels_stand_as_their_group_does(self):
        for seat in Seat.objects.select_related("group"):
            parcel = ShopOrder.objects.get(order=seat.order_id)
            if seat.state == Seat.State.HELD:
                assert parcel.state == Part.WAITING
            else:
                assert parcel.state == (Part.CANCELLED if seat.state == Seat.State.GIVEN_UP else WAITS[seat.group.state])

    @invariant()
    def nobody_is_charged_without_a_seat(self):
        for payment in Payment.objects.select_related("order__seat__group"):
            seat = payment.order.seat
            is_in = seat.state == Seat.State.CONFIRMED and seat.group.state in (Group.State.GATHERING, Group.State.COMPLETE)
            back = [refund.amount for refund in payment.refunds.all()]
            assert back == ([] if is_in and not payment.is_surplus else [payment.amount])
            assert payment.returned == sum(back)

    @invariant()
    def the_books_balance_and_the_shelf_is_right(self):
        assert wrong_balances() == []
        fen: Counter = Counter()
        for parcel in ShopOrder.objects.exclude(state=Part.CANCELLED).prefetch_related("lines__discounts"):
            fen["held"] += parcel.total
            fen["due"] += parcel.total if parcel.state == Part.WAITING else 0
        fen["wechat"] = Payment.objects.aggregate(n=Sum("amount"))["n"] or 0
        fen["returning"] = Refund.objects.aggregate(n=Sum("amount"))["n"] or 0
        assert {one.account.kind: one.fen for one in balances() if one.fen} == {kind: n for kind, n in fen.items() if n}
        rows = ShopOrder.objects.exclude(state=Part.CANCELLED).aggregate(n=Sum("lines__packs"))
        assert Offer.objects.get().stock == STOCK - (rows["n"] or 0)


def histories() -> None:
    settled = settings(
        max_examples=EXAMPLES, stateful_step_count=STEPS, phases=[Phase.generate], deadline=None, derandomize=not FULL,
        database=None, suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
    )  # fmt: skip
    run_state_machine_as_test(Histories, settings=settled)


@pytest.mark.history
def test_after_any_history_of_groups_nobody_is_charged_without_a_seat(db):
    histories()


@pytest.mark.parametrize(
    ("module", "name"), [(ending, "free_seat"), (ending, "put_away"), (refunds, "return_parcel"), (moving, "put_back")]
)
def test_a_step_of_a_group_that_is_left_out_is_noticed(db, monkeypatch, module, name):
    """The control: within a few histories."""
    monkeypatch.setattr(module, name, lambda *_args, **_kwargs: None)
    with pytest.raises(AssertionError):
        histories()
