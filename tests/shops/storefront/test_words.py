"""Lines and coming months as the market's pages need them."""

from datetime import date

from shops.storefront.market import months_from
from shops.storefront.templatetags.storefront_tags import lines


def test_months_run_over_the_year():
    assert months_from(date(2026, 11, 24)) == [11, 12, 1, 2, 3, 4]


def test_lines_that_say_nothing_are_left_out():
    assert lines("一\n\n  二 \n") == ["一", "二"]
