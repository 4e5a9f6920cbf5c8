"""A product's public page: its packs, its states, what buyers must know."""

from datetime import timedelta

import pytest

from common.clock import now, shanghai_day
from shops.catalogue.models import CategoryRule, Offer, Product, Variant
from tests.factories.catalogue import product

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea(homes) -> Product:
    return product()


def page_of(client, tea: Product, query: str = "", status: int = 200) -> str:
    answer = client.get(f"/en/products/{tea.slug}/{query}")
    assert answer.status_code == status
    return answer.content.decode()


def test_packs_are_links_and_the_chosen_one_is_priced(client, tea):
    big = Variant.objects.create(product=tea, position=2, name_zh_hans="300 克", name_en="300 g", grams=300)
    Offer.objects.create(variant=big, price=5000, stock=3)
    page = page_of(client, tea, "?pack=2")
    assert '<a href="?pack=2" aria-current="true">300 g' in page
    assert "¥83.33 for 500 g (to the nearest fen)" in page
    assert "¥98 for 500 g" in page_of(client, tea, "?pack=nine")
    Variant.objects.filter(pk=big.pk).update(is_sold=False)
    assert 'href="?pack=' not in page_of(client, tea, "?pack=2")


def test_what_is_taken_out_says_so_and_shows_the_others(client, tea):
    other = product(of=tea.shop)
    Product.objects.filter(pk=tea.pk).update(state="removed")
    page = page_of(client, tea, status=410)
    assert "Bitter tea, spring leaf is no longer sold" in page
    assert other.slug in page
    Product.objects.filter(pk=tea.pk).update(state="draft")
    page_of(client, tea, status=404)
    client.force_login(tea.shop.owner)
    page_of(client, tea)


def test_what_rests_is_nowhere_but_on_its_own_page(client, tea):
    Product.objects.update(state="resting")
    assert "It rests for now." in page_of(client, tea)
    for path in ("market/", "market/tea/", f"shops/{tea.shop.slug}/", "sitemap-goods.xml"):
        assert (
            f"products/{tea.slug}/"
            not in client.get(f"/en/{path}" if path != "sitemap-goods.xml" else "/sitemap-goods.xml").content.decode()
        )


def test_advance_booking_and_rules_are_told_to_buyers(client, tea):
    today = shanghai_day(now())
    CategoryRule.objects.create(
        category=tea.category, kind="notice", message_en="x", for_buyers_en="No returns without a reason.", source_en="x"
    )
    Product.objects.update(presale_from=today, ships_from=today, produced="own")
    page = page_of(client, tea)
    assert "Booked in advance." in page
    assert "No returns without a reason." in page
    assert "E-Commerce Law, article 10" in page
    stands = "42 left"
    assert stands in client.get(f"/en/shops/{tea.shop.slug}/").content.decode()
    Product.objects.update(ships_from=today + timedelta(days=5))
    cards = client.get(f"/en/shops/{tea.shop.slug}/").content.decode()
    assert ("Booked ahead, posted from" in cards, stands in cards) == (True, False)
