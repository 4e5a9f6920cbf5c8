"""A guest buys from two shops: the basket, three answers, a look at it all, one press."""

import re

import pytest

from shops.catalogue.models import Offer, Product
from shops.orders.models import Basket, BasketLine, Order
from tests.factories.catalogue import product
from tests.factories.orders import offer_of, order
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "刘燕", "phone": "138 0731 4420", "address": "湖南 长沙 岳麓区 麓山南路 18 号", "note": "放快递柜", "way": "cash",
}  # fmt: skip


def put(client, goods: Product, packs="1"):
    return client.post("/en/basket/put/", {"offer": offer_of(goods).pk, "packs": packs}, follow=True)


def count(client, goods: Product, packs, do="set"):
    return client.post("/en/basket/count/", {"offer": offer_of(goods).pk, "packs": packs, "do": do}, follow=True)


def packs() -> list[int]:
    return list(BasketLine.objects.order_by("pk").values_list("packs", flat=True))


def look(client) -> tuple[str, dict]:
    """The page before the press, and what its form posts."""
    page = client.get("/en/checkout/check/").content.decode()
    return page, dict(re.findall(r'name="(press|total)" value="([^"]+)"', page))


def test_a_guest_buys_from_two_shops_with_one_press_and_pressing_again_is_the_same_order(client, homes):
    tea, honey = product(of=shop(name_en="Pan Tea"), price=4900), product(of=shop(name_en="Deng Bees"), price=6800)
    put(client, tea), put(client, honey, "两")
    page = client.get("/en/basket/").content.decode()
    assert page.index("Pan Tea") < page.index("Deng Bees")
    assert "¥185" in page
    assert client.post("/en/checkout/", ANSWERS)["Location"] == "/en/checkout/check/"
    page, posted = look(client)
    assert all(
        words in page for words in ("湖南省长沙市岳麓区", "麓山南路 18 号", "138 0731 4420", "放快递柜", "Cash when it comes")
    )
    assert posted["total"] == "18500"
    answers = [client.post("/en/checkout/check/", posted)["Location"] for _n in range(3)]
    placed = Order.objects.get()
    assert answers == [f"/en/orders/{placed.number}/"] * 3
    assert (placed.buyer, placed.phone, placed.region, placed.total) == (None, "+8613807314420", "hunan", 18500)
    page = client.get(answers[0]).content.decode()
    assert all(words in page for words in ("Pan Tea", "Deng Bees", "¥185", "× 2"))
    assert client.get("/en/checkout/check/")["Location"] == answers[0]  # the back button, and a reload
    assert client.get("/en/checkout/")["Location"] == "/en/basket/"


def test_what_is_in_the_basket_is_counted_up_down_and_typed(client, homes):
    goods = product()
    put(client, goods), put(client, goods)
    assert packs() == [2]
    count(client, goods, "2", "more")
    assert packs() == [3]
    count(client, goods, "３")
    count(client, goods, "3", "less")
    assert packs() == [2]
    count(client, goods, "1", "less")
    assert packs() == []
    client.post("/en/basket/undo/")
    assert packs() == [2]
    client.post("/en/basket/undo/")  # once
    assert packs() == [2]


@pytest.mark.parametrize("typed", ["0", "-1", "1e9", "1000000000", "½", "", "two", "<b>", "99999999999999999999"])
def test_a_number_of_packs_that_is_none_is_explained_and_changes_nothing(client, homes, typed):
    goods = product()
    put(client, goods)
    page = count(client, goods, typed).content.decode()
    assert packs() == [1]
    assert "from 1 to 999" in page


def test_of_what_there_is_too_little_of_all_there_is_is_put_in_and_said(client, homes):
    goods = product()
    page = put(client, goods, "50").content.decode()
    assert (packs(), "only 42" in page) == ([42], True)


def test_what_is_not_sold_does_not_come_in(client, homes):
    goods = product(state="resting")
    assert "not sold just now" in put(client, goods).content.decode()
    assert client.post("/en/basket/put/", {"offer": "x", "packs": "1"}, follow=True).status_code == 200
    assert packs() == []


