"""Latin addresses from Chinese names."""

import pytest

from shops.builder.addresses import latin, numbered, shop_slug
from shops.franchise.models import RetiredSlug
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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zh", "en", "address"), [("盘家苦茶", "Pan Tea", "pan-jia-ku-cha-3"), ("", "Pan Tea", "pan-tea"), ("★", "", "shop")]
)
def test_a_shop_gets_an_address_no_shop_ever_had(zh, en, address):
    shop(slug="pan-jia-ku-cha-2")
    RetiredSlug.objects.create(shop=shop(), slug="pan-jia-ku-cha", retired_at=OPENED)
    assert shop_slug(zh, en) == address
