"""Lists of the county's pages, narrowed by what the address asks; and what is near a page."""

from collections.abc import Callable
from typing import Any

from django import template
from django.template.context import Context
from wagtail.models import Page

from cms import facets
from cms.models import CulturePage, GuidancePage, PlacePage, RoutePage
from cms.narrowing import Narrowed, narrow
from cms.nearby import Around, around
from cms.queries import FestivalDay, festival_year, in_both, township_names
from common.clock import now, shanghai_day

register = template.Library()


def asked(context: Context) -> Any:
    """What the address asks; nothing where a page is drawn without one."""
    request = context.get("request")
    return request.GET if request is not None else {}


def places(query: Any) -> Narrowed:
    return narrow(in_both(PlacePage.objects.all()), facets.of_places(township_names()), query)


def routes(query: Any) -> Narrowed:
    return narrow(in_both(RoutePage.objects.all()), facets.of_routes(), query)


def culture(query: Any) -> Narrowed:
    return narrow(in_both(CulturePage.objects.all()), facets.of_culture(), query)


def guidance(query: Any) -> Narrowed:
    pages = in_both(GuidancePage.objects.select_related("author").prefetch_related("author__grants"))
    return narrow(pages, facets.of_guidance(pages), query)


def festivals(query: Any) -> Narrowed:
    return narrow(festival_year(shanghai_day(now())), facets.of_festivals(), query)


LISTS: dict[str, Callable[[Any], Narrowed]] = {
    "places": places, "routes": routes, "culture": culture, "guidance": guidance, "festivals": festivals,
}  # fmt: skip


@register.simple_tag(takes_context=True)
def narrowed(context: Context, kind: str) -> Narrowed:
    """`{% narrowed "routes" as list %}`: the live pages of a kind, in the reader's language where they exist."""
    return LISTS[kind](asked(context))


@register.filter
def by_day(found: Narrowed) -> list[FestivalDay]:
    """The festivals of a list by the day they are listed with: of a chosen month, the day in that month."""
    month = next((field.chosen.value for field in found.fields if field.key == "month" and field.chosen), None)
    if month is None:
        return list(found.page)
    return sorted((festival.first_in(int(month)) for festival in found.page), key=lambda one: one.on or one.today)


@register.filter
def stands_large(found: Narrowed) -> FestivalDay | None:
    """The festival that stands large above the list: the next, on the first page of a list that nothing narrows."""
    first = found.rows[0] if found.rows and not found.chips and found.page.number == 1 else None
    return first if first and first.day and not first.day.is_cancelled else None


@register.simple_tag
def around_here(page: Page) -> Around:
    """`{% around_here page as near %}`: places, routes and festivals near it. Three queries."""
    return around(page)
