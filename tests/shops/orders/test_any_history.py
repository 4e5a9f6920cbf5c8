"""Any history of orders: whatever is pressed in whatever order, stock and books are right after every step.

Each rule is a press, or time that passes; what an operation refuses changes nothing. The invariants reckon anew, from the
rows of the orders alone, what stock and ledger must say.
"""

import os
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from accounts.models import Role, User
from common.clock import shanghai_day
from common.states import WrongState
from shops.catalogue.models import Offer, StockMove
from shops.fulfilment import operations as fulfilment
from shops.fulfilment import short
from shops.fulfilment.models import PostedLine
from shops.ledger import postings
from shops.ledger.models import Entry
from shops.ledger.queries import wrong_balances
from shops.orders import moving
from shops.orders.baskets import NotSold, basket_for, put_in
from shops.orders.models import Order, OrderLine, ShopOrder
from shops.orders.placing import BasketChanged, NothingWanted, place
from shops.orders.queries import quote_of
from shops.payments import refunds, sending
from shops.payments.models import Payment, Refund, RefundedLine
from shops.payments.refunds import NothingPaid, TooMuch, give_goodwill, return_lines
from shops.payments.taking import take_in
from shops.settlement import operations as settlements
from shops.settlement import paying
from shops.settlement.models import Settlement
from shops.settlement.terms import period_on
from shops.standards.models import CommissionRate
from tests.factories.catalogue import category, product
from tests.factories.orders import TO
from tests.factories.payments import told_paid
from tests.factories.settlement import manager, payee
from tests.factories.shops import OPENED, shop

FULL = bool(os.environ.get("PROVE"))
EXAMPLES, STEPS = (500, 50) if FULL else (200, 40)
STOCK, BASIS_POINTS, PRICES = 9, 375, (4910, 6830, 1250)
Part, State, Way = ShopOrder.State, Order.State, Order.Way
OWED = ("held", "returning", "shop", "commission")  # accounts that grow by what is credited
ANY = st.integers(0, 999)  # which one, of however many there are
SOME = st.lists(st.integers(0, 2), min_size=2, max_size=2)  # packs by line
TABLES = {Part: ShopOrder.TRANSITIONS, State: Order.TRANSITIONS}


def any_of(rows, number: int):
    """One of the rows; there is one."""
    found = list(rows.order_by("pk"))
    return found[number % len(found)]


def mostly(rows, others, number: int):
    """These three times of four, where there are any; else the others."""
    return rows if number % 4 and rows.exists() else others


def reachable(states: type, was: str) -> set[str]:
    """Where a record may be that was there, however many steps it took."""
    found, ahead = {was}, [was]
    while ahead:
        new = TABLES[states][ahead.pop()] - found
        found |= new
        ahead += new
    return found


class Read:
    """A query made ready once and asked after every step: making it anew took longer than asking."""

    def __init__(self, rows) -> None:
        self.query = rows.query.sql_with_params()

    def rows(self) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(*self.query)
            return cursor.fetchall()


@dataclass(frozen=True)
class Line:
    """A line of an order as the database has it: `state` is its parcel's, `of_order` its order's."""

    pk: int
    parcel: int
    state: str
    order: int
    of_order: str
    way: str
    shop: int
    offer: int
    price: int
    packs: int
    delivery: int


