"""What every kind of public page costs, exactly: never over twelve queries, and the same for one row and for twenty."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import county
from cms.models import (
    CountySettings,
    CultureIndexPage,
    CulturePage,
    FestivalIndexPage,
    FestivalPage,
    GuidanceIndexPage,
    GuidancePage,
    Occurrence,
    PlaceIndexPage,
    PlacePage,
    RouteIndexPage,
    RoutePage,
    TextPage,
    Township,
    VisitIndexPage,
)
from common.clock import now, shanghai_day
from courses.curriculum.models import LessonPage, ModulePage
from courses.questions.models import Choice, Question
from tests.factories.catalogue import photo, product
from tests.factories.pages import add_stops, child

pytestmark = pytest.mark.django_db
MOST = 12
COST = {
    "home": 10, "learn": 4, "programme": 7, "stage": 6, "lesson": 7,
    "market": 12, "category": 8, "category in season": 8, "product": 11, "shop": 12, "shops": 7,
    "visit": 7, "routes": 3, "route": 9, "places": 3, "place": 6, "festivals": 4, "festival": 4,
    "culture index": 3, "culture": 5, "guidance index": 4, "guidance": 3, "help": 2, "search": 8, "search pages": 6,
    "search kind": 8, "search nothing": 9,
    "certificate": 4, "certificate look-up": 0, "sign-in": 0, "sign-up": 0, "offline": 0, "nothing": 3,
}  # fmt: skip


def add(parent, kind, slug: str, /, **both):
    return child(parent, kind, slug, {"title": f"{slug} 页"}, {"title": slug}, **both)


def indexes(world) -> dict:
    """The index pages of the county's half, and the help page."""
    home = world["homes"]["zh-hans"]
    visit = add(home, VisitIndexPage, "visit")
    add(home, TextPage, "help")
    kinds = {"routes": RouteIndexPage, "places": PlaceIndexPage, "festivals": FestivalIndexPage}
    under_visit = {slug: add(visit, kind, slug) for slug, kind in kinds.items()}
    return under_visit | {
        "culture": add(home, CultureIndexPage, "culture"), "guidance": add(home, GuidanceIndexPage, "guidance"),
        "stage": ModulePage.objects.filter(locale__language_code="zh-hans").order_by("path").first(),
    }  # fmt: skip


def grow(world, under: dict, numbers: range) -> None:
    """One more of everything that a page lists, for each number."""
    today = shanghai_day(now())
    for n in numbers:
        route = add(under["routes"], RoutePage, f"route-{n}", months=str(today.month))
        add_stops(route, *[{"title": f"第 {each} 站"} for each in range(20)], township="qiaoshi")
        add(under["places"], PlacePage, f"place-{n}", township="qiaoshi")
        add(under["culture"], CulturePage, f"culture-{n}", kind="music")
        add(under["guidance"], GuidancePage, f"guidance-{n}", lesson_path="ecommerce/stage-1/lesson-1/")
        festival = add(under["festivals"], FestivalPage, f"festival-{n}", lunar_month=10, lunar_day=16)
        Occurrence.objects.create(festival_key=festival.translation_key, starts_on=today + timedelta(days=n))
        add(under["stage"], LessonPage, f"more-{n}", minutes=5)
        photo(product(harvest_months=[today.month]))
        photo(product(of=world["sold"].shop, harvest_months=[today.month]))
        photo(world["sold"])


def paths(world) -> dict[str, str]:
    """Every kind of public page, one of each."""
    return {
        "home": "", "learn": "learn/", "programme": "learn/ecommerce/", "stage": "learn/ecommerce/stage-1/",
        "lesson": "learn/ecommerce/stage-1/lesson-1/", "market": "market/", "category": "market/tea/",
        "category in season": "market/tea/?season=now&sort=price&from=qiaoshi", "product": f"products/{world['sold'].slug}/",
        "shop": f"shops/{world['sold'].shop.slug}/", "shops": "shops/", "visit": "visit/", "routes": "visit/routes/",
        "route": "visit/routes/route-1/", "places": "visit/places/", "place": "visit/places/place-1/",
        "festivals": "visit/festivals/", "festival": "visit/festivals/festival-1/", "culture index": "culture/",
        "culture": "culture/culture-1/", "guidance index": "guidance/", "guidance": "guidance/guidance-1/", "help": "help/",
        "search": "search/?q=江华苦茶", "search pages": "search/?q=页",
        "search kind": "search/?q=页&kind=guidance", "search nothing": "search/?q=咖啡",
        "certificate": f"certificates/{world['certificate'].number}/",
        "certificate look-up": "certificates/", "sign-in": "account/sign-in/", "sign-up": "account/sign-up/",
        "offline": "offline/", "nothing": "nothing-here/",
    }  # fmt: skip


def costs(client, world, language: str) -> dict[str, int]:
    """Queries of each page on a warm site."""
    found = {}
    for name, path in paths(world).items():
        client.get(f"/{language}/{path}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/{language}/{path}")
        found[name] = len(queries)
    return found


def test_every_public_page_costs_what_is_said_and_no_more_with_twenty_rows(client, world):
    cache.set(county.KEY, CountySettings(), None)
    Township.objects.get_or_create(
        slug="tuojiang", defaults={"name_zh_hans": "沱江镇", "latitude": "25.19", "longitude": "111.57"}
    )
    asked = Question.objects.create(lesson_key=world["lesson"].translation_key, position=1, text="？")
    for number in (1, 2):
        Choice.objects.create(question=asked, position=number, text=str(number), is_right=number == 1)
    under = indexes(world)
    grow(world, under, range(1, 2))
    one = costs(client, world, "en")
    grow(world, under, range(2, 21))
    twenty = costs(client, world, "en")
    assert one == COST
    assert twenty == COST
    assert max(COST.values()) <= MOST
    assert costs(client, world, "zh-hans") == COST | {"home": 9}  # it is the site's root
