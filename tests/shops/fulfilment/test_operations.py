"""Posted whole or in pieces, received once, cancelled before: stock, letters and the ledger follow."""

from datetime import timedelta

import pytest

from common.states import WrongState
from outbox.models import Message
from shops.fulfilment import operations
from shops.fulfilment.models import PostedLine, Posting
from shops.ledger.queries import balances, wrong_balances
from shops.orders.letters import tell_shops
from shops.orders.models import LineDiscount, OrderLine, ShopOrder
from shops.payments.refunds import kept_of
from shops.standards.models import CommissionRate
from tests.factories.catalogue import category, product
from tests.factories.orders import offer_of, order
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db
SF = {"carrier": "sf", "number": "sf 1234 5678 90"}


@pytest.fixture
def parcel():
    CommissionRate.objects.create(category=category(), basis_points=400, from_on=OPENED.date())
    one = shop()
    made = order(product(of=one, price=4900), product(of=one, price=6800), packs=2, way="cash")
    return made.parcels.get()


def post(parcel, packs=None, **facts):
    return operations.post(parcel=parcel, packs=packs, by=parcel.shop.owner, at=OPENED, **SF | facts)


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def letters() -> list[tuple[str, str]]:
    return list(Message.objects.filter(kind="orders").order_by("pk").values_list("channel", "address"))


def test_posted_whole_it_is_on_its_way_and_the_guest_is_told_by_sms(parcel):
    made = [post(parcel) for _n in range(2)]  # the same slip twice is one posting
    assert made[0] == made[1]
    assert (parcel.state, made[0].number, Posting.objects.count()) == ("sent", "SF1234567890", 1)
    assert list(PostedLine.objects.values_list("packs", flat=True)) == [2, 2]
    (told,) = Message.objects.filter(kind="orders")
    assert (told.channel, told.address) == ("sms", "+8613807314420")
    assert "SF1234567890" in told.body
    assert told.link == f"/orders/{parcel.order.number}/"


def test_posted_in_pieces_it_is_on_its_way_with_the_last(parcel):
    first, second = OrderLine.objects.all()
    post(parcel, {first.pk: 1, second.pk: 0})
    assert (ShopOrder.objects.get().state, operations.left_to_post(parcel)) == ("to pack", {first.pk: 1, second.pk: 2})
    with pytest.raises(operations.NothingPosted):
        post(parcel, {first.pk: 2}, number="SF222222")
    post(parcel, {first.pk: 1, second.pk: 2}, number="SF333333")
    assert (ShopOrder.objects.get().state, operations.left_to_post(parcel)) == ("sent", {})


@pytest.mark.parametrize("number", ["", "12345", "<script>alert(1)</script>", "单号", "A" * 33, "../../etc"])
def test_a_number_that_is_none_is_refused(parcel, number):
    with pytest.raises(operations.NoNumber):
        post(parcel, number=number)
    assert (Posting.objects.count(), ShopOrder.objects.get().state) == (0, "to pack")


def test_what_one_brings_oneself_needs_no_number(parcel):
    assert post(parcel, carrier="own", number="").link == ""


def test_a_stranger_posts_and_cancels_nothing(parcel):
    stranger = person("陈山")
    with pytest.raises(operations.NotYours):
        operations.post(parcel=parcel, packs=None, by=stranger, at=OPENED, **SF)
    with pytest.raises(operations.NotYours):
        operations.cancel(parcel=parcel, by=stranger, reasons="不行", at=OPENED)
    assert (Posting.objects.count(), ShopOrder.objects.get().state) == (0, "to pack")


def test_received_once_the_cash_is_the_shops_less_the_commission(parcel):
    with pytest.raises(WrongState):
        operations.receive(parcel=parcel, by=None, at=OPENED)
    post(parcel)
    assert [operations.receive(parcel=parcel, by=None, at=OPENED) for _n in range(3)] == [True, False, False]
    assert stands() == {"collected": 23400, "shop": 22464, "commission": 936}
    assert wrong_balances() == []


def test_the_commission_is_on_what_is_left_after_the_shops_own_discounts(parcel):
    first, second = OrderLine.objects.all()
    LineDiscount.objects.create(line=first, amount=1000, funded_by="shop", words_zh_hans="店里减")
    LineDiscount.objects.create(line=second, amount=600, funded_by="county", words_zh_hans="县里补")
    assert kept_of(parcel) == (23400 - 1600, 352 + 544, 600)


def test_ten_days_after_the_last_posting_what_was_paid_counts_as_received():
    prepaid = order(product(), way="wechat")
    paid(prepaid)
    post(prepaid.parcels.get())
    late = OPENED + timedelta(days=10)
    assert operations.receive_by_themselves(at=late - timedelta(seconds=1)) == 0
    assert [operations.receive_by_themselves(at=late) for _n in range(2)] == [1, 0]
    assert ShopOrder.objects.get().state == "received"


@pytest.mark.parametrize("who", ["shop", "buyer"])
def test_cancelled_before_it_is_posted_all_of_it_goes_back_and_the_other_side_is_told(parcel, who):
    goods = OrderLine.objects.first().offer
    before = goods.stock
    if who == "shop":
        with pytest.raises(operations.ReasonsMissing):
            operations.cancel(parcel=parcel, by=parcel.shop.owner, reasons=" \n", at=OPENED)
        operations.cancel(parcel=parcel, by=parcel.shop.owner, reasons="淋了雨", at=OPENED)
    else:
        operations.call_off(parcel=parcel, by=None, at=OPENED)
    goods.refresh_from_db()
    assert (parcel.state, goods.stock, stands()) == ("cancelled", before + 2, {})
    told = letters()
    assert ("sms", "+8613807314420") in told if who == "shop" else told[0][0] == "site"
    with pytest.raises(WrongState):
        operations.call_off(parcel=parcel, by=None, at=OPENED)


def test_what_is_partly_posted_is_not_cancelled(parcel):
    post(parcel, {OrderLine.objects.first().pk: 1})
    for act in (
        lambda: operations.call_off(parcel=parcel, by=None, at=OPENED),
        lambda: operations.cancel(parcel=parcel, by=parcel.shop.owner, reasons="不想寄", at=OPENED),
    ):
        with pytest.raises(WrongState):
            act()
    assert offer_of(OrderLine.objects.first().offer.variant.product).stock == 40


def test_shops_are_told_once_of_what_they_may_pack():
    order(product(), way="cash"), order(product(), way="wechat")
    assert [tell_shops(at=OPENED) for _n in range(2)] == [1, 0]
    assert Message.objects.filter(kind="orders", channel="site").count() == 1
