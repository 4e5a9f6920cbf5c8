"""The shop lacks some packs: they are taken out, paid back or not owed, and nowhere counted again."""

import pytest

from common.states import WrongState
from outbox.models import Message
from shops.catalogue.models import Offer, StockMove
from shops.fulfilment import cash, operations, short
from shops.fulfilment.models import Shortfall
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import LineDiscount, OrderLine, ShopOrder
from shops.payments.models import Refund
from shops.payments.refunds import return_lines
from shops.standards.models import CommissionRate
from tests.factories.catalogue import category, product
from tests.factories.orders import order
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def bought(way: str = "wechat", packs: int = 3) -> ShopOrder:
    CommissionRate.objects.get_or_create(category=category(), defaults={"basis_points": 1000, "from_on": OPENED.date()})
    one = shop(name_en="Pan Tea")
    goods = [product(of=one, price=price, group_price=None, harvest_months=[]) for price in (1000, 2000)]
    made = order(*goods, packs=packs, way=way)
    if way != "cash":
        paid(made)
    return made.parcels.select_related("shop__owner", "order").get()


def fewer(parcel, *packs: int, **changes) -> Shortfall:
    facts = {
        "packs": dict(zip(parcel.lines.values_list("pk", flat=True), packs, strict=False)), "are_there": False, "press": "one",
        "reasons": "只剩两份", "by": parcel.shop.owner, "at": OPENED,
    }  # fmt: skip
    return short.send_fewer(parcel=parcel, **{**facts, **changes})


def post(parcel, number="SF123456", packs=None):
    return operations.post(parcel=parcel, carrier="sf", number=number, packs=packs, by=parcel.shop.owner, at=OPENED)


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def stock() -> list[int]:
    return list(Offer.objects.order_by("pk").values_list("stock", flat=True))


def test_what_lacks_is_paid_back_once_and_the_rest_goes():
    parcel = bought()
    made = fewer(parcel, 1)
    assert fewer(parcel, 2, 2) == made
    assert (made.amount, Refund.objects.get().amount, Refund.objects.get().words) == (1000, 1000, "只剩两份")
    assert (stands(), stock()) == ({"wechat": 9000, "held": 8000, "returning": 1000}, [39, 39])
    assert list(StockMove.objects.exclude(why="taken").order_by("pk").values_list("why", "change")) == [
        ("put back", 1),
        ("wasted", -1),
    ]
    assert "1000" not in Message.objects.get(key__startswith="short").body
    assert "¥10" in Message.objects.get(key__startswith="short").body
    assert [row.packs for row in post(parcel).lines.order_by("line")] == [2, 3]
    operations.receive(parcel=parcel, by=None, at=OPENED)
    assert stands() == {"wechat": 9000, "returning": 1000, "shop": 7200, "commission": 800}
    assert wrong_balances() == []


def test_the_press_of_another_part_is_none_of_this_one_s():
    first, second = bought(), bought()
    assert fewer(first, 1).parcel != fewer(second, 1).parcel
    assert Refund.objects.count() == 2


def test_what_is_there_after_all_is_on_the_shelf_again():
    fewer(bought(), 1, 2, are_there=True)
    assert stock() == [40, 41]


def test_at_the_door_so_much_less_is_owed_and_taken():
    parcel = bought("cash")
    fewer(parcel, 1, 1)
    assert (stands(), Refund.objects.count()) == ({"due": 6000, "held": 6000}, 0)
    post(parcel)
    cash.take_cash(parcel=parcel, by=parcel.shop.owner, at=OPENED)
    assert stands() == {"collected": 6000, "shop": 5400, "commission": 600}
    line = parcel.lines.first()
    return_lines(parcel=parcel, packs={line.pk: 2}, source="return 1", words="", by=None, at=OPENED)
    assert stands() == {"collected": 6000, "shop": 3600, "commission": 400, "returning": 2000}
    assert Refund.objects.get().payment.amount == 6000


