"""What can be booked at a place or for a festival, on the county's pages: with its price and the next day that is free; for a
festival the first free day from the evening before it.

Near a place are the shops of its township, and those that are linked to the page; for a festival those that are linked to it,
and what has a price of its own for it. A page remembers it for a minute; who follows a link sees what is true.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q

from cms.models import FestivalPage, Occurrence
from common.clock import shanghai_day
from shops.availability.models import Bookable, Rate
from shops.availability.queries import calendar_of, public, sessions_of
from shops.catalogue.models import Tie

MOST = 6
AHEAD = 60  # days
A_MINUTE = 60


@dataclass(frozen=True)
class Near:
    """Something to book. `price`: fen on the next day that is free; `day` None where none is on sale."""

    bookable: Bookable
    price: int
    day: date | None
    left: int = 0


def near(page: Any, at: datetime) -> list[Near]:
    """At most `MOST`, those that are linked first. One query for nothing, five for some, one more for a festival; none within a
    minute."""
    name = f"to-book-at-{page.translation_key}"
    known: list[Near] | None = cache.get(name)
    if known is None:
        found = list(of_page(page)[:MOST])
        known = looked_up(found, begin_of(page, shanghai_day(at)), at) if found else []
        cache.set(name, known, A_MINUTE)
    return known


def begin_of(page: Any, today: date) -> date:
    """From which day on one looks: today, or the evening before the festival."""
    days = Occurrence.objects.held().not_over(today).filter(festival_key=page.translation_key)
    coming = days.order_by("starts_on").first() if isinstance(page, FestivalPage) else None
    return max(today, coming.starts_on - timedelta(days=1)) if coming else today


def of_page(page: Any) -> Any:
    ties = Tie.objects.filter(page_key=page.translation_key)
    rates = Rate.objects.filter(festival__translation_key=page.translation_key)
    is_linked = Exists(ties.filter(shop=OuterRef("visit__shop")))
    wanted = Q(is_linked=True) | Q(pk__in=rates.values("bookable"))
    if township := getattr(page, "township", ""):
        wanted |= Q(visit__shop__township=township)
    return public().annotate(is_linked=is_linked).filter(wanted).order_by("-is_linked", "visit__shop", "visit__position")


def looked_up(found: Sequence[Bookable], begin: date, at: datetime) -> list[Near]:
    rooms, others = [one for one in found if one.is_room], [one for one in found if not one.is_room]
    nights = calendar_of(rooms, begin, AHEAD, at) if rooms else {}
    meetings = sessions_of(others, begin, begin + timedelta(days=AHEAD), at) if others else {}
    made = []
    for one in found:
        if one.is_room:
            night = next((night for night in nights[one.pk] if night.is_free), None)
            made.append(Near(one, night.price, night.day, night.left) if night else Near(one, one.visit.price, None))
        else:
            free = next((each for each in meetings[one.pk] if each.is_free), None)
            day = shanghai_day(free.session.starts_at) if free else None
            made.append(Near(one, free.price, day, free.left) if free else Near(one, one.visit.price, None))
    return made
