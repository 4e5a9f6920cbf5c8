"""Months in words."""

import pytest
from django.utils import translation

from common.templatetags.months import months


@pytest.mark.parametrize(
    ("numbers", "english", "chinese"),
    [
        ([3, 4, 5, 11], "Mar–May, Nov", "3–5 月、11 月"),
        ([12, 1, 2], "Dec–Feb", "12–2 月"),
        ([7], "Jul", "7 月"),
        ([], "", ""),
        (list(range(1, 13)), "Jan–Dec", "1–12 月"),
    ],
)
def test_neighbours_are_joined_also_over_the_new_year(numbers, english, chinese):
    with translation.override("en"):
        assert months(numbers) == english
    with translation.override("zh-hans"):
        assert months(numbers) == chinese
