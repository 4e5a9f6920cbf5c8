"""Reading the county's pages: both languages in one query, the reader's first, the other one as its `twin`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from cms.models import FestivalPage, GuidancePage, Occurrence, PlacePage, RoutePage, RouteStage, RouteStop, Township
from cms.routing import SOURCE, reader_language

Written = TypeVar("Written", bound=Page)
BODIES = frozenset({"body"})


def in_both(pages: Any, *, whole: bool = False) -> list[Any]:
    """Live pages, each once: in the reader's language where it exists, with `twin` set. In the order of the tree.

    One query however many there are; their long texts are left in the database unless `whole`.
    """
    heavy = [] if whole else [field.name for field in pages.model._meta.get_fields() if field.name in BODIES]
    rows = pages.live().defer(*heavy).select_related("locale").order_by("path")
    pairs: dict[Any, dict[str, Any]] = {}
    for page in rows:
        pairs.setdefault(page.translation_key, {})[page.locale.language_code] = page
    return [reader_first(pair) for pair in pairs.values()]


def reader_first(pair: dict[str, Written]) -> Written:
    """The page of `pair` in the reader's language, or the other; its `twin` is the one not chosen."""
    chosen = pair.get(reader_language()) or next(iter(pair.values()))
    chosen.twin = next((page for page in pair.values() if page is not chosen), None)
    return chosen


def townships() -> dict[str, Township]:
    """Every township by its slug. Remembered for five minutes: they change once in years."""
    rows = cache.get_or_set("townships", lambda: list(Township.objects.all()), 300) or []
    return {township.slug: township for township in rows}


def township_names() -> dict[str, str]:
    """The townships' names in the reader's language, by slug."""
    return {slug: each.name for slug, each in townships().items()}


def routes_through(*places: PlacePage, at: Any = None) -> list[RoutePage]:
    """The routes that stop at any of these places, whichever language's page of it they name; each with `stops_here`: whether
    it stops at the place with the key `at`."""
    keys = {place.translation_key for place in places}
    here = RouteStop.objects.filter(route=OuterRef("pk"), place__translation_key=at).order_by()
    stops = RouteStop.objects.filter(route=OuterRef("pk"), place__translation_key__in=keys).order_by()
    return in_both(RoutePage.objects.filter(Exists(stops)).annotate(stops_here=Exists(here))) if keys else []


def routes_about(page: Any, most: int = 3) -> list[RoutePage]:
    """The routes that name `page`, a custom or a craft, by its Chinese title: in their own words or at a stop."""
    name = next((one.title for one in (page, page.twin) if one and one.locale.language_code == SOURCE), "")
    if not name:
        return []
    stops = RouteStop.objects.filter(route=OuterRef("pk")).filter(Q(title__contains=name) | Q(text__contains=name)).order_by()
    said = Q(title__contains=name) | Q(lede__contains=name) | Q(theme__contains=name) | Exists(stops)
    keys = RoutePage.objects.live().filter(said, locale__language_code=SOURCE).order_by().values("translation_key")
    return in_both(RoutePage.objects.filter(translation_key__in=keys))[:most]


def routes_that_need(page: Page) -> list[str]:
    """The titles of routes outside `page` that stop at it, or at a page under it, or have one as a stage."""
    stopping = RouteStop.objects.filter(place__path__startswith=page.path).values("route_id")
    made_of = RouteStage.objects.filter(stage__path__startswith=page.path).values("route_id")
    routes = RoutePage.objects.filter(Q(pk__in=stopping) | Q(pk__in=made_of)).exclude(path__startswith=page.path)
    return list(routes.order_by("path").values_list("title", flat=True))


def other_guidance(page: GuidancePage, most: int = 3) -> list[GuidancePage]:
    """Guidance to read after this one."""
    return in_both(GuidancePage.objects.exclude(translation_key=page.translation_key))[:most]


