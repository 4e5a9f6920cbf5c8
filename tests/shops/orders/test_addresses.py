"""An address book: several, one usual; chosen at the checkout with one press, kept there by a tick."""

from dataclasses import replace

import pytest

from shops.orders import addresses
from shops.orders.models import Address
from tests.factories.catalogue import product
from tests.factories.orders import TO, basket
from tests.factories.people import person
from tests.factories.shops import OPENED

pytestmark = pytest.mark.django_db
HOME = {"name": "刘燕", "phone": "13807314420", "address": "湖南省长沙市岳麓区麓山南路18号"}


@pytest.fixture
def buyer(client, homes):
    made = person("刘燕")
    client.force_login(made)
    return made


def kept(owner, title="家", **facts) -> Address:
    return addresses.add_address(owner=owner, to=replace(TO, **facts), title=title, at=OPENED)


def test_the_first_is_usual_and_the_same_again_is_the_same(buyer):
    first = [kept(buyer), kept(buyer, title="")]
    other = kept(buyer, "父母", street="解放路 1 号")
    assert (first[0], Address.objects.count(), other.is_usual) == (first[1], 2, False)
    addresses.make_usual(address=other, at=OPENED)
    assert list(Address.objects.values_list("title", "is_usual")) == [("父母", True), ("家", False)]
    addresses.remove_address(address=other, at=OPENED)
    assert list(Address.objects.values_list("title", "is_usual")) == [("家", True)]


def test_a_full_book_takes_no_more(buyer):
    for n in range(Address.MOST):
        kept(buyer, street=f"解放路 {n + 1} 号")
    with pytest.raises(addresses.TooMany):
        kept(buyer, street="新街 1 号")
    assert Address.objects.count() == Address.MOST


def test_it_is_written_changed_and_taken_out_on_its_pages(client, buyer):
    page = client.post("/en/my/addresses/new/", HOME | {"address": "麓山南路", "title": "家"}).content.decode()
    assert ("Write the province" in page, 'value="麓山南路"' in page, Address.objects.count()) == (True, True, 0)
    client.post("/en/my/addresses/new/", HOME | {"title": "家"})
    one = Address.objects.get()
    assert (one.place, one.street, one.region, one.phone, one.is_usual) == (
        "湖南省长沙市岳麓区", "麓山南路18号", "hunan", "+8613807314420", True,
    )  # fmt: skip
    client.post(f"/en/my/addresses/{one.pk}/", HOME | {"title": "单位", "name": "刘姐"})
    assert list(Address.objects.values_list("title", "name")) == [("单位", "刘姐")]
    kept(buyer, name="刘燕", phone="+8613807314420", place="湖南省长沙市岳麓区", street="麓山南路18号")
    assert "You have this address already" in client.post(f"/en/my/addresses/{one.pk}/", HOME).content.decode()
    client.post(f"/en/my/addresses/{one.pk}/out/")
    assert not Address.objects.filter(pk=one.pk).exists()


def test_another_s_is_not_there(client, buyer):
    other = kept(person("陈山"))
    basket(product(), buyer=buyer)
    for path in ("", "usual/", "out/"):
        assert client.post(f"/en/my/addresses/{other.pk}/{path}", HOME).status_code == 404
    assert client.post("/en/checkout/", {"to": str(other.pk)}).status_code == 404
    assert list(Address.objects.values_list("name", "title")) == [("刘燕", "家")]


def test_one_press_fills_it_in_at_the_checkout_and_what_was_typed_stays(client, buyer):
    basket(product(), buyer=buyer)
    kept(buyer)
    other = kept(buyer, "父母", name="刘父", street="解放路 1 号")
    assert 'value="刘燕"' in client.get("/en/checkout/").content.decode()
    page = client.post("/en/checkout/", {"to": str(other.pk), "name": "谁", "note": "轻放", "way": "cash"}).content.decode()
    assert all(words in page for words in ('value="刘父"', "解放路 1 号", 'value="轻放"', 'value="cash" checked'))
    assert 'role="alert"' not in page


def test_a_tick_at_the_checkout_keeps_it_once(client, buyer):
    basket(product(), buyer=buyer)
    client.post("/en/checkout/", HOME | {"way": "cash"})
    assert Address.objects.count() == 0
    for _twice in range(2):
        assert client.post("/en/checkout/", HOME | {"way": "cash", "keep": "on"}).url == "/en/checkout/check/"
    assert Address.objects.get().owner == buyer
    client.logout()
    assert 'name="keep"' not in client.get("/en/checkout/").content.decode()
