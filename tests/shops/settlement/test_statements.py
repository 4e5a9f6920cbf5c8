"""Statements say what the ledger says, to the fen, in words; whatever happened, and in whatever order."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from shops.bookings.operations import OVER_AFTER, call_off, finish
from shops.fulfilment import operations as fulfilment
from shops.ledger import postings
from shops.ledger.models import Entry
from shops.ledger.queries import balances, wrong_balances
from shops.orders.baskets import put_in
from shops.orders.models import LineDiscount, OrderLine, ShopOrder
from shops.settlement import operations, paying
from shops.settlement.models import Settlement
from shops.settlement.statements import DoesNotAddUp, Moved, Statement, lines_of, periods_of, statement_of, whole
from shops.settlement.terms import last_over, period_of, period_on
from shops.settlement.wording import parts_of, said, summary
from shops.standards.models import CommissionRate
from tests.factories.availability import bookable
from tests.factories.bookings import basket_with, bookings_of, ordered, stay
from tests.factories.catalogue import category, product
from tests.factories.orders import TO, offer_of, order
from tests.factories.payments import paid
from tests.factories.settlement import AFTER, MIDST, PERIOD, collected, earned, later, manager, payee, refunded
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def test_periods_are_half_months_of_shanghai():
    assert [(one.first.day, one.last.day) for one in (period_on(date(2028, 2, 15)), period_on(date(2028, 2, 16)))] == [
        (1, 15),
        (16, 29),
    ]
    assert period_on(date(2026, 12, 31)).ends == datetime(2027, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert period_on(date(2027, 1, 1)).before.key == "2026-12-16"
    assert last_over(AFTER) == PERIOD
    assert last_over(PERIOD.ends) == PERIOD.before
    assert [period_of(key) for key in ("2026-11-02", "2026-13-01", "x", "0001-01-01", "9999-01-01")] == [None] * 5
    assert [str(PERIOD), str(period_of("2026-11-16"))] == ["2026年11月1日至15日", "2026年11月16日至30日"]
    with translation.override("en"):
        assert str(PERIOD) == "1–15 November 2026"


def test_an_order_is_told_in_plain_words_with_its_coupons_and_who_pays_them():
    CommissionRate.objects.create(category=category(), basis_points=400, from_on=OPENED.date())
    mine = shop()
    parcel = order(product(of=mine, price=4900), product(of=mine, price=6800), way="cash").parcels.get()
    first, second = OrderLine.objects.all()
    LineDiscount.objects.create(line=first, amount=1000, funded_by="shop", words_zh_hans="店里减")
    LineDiscount.objects.create(line=second, amount=600, funded_by="county", words_zh_hans="县里补")
    fulfilment.post(parcel=parcel, carrier="sf", number="SF1234567890", packs=None, by=mine.owner, at=OPENED)
    fulfilment.receive(parcel=parcel, by=None, at=OPENED)
    with translation.override("en"):
        statement, (line,) = whole(mine, PERIOD)
        assert said(line.moved) == (
            "Sold +¥117, discount at your cost −¥10, discount at the county’s cost −¥6, the county pays its discount to you +¥6,"
            " commission −¥4.28, cash you took yourself −¥101"
        )
        assert summary(statement) == (
            "1–15 November 2026: 1 order, sold for ¥117. The commission is ¥4.28. Discounts took ¥10 off, which you pay."
            " Discounts took ¥6 off, which the county pays back to you. ¥101 of it you took in cash yourself. That leaves you ¥1.72."
        )
    assert (line.moved.total, statement.closing, line.parcels) == (172, 172, [parcel])
    assert said(line.moved).startswith("卖出 +¥117，优惠（您承担） −¥10，")


def test_tea_and_two_visits_in_one_order_are_told_once_each_in_its_half_month():
    """A parcel and two bookings of one order, at one shop: each earned on a day of its own."""
    for one in (category(), None):
        CommissionRate.objects.create(category=one, basis_points=300, from_on=date(2026, 1, 1))
    mine = shop()
    room = bookable(of=mine, rooms=3)
    type(room.visit).objects.filter(pk=room.visit_id).update(price=10_000)
    nights = [
        (date(2026, 11, 12), date(2026, 11, 14)),
        (date(2026, 11, 18), date(2026, 11, 19)),
        (date(2026, 11, 20), date(2026, 11, 21)),
    ]
    basket = basket_with(*(stay(room, *two) for two in nights), at=OPENED)
    put_in(basket=basket, offer_id=offer_of(product(of=mine, price=4900, group_price=None)).pk, packs=1, at=OPENED)
    bought = ordered(to=TO, basket=basket, at=OPENED)
    paid(bought, at=OPENED)
    tea = bought.parcels.get(kind=ShopOrder.Kind.GOODS)
    fulfilment.post(parcel=tea, carrier="sf", number="SF1234567890", packs=None, by=mine.owner, at=OPENED)
    fulfilment.receive(parcel=tea, by=None, at=OPENED)
    first, second, off = bookings_of(bought)
    for kept in (first, second):
        finish(at=kept.leaves_at + OVER_AFTER)
    call_off(booking=off, by=None, at=OPENED + timedelta(hours=1))
    with translation.override("en"):
        (statement, (line,)), (_after, (later_line,)) = whole(mine, PERIOD), whole(mine, period_on(date(2026, 11, 19)))
        assert said(line.moved) == "Sold +¥249, commission −¥7.47"
        assert said(later_line.moved) == "Sold +¥100, commission −¥3"
        assert (
            summary(statement)
            == "1–15 November 2026: 1 order, sold for ¥249. The commission is ¥7.47. That leaves you ¥241.53."
        )
    assert {one.pk for one in line.parcels} == {tea.pk, first.line.parcel_id}
    assert [one.pk for one in later_line.parcels] == [second.line.parcel_id]


def test_how_the_payout_stands_is_said():
    first, second = manager("何主任"), manager("李主任")
    mine = shop()
    payee(mine)
    earned(mine, 8800, commission=400)
    with translation.override("en"):
        assert summary(statement_of(mine, PERIOD)).endswith("The commission is ¥4. That leaves you ¥84.")
        operations.draw_up(period=PERIOD, by=first, at=AFTER)
        assert summary(statement_of(mine, PERIOD)).endswith("¥84 is on its way to your bank account.")
        operations.approve(period=PERIOD, total=8400, by=second, at=AFTER)
        file = paying.make_file(period=PERIOD, by=second, at=AFTER)
        paying.mark_file_paid(file=file, paid_on=AFTER.date(), by=first, at=AFTER)
        assert summary(statement_of(mine, PERIOD)).endswith(
            "¥84 was paid to you on 16 November 2026, to the account ending in 0018."
        )
        following = statement_of(mine, later(PERIOD))
    assert (following.opening, following.moved.kinds, following.closing, following.brought) == (8400, {"paid out": -8400}, 0, 0)
    assert [(one.amount, one.settlement) for one in following.payouts] == [(8400, Settlement.objects.get())]


def test_what_is_carried_forward_says_so_and_when_it_was_paid_in_the_end():
    first, second = manager("何主任"), manager("李主任")
    mine, following = shop(), later(PERIOD)
    payee(mine)
    earned(mine, 600)
    operations.draw_up(period=PERIOD, by=first, at=AFTER)
    with translation.override("en"):
        assert summary(statement_of(mine, PERIOD)).endswith(
            "That leaves you ¥6. ¥6 is less than is paid at once. It is in the next payout by itself."
        )
        earned(mine, 700, at=AFTER)
        at = following.ends + timedelta(hours=2)
        operations.draw_up(period=following, by=first, at=at)
        operations.approve(period=following, total=1300, by=second, at=at)
        paying.mark_file_paid(
            file=paying.make_file(period=following, by=second, at=at), paid_on=at.date(), by=second, at=at
        )  # fmt: skip
        assert summary(statement_of(mine, PERIOD)).endswith(
            "It was paid on 1 December 2026, with the payout for 16–30 November 2026."
        )


def test_a_statement_that_does_not_add_up_is_refused():
    with pytest.raises(DoesNotAddUp):
        Statement(shop(), (), PERIOD, 100, Moved({"earned": 50}), 149, 1, None, None)


def something(rng: random.Random, mine, others, at, numbers: list[tuple[str, int, int]]) -> None:
    """One thing that may happen to money."""
    act, amount = rng.choice(["earn", "earn", "cash", "refund", "other"]), rng.randint(1, 20_000)
    if act == "cash":
        collected(mine, amount, commission=amount * 4 // 100, at=at)
    elif act == "refund" and numbers:
        number, left, county = numbers.pop(rng.randrange(len(numbers)))
        facts = {"commission": rng.randint(0, 20), "by_county": county // 2, "way": rng.choice(["wechat", "collected"])}
        refunded(mine, number, rng.randint(1, left), at=at, **facts)
    else:
        of = mine if act != "other" else rng.choice(others)
        county = rng.choice([0, 0, 600])
        number = earned(of, amount, commission=rng.randint(0, 300), by_county=county, at=at)
        if of is mine:
            numbers.append((number, amount, county))


def ledger_says(mine, before) -> int:
    """What the shop is owed before a moment, added up entry by entry."""
    fen = 0
    for entry in Entry.objects.filter(at__lt=before).select_related("credit", "debit"):
        fen += entry.amount * ((entry.credit.shop_id == mine.pk) - (entry.debit.shop_id == mine.pk))
    return fen


@pytest.mark.parametrize("seed", range(8))
def test_over_random_histories_every_statement_is_the_ledgers_and_every_settlement_pays_it_once(seed):
    rng = random.Random(seed)
    first, second = manager("何主任"), manager("李主任")
    mine, others = shop(), [shop(), shop()]
    payee(mine, at=PERIOD.begins - timedelta(days=9))
    numbers: list[tuple[str, int, int]] = []
    period = PERIOD
    for _half_month in range(4):
        for _n in range(rng.randint(0, 6)):
            something(rng, mine, others, period.begins + timedelta(hours=rng.randint(2, 300)), numbers)
        at = period.ends + timedelta(hours=rng.randint(1, 90))
        operations.draw_up(period=period, by=first, at=at)
        if waiting := list(operations.waiting_for(period, second)):
            operations.approve(period=period, total=sum(one.amount for one in waiting), by=second, at=at)
            paying.make_file(period=period, by=second, at=at)
            for one in waiting:
                one.refresh_from_db()
                if rng.random() < 0.6:
                    paying.mark_paid(
                        settlement=one, paid_on=at.date() + timedelta(days=1), by=second, at=at + timedelta(days=1)
                    )
                elif rng.random() < 0.5:
                    paying.mark_failed(settlement=one, reasons="户名不符", by=second, at=at)
        period = later(period)
    end, period = period, PERIOD
    while period < end:
        statement, lines = whole(mine, period)
        assert (statement.opening, statement.closing) == (ledger_says(mine, period.begins), ledger_says(mine, period.ends))
        assert sum(part.fen for part in parts_of(statement.moved)) == statement.closing - statement.opening
        assert sum(part.fen for line in lines for part in parts_of(line.moved)) == statement.brought
        period = later(period)
    mine_all = {row.period: (row.brought, row.closing) for row in periods_of(mine, end.first)}
    assert mine_all[end.before][1] == ledger_says(mine, end.begins)
    settled = Settlement.objects.filter(shop=mine)
    paid = sum(one.amount for one in settled if one.state == "paid")
    under_way = sum(one.amount for one in settled if one.state == "filed")
    last = settled.order_by("-begins_on").first()
    assert paid == sum(Entry.objects.filter(kind="paid out", debit__shop=mine).values_list("amount", flat=True))
    if last and last.state in ("paid", "filed"):
        assert paid + under_way == brought_until(mine, last.period)
    assert wrong_balances() == []
    there = sum(one.fen for one in balances() if one.account.kind not in ("held", "shop", "commission"))
    assert there == sum(one.fen for one in balances() if one.account.kind in ("held", "shop", "commission"))


def brought_until(mine, period) -> int:
    """All that came to the shop till the end of the period, payouts apart."""
    return ledger_says(mine, period.ends) + sum(
        Entry.objects.filter(kind="paid out", debit__shop=mine, at__lt=period.ends).values_list("amount", flat=True)
    )


def test_orders_come_page_by_page_and_all_of_them_on_paper():
    mine = shop()
    numbers = [earned(mine, 100 + n, at=MIDST) for n in range(5)]
    statement = statement_of(mine, PERIOD)
    first, more = lines_of(statement, most=2)
    second, rest = lines_of(statement, more, most=2)
    third, end = lines_of(statement, rest, most=2)
    assert [line.number for line in (*first, *second, *third)] == numbers
    assert end is None
    assert [line.number for line in whole(mine, PERIOD)[1]] == numbers


def test_what_went_back_before_the_goods_came_is_said_and_the_rest_is_the_shops():
    mine = shop()
    made = order(product(of=mine, price=1000, group_price=None), packs=3)
    parcel = made.parcels.get()
    postings.pay(order=made.number, source="p", way="wechat", amount=3000, at=OPENED)
    postings.promise_back(order=made.number, source="r", amount=1000, at=OPENED)
    postings.earn(
        order=made.number, source=f"parcel {parcel.pk}", shop=mine, amount=2000, commission=80, by_county=0, at=OPENED
    )  # fmt: skip
    with translation.override("en"):
        statement, (line,) = whole(mine, PERIOD)
        assert said(line.moved) == "Sold +¥30, returned to the buyer before the goods came −¥10, commission −¥0.80"
        assert [(part.words, part.fen) for part in parts_of(statement.moved)] == [
            ("Sold", 3000), ("Returned to the buyer before the goods came", -1000), ("Commission", -80),
        ]  # fmt: skip
