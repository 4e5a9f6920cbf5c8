"""Groups: opened by payment, joined by payment; complete they are packed, failed all money goes back."""

from datetime import timedelta

import pytest

from common.states import WrongState
from outbox.models import Message
from shops.catalogue.models import Offer, Product
from shops.franchise.models import Shop
from shops.fulfilment import operations as fulfilment
from shops.groups.ending import NotLeading, end_groups, failed, finish_failed, leave
from shops.groups.letters import call_the_last
from shops.groups.models import Group, GroupTerms, Seat
from shops.groups.placing import NotTogether, OwnShop, TooManyPacks
from shops.groups.seating import Full, Over, Seated
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import Order, OrderLine, ShopOrder
from shops.orders.moving import expire
from shops.payments.models import Refund
from shops.payments.opening import NotToBePaid
from tests.factories.catalogue import product
from tests.factories.groups import joined, opened, ordered
from tests.factories.orders import offer_of
from tests.factories.payments import begun, paid
from tests.factories.people import person
from tests.factories.shops import OPENED

pytestmark = pytest.mark.django_db
PRICE, STOCK = 3800, 42
Part, State = ShopOrder.State, Group.State
LATE = OPENED + timedelta(hours=24)


@pytest.fixture
def goods(db) -> Product:
    """¥38 in a group of three, ¥49 alone."""
    return product()


def stands() -> dict[str, int]:
    """What lies on each account, in fen; the books are right."""
    assert wrong_balances() == []
    return {one.account.kind: one.fen for one in balances() if one.fen}


def parts() -> list[str]:
    return list(ShopOrder.objects.order_by("pk").values_list("state", flat=True))


def letters(kind: str) -> int:
    return Message.objects.filter(key__startswith=kind).count()


def test_it_opens_when_its_leader_pays_and_not_before(goods):
    order = ordered(goods, packs=2)
    group = Group.objects.get()
    assert (group.state, group.opened_at, group.seated, order.total) == (State.BEGUN, None, 1, 2 * PRICE)
    paid(order, at=OPENED + timedelta(minutes=5))
    group.refresh_from_db()
    assert (group.state, group.expires_at - group.opened_at) == (State.GATHERING, timedelta(hours=24))
    assert (parts(), Order.objects.get().state) == ([Part.GATHERING], Order.State.CONFIRMED)
    assert letters("seated-") == 1
    with pytest.raises(WrongState):  # complaint: what waits for its group is not packed
        fulfilment.post(
            parcel=order.parcels.get(), carrier="sf", number="SF12345678", packs=None, by=goods.shop.owner, at=OPENED
        )
    with pytest.raises(WrongState):
        fulfilment.call_off(parcel=order.parcels.get(), by=None, at=OPENED)


def test_the_last_payment_lets_all_be_packed(goods):
    group = opened(goods)
    joined(group)
    assert parts() == [Part.GATHERING] * 2
    joined(group)
    group.refresh_from_db()
    assert (group.state, parts(), offer_of(goods).stock) == (State.COMPLETE, [Part.TO_PACK] * 3, STOCK - 3)
    assert stands() == {"wechat": 3 * PRICE, "held": 3 * PRICE}
    assert letters("group-complete-") == 3
    assert set(OrderLine.objects.values_list("price", flat=True)) == {PRICE}
    again = opened(goods)  # whoever was in a complete group may open another
    assert again.pk != group.pk


def test_a_group_that_is_not_full_in_time_gives_everybody_everything_back_once(goods):
    group = opened(goods)
    joined(group, packs=2)
    waits = ordered(goods, group, at=LATE - timedelta(minutes=5))
    assert waits.expires_at == LATE
    assert end_groups(at=LATE - timedelta(seconds=1)) == 0
    assert (end_groups(at=LATE), end_groups(at=LATE)) == (1, 0)
    group.refresh_from_db()
    assert (group.state, group.why, parts()) == (State.FAILED, Group.Why.TIME, [Part.CANCELLED] * 3)
    assert list(Refund.objects.order_by("pk").values_list("amount", flat=True)) == [PRICE, 2 * PRICE]
    assert (stands(), offer_of(goods).stock) == ({"wechat": 3 * PRICE, "returning": 3 * PRICE}, STOCK)
    assert letters("group-failed-") == 2


def test_money_that_comes_when_it_is_over_goes_back_and_joins_nothing(goods):
    """Late by the clock though nobody has ended the group, or after it failed."""
    group = opened(goods)
    first, second = (ordered(goods, group, at=LATE - timedelta(minutes=5)) for _n in range(2))
    paid(first, at=LATE)
    assert (first.state, group.seats.filter(state=Seat.State.CONFIRMED).count()) == (Order.State.EXPIRED, 1)
    end_groups(at=LATE)
    paid(second, at=LATE + timedelta(minutes=1))
    assert second.state == Order.State.CANCELLED
    assert sorted(Refund.objects.values_list("source", flat=True)) == sorted(
        [f"seat {group.seats.get(leads=True).pk}", *(f"surplus {order.payments.get().pk}" for order in (first, second))]
    )
    assert (stands(), offer_of(goods).stock) == ({"wechat": 3 * PRICE, "returning": 3 * PRICE}, STOCK)


