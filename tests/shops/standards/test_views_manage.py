"""The register; suspending, reopening, closing and moving a shop."""

from datetime import timedelta

import pytest
from django.utils.formats import date_format

from common.clock import now, shanghai_day
from common.models import AuditEntry
from outbox.models import Message
from shops.franchise.models import RetiredSlug, Shop
from shops.standards.measures import closing_day
from shops.standards.models import GraveReason, Measure, Objection
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.shops import shop
from tests.factories.standards import measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client, homes):
    made = person("冯志强", role="franchise manager")
    client.force_login(made)
    return made


def post(client, made: Shop, what: str, **said):
    return client.post(f"/en/franchise/{made.pk}/{what}/", said)


def test_a_shop_is_suspended_reopened_and_closed_and_the_owner_is_told_each_once(client, manager):
    made = product().shop
    for _ in range(2):
        assert post(client, made, "stop", to="suspended", reasons="标签没有许可证号。").status_code == 302
    made.refresh_from_db()
    assert made.state == "suspended"
    assert client.get(f"/en/shops/{made.slug}/").status_code == 200  # the manager still sees it
    assert "Open it again" in client.get(f"/en/franchise/{made.pk}/").content.decode()
    for _ in range(2):
        post(client, made, "reopen", reasons="标签补好了。")
    made.refresh_from_db()
    assert made.state == "open"
    grave = GraveReason.objects.create(position=1, title_zh_hans="卖假货", title_en="Counterfeits")
    for _ in range(2):
        post(client, made, "stop", to="closed", reasons="店主要求。", grave=grave.pk)
    made.refresh_from_db()
    assert made.state == "closed"
    told = Message.objects.filter(channel="site", recipient=made.owner).order_by("pk")
    assert [message.body.splitlines()[-1] for message in told][0::2] == ["标签没有许可证号。", "店主要求。"]
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "suspended shop",
        "reopen shop",
        "closed shop",
    ]


@pytest.mark.parametrize("state", ["draft", "sent", "returned", "closed"])
def test_only_open_and_suspended_shops_are_stopped_or_reopened(client, manager, state):
    made = product(of=shop(state=state)).shop
    post(client, made, "stop", to="suspended", reasons="停")
    post(client, made, "reopen", reasons="开")
    assert (Shop.objects.get().state, AuditEntry.objects.count(), Message.objects.count()) == (state, 0, 0)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"to": "suspended", "reasons": " "}, "Write why: the owner reads exactly these words."),
        ({"reasons": "停"}, "Choose one: warn, suspend, or close for good."),
        ({"to": "draft", "reasons": "停"}, "draft"),
    ],
)
def test_an_unfinished_stop_is_explained_and_changes_nothing(client, manager, said, words):
    made = product().shop
    page = post(client, made, "stop", **said).content.decode()
    assert words in page
    assert "<title>Error:" in page
    assert Shop.objects.get().state == "open"


def test_nobody_manages_their_own_shop(client, manager):
    made = shop(owner=manager)
    assert post(client, made, "stop", to="closed", reasons="停").status_code == 404
    assert post(client, made, "reopen").status_code == 404
    assert Shop.objects.get().state == "open"


def test_the_manager_moves_a_shop_and_its_owner_is_told(client, manager):
    made = product(of=shop(slug="old")).shop
    assert post(client, made, "address", slug="new-tea").status_code == 302
    made.refresh_from_db()
    assert (made.slug, RetiredSlug.objects.get().slug) == ("new-tea", "old")
    assert "/shops/new-tea/" in Message.objects.get(channel="site", recipient=made.owner).body
    page = post(client, made, "address", slug="old").content.decode()
    assert "addresses are never given twice" in page
    Shop.objects.update(state="closed")
    assert post(client, made, "address", slug="newer").status_code == 404
    assert Shop.objects.get().slug == "new-tea"


@pytest.mark.parametrize("count", [1, 20])
def test_the_register_costs_the_same_for_one_and_for_twenty(client, manager, django_assert_num_queries, count):
    for _ in range(count):
        shop(state="suspended")
    client.get("/en/franchise/shops/")
    with django_assert_num_queries(5):
        client.get("/en/franchise/shops/")


def test_the_register_shows_those_in_one_state(client, manager):
    shop(name_en="Open Tea")
    shop(name_en="Closed Tea", state="closed")
    page = client.get("/en/franchise/shops/?state=closed").content.decode()
    assert "Closed Tea" in page
    assert "Open Tea" not in page
    assert "Open Tea" in client.get("/en/franchise/shops/?state=nonsense").content.decode()


def test_an_answer_that_is_too_long_is_said_at_its_objection_with_what_was_typed(client, manager):
    made = shop()
    first, second = (measure(made, by=manager, kind=kind, objection="不是这样") for kind in ("warning", "suspended"))
    page = client.post(f"/en/franchise/{made.pk}/measures/{second.pk}/answer/", {"words": "长" * 1001}).content.decode()
    assert page.count("长" * 1001) == 1
    assert page.index(f'id="answer-{second.pk}-words"') < page.index("长" * 1001)
    assert f'id="answer-{first.pk}"' in page
    assert Objection.objects.filter(answered_at=None).count() == 2


def test_a_closing_sooner_than_its_notice_is_refused_in_words_with_the_day(client, manager):
    made = product().shop
    day = closing_day(shanghai_day(now()))
    page = client.get(f"/en/franchise/{made.pk}/").content.decode()
    assert f"30 days’ notice: {date_format(day)}" in page
    sooner = post(client, made, "stop", to="closed", reasons="退出。", effective_on=(day - timedelta(1)).isoformat())
    assert ("Choose" in sooner.content.decode(), "or a grave reason" in sooner.content.decode()) == (True, True)
    assert (Measure.objects.count(), Shop.objects.get().state) == (0, "open")
    assert post(client, made, "stop", to="closed", reasons="退出。").status_code == 302
    assert [(one.state, one.effective_on) for one in Measure.objects.all()] == [("announced", day)]
