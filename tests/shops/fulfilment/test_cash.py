"""Cash at the door: earned when somebody says that it was taken, owed no more when the parcel came back."""

from datetime import timedelta

import pytest
from django.db.models import Sum

from common.states import WrongState
from outbox.models import Message
from shops.catalogue.models import StockMove
from shops.fulfilment import cash, operations
from shops.fulfilment.models import Posting
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import OrderLine, ShopOrder
from shops.standards.models import CommissionRate
from tests.factories.catalogue import category, product
from tests.factories.orders import offer_of, order
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def parcel():
    CommissionRate.objects.create(category=category(), basis_points=400, from_on=OPENED.date())
    one = shop(name_en="Pan Tea")
    return order(product(of=one, price=4900), product(of=one, price=6800), packs=2, way="cash").parcels.get()


def facts(parcel) -> dict:
    return {"parcel": parcel, "by": parcel.shop.owner, "at": OPENED}


def sent(parcel) -> ShopOrder:
    operations.post(carrier="sf", number="SF123456", packs=None, **facts(parcel))
    return parcel


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def test_the_shop_says_once_that_it_has_the_cash(parcel):
    with pytest.raises(WrongState):
        cash.take_cash(**facts(parcel))
    sent(parcel)
    assert [cash.take_cash(**facts(parcel)) for _n in range(2)] == [True, False]
    assert (parcel.state, stands()) == ("received", {"collected": 23400, "shop": 22464, "commission": 936})
    assert wrong_balances() == []


def test_what_the_shop_brings_itself_is_posted_and_paid_in_one_press(parcel):
    first, second = OrderLine.objects.all()
    with pytest.raises(cash.NotAllOfIt):
        cash.bring(packs={first.pk: 2, second.pk: 1}, **facts(parcel))
    assert (Posting.objects.count(), ShopOrder.objects.get().state) == (0, "to pack")
    cash.bring(packs=None, **facts(parcel))
    assert (Posting.objects.get().carrier, ShopOrder.objects.get().state) == ("own", "received")
    assert stands() == {"collected": 23400, "shop": 22464, "commission": 936}


def test_ten_days_take_no_cash(parcel):
    sent(parcel)
    assert operations.receive_by_themselves(at=OPENED + timedelta(days=400)) == 0
    assert (ShopOrder.objects.get().state, stands()) == ("sent", {"due": 23400, "held": 23400})


def test_what_came_back_is_owed_no_more_and_every_pack_is_on_the_shelf_or_written_off(parcel):
    first, second = OrderLine.objects.all()
    stock = offer_of(first.offer.variant.product).stock
    sent(parcel)
    said = {"spoiled": {first.pk: 2, second.pk: 1}, "words": "没人在家", **facts(parcel)}
    assert [cash.came_back(**said) for _n in range(2)] == [True, False]
    assert (parcel.state, stands(), wrong_balances()) == ("came back", {}, [])
    moves = {(move.offer_id, move.why): move.change for move in StockMove.objects.order_by("pk")}
    assert [moves.get((first.offer_id, why)) for why in ("taken", "put back", "wasted")] == [-2, 2, -2]
    assert moves[second.offer_id, "wasted"] == -1
    for line, left in ((first, stock), (second, stock + 1)):
        line.offer.refresh_from_db()
        assert line.offer.stock == left
        changes = StockMove.objects.filter(offer=line.offer).aggregate(n=Sum("change"))["n"]
        assert changes == left - (stock + 2)  # the moves explain the stock
    (told,) = Message.objects.filter(kind="orders", body__contains="没人在家")
    assert (told.channel, told.address) == ("sms", "+8613807314420")
    with pytest.raises(WrongState):
        operations.receive(parcel=parcel, by=None, at=OPENED)
    assert stands() == {}


def test_no_more_is_spoiled_than_was_sent_and_a_stranger_says_nothing(parcel):
    line = OrderLine.objects.first()
    sent(parcel)
    stranger = facts(parcel) | {"by": person("陈山")}
    for spoiled in ({line.pk: 3}, {line.pk: -1}, {999_999: 1}):
        with pytest.raises(cash.MoreThanSent):
            cash.came_back(spoiled=spoiled, words="", **facts(parcel))
    for act in (lambda: cash.take_cash(**stranger), lambda: cash.came_back(spoiled={}, words="", **stranger)):
        with pytest.raises(cash.NotYours):
            act()
    assert (ShopOrder.objects.get().state, stands()) == ("sent", {"due": 23400, "held": 23400})
    assert not StockMove.objects.exclude(why="taken").exists()


def test_what_was_paid_before_is_no_cash():
    prepaid = order(product(), way="wechat")
    paid(prepaid)
    parcel = sent(prepaid.parcels.get())
    for act in (lambda: cash.take_cash(**facts(parcel)), lambda: cash.came_back(spoiled={}, words="", **facts(parcel))):
        with pytest.raises(cash.NotCash):
            act()
    assert ShopOrder.objects.get().state == "sent"
    assert operations.receive_by_themselves(at=OPENED + timedelta(days=10)) == 1


def test_the_seller_s_page_says_what_became_of_the_cash(client, homes, parcel):
    sent(parcel)
    client.force_login(parcel.shop.owner)
    path, line = f"/en/my/shop/orders/{parcel.pk}/", OrderLine.objects.first()
    assert "We have the cash: ¥234" in client.get(path).content.decode()
    page = client.post(path, {"do": "back", f"spoiled-{line.pk}": "3", "words": "坏了"}).content.decode()
    assert "at most as many as were sent" in page
    assert 'value="坏了"' in page
    client.post(path, {"do": "cash"})
    assert ShopOrder.objects.get().state == "received"
    client.post(path, {"do": "back"})
    assert ShopOrder.objects.get().state == "received"


def test_cash_is_ticked_only_for_what_the_shop_brings_itself(client, homes, parcel):
    client.force_login(parcel.shop.owner)
    path = f"/en/my/shop/orders/{parcel.pk}/"
    page = client.post(path, {"do": "post", "carrier": "sf", "number": "SF123456", "cash": "on"}).content.decode()
    assert "Tick this only if you bring it yourselves" in page
    assert Posting.objects.count() == 0
    client.post(path, {"do": "post", "carrier": "own", "number": "", "cash": "on"})
    assert ShopOrder.objects.get().state == "received"