def test_a_seat_is_taken_while_paying_and_free_again_when_nobody_pays(goods):
    group = opened(goods)
    ordered(goods, group), ordered(goods, group)
    with pytest.raises(Full):
        ordered(goods, group)
    expire(at=OPENED + timedelta(minutes=31))
    group.refresh_from_db()
    assert (group.seated, group.left, offer_of(goods).stock) == (1, 2, STOCK - 1)
    ordered(goods, group, at=OPENED + timedelta(minutes=32))


def test_a_group_nobody_paid_never_was(goods):
    ordered(goods)
    expire(at=OPENED + timedelta(minutes=31))
    assert (Group.objects.get().state, Group.objects.get().why) == (State.FAILED, Group.Why.UNPAID)


def test_one_person_has_one_seat_whoever_they_say_they_are(goods):
    """By account, by number, by another account that has the number, by the number of their account."""
    mei, number = person("梅"), "+8613711112222"
    group = opened(goods, buyer=mei, number=number)
    other = person("另", phone=number)
    for facts in ({"buyer": mei}, {"number": number}, {"buyer": other}, {"number": mei.phone}):
        with pytest.raises(Seated) as told:
            ordered(goods, group, **facts)
        assert told.value.seat.leads
        with pytest.raises(Seated):  # nor in a group of their own beside it
            ordered(goods, **facts)
    assert (Order.objects.count(), Group.objects.get().seated, offer_of(goods).stock) == (1, 1, STOCK - 1)


@pytest.mark.parametrize(
    ("facts", "refused"),
    [({"packs": 6}, TooManyPacks), ({"packs": 0}, TooManyPacks), ({"way": "cash"}, NotTogether), ({"way": "bank"}, NotTogether)],
)  # fmt: skip
def test_what_is_not_sold_so_is_refused(goods, facts, refused):
    with pytest.raises(refused):
        ordered(goods, **facts)
    assert not Order.objects.exists()


def test_the_seller_does_not_fill_the_group(goods):
    with pytest.raises(OwnShop):
        ordered(goods, opened(goods), buyer=goods.shop.owner)


def test_it_is_not_paid_by_what_takes_days(goods):
    with pytest.raises(NotToBePaid):
        begun(ordered(goods), way="bank", means="transfer")


def test_whoever_leads_may_go_and_the_next_leads(goods):
    group = opened(goods)
    second = joined(group).order
    first = group.seats.get(leads=True).order
    with pytest.raises(NotLeading):
        leave(order=second, by=None, at=OPENED)
    leave(order=first, by=None, at=OPENED)
    leave(order=first, by=None, at=OPENED)
    group.refresh_from_db()
    assert (group.state, group.seated, second.seat.__class__.objects.get(order=second).leads) == (State.GATHERING, 1, True)
    assert (Refund.objects.get().amount, parts()) == (PRICE, [Part.CANCELLED, Part.GATHERING])
    waits = ordered(goods, group)
    leave(order=second, by=None, at=OPENED)  # and nobody who paid is left
    group.refresh_from_db()
    waits.refresh_from_db()
    assert (group.state, group.why, waits.state) == (State.FAILED, Group.Why.LEFT, Order.State.CANCELLED)
    assert (stands(), offer_of(goods).stock) == ({"wechat": 2 * PRICE, "returning": 2 * PRICE}, STOCK)


@pytest.mark.parametrize(("what", "why"), [("shop", Group.Why.SHOP), ("goods", Group.Why.GOODS)])
def test_without_its_shop_or_its_goods_it_fails(goods, what, why):
    group = opened(goods)
    waits = ordered(goods, group)
    if what == "shop":
        Shop.objects.update(state=Shop.State.SUSPENDED)
    else:
        Product.objects.update(state=Product.State.REMOVED)
    paid(waits)
    assert waits.state == Order.State.EXPIRED  # the clock has not come round, and yet nobody joins
    assert end_groups(at=OPENED) == 1
    group.refresh_from_db()
    assert (group.why, stands()) == (why, {"wechat": 2 * PRICE, "returning": 2 * PRICE})


def test_the_last_call_is_made_once_where_one_is_missing(goods):
    near = LATE - timedelta(hours=2)
    lonely = opened(product())
    group = opened(goods)
    joined(group)
    assert call_the_last(at=near - timedelta(seconds=1)) == 0
    assert (call_the_last(at=near), call_the_last(at=near)) == (1, 0)
    assert letters("group-missing-") == 2
    assert Group.objects.get(pk=lonely.pk).reminded_at is None


def test_the_shop_s_window_and_price_are_those_of_the_hour_it_began(goods):
    GroupTerms.objects.create(offer=offer_of(goods), hours=48, most_packs=1)
    order = ordered(goods)
    GroupTerms.objects.update(hours=1)
    Offer.objects.update(group_price=None, group_size=None)
    paid(order)
    group = Group.objects.get()
    assert group.expires_at == OPENED + timedelta(hours=48)
    assert joined(group).amount == PRICE
    with pytest.raises(NotTogether):
        ordered(goods)
    with pytest.raises(Over):
        ordered(goods, group, at=OPENED + timedelta(hours=48))


def test_a_run_that_died_between_is_finished(goods):
    group = opened(goods)
    waits = ordered(goods, group)
    failed(group.pk, Group.Why.TIME, None, LATE)
    finish_failed(at=LATE)
    waits.refresh_from_db()
    assert (waits.state, Seat.objects.get(order=waits).state) == (Order.State.CANCELLED, Seat.State.GIVEN_UP)
