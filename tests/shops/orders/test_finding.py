"""A guest finds the order again by its number and a code to its phone; a stranger learns nothing."""

import re

import pytest

from outbox.models import Message
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.people import person

pytestmark = pytest.mark.django_db
PHONE = "138 0731 4420"


def asked(client, number: str, phone: str = PHONE):
    return client.post("/en/orders/", {"number": number, "phone": phone})


def code_sent() -> str:
    return re.search(r"\d{6}", Message.objects.filter(kind="codes").latest("pk").subject)[0]


def test_the_code_shows_the_order_in_this_browser(client, homes):
    number = order(product(), way="cash").number
    assert client.get(f"/en/orders/{number}/").status_code == 404
    assert asked(client, f" {number.lower()} ")["Location"] == "/en/orders/code/"
    typed = " ".join(code_sent())
    assert client.post("/en/orders/code/", {"code": typed})["Location"] == f"/en/orders/{number}/"
    assert client.get(f"/en/orders/{number}/").status_code == 200
    assert number in client.get("/en/orders/").content.decode()


def test_another_phone_or_number_gets_no_code_and_the_same_answer(client, homes):
    number = order(product(), way="cash").number
    with_account = order(product(), buyer=person("刘燕"), way="cash").number
    for tried, phone in ((number, "13900000001"), ("261109-AAAAAA", PHONE), (with_account, PHONE)):
        assert asked(client, tried, phone)["Location"] == "/en/orders/code/"
        assert "not the code" in client.post("/en/orders/code/", {"code": "123456"}).content.decode()
    assert Message.objects.filter(kind="codes").count() == 0


def test_five_wrong_tries_end_a_code(client, homes):
    number = order(product(), way="cash").number
    asked(client, number)
    right = code_sent()
    for _n in range(5):
        client.post("/en/orders/code/", {"code": "000000" if right != "000000" else "111111"})
    assert client.post("/en/orders/code/", {"code": right}).status_code == 200
    assert client.get(f"/en/orders/{number}/").status_code == 404


@pytest.mark.parametrize(("number", "phone", "said"), [("", PHONE, "order’s number"), ("261109-AAAAAA", "12", "11-digit")])
def test_what_is_missing_is_said(client, homes, number, phone, said):
    assert said in asked(client, number, phone).content.decode()


def test_a_person_sees_their_own_orders_only(client, homes):
    mine, other = person("刘燕"), person("陈山")
    first, second = order(product(), buyer=mine, way="cash"), order(product(), buyer=other, way="cash")
    client.force_login(mine)
    page = client.get("/en/orders/").content.decode()
    assert (first.number in page, second.number in page) == (True, False)
