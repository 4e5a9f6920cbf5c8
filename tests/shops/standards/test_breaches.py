"""Rules that open shops do not keep: found, listed page by page, warned of in a press."""

from datetime import timedelta

import pytest

from common.clock import now
from outbox.models import Message
from shops.standards import breaches
from shops.standards.models import Measure, UnkeptLine
from tests.factories.catalogue import photo, product
from tests.factories.people import person
from tests.factories.shops import OPENED, shop
from tests.factories.standards import rulebook

pytestmark = pytest.mark.django_db
LIST, QUERIES = "/en/franchise/unkept/", 5


@pytest.fixture
def manager(client, homes):
    made = person("冯志强", role="franchise manager")
    client.force_login(made)
    return made


@pytest.fixture
def book():
    return rulebook({"key": "sign"}, {"key": "photos", "kind": "photos"}, {"key": "story", "kind": "story", "number": 200})


def test_what_is_not_kept_is_found_with_its_day_and_forgotten_when_it_is(book):
    made = product()
    product(of=shop(state="suspended"))
    assert (breaches.look_over_shops(at=OPENED), breaches.look_over_shops(at=OPENED + timedelta(1))) == (2, 0)
    assert list(UnkeptLine.objects.values_list("shop", "key", "since").order_by("key")) == [
        (made.shop_id, "photos", OPENED), (made.shop_id, "story", OPENED),
    ]  # fmt: skip
    photo(made)
    assert breaches.look_over_shops(at=OPENED + timedelta(2)) == 1
    assert UnkeptLine.objects.get().key == "story"


def test_a_manager_warns_of_a_line_in_a_press_naming_it_once(client, manager, book):
    made = product().shop
    breaches.look_over_shops(at=OPENED)
    for line in UnkeptLine.objects.all():
        for _twice in range(2):
            assert client.post(f"/en/franchise/{made.pk}/unkept/{line.pk}/warn/").status_code == 302
    assert sorted(Measure.objects.values_list("kind", "rule_key")) == [("warning", "photos"), ("warning", "story")]
    told = Message.objects.filter(channel="site", recipient=made.owner).order_by("pk")
    assert [("规矩 photos:" in one.body, "规矩 story:" in one.body) for one in told] == [(True, False), (False, True)]
    asked = [client.get(f"{LIST}?warned={warned}&rule=story").content.decode() for warned in ("yes", "no")]
    assert ["Pan Family Tea" in page for page in asked] == [True, False]


def test_what_is_kept_by_now_is_not_warned_of(client, manager, book):
    made = product()
    breaches.look_over_shops(at=OPENED)
    photo(made)
    line = UnkeptLine.objects.get(key="photos")
    page = client.post(f"/en/franchise/{made.shop_id}/unkept/{line.pk}/warn/", follow=True).content.decode()
    assert "keeps this rule by now. Nobody was warned." in page
    assert (Measure.objects.count(), UnkeptLine.objects.filter(key="photos").count()) == (0, 0)


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_one_line_and_for_twenty(client, manager, book, django_assert_num_queries, count):
    rule = book.rules.get(key="story")
    for _ in range(count):
        UnkeptLine.objects.create(shop=shop(), rule=rule, key="story", since=OPENED)
    client.get(LIST)
    with django_assert_num_queries(QUERIES):
        assert client.get(LIST).content.decode().count("since ") == count


def test_pages_follow_each_other_by_key_and_a_broken_key_is_the_first_page(book):
    rule = book.rules.get(key="story")
    lines = [
        UnkeptLine.objects.create(shop=shop(fees=False), rule=rule, key="story", since=OPENED) for _ in range(breaches.PAGE + 2)
    ]
    first, after = breaches.page_after(breaches.unkept(), "")
    rest, end = breaches.page_after(breaches.unkept(), after)
    assert ([one.pk for one in first + rest], end) == ([one.pk for one in lines], "")
    for broken in ("x~1", "2026-99-99T00:00~1", f"{now().isoformat()}~-1", "~"):
        assert breaches.page_after(breaches.unkept(), broken)[0] == first
