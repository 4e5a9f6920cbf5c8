"""One shop, half a month, everything the county sells in: its statement says each in plain words and comes to what it should."""

from datetime import date, timedelta

import pytest
from django.db.models import Sum
from django.utils import translation

from shops.bonuses.earning import look_over
from shops.bonuses.taking_back import take_back
from shops.bookings import operations as bookings
from shops.fulfilment import operations as fulfilment
from shops.groups.ending import end_groups
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import ShopOrder
from shops.payments.models import Refund
from shops.payments.refunds import return_lines
from shops.presale.ending import fail, ready
from shops.settlement import operations as settlements
from shops.settlement import paying
from shops.settlement.models import Settlement
from shops.settlement.statements import whole
from shops.settlement.wording import said
from shops.standards.models import CommissionRate
from tests.factories import bonuses, groups, presale
from tests.factories.availability import bookable
from tests.factories.bookings import booked, stay
from tests.factories.catalogue import category, product
from tests.factories.settlement import AFTER, PERIOD, manager, payee
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST, UNTIL = date(2026, 11, 12), date(2026, 11, 14)


def sent(order) -> ShopOrder:
    """Posted and with its buyer."""
    parcel = ShopOrder.objects.select_related("order", "shop__owner").get(order=order)
    fulfilment.post(parcel=parcel, carrier="own", number="", packs=None, by=parcel.shop.owner, at=OPENED + 2 * HOUR)
    fulfilment.receive(parcel=parcel, by=None, at=OPENED + 3 * HOUR)
    return parcel


def of_groups(mine) -> None:
    """Three take a pack for 38 yuan each; a group of one fails."""
    tea = product(of=mine, price=4900, group_price=3800)
    group = groups.opened(tea)
    groups.joined(group)
    groups.joined(group)
    for seat in group.seats.select_related("order"):
        sent(seat.order)
    groups.opened(tea)
    end_groups(at=OPENED + DAY + HOUR)


def of_harvests(mine) -> None:
    """Two packs at 40 yuan, a fifth as the deposit; one pack whose buyer never pays the balance of a crop that then fails."""
    sold = presale.presale(product(of=mine, price=4900, group_price=None))
    order = presale.booked(sold, packs=2)
    ready(presale=sold, by=mine.owner, at=OPENED + HOUR)
    presale.pay(order, OPENED + HOUR)
    sent(order)
    hailed = presale.presale(product(of=mine, price=4900, group_price=None))
    presale.booked(hailed)
    fail(presale=hailed, why="打了冰雹", by=mine.owner, at=OPENED + HOUR)


def of_guests(mine) -> None:
    """Two nights at 100 yuan, a tenth off because they are booked early; two more, called off in the last hour."""
    room = bookable(of=mine, rooms=2, early_days=3, early_percent=10)
    type(room.visit).objects.filter(pk=room.visit_id).update(price=10_000)
    (kept,), (off,) = (booked(stay(room, first=FIRST, until=UNTIL), at=OPENED) for _n in range(2))
    assert bookings.call_off(booking=off, by=None, at=off.arrives_at - HOUR) == 9000
    assert bookings.finish(at=kept.leaves_at + bookings.OVER_AFTER) == 1


def of_shared_links(mine) -> None:
    """A friend's order brings a bonus of 10 yuan, whose credit pays a part of the sharer's next order. Another friend's goods
    go back, and with them the bonus."""
    bonuses.terms(at=OPENED - 90 * DAY)
    buyer = bonuses.sharer()
    bonuses.earned(product(of=shop(), price=10_000, group_price=None), buyer, at=OPENED - 3 * bonuses.WINDOW)
    sent_to = bonuses.received(
        bonuses.ordered(product(of=mine, price=5000, group_price=None), buyer=buyer, credit=True), at=OPENED + HOUR
    )
    assert sent_to.credit_spent.amount == 1000
    friend = bonuses.received(bonuses.ordered(product(of=mine, price=6000, group_price=None), by_link_of=buyer))
    parcel = friend.parcels.select_related("order", "shop").get()
    line = parcel.lines.get()
    return_lines(parcel=parcel, packs={line.pk: 1}, source="all", words="", by=None, at=OPENED + 4 * HOUR)
    look_over(at=OPENED + bonuses.WINDOW)
    take_back(at=OPENED + bonuses.WINDOW)


TOLD = [
    "Sold +¥200, discount at your cost −¥20, commission −¥5.40",
    "Sold +¥200, discount at your cost −¥20, returned to the buyer before the goods came −¥90, commission −¥2.70",
    "Sold +¥38, commission −¥1.90",
    "Sold +¥38, commission −¥1.90",
    "Sold +¥38, commission −¥1.90",
    "Sold +¥50, discount at the county’s cost −¥10, the county pays its discount to you +¥10, commission −¥2.50",
    "Sold +¥60, commission −¥3, returned to the buyer −¥60, commission given back +¥3",
    "Sold +¥80, commission −¥4",
]
BROUGHT = 18_000 - 540 + 9000 - 270 + 3 * (3800 - 190) + 5000 - 250 + 8000 - 400


def test_the_settlement_of_all_of_it_is_right():
    CommissionRate.objects.create(category=category(), basis_points=500, from_on=date(2026, 1, 1))
    CommissionRate.objects.create(category=None, basis_points=300, from_on=date(2026, 1, 1))
    mine, first, second = shop(), manager(), manager("罗建国")
    payee(mine, at=OPENED - 2 * DAY)
    for bring in (of_groups, of_harvests, of_guests, of_shared_links):
        bring(mine)
    statement, lines = whole(mine, PERIOD)
    with translation.override("en"):
        assert sorted(said(line.moved) for line in lines) == TOLD
    assert statement.closing == BROUGHT

    settlements.draw_up(period=PERIOD, by=first, at=AFTER)
    waiting = Settlement.objects.filter(state=Settlement.State.DRAWN)
    settlements.approve(period=PERIOD, total=sum(one.amount for one in waiting), by=second, at=AFTER)
    paying.mark_file_paid(file=paying.make_file(period=PERIOD, by=second, at=AFTER), paid_on=AFTER.date(), by=second, at=AFTER)
    paid = Settlement.objects.get(shop=mine)
    assert (paid.state, paid.amount) == (Settlement.State.PAID, BROUGHT)
    owed = {(str(one.account.kind), one.account.shop_id): one.fen for one in balances()}
    assert (owed.get(("shop", mine.pk), 0), owed.get(("credit", None), 0)) == (0, 0)
    promised = Refund.objects.aggregate(fen=Sum("amount"))["fen"]
    assert owed["returning", None] == promised == 3800 + 800 + 9000 + 6000
    assert wrong_balances() == []
