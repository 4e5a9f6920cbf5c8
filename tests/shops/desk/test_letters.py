"""What sellers are written: once a week if anything needs them, and on the day what cannot wait."""

from datetime import UTC, date, datetime, timedelta

import pytest

from outbox.models import Message
from shops.catalogue.models import Product
from shops.desk.letters import tell_sellers
from shops.desk.models import LessonAdvice
from tests.factories import catalogue
from tests.factories.shops import shop, terms

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 16, 0, 30, tzinfo=UTC)  # half past eight in Shanghai
SITE = {"channel": "site"}


def sent():
    return sorted(Message.objects.filter(**SITE).values_list("kind", flat=True))


def test_one_letter_a_week_and_only_if_something_needs_the_seller():
    made = shop()
    catalogue.product(of=made, harvest_months=[])
    calm = shop()
    assert tell_sellers(at=MONDAY - timedelta(hours=1)) == 0
    assert [tell_sellers(at=MONDAY), tell_sellers(at=MONDAY), tell_sellers(at=MONDAY + timedelta(days=1))] == [1, 0, 0]
    assert sent() == ["shop_week"]
    letter = Message.objects.get(**SITE)
    assert letter.recipient == made.owner != calm.owner
    assert tell_sellers(at=MONDAY + timedelta(days=7)) == 1


def test_terms_three_days_before_and_a_permit_fourteen_days_before_have_a_letter_each_once():
    made = shop(opened_at=MONDAY - timedelta(days=60))
    one = catalogue.product(of=made, harvest_months=[])
    catalogue.photo(one)
    Product.objects.update(permit_until=date(2026, 12, 1))
    asked = terms()
    asked.sign_by = date(2026, 11, 20)
    asked.save()
    assert tell_sellers(at=MONDAY) == 1  # the week's
    for _ in range(2):
        tell_sellers(at=MONDAY + timedelta(days=1))
        tell_sellers(at=MONDAY + timedelta(days=2))
    assert sent() == ["shop", "shop", "shop_week"]
    links = set(Message.objects.filter(kind="shop", **SITE).values_list("link", flat=True))
    assert links == {"/my/shop/sign/", f"/my/shop/change/goods/{one.pk}/"}


def test_every_lesson_the_demo_advises_is_in_its_curricula():
    from pathlib import Path

    from demo.content import read

    root = Path("site/demo/content/programmes")
    there = {
        f"{path.parts[-3]}/{path.parts[-2].split('-', 1)[1]}/{path.stem.split('-', 1)[1]}"
        for path in root.glob("*/*/[0-9]*.yaml")
    }
    advised = read("market/lessons.yaml")
    assert set(advised) == set(LessonAdvice.Fault.values)
    of_rules = advised.pop("unkept rule")
    assert {lesson for lessons in (*advised.values(), *of_rules.values()) for lesson in lessons} <= there
    assert set(of_rules) <= {rule["key"] for rule in read("market/standards.yaml")["rules"]}
