"""Which visits are booked by date, on pages that tell of them; what of a route can be booked, live."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import template
from django.utils.translation import get_language

from common.clock import now, shanghai_day
from shops.availability.models import Bookable, Stay
from shops.availability.queries import Meeting, public, sessions_of
from shops.bookings import queries
from shops.visits.models import Visit

register = template.Library()
AHEAD = 120  # days


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


@register.inclusion_tag("shops/bookings/on_route.html", takes_context=True)
def walks_along(context: Any, page: Any) -> dict[str, Any]:
    """The guided walks along a route, each with its next departure that has places: as of now, never copied into the page.
    Three queries at most, one without any."""
    at = now()
    walks = list(public().filter(route__translation_key=page.translation_key).order_by("pk"))
    today = shanghai_day(at)
    meetings = sessions_of(walks, today, today + timedelta(days=AHEAD), at) if walks else {}
    found = [Departing(walk, next((one for one in meetings[walk.pk] if one.is_free), None)) for walk in walks]
    return {"walks": found, "request": context.get("request")}