class Histories(RuleBasedStateMachine):
    """One history, in a transaction that is rolled back at its end."""

    lines = Read(
        OrderLine.objects.order_by("pk").values_list(
            "pk", "parcel", "parcel__state", "parcel__order", "parcel__order__state", "parcel__order__way", "parcel__shop",
            "offer", "price", "packs", "parcel__delivery",
        )
    )  # fmt: skip
    stocks = Read(Offer.objects.values_list("pk", "stock"))
    moves = Read(StockMove.objects.order_by().values_list("offer").annotate(packs=Sum("change")))
    posted = Read(PostedLine.objects.order_by().values_list("line").annotate(packs=Sum("packs")))
    entries = Read(Entry.objects.order_by().values_list("debit__kind", "debit__shop", "credit__kind", "credit__shop", "amount"))

    lines_back = Read(RefundedLine.objects.order_by().values_list("line").annotate(packs=Sum("packs"), fen=Sum("amount")))
    not_owed = Read(RefundedLine.objects.filter(refund=None).order_by().values_list("line").annotate(fen=Sum("amount")))
    refunds = Read(
        Refund.objects.order_by().values_list(
            "parcel", "parcel__shop", "payment__way", "state", "amount", "delivery", "from_county"
        )
    )
    surplus = Read(Payment.objects.filter(is_surplus=True).order_by().values_list("pk", "amount"))
    payouts = Read(Settlement.objects.filter(state="paid").order_by().values_list("shop", "amount"))
    netted = Read(Entry.objects.filter(kind="cash netted").order_by().values_list("credit__shop", "amount"))
    unnetted = Read(Entry.objects.filter(kind="cash given back").order_by().values_list("debit__shop", "amount"))

    def __init__(self) -> None:
        super().__init__()
        self.history = transaction.atomic()
        self.history.__enter__()
        self.at, self.presses = OPENED, 0
        self.offers = list(Offer.objects.order_by("pk"))
        self.baskets = [basket_for(None, "", OPENED) for _n in range(2)]
        self.managers = list(User.objects.filter(grants__role=Role.FRANCHISE_MANAGER).order_by("pk"))
        self.ways: Counter = Counter()
        self.shelved: Counter = Counter()  # packs by line that were not sent, and are on the shelf again
        self.missing: Counter = Counter()  # packs by line that went out of a part before it was posted, and are on no shelf
        self.promised = 0  # refunds that are not back yet
        self.orders: dict[int, str] = {}  # the states after the step before
        self.parts: dict[int, str] = {}

    def teardown(self) -> None:
        wrong = wrong_balances()
        transaction.set_rollback(True)
        self.history.__exit__(None, None, None)
        assert wrong == []

    # --- what people press ------------------------------------------------------------------------------------------
    @rule(which=ANY, offer=ANY, packs=st.integers(1, 3))
    def put_in_basket(self, which, offer, packs):
        with suppress(NotSold):
            put_in(
                basket=self.baskets[which % 2], offer_id=self.offers[offer % len(self.offers)].pk, packs=packs, at=self.at
            )  # fmt: skip

    @rule(which=ANY, offer=ANY, packs=st.integers(1, 3), way=st.sampled_from([Way.WECHAT, Way.CASH]), times=st.integers(1, 2))
    def place(self, which, offer, packs, way, times):
        """One thing more, then the same press once or twice."""
        self.put_in_basket(which, offer, packs)
        basket = self.baskets[which % 2]
        self.presses += 1
        asked = {"basket": basket, "press": f"any-{self.presses}", "to": TO, "way": way, "by": None, "language": "en"}
        total = quote_of(basket, TO.region).total
        with suppress(BasketChanged, NothingWanted):
            assert len({place(**asked, total=total, at=self.at).pk for _time in range(times)}) == 1

    @rule(which=ANY, offer=ANY, packs=st.integers(1, 3), way=st.sampled_from([Way.WECHAT, Way.WECHAT, Way.CASH]))
    def all_goes_well(self, which, offer, packs, way):
        """Placed, paid, posted and received: without it, few histories come so far."""
        self.place(which, offer, packs, way, 1)
        order = Order.objects.filter(press=f"any-{self.presses}").first()
        if order is None:
            return
        if way == Way.WECHAT:
            self.paid(order, 1)
        for parcel in order.parcels.select_related("shop__owner"):
            fulfilment.post(parcel=parcel, carrier="sf", number="SF000009", packs=None, by=parcel.shop.owner, at=self.at)
            fulfilment.receive(parcel=parcel, by=None, at=self.at)

    @precondition(lambda self: self.orders)
    @rule(which=ANY, times=st.integers(1, 2))
    def pay(self, which, times):
        """The company tells of a payment, once or twice: in time, too late, or beside another."""
        rows = Order.objects.filter(way=Way.WECHAT)
        order = any_of(mostly(rows.filter(state=State.WAITING), rows if self.ways[Way.WECHAT] else Order.objects, which), which)
        if order.way != Way.WECHAT:
            return
        payment = self.paid(order, times)
        assert payment.is_surplus is (self.orders[order.pk] != State.WAITING)

    def paid(self, order, times) -> Payment:
        self.presses += 1
        total = sum(moving.total_of(parcel) for parcel in order.parcels.all())
        payment = Payment.objects.create(
            order=order, way="wechat", means="native", number=f"P{self.presses}", amount=total, started_at=self.at
        )
        came = [take_in(payment=payment, told=told_paid(payment), at=self.at) for _time in range(times)]
        assert came == [True, False][:times]
        return payment

    @precondition(lambda self: self.parts)
    @rule(which=ANY, packs=SOME, fen=st.integers(0, 900), times=st.integers(1, 2))
    def some_goes_back(self, which, packs, fen, times):
        """Packs, and fen for what is kept, of any part: more than is left is refused."""
        parcel = any_of(mostly(ShopOrder.objects.filter(state=Part.RECEIVED), ShopOrder.objects, which), which)
        lines = list(parcel.lines.values_list("pk", flat=True))
        self.presses += 1
        asked = {"packs": dict(zip(lines, packs, strict=False)), "fen": {lines[0]: fen}, "source": f"back {self.presses}"}
        with suppress(TooMuch, NothingPaid, ValueError):
            made = [return_lines(parcel=parcel, **asked, words="", by=None, at=self.at) for _time in range(times)]
            assert len({one.pk for one in made}) == 1
            for pk, count in asked["packs"].items() if parcel.state == Part.TO_PACK else ():
                self.missing[pk] += count

    @precondition(lambda self: Part.SENT in self.parts.values() or Part.RECEIVED in self.parts.values())
    @rule(which=ANY, fen=st.integers(1, 5000), times=st.integers(1, 2))
    def county_gives(self, which, fen, times):
        """Out of goodwill: the shop keeps its money, and all that goes back is never more than was paid for the part."""
        parcel = any_of(ShopOrder.objects.filter(state__in=(Part.SENT, Part.RECEIVED)), which)
        self.presses += 1
        with suppress(TooMuch, NothingPaid):
            for _time in range(times):
                give_goodwill(parcel=parcel, amount=fen, source=f"good {self.presses}", words="", by=None, at=self.at)

    @precondition(lambda self: self.promised)
    @rule(which=ANY)
    def it_is_back(self, which):
        refund = any_of(Refund.objects.exclude(state=Refund.State.DONE), which)
        assert sending.done(refund=refund, provider_number="", by=None, at=self.at)
        assert not sending.done(refund=refund, provider_number="", by=None, at=self.at)

    @precondition(lambda self: Part.RECEIVED in self.parts.values())
    @rule()
    def settle(self):
        """Sixteen days on, the half-month before is drawn up, approved by a second person, and paid."""
        self.at += timedelta(days=16)
        period, (first, second) = period_on(shanghai_day(self.at) - timedelta(days=16)), self.managers
        settlements.draw_up(period=period, by=first, at=self.at)
        total = sum(one.amount for one in settlements.waiting_for(period, second))
        settlements.approve(period=period, total=total, by=second, at=self.at)
        with suppress(paying.NothingToPay):
            file = paying.make_file(period=period, by=second, at=self.at)
            paying.mark_file_paid(file=file, paid_on=shanghai_day(self.at), by=second, at=self.at)

    @precondition(lambda self: self.orders)
    @rule(which=ANY)
    def give_up(self, which):
        order = any_of(Order.objects, which)
        assert moving.give_up(order=order, to=State.CANCELLED, by=None, at=self.at) is (self.orders[order.pk] == State.WAITING)

    @precondition(lambda self: self.parts)
    @rule(which=ANY, by_shop=st.booleans())
    def cancel(self, which, by_shop):
        parcel = any_of(ShopOrder.objects, which)
        with suppress(WrongState):
            if by_shop:
                fulfilment.cancel(parcel=parcel, by=parcel.shop.owner, reasons="没货了", at=self.at)
            else:
                fulfilment.call_off(parcel=parcel, by=None, at=self.at)
            assert self.parts[parcel.pk] == Part.TO_PACK

    @precondition(lambda self: Part.TO_PACK in self.parts.values())
    @rule(which=ANY, packs=SOME, are_there=st.booleans(), times=st.integers(1, 2))
    def send_fewer(self, which, packs, are_there, times):
        """Some cannot be sent: written off, or back on the shelf; the same press once or twice."""
        parcel = any_of(ShopOrder.objects.filter(state=Part.TO_PACK), which)
        self.presses += 1
        out = dict(zip(parcel.lines.values_list("pk", flat=True), packs, strict=False))
        facts = {
            "packs": out,
            "are_there": are_there,
            "press": f"fewer {self.presses}",
            "reasons": "不够",
            "by": parcel.shop.owner,
        }
        with suppress(short.NothingTakenOut, short.AllOfIt, TooMuch):
            for _time in range(times):
                short.send_fewer(parcel=parcel, **facts, at=self.at)
            for line in parcel.lines.all():
                (self.shelved if are_there else self.missing)[line.pk] += out[line.pk]

    @precondition(lambda self: Part.TO_PACK in self.parts.values())
    @rule(which=ANY, number=st.integers(1, 3), packs=st.none() | st.none() | SOME)
    def post(self, which, number, packs):
        """All that is left, or some of each line; a slip's number may come again."""
        parcel = any_of(ShopOrder.objects.filter(state=Part.TO_PACK), which)
        lines = parcel.lines.values_list("pk", flat=True)
        some = None if packs is None else dict(zip(lines, packs, strict=False))
        with suppress(fulfilment.NothingPosted):
            fulfilment.post(
                parcel=parcel, carrier="sf", number=f"SF00000{number}", packs=some, by=parcel.shop.owner, at=self.at
            )

    @precondition(lambda self: self.parts)
    @rule(which=ANY)
    def receive(self, which):
        parcel = any_of(mostly(ShopOrder.objects.filter(state=Part.SENT), ShopOrder.objects, which), which)
        with suppress(WrongState):
            assert fulfilment.receive(parcel=parcel, by=None, at=self.at) is (self.parts[parcel.pk] == Part.SENT)

    # --- what happens by itself -------------------------------------------------------------------------------------
    @rule(minutes=st.sampled_from([1, 31, 60 * 24 * 11]))
    def time_passes(self, minutes):
        self.at += timedelta(minutes=minutes)

    @precondition(lambda self: State.WAITING in self.orders.values())
    @rule()
    def expire(self):
        moving.expire(at=self.at)
        assert not Order.objects.filter(state=State.WAITING, expires_at__lte=self.at).exists()

    @precondition(lambda self: Part.SENT in self.parts.values())
    @rule()
    def parcels_receive_themselves(self):
        fulfilment.receive_by_themselves(at=self.at)

    # --- what must hold ---------------------------------------------------------------------------------------------
    @invariant()
    def all_is_right(self):
        lines = [Line(*row) for row in self.lines.rows()]
        self.states_are_legal(lines)
        back = {pk: (packs, fen) for pk, packs, fen in self.lines_back.rows()}
        self.stock_is_right(lines)
        self.books_are_right(lines, back)
        self.what_is_posted_was_bought(lines, back)

    def states_are_legal(self, lines):
        """Each came where its table leads, and an order is as its parts are."""
        together = defaultdict(set)
        for line in lines:
            assert line.of_order in reachable(State, self.orders.get(line.order, line.of_order))
            assert line.state in reachable(Part, self.parts.get(line.parcel, line.state))
            together[line.of_order].add(line.state)
        assert together[State.WAITING] <= {Part.WAITING}
        assert together[State.EXPIRED] | together[State.CANCELLED] <= {Part.CANCELLED}
        assert Part.WAITING not in together[State.CONFIRMED]
        self.orders = {line.order: line.of_order for line in lines}
        self.parts = {line.parcel: line.state for line in lines}

    def stock_is_right(self, lines):
        taken = Counter()
        for line in lines:
            gone = line.state == Part.CANCELLED
            taken[line.offer] += self.missing[line.pk] if gone else line.packs - self.shelved[line.pk]
        stocks = dict(self.stocks.rows())
        assert stocks == {pk: STOCK - taken[pk] for pk in stocks}
        moved = dict(self.moves.rows())
        assert all(stock == STOCK + moved.get(pk, 0) for pk, stock in stocks.items())

    def books_are_right(self, lines, back):
        books, seen = Counter(), set()
        refunds, not_owed = self.refunds.rows(), dict(self.not_owed.rows())
        posts = Counter()
        for parcel, _shop, _way, _state, _amount, delivery, _by_county in refunds:
            posts[parcel] += delivery
        for line in lines:
            first = line.parcel not in seen
            reckon(books, line, back.get(line.pk, (0, 0))[1], line.delivery if first else 0, posts[line.parcel] if first else 0)
            if line.way == Way.CASH and line.of_order == State.CONFIRMED and line.state != Part.CANCELLED:
                books[("collected", line.shop) if line.state == Part.RECEIVED else "due"] -= not_owed.get(line.pk, 0)
            assert back.get(line.pk, (0, 0))[0] <= line.packs
            seen.add(line.parcel)
        for _pk, amount in self.surplus.rows():
            books["wechat"] += amount
        for refund in refunds:
            given_back(books, *refund)
        for shop_pk, amount in self.payouts.rows():
            books["bank"] -= amount
            books["shop", shop_pk] -= amount
        for shop_pk, amount in [*self.netted.rows(), *((pk, -fen) for pk, fen in self.unnetted.rows())]:
            books["collected", shop_pk] -= amount
            books["shop", shop_pk] -= amount
        assert stands(self.entries.rows()) == {account: fen for account, fen in books.items() if fen}
        self.promised = sum(refund[3] != Refund.State.DONE for refund in refunds)
        self.ways = Counter(line.way for line in lines)

    def what_is_posted_was_bought(self, lines, back):
        """What went back before it was posted is not posted."""
        posted = dict(self.posted.rows())
        for line in lines:
            went = posted.get(line.pk, 0)
            assert went <= line.packs
            gone = back.get(line.pk, (0, 0))[0]
            assert went + gone >= line.packs or line.state not in (Part.SENT, Part.RECEIVED)
            assert went == 0 or line.state not in (Part.WAITING, Part.CANCELLED)


