"""Latin addresses from Chinese names."""

import pytest
from django.db import IntegrityError

from shops.builder.addresses import again_on_clash, free_slugs, latin, numbered, shop_slug
from shops.catalogue.models import Product
from shops.franchise.models import RetiredSlug
from tests.factories.catalogue import product
from tests.factories.shops import OPENED, shop


@pytest.mark.parametrize(
    ("name", "address"),
    [("盘家苦茶", "pan-jia-ku-cha"), ("Pan's Tea", "pans-tea"), ("茶 & 药", "cha-yao"), ("★", ""), ("", "")],
)
def test_a_name_is_said_in_latin_letters(name, address):
    assert latin(name) == address


def test_the_first_free_number_is_taken_and_the_length_kept():
    assert numbered("tea", 60, set()) == "tea"
    assert numbered("tea", 60, {"tea", "tea-2"}) == "tea-3"
    assert numbered("a" * 80, 10, {"a" * 10}) == "aaaaaaaa-2"
    assert numbered("tea", 60, {"tea", "tea-3"}, gap=2) == "tea-5"


@pytest.mark.django_db
def test_many_addresses_are_found_at_once_each_another(django_assert_num_queries):
    product(slug="cha-2")
    with django_assert_num_queries(1):
        assert free_slugs(Product, ["cha", "cha", "you", "cha"]) == ["cha", "cha-3", "you", "cha-4"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zh", "en", "address"), [("盘家苦茶", "Pan Tea", "pan-jia-ku-cha-3"), ("", "Pan Tea", "pan-tea"), ("★", "", "shop")]
)
def test_a_shop_gets_an_address_no_shop_ever_had(zh, en, address):
    shop(slug="pan-jia-ku-cha-2")
    RetiredSlug.objects.create(shop=shop(), slug="pan-jia-ku-cha", retired_at=OPENED)
    assert shop_slug(zh, en) == address


@pytest.mark.django_db
def test_an_address_taken_meanwhile_is_looked_for_again():
    looked = []

    def make(gap):
        slug = shop_slug("盘家苦茶", "")
        looked.append(slug)
        if len(looked) == 1:
            raise IntegrityError("UNIQUE constraint failed: franchise_shop.slug")
        return shop(slug=slug)

    assert again_on_clash(make).slug == "pan-jia-ku-cha"
    assert len(looked) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("clash", "tries"), [("franchise_shop.slug", 7), ("franchise_shop_slug_key", 7), ("accounts_user.phone", 1)]
)
def test_what_clashes_always_or_is_no_address_is_not_hidden(clash, tries):
    tried = []

    def make(gap):
        tried.append(1)
        raise IntegrityError(f"unique: {clash}")

    with pytest.raises(IntegrityError):
        again_on_clash(make)
    assert len(tried) == tries
