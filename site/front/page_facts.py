"""What a county page is about, in schema.org's words: only what the page itself says, nothing empty."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.county import county
from cms.itinerary import outing_of
from cms.models import (
    CulturePage,
    FestivalPage,
    GuidancePage,
    HomePage,
    Occurrence,
    PlacePage,
    RoutePage,
)
from cms.routing import address
from common.clock import now, shanghai_day
from common.languages import LANG
from courses.curriculum.models import LessonPage, ProgrammePage
from shops.storefront.facts import REGION, Absolute, Facts, graph, trail


def facts_of(page: Page, absolute: Absolute) -> Facts:
    """The page's own facts and where it stands. A festival's days take one query."""
    make = MAKERS.get(type(page))
    own = [filled(one) for one in make(page, absolute)] if make else []
    return graph(*own, trail(steps(page), absolute))


def filled(facts: Facts) -> Facts:
    return {key: value for key, value in facts.items() if value not in ("", None, [])}


def steps(page: Page) -> list[tuple[str, str]]:
    """Home, the area, the page."""
    language = page.locale.language_code
    here = address(page, language)
    sections = {"learn": _("Learn"), "visit": _("Visit"), "culture": _("Culture"), "guidance": _("Guidance")}
    found = [(county().site_name, f"/{language}/")]
    first = here.split("/")[2]
    if first in sections and here != f"/{language}/{first}/":
        found.append((sections[first], f"/{language}/{first}/"))
    return found if here == f"/{language}/" else [*found, (page.title, here)]


def said(page: Any, absolute: Absolute) -> Facts:
    """What every kind says of itself."""
    return {
        "description": page.lede,
        "url": absolute(address(page, page.locale.language_code)),
    }


def publisher(absolute: Absolute) -> Facts:
    return {"@type": "Organization", "name": county().site_name, "url": absolute("/")}


def region(page: Page) -> Facts:
    return {"@type": "PostalAddress", "addressCountry": "CN", "addressRegion": REGION[page.locale.language_code]}


def of_home(page: HomePage, absolute: Absolute) -> list[Facts]:
    return [publisher(absolute)]


def of_article(page: CulturePage | GuidancePage, absolute: Absolute) -> list[Facts]:
    author = getattr(page, "author", None)
    times = {"datePublished": page.first_published_at, "dateModified": page.last_published_at}
    return [
        {
            "@type": "Article",
            "headline": page.title,
            **said(page, absolute),
            "inLanguage": LANG[page.locale.language_code],
            **{key: time.isoformat() for key, time in times.items() if time},
            "author": {"@type": "Person", "name": author.name} if author and author.name else publisher(absolute),
            "publisher": publisher(absolute),
        }
    ]


def of_place(page: PlacePage, absolute: Absolute) -> list[Facts]:
    return [{"@type": "TouristAttraction", "name": page.title, **said(page, absolute), "address": region(page)}]


def of_route(page: RoutePage, absolute: Absolute) -> list[Facts]:
    """The trip with its stops in their order."""
    stops = [
        {"@type": "ListItem", "position": halt.number, "item": {"@type": "Place", "name": halt.title}}
        for halt in outing_of(page).halts
    ]
    itinerary = {"@type": "ItemList", "numberOfItems": len(stops), "itemListElement": stops} if stops else None
    return [{"@type": "TouristTrip", "name": page.title, **said(page, absolute), "itinerary": itinerary}]


def of_festival(page: FestivalPage, absolute: Absolute) -> list[Facts]:
    """An event for each day to come that an editor has confirmed; none for a festival that is still to be announced."""
    coming = Occurrence.objects.filter(festival_key=page.translation_key, starts_on__gte=shanghai_day(now()))
    where = {"@type": "Place", "name": page.place or REGION[page.locale.language_code], "address": region(page)}
    return [
        {"@type": "Event", "name": page.title, **said(page, absolute), "startDate": day.isoformat(), "location": where}
        for day in coming.order_by("starts_on").values_list("starts_on", flat=True)
    ]


def of_course(page: ProgrammePage, absolute: Absolute) -> list[Facts]:
    return [{"@type": "Course", "name": page.title, **said(page, absolute), "provider": publisher(absolute)}]


def of_lesson(page: LessonPage, absolute: Absolute) -> list[Facts]:
    language = LANG[page.locale.language_code]
    return [{"@type": "LearningResource", "name": page.title, **said(page, absolute), "inLanguage": language}]


MAKERS: dict[type[Page], Callable[[Any, Absolute], list[Facts]]] = {
    HomePage: of_home, CulturePage: of_article, GuidancePage: of_article, PlacePage: of_place, RoutePage: of_route,
    FestivalPage: of_festival, ProgrammePage: of_course, LessonPage: of_lesson,
}  # fmt: skip
