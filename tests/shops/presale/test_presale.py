"""Harvests sold ahead: deposit and balance, or all at once; ready, late, called off, failed. The money of each to the fen."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from common.clock import shanghai_day
from common.states import WrongState
from outbox.models import Message
from shops.catalogue.models import Product
from shops.franchise.models import Shop
from shops.fulfilment import operations as fulfilment
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import Order, OrderLine, ShopOrder
from shops.orders.moving import expire
from shops.orders.placing import BasketChanged
from shops.payments.models import Payment, Refund
from shops.payments.opening import NotToBePaid
from shops.payments.refunds import return_lines
from shops.payments.taking import take_in
from shops.presale.calling_off import NotCallable, call_off
from shops.presale.ending import NotYours, ReasonsMissing, fail, follow_up, ready
from shops.presale.models import Advance, First, Presale
from shops.presale.offering import Already, NotInTime, NotLater, TooFew, change_harvest, put_off
from shops.presale.offering import NotYours as NotHers
from shops.presale.placing import NotAhead, NotFirst, TooManyPacks
from shops.presale.queries import figures_of
from shops.presale.reminding import end_of_day, remind
from tests.factories.catalogue import product
from tests.factories.orders import offer_of
from tests.factories.payments import told_paid
from tests.factories.people import person
from tests.factories.presale import PRICE, QUOTA, booked, ordered, pay, presale, terms, tried
from tests.factories.shops import OPENED

pytestmark = pytest.mark.django_db
Part, State = ShopOrder.State, Presale.State
READY = OPENED + timedelta(days=35)
DEPOSIT = 2 * PRICE // 5  # of two packs


@pytest.fixture
def goods(db) -> Product:
    """¥49 a pack, 42 on the shelf."""
    return product(group_price=None)


def stands() -> dict[str, int]:
    """What lies on each account, in fen; the books are right."""
    assert wrong_balances() == []
    return {one.account.kind: one.fen for one in balances() if one.fen}


def letters(kind: str) -> int:
    return Message.objects.filter(key__startswith=f"presale-{kind}-").count()


def part_of(order: Order) -> ShopOrder:
    return order.parcels.select_related("order", "shop__owner").get()


def taken(sold: Presale) -> int:
    return Presale.objects.get(pk=sold.pk).taken


def back() -> list[int]:
    return list(Refund.objects.order_by("pk").values_list("amount", flat=True))


def test_a_deposit_books_and_its_balance_lets_it_be_packed(goods):
    sold = presale(goods)
    order = ordered(sold, packs=2)
    whole = 2 * PRICE
    assert (order.total, order.deposit, order.due, offer_of(goods).stock, taken(sold)) == (whole, DEPOSIT, DEPOSIT, 42, 2)
    first = pay(order)
    assert (first.amount, order.state, order.turn, part_of(order).state) == (DEPOSIT, Order.State.WAITING, 2, Part.AHEAD)
    assert stands() == {"due": whole - DEPOSIT, "wechat": DEPOSIT, "held": whole}
    with pytest.raises(NotToBePaid):  # the harvest is not there yet
        tried(order)
    expire(at=OPENED + timedelta(days=3))  # a deposit that is paid does not run out
    assert Order.objects.get().state == Order.State.WAITING
    with pytest.raises(WrongState):
        fulfilment.post(parcel=part_of(order), carrier="sf", number="SF12345678", packs=None, by=goods.shop.owner, at=OPENED)

    assert (ready(presale=sold, by=goods.shop.owner, at=READY), ready(presale=sold, by=goods.shop.owner, at=READY)) == (
        True,
        False,
    )
    order.refresh_from_db()
    assert (order.expires_at, order.due) == (end_of_day(READY + timedelta(days=7)), whole - DEPOSIT)
    opened = tried(order, READY)  # what a company opened is good for half an hour, its balance for days
    assert (tried(order, READY + timedelta(minutes=29)), opened.amount) == (opened, whole - DEPOSIT)
    assert tried(order, READY + timedelta(minutes=30)) != opened
    second = pay(order, READY, way="alipay")
    assert (second.amount, second.turn, order.state, part_of(order).state) == (
        whole - DEPOSIT,
        2,
        Order.State.CONFIRMED,
        Part.TO_PACK,
    )
    assert stands() == {"wechat": DEPOSIT, "alipay": whole - DEPOSIT, "held": whole}
    assert [letters(kind) for kind in ("booked", "balance", "balance-paid")] == [1, 2, 1]
    assert set(OrderLine.objects.values_list("price", flat=True)) == {PRICE}
    figures = figures_of(Presale.objects.get())
    assert (figures.orders, figures.packs, figures.deposits, figures.balances, figures.to_come) == (
        1,
        2,
        DEPOSIT,
        whole - DEPOSIT,
        0,
    )


def test_what_is_paid_at_once_is_packed_when_the_harvest_is_ready(goods):
    sold = presale(goods, deposit_percent=0)
    order = booked(sold)
    assert (order.state, part_of(order).state, stands()) == (
        Order.State.CONFIRMED,
        Part.AHEAD,
        {"wechat": PRICE, "held": PRICE},
    )
    assert follow_up(at=OPENED + timedelta(days=39)) == 0
    assert (follow_up(at=OPENED + timedelta(days=40)), follow_up(at=OPENED + timedelta(days=41))) == (1, 0)  # the stated day
    assert (part_of(order).state, letters("ready")) == (Part.TO_PACK, 1)


def test_a_balance_nobody_pays_is_asked_for_three_times_and_the_deposit_goes_back(goods):
    sold = presale(goods)
    order = booked(sold, packs=2)
    ready(presale=sold, by=goods.shop.owner, at=READY)
    order.refresh_from_db()
    last = order.expires_at
    told = [remind(at=READY + timedelta(hours=hours)) for hours in range(1, 24 * 8, 3)]
    assert (sum(told), letters("balance-half"), letters("balance-last")) == (2, 1, 1)
    assert expire(at=last - timedelta(seconds=1)) == 0
    assert (expire(at=last), expire(at=last)) == (1, 0)
    order.refresh_from_db()
    assert (order.state, part_of(order).state, back(), taken(sold)) == (Order.State.EXPIRED, Part.CANCELLED, [DEPOSIT], 0)
    assert (stands(), letters("expired")) == ({"wechat": DEPOSIT, "returning": DEPOSIT}, 1)


def test_the_buyer_may_call_it_off_until_the_balance_is_paid(goods):
    sold = presale(goods)
    early, late = booked(sold, packs=2), booked(sold)
    ready(presale=sold, by=goods.shop.owner, at=READY)
    pay(late, READY)
    assert (call_off(order=early, by=None, at=READY), call_off(order=early, by=None, at=READY)) == (True, False)
    with pytest.raises(NotCallable):
        call_off(order=late, by=None, at=READY)
    assert (back(), taken(sold), part_of(late).state) == ([DEPOSIT], 1, Part.TO_PACK)
    assert stands() == {"wechat": DEPOSIT + PRICE, "returning": DEPOSIT, "held": PRICE}


def test_when_the_crop_fails_everybody_has_everything_back_once_and_is_first_next_season(goods):
    mei, other = person("梅"), "+8613799990000"
    sold = presale(goods)
    paid_up, waits, unpaid = booked(sold, packs=2, buyer=mei), booked(sold, number=other), ordered(sold)
    ready(presale=sold, by=goods.shop.owner, at=READY)
    pay(paid_up, READY, way="alipay")
    late = tried(Order.objects.get(pk=waits.pk), READY)
    for who, why, refused in ((mei, "霜冻", NotYours), (goods.shop.owner, " ", ReasonsMissing)):
        with pytest.raises(refused):
            fail(presale=sold, why=why, by=who, at=READY)
    assert [fail(presale=sold, why="倒春寒，茶芽冻坏了", by=goods.shop.owner, at=READY) for _n in range(2)] == [True, False]
    take_in(payment=late, told=told_paid(late), at=READY)
    whole, part = 2 * PRICE, PRICE // 5
    assert sorted(back()) == sorted([DEPOSIT, whole - DEPOSIT, part, PRICE - part])
    assert all(one.returned == one.amount for one in Payment.objects.filter(state="paid"))
    assert {one.state for one in ShopOrder.objects.all()} == {Part.CANCELLED}
    money = whole + PRICE
    assert stands() == {"wechat": DEPOSIT + PRICE, "alipay": whole - DEPOSIT, "returning": money}
    assert (letters("failed"), taken(sold), First.objects.count()) == (3, 0, 2)  # an account is told in two ways

    season = OPENED + timedelta(days=365)
    following = presale(goods, season, quota=2)
    early = season - timedelta(days=3)
    with pytest.raises(NotFirst):
        ordered(following, at=early)
    with pytest.raises(NotAhead):
        ordered(following, buyer=mei, at=early - timedelta(days=1))
    assert taken(following) == 0
    mine = ordered(following, buyer=mei, at=early)
    with pytest.raises(NotFirst):  # one order for each that was lost
        ordered(following, buyer=mei, at=early)
    assert call_off(order=mine, by=mei, at=early)
    assert ordered(following, buyer=mei, at=early)
    assert ordered(following, number=other, at=early)
    with pytest.raises(BasketChanged):  # it was sold out to those who came first
        ordered(following, at=season)
    assert unpaid.advance.state == Advance.State.HELD


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"packs": 6}, TooManyPacks), ({"packs": 0}, TooManyPacks), ({"way": "cash"}, NotAhead), ({"way": "bank"}, NotAhead),
        ({"at": OPENED + timedelta(days=31)}, NotAhead), ({"at": OPENED - timedelta(days=1)}, NotFirst),
    ],
)  # fmt: skip
def test_what_is_not_sold_so_is_refused(goods, facts, refused):
    sold = presale(goods)
    with pytest.raises(refused):
        ordered(sold, **facts)
    assert (Order.objects.count(), taken(sold)) == (0, 0)


def test_the_quota_is_its_own_and_is_kept_by_the_database(goods):
    offer_of(goods).__class__.objects.update(stock=0)
    sold = presale(goods, quota=3)
    booked(sold, packs=2)
    with pytest.raises(BasketChanged) as told:
        ordered(sold, packs=2)
    assert told.value.quote.lines[0].there == 1
    ordered(sold)
    expire(at=OPENED + timedelta(minutes=31))
    assert (taken(sold), offer_of(goods).stock) == (2, 0)
    for wrong in ({"taken": 4}, {"deposit_percent": 21}, {"deposit_percent": 0, "price": 4900}, {"ready_on": sold.opens_on}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Presale.objects.update(**wrong)
    with pytest.raises(Already):
        presale(goods)


def test_a_part_refund_goes_to_the_balance_first_and_then_to_the_deposit(goods):
    """To the fen, never more than came by each, and the settlement's books stay right."""
    sold = presale(goods)
    order = booked(sold, packs=5)
    ready(presale=sold, by=goods.shop.owner, at=READY)
    pay(order, READY)
    parcel, owner = part_of(order), goods.shop.owner
    fulfilment.post(parcel=parcel, carrier="sf", number="SF12345678", packs=None, by=owner, at=READY)
    fulfilment.receive(parcel=parcel, by=None, at=READY)
    line = parcel.lines.get()
    first = return_lines(parcel=parcel, packs={line.pk: 3}, source="claim 1", words="", by=None, at=READY)
    second = return_lines(parcel=parcel, packs={line.pk: 2}, source="claim 2", words="", by=None, at=READY)
    assert (first.whole, second.whole, back()) == (3 * PRICE, 2 * PRICE, [3 * PRICE, PRICE, PRICE])
    assert [(one.amount, one.returned) for one in Payment.objects.order_by("turn")] == [(PRICE, PRICE), (4 * PRICE, 4 * PRICE)]
    assert stands() == {"wechat": 5 * PRICE, "returning": 5 * PRICE}


