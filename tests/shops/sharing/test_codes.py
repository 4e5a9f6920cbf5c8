"""Short addresses: never two alike, kept through renaming, closed to what the public may not see."""

import pytest

from shops.catalogue.models import Product
from shops.franchise.models import Shop
from shops.sharing.codes import LETTERS, LONG, MANY, START, STRIDE, code_of, number_of, product_behind
from tests.factories.catalogue import product
from tests.factories.shops import shop


def test_what_is_printed_never_changes_and_has_no_letters_that_look_alike():
    assert not set("0o1li") & set(LETTERS)
    assert (code_of(Product(pk=1)), code_of(Product(pk=2)), code_of(Product(pk=20_000))) == ("ngvqd9", "38994q", "sgbzk3")
    assert (LONG, STRIDE, START) == (6, 364_211_047, 193_467_211)


def test_every_number_has_its_own_code_and_comes_back():
    numbers = [*range(1, 5000), MANY - 1, MANY // 2]
    codes = [code_of(Product(pk=number)) for number in numbers]
    assert len(set(codes)) == len(numbers)
    assert [number_of(code) for code in codes] == numbers
    assert [number_of(code.upper()) for code in codes[:9]] == numbers[:9]


@pytest.mark.parametrize("code", ["", "zzzzz", "zzzzzzz", "abcde0", "茶茶茶茶茶茶"])
def test_what_is_no_code_is_none(code):
    assert number_of(code) is None


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "found"), [("on sale", True), ("resting", True), ("removed", True), ("draft", False)])
def test_only_what_the_public_may_see_is_found(state, found):
    sold = product(state=state)
    assert (product_behind(code_of(sold).upper()) == sold) is found


@pytest.mark.django_db
def test_a_printed_code_opens_the_product_in_the_readers_language_and_leads_nowhere_before_the_shop_is_open(client, homes):
    sold, hidden = product(slug="kucha"), product(of=shop(state=Shop.State.SENT))
    answer = client.get(f"/p/{code_of(sold)}", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/products/kucha/")
    assert client.get(f"/p/{code_of(hidden)}", follow=True).status_code == 404
    assert client.get("/p/zzzzzzz", follow=True).status_code == 404
