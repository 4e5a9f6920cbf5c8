"""Any history of shared orders: placed by links and with credit, paid or not, received, returned in parts, given goodwill, cancelled;
bonuses given, withheld, taken back, ended.

After every step what the books owe is the sum of what bonuses have left, nothing is below nothing, and each bonus was given once.
"""

import os
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import Role
from shops.bonuses import earning, giving_back, taking_back, withholding
from shops.bonuses.models import Bonus, Spending
from shops.catalogue.models import Offer
from shops.fulfilment import operations as fulfilment
from shops.ledger import postings
from shops.ledger.models import Entry
from shops.ledger.queries import balances, wrong_balances
from shops.orders import moving
from shops.orders.models import Order, ShopOrder
from shops.orders.placing import NotPlaced
from shops.payments import refunds
from tests.factories.bonuses import ordered, received, sharer, terms
from tests.factories.catalogue import product
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.shops import OPENED

FULL = bool(os.environ.get("PROVE"))
EXAMPLES, STEPS = (200, 60) if FULL else (6, 16)
ANY = st.integers(0, 99)
Part = ShopOrder.State


def any_of(rows, number: int):
    found = list(rows.order_by("pk"))
    return found[number % len(found)] if found else None


class Histories(RuleBasedStateMachine):
    """One history, in a transaction that is rolled back at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.history = transaction.atomic()
        self.history.__enter__()
        self.at = OPENED
        terms(monthly_cap=6000, basis_points=1500, credit_days=30)
        self.people = [sharer(), sharer("唐小妹")]
        self.manager = person("何主任", role=Role.FRANCHISE_MANAGER)
        self.goods = [product(price=price, group_price=None) for price in (4999, 10_001)]
        Offer.objects.update(stock=900)
        for one in self.people * 2:
            received(ordered(*self.goods, by_link_of=one, at=self.at), at=self.at)
        self.clock_comes_round(0)
        self.clock_comes_round(12)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.history.__exit__(None, None, None)

    @rule(who=ANY, packs=st.integers(1, 4), goes=st.sampled_from(["far", "far", "paid", "placed"]))
    def friend_orders(self, who, packs, goes):
        made = ordered(*self.goods, by_link_of=self.people[who % 2], packs=packs, at=self.at)
        self.goes_on(made, goes)

    @rule(who=ANY, packs=st.integers(1, 4), goes=st.sampled_from(["far", "paid", "placed"]))
    def sharer_spends(self, who, packs, goes):
        with suppress(NotPlaced):
            made = ordered(*self.goods, buyer=self.people[who % 2], packs=packs, at=self.at, credit=True)
            self.goes_on(made, goes)

    def goes_on(self, made, goes) -> None:
        if goes == "far":
            received(made, at=self.at)
        elif goes == "paid":
            paid(made, at=self.at)

    @rule(which=ANY, packs=st.integers(1, 2), all_of_it=st.booleans())
    def goods_go_back(self, which, packs, all_of_it):
        parcel = any_of(ShopOrder.objects.filter(state=Part.RECEIVED).select_related("order", "shop"), which)
        if parcel is None:
            return
        source = f"history {Entry.objects.count()}"
        with suppress(refunds.TooMuch, ValueError):
            if all_of_it:
                refunds.return_parcel(parcel=parcel, source=source, words="", by=None, at=self.at)
            else:
                line = any_of(parcel.lines, which)
                refunds.return_lines(parcel=parcel, packs={line.pk: packs}, source=source, words="", by=None, at=self.at)

    @rule(which=ANY, fen=st.integers(1, 9000))
    def county_gives_goodwill(self, which, fen):
        self.goodwill(which, fen)

    def goodwill(self, which, fen):
        parcel = any_of(ShopOrder.objects.filter(state=Part.RECEIVED).select_related("order", "shop"), which)
        if parcel:
            source = f"history {Entry.objects.count()}"
            with suppress(refunds.TooMuch, refunds.NothingPaid):
                refunds.give_goodwill(parcel=parcel, amount=fen, source=source, words="", by=None, at=self.at)

    @rule(which=ANY)
    def buyer_cancels(self, which):
        parcel = any_of(ShopOrder.objects.filter(state=Part.TO_PACK).select_related("order", "shop"), which)
        if parcel:
            fulfilment.call_off(parcel=parcel, by=parcel.order.buyer, at=self.at)

    @rule(which=ANY, lets_go=st.sampled_from([True, True, False]))
    def manager_looks(self, which, lets_go):
        bonus = any_of(Bonus.objects.select_related("order"), which)
        if bonus and lets_go:
            withholding.release(bonus=bonus, by=self.manager, at=self.at)
        elif bonus:
            withholding.withhold(bonus=bonus, reasons="看一看", by=self.manager, at=self.at)

    @rule(days=st.sampled_from([0, 12, 12, 40, 40, 90]), times=st.integers(1, 2))
    def some_time_passes(self, days, times):
        self.clock_comes_round(days, times)

    def clock_comes_round(self, days, times=1):
        self.at += timedelta(days=days)
        for _time in range(times):
            moving.expire(at=self.at)
            earning.look_over(at=self.at)
            taking_back.take_back(at=self.at)
            giving_back.give_back(at=self.at)
            taking_back.end_credit(at=self.at)
            taking_back.warn(at=self.at)

    @invariant()
    def what_is_owed_is_what_is_left(self):
        assert wrong_balances() == []
        stands = {one.account.kind: one.fen for one in balances()}
        left = Bonus.objects.aggregate(n=Sum("left", default=0))["n"]
        assert stands.get("credit", 0) == stands.get("bonuses", 0) == left

    @invariant()
    def each_is_given_once_and_the_month_has_its_most(self):
        given = Entry.objects.filter(kind="bonus")
        assert given.count() == Bonus.objects.filter(state="earned").count()
        assert {e.source: e.amount for e in given} == {f"bonus {b.pk}": b.amount for b in Bonus.objects.filter(state="earned")}
        for row in (
            Bonus.objects.filter(state="earned")
            .values("sharer", "earned_at__year", "earned_at__month")
            .annotate(n=Sum("amount"))
            .order_by()
        ):
            assert row["n"] <= 6000

    @invariant()
    def what_is_spent_is_what_is_on_orders(self):
        spent = Spending.objects.aggregate(n=Sum(F("amount") - F("back"), default=0))["n"]
        assert spent == Bonus.objects.aggregate(n=Sum("spent", default=0))["n"]
        undone = Spending.objects.filter(
            order__state__in=(Order.State.EXPIRED, Order.State.CANCELLED), at__lt=self.at - timedelta(days=1)
        )
        assert all(one.back <= one.amount for one in undone)


def histories() -> None:
    settled = settings(
        max_examples=EXAMPLES, stateful_step_count=STEPS, phases=[Phase.generate], deadline=None, derandomize=not FULL,
        database=None, suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
    )  # fmt: skip
    run_state_machine_as_test(Histories, settings=settled)


@pytest.mark.history
def test_after_any_history_of_sharing_what_is_owed_is_what_is_left(db):
    histories()


def one_history() -> None:
    """Credit spent and given back, a bonus taken back, the rest ended: short, so that each step counts."""
    one = Histories()
    try:
        for step in (
            lambda: one.sharer_spends(0, 1, "paid"), lambda: one.buyer_cancels(0), lambda: one.clock_comes_round(0),
            lambda: one.goodwill(1, 4000), lambda: one.clock_comes_round(0), lambda: one.clock_comes_round(40),
        ):  # fmt: skip
            step()
            one.what_is_owed_is_what_is_left()
            one.each_is_given_once_and_the_month_has_its_most()
            one.what_is_spent_is_what_is_on_orders()
    finally:
        one.teardown()


@pytest.mark.parametrize(("module", "name"), [(postings, "take_bonus_back"), (giving_back, "give"), (postings, "end_credit")])
def test_a_step_of_a_bonus_that_is_left_out_is_noticed(db, monkeypatch, module, name):
    """The control."""
    one_history()
    monkeypatch.setattr(module, name, lambda *_args, **_kwargs: None)
    with pytest.raises(AssertionError):
        one_history()
