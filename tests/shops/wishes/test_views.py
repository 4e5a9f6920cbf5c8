"""The pages: keeping with and without an account, undoing, the basket; what each costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shops.catalogue.models import Offer
from shops.orders.models import BasketLine
from shops.wishes.models import Wish, WishList
from tests.factories.catalogue import photo, product
from tests.factories.orders import offer_of
from tests.factories.people import person
from tests.shops.wishes.test_keeping import wishes

pytestmark = pytest.mark.django_db


def press(client, goods, what="keep", **posted):
    return client.post(f"/en/wishes/{offer_of(goods).pk}/{what}/", posted)


def cost(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_guest_keeps_takes_out_and_undoes(client, homes):
    goods = product(price=4900, group_price=None)
    page = f"/en/products/{goods.slug}/"
    assert "Keep for later" in client.get(page).content.decode()
    assert press(client, goods)["Location"] == f"{page}?pack=1"
    assert press(client, goods).status_code == 302  # once more is once
    assert "See what you keep" in client.get(page).content.decode()
    Offer.objects.update(price=5200)
    assert "¥49 when you kept it" in client.get("/en/wishes/").content.decode()
    press(client, goods, "out"), press(client, goods, "out")
    assert Wish.objects.count() == 0
    client.post("/en/wishes/undo/"), client.post("/en/wishes/undo/")
    assert list(Wish.objects.values_list("price", flat=True)) == [4900]


def test_one_press_puts_it_into_the_basket_and_back(client, homes):
    goods = product()
    press(client, goods)
    for _n in range(2):
        press(client, goods, "basket")
    assert (BasketLine.objects.get().packs, Wish.objects.count(), client.cookies["packs"].value) == (1, 0, "1")
    assert "Keep it for later instead" in client.get("/en/basket/").content.decode()
    assert press(client, goods, **{"from": "basket", "packs": "1"})["Location"] == "/en/basket/"
    assert (BasketLine.objects.count(), Wish.objects.count(), client.cookies["packs"].value) == (0, 1, "0")


def test_what_is_gone_stays_kept_and_the_page_says_so(client, homes):
    goods = product()
    press(client, goods)
    Offer.objects.update(stock=0)
    assert press(client, goods, "basket")["Location"] == "/en/wishes/"
    page = client.get("/en/wishes/").content.decode()
    assert ("It stays kept" in page, "None left just now" in page, "Into the basket" in page) == (True, True, False)
    goods.shop.products.update(state="resting")
    assert "Not sold just now" in client.get("/en/wishes/").content.decode()


def test_what_a_guest_kept_comes_along_at_sign_in(client, homes):
    goods, someone = product(), person()
    press(client, goods)
    client.force_login(someone)
    assert "See what you keep" in client.get(f"/en/products/{goods.slug}/").content.decode()  # before it joined
    answer = client.get("/en/wishes/")
    assert (WishList.objects.get().person, answer.cookies["wishes"].value) == (someone, "")


def test_what_is_not_there_is_not_kept_and_nobody_sees_anothers(client, homes):
    goods = product(state="draft")
    theirs = wishes(product(), owner=person())
    assert [press(client, goods).status_code, client.post("/en/wishes/0/keep/").status_code] == [302, 302]
    assert Wish.objects.get().list == theirs
    client.cookies["wishes"] = theirs.key  # a person's key opens nothing
    assert "Nothing is kept for later yet" in client.get("/en/wishes/").content.decode()
    assert client.get(f"/en/wishes/{offer_of(goods).pk}/keep/").status_code == 405


def test_the_list_costs_as_much_for_twenty_as_for_one(client, homes):
    someone = person()
    client.force_login(someone)
    mine = wishes(product(), owner=someone)
    one = cost(client, "/en/wishes/")
    for _n in range(19):
        goods = product()
        photo(goods)
        wishes(goods, owner=someone)
    assert (one, cost(client, "/en/wishes/"), mine.wishes.count()) == (5, 5, 20)


def test_a_guest_who_keeps_nothing_costs_a_product_s_page_nothing(client, homes):
    goods = product()
    without = cost(client, f"/en/products/{goods.slug}/")
    press(client, product())
    assert cost(client, f"/en/products/{goods.slug}/") == without + 1