def test_a_parcel_that_comes_back_brings_only_what_was_in_it():
    parcel = bought("cash")
    fewer(parcel, 2)
    post(parcel)
    first = parcel.lines.first()
    facts = {"parcel": parcel, "words": "", "by": parcel.shop.owner, "at": OPENED}
    with pytest.raises(cash.MoreThanSent):
        cash.came_back(spoiled={first.pk: 2}, **facts)
    cash.came_back(spoiled={first.pk: 1}, **facts)
    assert (stands(), stock()) == ({}, [39, 42])


@pytest.mark.parametrize("way", ["cash", "wechat"])
def test_cancelled_afterwards_only_the_rest_goes_back(way):
    parcel = bought(way)
    fewer(parcel, 3, 1)
    operations.cancel(parcel=parcel, by=parcel.shop.owner, reasons="没货了", at=OPENED)
    assert stock() == [39, 41]
    assert stands() == ({} if way == "cash" else {"wechat": 9000, "returning": 9000})
    assert (ShopOrder.objects.get().state, wrong_balances()) == ("cancelled", [])


def test_when_all_that_is_left_lacks_the_part_is_on_its_way():
    parcel = bought()
    first, _second = parcel.lines.values_list("pk", flat=True)
    post(parcel, packs={first: 3})
    fewer(parcel, 0, 3)
    assert (ShopOrder.objects.get().state, stands()["returning"]) == ("sent", 6000)


def test_a_discount_goes_with_its_packs_to_the_fen():
    """Complaint 3: the discount is not applied anew to what is left, and nothing of it is paid back as money."""
    one = shop()
    made = order(product(of=one, price=1000, group_price=None), packs=3)
    LineDiscount.objects.create(line=OrderLine.objects.get(), amount=100, funded_by="shop", words_zh_hans="减")
    paid(made)
    parcel = made.parcels.get()
    assert [fewer(parcel, 1, press=str(n)).amount for n in range(2)] == [966, 967]
    operations.cancel(parcel=parcel, by=one.owner, reasons="没货了", at=OPENED)
    assert list(Refund.objects.order_by("pk").values_list("amount", flat=True)) == [966, 967, 967]


def test_what_cannot_be_is_refused_and_nothing_changes():
    parcel = bought()
    before = stock()
    for packs in ((), (0, 0), (4,), (-1,)):
        with pytest.raises(short.NothingTakenOut):
            fewer(parcel, *packs)
    with pytest.raises(short.AllOfIt):
        fewer(parcel, 3, 3)
    with pytest.raises(operations.ReasonsMissing):
        fewer(parcel, 1, reasons=" ")
    with pytest.raises(operations.NotYours):
        fewer(parcel, 1, by=person("陈山"))
    post(parcel)
    with pytest.raises(WrongState):
        fewer(parcel, 1)
    assert (Shortfall.objects.count(), Refund.objects.count(), stock()) == (0, 0, before)


def test_the_pages_say_what_is_not_sent(client, homes):
    parcel = bought("cash")
    client.force_login(parcel.shop.owner)
    first, _second = parcel.lines.values_list("pk", flat=True)
    at = f"/en/my/shop/orders/{parcel.pk}/"
    wrong = {"do": "fewer", "press": "p", "why": "", f"out-{first}": "9"}
    answer = client.post(at, wrong).content.decode()
    assert ("at most as many as are left to post" in answer, "Say why: the buyer reads it." in answer) == (True, True)
    assert (Shortfall.objects.count(), 'value="9"' in answer) == (0, True)
    for _twice in range(2):
        assert client.post(at, wrong | {"why": "Two left", f"out-{first}": "1"}).status_code == 302
    page = client.get(at).content.decode()
    assert (Shortfall.objects.get().amount, "less 1" in page, "−¥10" in page, "¥80" in page) == (1000, True, True, True)
