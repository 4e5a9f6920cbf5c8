"""Short addresses: made once, never two alike, kept through renaming, closed to what the public may not see."""

import pytest
from django.db import IntegrityError, transaction

from shops.franchise.models import Shop
from shops.sharing.codes import LETTERS, give_codes, new_code, product_behind
from shops.sharing.models import ProductCode
from tests.factories.catalogue import product
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


def test_a_code_has_no_letters_that_look_alike_and_is_given_once():
    assert not set("0o1li") & set(LETTERS)
    assert len(new_code()) == 7
    sold = product()
    first = give_codes(products=[sold])
    sold.name_zh_hans, sold.slug = "改了名的茶", "gai-le-ming"
    sold.save()
    assert give_codes(products=[sold]) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductCode.objects.create(product=product(), code=first[sold.pk])


def test_codes_that_clash_are_drawn_again(monkeypatch):
    one, other = product(), product()
    drawn = iter(["aaaaaaa", "aaaaaaa", "bbbbbbb"])
    monkeypatch.setattr("shops.sharing.codes.new_code", lambda: next(drawn))
    assert sorted(give_codes(products=[one, other]).values()) == ["aaaaaaa", "bbbbbbb"]


def test_all_codes_known_are_one_query(django_assert_num_queries):
    of = shop()
    goods = [product(of=of) for _ in range(3)]
    known = give_codes(products=goods)
    with django_assert_num_queries(1):
        assert give_codes(products=goods) == known


@pytest.mark.parametrize(("state", "found"), [("on sale", True), ("resting", True), ("removed", True), ("draft", False)])
def test_only_what_the_public_may_see_is_found(state, found):
    sold = product(state=state)
    code = give_codes(products=[sold])[sold.pk]
    assert (product_behind(code.upper()) == sold) is found


def test_a_printed_code_opens_the_product_in_the_readers_language_and_leads_nowhere_before_the_shop_is_open(client, homes):
    sold, hidden = product(slug="kucha"), product(of=shop(state=Shop.State.SENT))
    codes = give_codes(products=[sold, hidden])
    answer = client.get(f"/p/{codes[sold.pk]}", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/products/kucha/")
    assert client.get(f"/p/{codes[hidden.pk]}", follow=True).status_code == 404
    assert client.get("/p/zzzzzzz", follow=True).status_code == 404
