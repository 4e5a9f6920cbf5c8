"""What the pages' templates ask: the other language's title, addresses, the next festival, a route's map."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import queries
from cms.itinerary import Outing, outing_of
from cms.maps import RouteMap, route_map
from cms.models import CulturePage, FestivalPage, GuidancePage, Occurrence, PlacePage, Recording, RoutePage
from cms.profile import Profile, profile_of
from cms.routing import address as address_of
from cms.routing import reader_language
from cms.staging import Within, longer_routes_with
from cms.tiles import TileMap, tile_map
from common.clock import now, shanghai_day
from common.languages import LANG, OTHER
from common.templatetags.drawing import is_drawn

register = template.Library()


@register.filter
def address(page: Page) -> str:
    """The page's address in the reader's language, without a query."""
    return address_of(page)


def language_of(page: Page) -> str:
    return page.locale.language_code


@register.filter
def lang_attr(page: Page) -> SafeString | str:
    """` lang="…"`, with its space, for a page that is not in the reader's language; '' else."""
    language = language_of(page)
    return "" if language == reader_language() else format_html(' lang="{}"', LANG[language])


@register.filter
def only_here(page: Page) -> SafeString | str:
    """ "In Chinese only" beside a page that the reader's language lacks; '' where it is in theirs."""
    here = reader_language()
    if language_of(page) == here:
        return ""
    words = gettext("In Chinese only") if here == "en" else gettext("In English only")
    return format_html('<small class="s mute only" lang="{}">{}</small>', LANG[here], words)


@register.filter
def second_title(page: Page) -> SafeString | str:
    """The title in the other language, as the small second line under a heading; '' when it has none."""
    twin = page.twin  # type: ignore[attr-defined]
    if twin is None or twin.title == page.title:
        return ""
    other = LANG[OTHER[language_of(page)]]
    return format_html('<span class="zh" lang="{}">{}</span>', other, twin.title)


@register.simple_tag
def next_festival() -> queries.FestivalDay | None:
    """`{% next_festival as festival %}`: what comes next by the calendar, or None."""
    return queries.next_festival(shanghai_day(now()))


@register.filter
def is_off(festival: queries.FestivalDay) -> bool:
    return bool(festival.day and festival.day.is_cancelled)


@register.simple_tag
def days_of(page: FestivalPage) -> list[Occurrence]:
    """The next days this festival falls on, with those called off."""
    return queries.festival_days(page, shanghai_day(now()))


@register.filter
def first_held(days: list[Occurrence]) -> Occurrence | None:
    """The first day that is not called off."""
    return next((day for day in days if not day.is_cancelled), None)


LISTED: dict[str, Any] = {
    "routes": RoutePage, "places": PlacePage, "festivals": FestivalPage, "culture": CulturePage, "guidance": GuidancePage,
}  # fmt: skip


@register.simple_tag
def written(kind: str) -> list[Page]:
    """`{% written "routes" as routes %}`: every live page of a kind, in the reader's language where it exists."""
    rows = LISTED[kind].objects.all()
    return queries.in_both(rows.select_related("author") if kind == "guidance" else rows)


@register.simple_tag
def township_names() -> dict[str, Any]:
    return queries.townships()


@register.simple_tag
def outing(page: RoutePage | PlacePage) -> Outing:
    """`{% outing page as outing %}`: the stops day by day, their points, the track."""
    return outing_of(page)


@register.filter
def map_of(outing: Outing) -> RouteMap | None:
    """The map of the stops, or None when their places are not known."""
    return route_map(outing.halts, outing.towns, outing.track)


@register.filter
def tiles(outing: Outing) -> TileMap | None:
    """The map of tiles, or None while the operator has named no provider."""
    return tile_map(outing.halts, outing.track)


@register.filter
def profile(outing: Outing) -> Profile | None:
    return profile_of(outing.track)


@register.simple_tag
def longer_routes(page: RoutePage) -> list[Within]:
    """`{% longer_routes page as wholes %}`: the routes this one is a stage of. One query, three where there is one."""
    return longer_routes_with(page)


@register.simple_tag
def access_photos(page: Any) -> list[Any]:
    """`{% access_photos page as photos %}`: each with its picture and who took it. One query."""
    return list(page.access_photos.select_related("picture__credited"))


@register.simple_tag
def other_guidance(page: GuidancePage) -> list[GuidancePage]:
    return queries.other_guidance(page)


@register.simple_tag
def guidance_for(lesson: Page) -> list[GuidancePage]:
    """`{% guidance_for page as articles %}`: what mentors wrote about this lesson. One query."""
    return queries.guidance_for(lesson)


@register.filter
def about_recording(media: Any) -> Recording | None:
    """What is known of a recording: its captions, words, maker. One query."""
    return Recording.objects.filter(media=media).first()


@register.filter
def lookup(mapping: dict, key: str) -> Any:
    """`mapping[key]`, or None."""
    return mapping.get(key)


@register.filter
def blocks(stream: Any, kind: str) -> list[Any]:
    """The blocks of a kind in a stream, in their order."""
    return [block for block in stream if block.block_type == kind]


@register.filter
def numbered_drawing(page: CulturePage) -> str:
    """The page's drawing with its parts numbered, where it lists parts and the art folder has one; '' else."""
    name = f"{page.drawing}-parts"
    return name if blocks(page.body, "parts") and is_drawn(name) else ""


@register.filter
def stay(minutes: int) -> str:
    """How long a stop lasts: "45 min", "1 h 30 min", "12 h"."""
    hours, rest = divmod(int(minutes), 60)
    parts = [_("%(hours)s h") % {"hours": hours}] if hours else []
    if rest:
        parts.append(_("%(minutes)s min") % {"minutes": rest})
    return " ".join(parts)


@register.simple_tag
def routes_about(page: CulturePage) -> list[RoutePage]:
    """The routes on which one meets what this page tells of."""
    return queries.routes_about(page)