def reckon(books: Counter, line: Line, back: int, delivery: int, delivery_back: int) -> None:
    """Add where the money of a line stands, `back` fen of which were promised back; and its parcel's postage with the first."""
    goods = line.price * line.packs
    amount, gone = goods + delivery, back + delivery_back
    if line.of_order in (State.EXPIRED, State.CANCELLED) or (line.way == Way.CASH and line.state == Part.CANCELLED):
        return
    if line.of_order == State.WAITING:
        books["due"] += amount
        books["held"] += amount
        return
    at_the_door = ("collected", line.shop) if line.state == Part.RECEIVED else "due"
    books[at_the_door if line.way == Way.CASH else "wechat"] += amount
    if line.state == Part.RECEIVED:
        kept = commission(goods) * (goods - back) // goods
        books["shop", line.shop] += amount - gone - kept
        books["commission"] += kept
    else:
        books["held"] += amount - gone


def given_back(books: Counter, _parcel, shop_pk, way, state, amount, _delivery, by_county) -> None:
    """Where the money of a refund stands, and who gave it: the county out of its bank where it was cash."""
    books["goodwill"] += amount if by_county else 0
    if state != Refund.State.DONE:
        books["returning"] += amount
    elif way == Way.CASH:
        books["bank" if by_county else ("collected", shop_pk)] -= amount
    else:
        books["wechat"] -= amount


