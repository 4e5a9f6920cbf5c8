"""Lines and coming months as the market's pages need them."""

from datetime import date

import pytest

from shops.storefront.market import months_from
from shops.storefront.templatetags.storefront_tags import lines
from tests.factories.catalogue import product


def test_months_run_over_the_year():
    assert months_from(date(2026, 11, 24)) == [11, 12, 1, 2, 3, 4]


def test_lines_that_say_nothing_are_left_out():
    assert lines("一\n\n  二 \n") == ["一", "二"]


@pytest.mark.django_db
def test_words_in_the_other_language_only_are_marked_so(client, homes):
    made = product(about_zh_hans="", about_en="Bitter, then sweet.")
    page = client.get(f"/zh-hans/products/{made.slug}/").content.decode()
    assert (
        '<small class="s mute only">仅有英文</small><div class="stack mt4"><p><span lang="en">Bitter, then sweet.</span></p>'
        in page
    )
    page = client.get(f"/en/products/{made.slug}/").content.decode()
    assert page.count("In Chinese only") == 1  # the story
    assert '<span lang="zh-Hans">七天内可退。</span>' in page
    front = client.get(f"/en/shops/{made.shop.slug}/").content.decode()
    assert front.count("In Chinese only") == 2  # the story and the promise
    assert client.get(f"/zh-hans/shops/{made.shop.slug}/").content.decode().count("仅有英文") == 0
