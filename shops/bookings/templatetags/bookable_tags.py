"""Which visits are booked by date, on pages that tell of them; what of a route can be booked, live."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import template
from django.core.cache import cache
from django.utils.translation import get_language

from common.clock import now, shanghai_day
from shops.availability.models import Bookable, Stay
from shops.availability.queries import Meeting, public, sessions_of
from shops.bookings import queries
from shops.bookings.on_pages import near
from shops.visits.models import Visit

register = template.Library()
AHEAD = 120  # days
A_MINUTE = 60


@register.simple_tag
def booked_online(visits: Sequence[Visit]) -> set[int]:
    """The keys of those that guests book by date. One query, none without visits."""
    keys = [one.pk for one in visits]
    return set(Bookable.objects.filter(is_online=True, visit__in=keys).values_list("visit", flat=True)) if keys else set()


@register.simple_tag
def bookings_behind(stays: Sequence[Stay]) -> dict[str, int]:
    """The booking's key by that of its stay, of those that were ordered here."""
    return queries.bookings_behind(stays)


@register.filter
def behind(found: dict[str, int], stay: Stay) -> int | None:
    return found.get(stay.key)


@register.filter
def row_said(row: dict[str, Any]) -> str:
    """A row of what was paid, in the reader's language."""
    return str(row["en"] if get_language() == "en" else row["zh"])


@dataclass(frozen=True)
class Departing:
    """A walk of a route, and the next time one can come along, if there is any."""

    bookable: Bookable
    next: Meeting | None


def routes_walked() -> frozenset[str]:
    """The translation keys of routes that somebody walks with guests, remembered for a minute: most routes ask for nothing."""
    known: frozenset[str] | None = cache.get("routes-walked")
    if known is None:
        keys = public().exclude(route=None).values_list("route__translation_key", flat=True)
        known = frozenset(map(str, keys))
        cache.set("routes-walked", known, A_MINUTE)
    return known


@register.inclusion_tag("shops/bookings/on_route.html", takes_context=True)
def walks_along(context: Any, page: Any) -> dict[str, Any]:
    """The guided walks along a route, each with its next departure that has places: as of now, never copied into the page.
    Three queries; none for a route that nobody walks with guests."""
    at, key = now(), page.translation_key
    walks = list(public().filter(route__translation_key=key).order_by("pk")) if str(key) in routes_walked() else []
    today = shanghai_day(at)
    meetings = sessions_of(walks, today, today + timedelta(days=AHEAD), at) if walks else {}
    found = [Departing(walk, next((one for one in meetings[walk.pk] if one.is_free), None)) for walk in walks]
    return {"walks": found, "request": context.get("request")}


@register.inclusion_tag("shops/bookings/near.html", takes_context=True)
def stays_near(context: Any, page: Any, heading: str) -> dict[str, Any]:
    """What can be booked at a place, or for a festival (`on_pages`); nothing at all where there is nothing."""
    return {"found": near(page, now()), "heading": heading, "request": context.get("request")}