def test_a_changed_price_is_told_and_the_old_sum_orders_nothing(client, homes):
    goods = product(price=4900, group_price=None)
    put(client, goods)
    client.post("/en/checkout/", ANSWERS)
    _page, posted = look(client)
    Offer.objects.update(price=5900)
    page = client.post("/en/checkout/check/", posted, follow=True).content.decode()
    assert "Nothing was ordered yet" in page
    assert ("It was ¥49 when you put it in; it is ¥59 now." in page, Order.objects.count(), packs()) == (True, 0, [1])
    _page, posted = look(client)
    client.post("/en/checkout/check/", posted)
    assert Order.objects.get().total == 5900


def test_a_shop_suspended_meanwhile_is_marked_and_nothing_is_ordered(client, homes):
    goods, fine = product(), product()
    put(client, goods), put(client, fine)
    client.post("/en/checkout/", ANSWERS)
    _page, posted = look(client)
    type(goods.shop).objects.filter(pk=goods.shop.pk).update(state="suspended")
    page = client.post("/en/checkout/check/", posted, follow=True).content.decode()
    assert ("cannot be ordered like this" in page, Order.objects.count()) == (True, 0)
    count(client, goods, "1", "out")
    _page, posted = look(client)
    client.post("/en/checkout/check/", posted)
    assert Order.objects.get().total == 4900


def test_a_shop_that_does_not_post_there_is_named(client, homes):
    put(client, product())
    client.post("/en/checkout/", ANSWERS | {"address": "新疆乌鲁木齐市天山区人民路 9 号"})
    page, posted = look(client)
    assert ("does not post there" in page, posted) == (True, {})


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "whoever takes"), ("name", "\u202e\u200b", "whoever takes"), ("phone", "13800", "11-digit"),
        ("phone", "a@b.cn", "11-digit"), ("phone", "", "11-digit"), ("address", "", "province, city"), ("address", "😀😀", "province, city"),
        ("address", "湖南省长沙市岳麓区", "number of the house"), ("way", "wechat", "Choose"), ("way", "", "Choose"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_explained_and_what_was_typed_stays(client, homes, field, typed, said):
    put(client, product())
    page = client.post("/en/checkout/", ANSWERS | {field: typed}).content.decode()
    assert said in page or field == "way"
    assert "see what is marked" in page
    for name in {"name", "note"} - {field}:
        assert ANSWERS[name] in page
    assert client.get("/en/checkout/check/")["Location"] == "/en/checkout/"
    assert Order.objects.count() == 0


def test_a_stranger_does_not_see_an_order_and_its_buyer_does(client, homes):
    buyer = person("刘燕")
    placed = order(product(), buyer=buyer, way="cash")
    path = f"/en/orders/{placed.number}/"
    assert client.get(path).status_code == 404
    client.force_login(person("陈山"))
    assert client.get(path).status_code == 404
    client.force_login(buyer)
    assert client.get(path).status_code == 200
    assert client.get("/en/orders/261126-AAAAAA/").status_code == 404


def test_a_guests_basket_comes_along_when_they_sign_in(client, homes):
    put(client, product())
    buyer = person("刘燕")
    client.force_login(buyer)
    assert "¥49" in client.get("/en/basket/").content.decode()
    assert Basket.objects.get().buyer == buyer


@pytest.mark.parametrize(("path", "most"), [("/en/basket/", 6), ("/en/checkout/", 6), ("/en/checkout/check/", 7)])
def test_the_pages_ask_as_little_for_ten_lines_as_for_one(client, homes, django_assert_max_num_queries, path, most):
    for lines in (1, 9):
        for _n in range(lines):
            put(client, product())
        client.post("/en/checkout/", ANSWERS)
        with django_assert_max_num_queries(most):
            client.get(path)


def test_the_order_page_asks_as_little_for_ten_lines_as_for_one(client, homes, django_assert_max_num_queries):
    buyer = person("刘燕")
    client.force_login(buyer)
    for lines in (1, 10):
        placed = order(*[product() for _n in range(lines)], buyer=buyer, way="cash")
        with django_assert_max_num_queries(10):
            client.get(f"/en/orders/{placed.number}/")