def test_a_suspended_shop_s_harvest_is_called_failed_by_a_manager(goods):
    sold = presale(goods)
    order = booked(sold)
    Shop.objects.update(state=Shop.State.SUSPENDED)
    manager = person("管", role="franchise manager")
    assert fail(presale=sold, why="店关了", by=manager, at=READY)
    assert (part_of(order).state, back()) == (Part.CANCELLED, [PRICE // 5])


def test_a_late_harvest_is_put_off_and_told(goods):
    sold = presale(goods)
    booked(sold)
    owner, later = goods.shop.owner, sold.ready_on + timedelta(days=5)
    with pytest.raises(NotLater):
        put_off(presale=sold, ready_on=sold.ready_on, ships_from=later, by=owner, at=READY)
    put_off(presale=sold, ready_on=later, ships_from=later + timedelta(days=5), by=owner, at=READY)
    goods.refresh_from_db()
    assert goods.ships_from == later + timedelta(days=5)
    assert (follow_up(at=OPENED + timedelta(days=40)), letters("put-off")) == (0, 1)
    ready(presale=sold, by=owner, at=READY)
    goods.refresh_from_db()
    assert (goods.presale_from, goods.presale_until, goods.ships_from) == (None, None, None)
    with pytest.raises(WrongState):
        put_off(presale=sold, ready_on=later + timedelta(days=9), ships_from=later + timedelta(days=9), by=owner, at=READY)


def test_a_harvest_turns_out_smaller_and_its_orders_end_early(goods):
    sold = presale(goods)
    booked(sold, packs=3)
    owner, today = goods.shop.owner, shanghai_day(OPENED)

    def change(quota, closes_on, by=owner):
        return change_harvest(presale=sold, quota=quota, closes_on=closes_on, by=by, at=OPENED)

    with pytest.raises(TooFew):
        change(2, sold.closes_on)
    for day in (today - timedelta(days=1), sold.ready_on + timedelta(days=1)):
        with pytest.raises(NotInTime):
            change(9, day)
    with pytest.raises(NotHers):
        change(9, today, person("别人"))
    change(3, today)
    with pytest.raises(BasketChanged):
        ordered(sold)
    change(4, today)
    ordered(sold)
    sold.refresh_from_db()
    goods.refresh_from_db()
    assert (sold.quota, sold.taken, sold.closes_on, goods.presale_until) == (4, 4, today, today)
    with pytest.raises(NotAhead):
        ordered(sold, at=OPENED + timedelta(days=1))


def test_a_second_try_at_a_deposit_that_is_paid_goes_back(goods):
    sold = presale(goods)
    order = ordered(sold)
    tries = [tried(order), tried(order, means="h5")]
    for one in tries:
        take_in(payment=one, told=told_paid(one), at=OPENED)
    order.refresh_from_db()
    assert (order.turn, back(), Payment.objects.filter(is_surplus=True).count()) == (2, [PRICE // 5], 1)
    assert terms().quota == QUOTA
