"""Posting days and fees as shops say them."""

from datetime import date

import pytest
from django.utils import translation

from shops.franchise.models import DeliveryFee, Shop
from shops.franchise.templatetags import shop_tags as tags


@pytest.mark.parametrize(("language", "words"), [("en", "Tuesday, Friday and Sunday"), ("zh-hans", "星期二、星期五、星期日")])
def test_posting_days_stand_in_the_weeks_order(language, words):
    with translation.override(language):
        assert tags.posting_days(Shop(posting_days=["sun", "fri", "tue"])) == words


@pytest.mark.parametrize(
    ("today", "day"), [(date(2026, 11, 24), "tue"), (date(2026, 11, 25), "fri"), (date(2026, 11, 28), "tue")]
)
def test_the_next_posting_day_is_today_or_the_first_after(today, day):
    assert tags.next_day(["tue", "fri"], today) == day
    assert tags.next_day([], today) is None


@pytest.mark.parametrize(
    ("fee", "free_over", "words"),
    [(0, None, "Postage: Hunan free."), (600, None, "Postage: Hunan ¥6."), (650, 9900, "Postage: Hunan ¥6.50, free over ¥99.")],
)
def test_a_fee_in_words(fee, free_over, words):
    with translation.override("en"):
        assert tags.fees_in_words([DeliveryFee(region="hunan", fee=fee, free_over=free_over)]) == words
