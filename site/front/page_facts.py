"""What a county page is about, in schema.org's words: only what the page itself says, nothing empty."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.county import county
from cms.geography.spots import Precision
from cms.itinerary import Halt, outing_of
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


def facts_of(page: Page, absolute: Absolute, picture: str = "") -> Facts:
    """The page's own facts, with its picture's address, and where it stands. A festival's days take one query."""
    make = MAKERS.get(type(page))
    pictured = {"image": picture} if picture else {}
    own = [filled(one | (pictured if one["@type"] in PICTURED else {})) for one in make(page, absolute)] if make else []
    return graph(*own, trail(steps(page), absolute))


def filled(facts: Facts) -> Facts:
    return {key: value for key, value in facts.items() if value not in ("", None, [])}


def steps(page: Page) -> list[tuple[str, str]]:
    """Home, the area, the list it is of, the page."""
    language = page.locale.language_code
    here = address(page, language)
    sections = {"learn": _("Learn"), "visit": _("Visit"), "culture": _("Culture"), "guidance": _("Guidance")}
    lists = {"routes": _("Routes"), "places": _("Places"), "festivals": _("Festivals")}
    found = [(county().site_name, f"/{language}/")]
    first, second = [*here.strip("/").split("/"), "", ""][1:3]
    if first in sections:
        found.append((sections[first], f"/{language}/{first}/"))
    if first == "visit" and second in lists:
        found.append((lists[second], f"/{language}/visit/{second}/"))
    return [*(step for step in found if step[1] != here), (page.title, here)] if first else found


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


def geo(latitude: Any, longitude: Any) -> Facts:
    """A WGS-84 point, as schema.org wants it."""
    return {"@type": "GeoCoordinates", "latitude": float(latitude), "longitude": float(longitude)}


def of_place(page: PlacePage, absolute: Absolute) -> list[Facts]:
    """With its point only where the place itself was measured."""
    is_exact = page.has_point and page.location_precision == Precision.EXACT
    own = {"@type": "TouristAttraction", "name": page.title, **said(page, absolute), "address": region(page)}
    return [own | ({"geo": geo(page.latitude, page.longitude)} if is_exact else {})]


def of_route(page: RoutePage, absolute: Absolute) -> list[Facts]:
    """The trip with its stops in their order."""
    halts = outing_of(page).halts
    stops = [{"@type": "ListItem", "position": halt.number, "item": of_halt(halt, absolute)} for halt in halts]
    itinerary = {"@type": "ItemList", "numberOfItems": len(stops), "itemListElement": stops} if stops else None
    return [{"@type": "TouristTrip", "name": page.title, **said(page, absolute), "itinerary": itinerary}]


def of_halt(halt: Halt, absolute: Absolute) -> Facts:
    """A stop: the page it has, and its point where that was measured; a village's or a township's is not its own."""
    spot, place = halt.spot, halt.place
    is_exact = spot is not None and spot.precision == Precision.EXACT
    return filled(
        {
            "@type": "Place",
            "name": halt.title,
            "url": absolute(address(place, place.locale.language_code)) if place else "",
            "geo": geo(spot.latitude, spot.longitude) if spot and is_exact else None,
        }
    )


def of_festival(page: FestivalPage, absolute: Absolute) -> list[Facts]:
    """An event for each day to come that readers may know of; none for a festival that is still to be announced."""
    coming = Occurrence.objects.announced().filter(festival_key=page.translation_key).not_over(shanghai_day(now()))
    where = {"@type": "Place", "name": page.place or REGION[page.locale.language_code], "address": region(page)}
    own = {"@type": "Event", "name": page.title, **said(page, absolute), "location": where}
    return [own | of_day(day) | {"organizer": publisher(absolute)} for day in coming.order_by("starts_on")]


def of_day(day: Occurrence) -> Facts:
    """When, and what became of it: called off, moved from another day, or as announced."""
    state = "Cancelled" if day.is_cancelled else "Rescheduled" if day.moved_from else "Scheduled"
    return {
        "startDate": day.starts_on.isoformat(),
        "endDate": day.last_day.isoformat(),
        "eventStatus": f"https://schema.org/Event{state}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "previousStartDate": day.moved_from.isoformat() if day.moved_from and not day.is_cancelled else "",
    }


def of_course(page: ProgrammePage, absolute: Absolute) -> list[Facts]:
    return [{"@type": "Course", "name": page.title, **said(page, absolute), "provider": publisher(absolute)}]


def of_lesson(page: LessonPage, absolute: Absolute) -> list[Facts]:
    language = LANG[page.locale.language_code]
    return [{"@type": "LearningResource", "name": page.title, **said(page, absolute), "inLanguage": language}]


PICTURED = {"Article", "TouristAttraction", "TouristTrip", "Event"}
MAKERS: dict[type[Page], Callable[[Any, Absolute], list[Facts]]] = {
    HomePage: of_home, CulturePage: of_article, GuidancePage: of_article, PlacePage: of_place, RoutePage: of_route,
    FestivalPage: of_festival, ProgrammePage: of_course, LessonPage: of_lesson,
}  # fmt: skip