def commission(fen: int) -> int:
    return int((Decimal(fen * BASIS_POINTS) / 10_000).quantize(Decimal(1), ROUND_HALF_UP))


def stands(entries: list[tuple]) -> dict:
    """Where every fen stands by the ledger's entries; accounts that owe are turned to be positive."""
    found: Counter = Counter()
    for debit, into, credit, out, amount in entries:
        for kind, owner, fen in ((debit, into, amount), (credit, out, -amount)):
            found[(kind, owner) if owner else kind] += -fen if kind in OWED else fen
    return {account: fen for account, fen in found.items() if fen}


@pytest.fixture
def shelf(db) -> None:
    """Three offers in two shops, and a commission."""
    CommissionRate.objects.create(category=category(), basis_points=BASIS_POINTS, from_on=OPENED.date())
    one, other = shop(), shop()
    for price, owner in zip(PRICES, (one, one, other), strict=True):
        product(of=owner, price=price, group_price=None)
    Offer.objects.update(stock=STOCK)
    for owner in (one, other):
        payee(owner, at=OPENED - timedelta(days=2))
    for _n in range(2):
        manager()


def histories(most: int, **more) -> None:
    """Live through so many; without `make prove`, the same ones each time."""
    settled = settings(
        max_examples=most, stateful_step_count=STEPS, phases=[Phase.generate], deadline=None, derandomize=not FULL, database=None,
        suppress_health_check=list(HealthCheck), **more,
    )  # fmt: skip
    run_state_machine_as_test(Histories, settings=settled)


@pytest.mark.history
def test_after_any_history_stock_and_books_are_right(shelf):
    histories(EXAMPLES)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (moving, "put_back"),
        (postings, "owe_no_more"),
        (postings, "collect"),
        (postings, "give_back"),
        (postings, "pay_out"),
        (refunds, "commission_on"),
        (moving, "move"),
    ],
)
def test_a_step_that_is_left_out_is_noticed(shelf, monkeypatch, module, name):
    """The control: within a few histories."""
    monkeypatch.setattr(module, name, lambda *_args, **_kwargs: (0, 0) if name == "commission_on" else 0)
    with pytest.raises(AssertionError):
        histories(EXAMPLES, report_multiple_bugs=False)