def guidance_for(lesson: Page, most: int = 3) -> list[GuidancePage]:
    """Guidance that names this lesson as the one behind it; what follows "learn/" in its address is how it is named."""
    path = lesson.url_path.strip("/").partition("learn/")[2]
    return in_both(GuidancePage.objects.filter(lesson_path__in=(path, f"{path}/")))[:most] if path else []


@dataclass(frozen=True)
class FestivalDay:
    """A festival on a day; `on` is None for one whose day is still to be announced. `day` is the row it comes from."""

    page: FestivalPage
    on: date | None
    today: date
    day: Occurrence | None = None
    later: tuple[Occurrence, ...] = ()  # its other days that are listed with it

    @property
    def days(self) -> tuple[Occurrence, ...]:
        """Every day it is listed with."""
        return (self.day, *self.later) if self.day else ()

    @property
    def days_left(self) -> int:
        """Whole days until it, 0 on the day itself and while it lasts; -1 when there is no day."""
        return max((self.on - self.today).days, 0) if self.on else -1

    @property
    def month(self) -> date | None:
        """The first of its month, to list by."""
        return self.on.replace(day=1) if self.on else None

    def first_in(self, month: int) -> "FestivalDay":
        """The same festival, listed by its first day in this month of a year; as it is when it has none there."""
        found = next((day for day in self.days if day.starts_on.month == month), None)
        if found is None:
            return self
        return FestivalDay(self.page, found.starts_on, self.today, found, tuple(day for day in self.days if day is not found))


def next_festival(today: date) -> FestivalDay | None:
    """The festival that comes next, today's included; None when no day is known or its page is gone."""
    for occurrence in Occurrence.objects.held().not_over(today)[:1]:
        for page in in_both(FestivalPage.objects.filter(translation_key=occurrence.festival_key)):
            return FestivalDay(page, occurrence.starts_on, today, occurrence)
    return None


def festival_days(page: FestivalPage, today: date, most: int = 60) -> list[Occurrence]:
    """The days this festival falls on, from today, with those called off."""
    return list(Occurrence.objects.announced().filter(festival_key=page.translation_key).not_over(today)[:most])


def festival_year(today: date) -> list[FestivalDay]:
    """Every festival once, by its next day, with its later ones; then those whose day is to be announced. Two queries."""
    pages = {page.translation_key: page for page in in_both(FestivalPage.objects.all())}
    days: dict[Any, list[Occurrence]] = {}
    for day in Occurrence.objects.announced().not_over(today):
        days.setdefault(day.festival_key, []).append(day)
    dated = [
        FestivalDay(pages[key], first.starts_on, today, first, tuple(later))
        for key, (first, *later) in days.items() if key in pages
    ]  # fmt: skip
    return dated + [FestivalDay(page, None, today) for key, page in pages.items() if key not in days]


def coming_days(today: date) -> list[FestivalDay]:
    """Every day to come of every festival, each by itself. Two queries."""
    pages = {page.translation_key: page for page in in_both(FestivalPage.objects.all())}
    return on_days(pages, Occurrence.objects.announced().not_over(today), today)


def festival_named(slug: str) -> FestivalPage | None:
    """The live festival with this slug, in the reader's language where it exists."""
    return next(iter(in_both(FestivalPage.objects.filter(slug=slug))), None)


def followed_days(pages: Iterable[FestivalPage], today: date) -> list[FestivalDay]:
    """What a calendar that follows these festivals is told: their days from two months ago. One query."""
    by_key = {page.translation_key: page for page in pages}
    since = today - timedelta(days=60)
    return on_days(by_key, Occurrence.objects.announced().filter(festival_key__in=list(by_key), starts_on__gte=since), today)


def on_days(pages: dict[Any, FestivalPage], days: Iterable[Occurrence], today: date) -> list[FestivalDay]:
    """`days` with their pages, without those whose page is gone."""
    return [FestivalDay(pages[day.festival_key], day.starts_on, today, day) for day in days if day.festival_key in pages]


def pages_in_work() -> Any:
    """Pages changed and not published yet, the latest first."""
    return Page.objects.filter(has_unpublished_changes=True).order_by("-latest_revision_created_at")
