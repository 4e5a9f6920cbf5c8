"""Reading the county's pages: both languages in one query, the reader's first, the other one as its `twin`."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.core.cache import cache
from wagtail.models import Page

from cms.models import FestivalPage, GuidancePage, Occurrence, PlacePage, RoutePage, RouteStop, Township
from cms.routing import reader_language

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
    """Every township by its slug."""
    return {township.slug: township for township in Township.objects.all()}


def township_names() -> dict[str, str]:
    """The townships' names in the reader's language, by slug. Remembered for five minutes: they change once in years."""
    key = f"townships-{reader_language()}"
    return cache.get_or_set(key, lambda: {slug: each.name for slug, each in townships().items()}, 300) or {}


def routes_through(place: PlacePage) -> list[RoutePage]:
    """The routes that stop at this place, whichever language's page of it they name."""
    return in_both(RoutePage.objects.filter(route_stops__place__translation_key=place.translation_key).distinct())


def routes_that_need(page: Page) -> list[str]:
    """The titles of routes outside `page` that stop at it, or at a page under it."""
    stops = RouteStop.objects.filter(place__path__startswith=page.path).exclude(route__path__startswith=page.path)
    return list(stops.order_by("route__path").values_list("route__title", flat=True).distinct())


def other_guidance(page: GuidancePage, most: int = 3) -> list[GuidancePage]:
    """Guidance to read after this one."""
    return in_both(GuidancePage.objects.exclude(translation_key=page.translation_key))[:most]


def guidance_for(lesson: Page, most: int = 3) -> list[GuidancePage]:
    """Guidance that names this lesson as the one behind it; what follows "learn/" in its address is how it is named."""
    path = lesson.url_path.strip("/").partition("learn/")[2]
    return in_both(GuidancePage.objects.filter(lesson_path__in=(path, f"{path}/")))[:most] if path else []


@dataclass(frozen=True)
class FestivalDay:
    """A festival on a day; `on` is None for one whose day is announced each year."""

    page: FestivalPage
    on: date | None
    today: date

    @property
    def days_left(self) -> int:
        """Whole days until it, 0 on the day itself; -1 when there is no day."""
        return (self.on - self.today).days if self.on else -1


def next_festival(today: date) -> FestivalDay | None:
    """The festival that comes next, today's included; None when no day is known or its page is gone."""
    for occurrence in Occurrence.objects.filter(starts_on__gte=today)[:1]:
        for page in in_both(FestivalPage.objects.filter(translation_key=occurrence.festival_key)):
            return FestivalDay(page, occurrence.starts_on, today)
    return None


def festival_days(page: FestivalPage, today: date, most: int = 3) -> list[date]:
    """The days this festival falls on, from today."""
    rows = Occurrence.objects.filter(festival_key=page.translation_key, starts_on__gte=today)
    return list(rows.values_list("starts_on", flat=True)[:most])


def festival_year(today: date) -> list[FestivalDay]:
    """Every festival of the 13 months from today, by day, then those whose day is announced each year. Two queries."""
    pages = {page.translation_key: page for page in in_both(FestivalPage.objects.all())}
    days = Occurrence.objects.filter(starts_on__range=(today, today + timedelta(days=396)))
    dated = [FestivalDay(pages[day.festival_key], day.starts_on, today) for day in days if day.festival_key in pages]
    open_ones = [FestivalDay(page, None, today) for page in pages.values() if not page.lunar_month]
    return dated + open_ones


def pages_in_work() -> Any:
    """Pages changed and not published yet, the latest first."""
    return Page.objects.filter(has_unpublished_changes=True).order_by("-latest_revision_created_at")
