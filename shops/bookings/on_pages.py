"""What can be booked at a place or for a festival, on the county's pages: with its price and the next day that is free.

Near a place are the shops of its township, and those that are linked to the page; for a festival those that are linked to it,
and what has a price of its own for it. A page remembers it for a minute; who follows a link sees what is true.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q

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
    """At most `MOST`, those that are linked first. One query for nothing, five for some; none within a minute."""
    name = f"to-book-at-{page.translation_key}"
    known: list[Near] | None = cache.get(name)
    if known is None:
        known = looked_up(list(of_page(page)[:MOST]), at)
        cache.set(name, known, A_MINUTE)
    return known


def of_page(page: Any) -> Any:
    ties = Tie.objects.filter(page_key=page.translation_key)
    rates = Rate.objects.filter(festival__translation_key=page.translation_key)
    is_linked = Exists(ties.filter(shop=OuterRef("visit__shop")))
    wanted = Q(is_linked=True) | Q(pk__in=rates.values("bookable"))
    if township := getattr(page, "township", ""):
        wanted |= Q(visit__shop__township=township)
    return public().annotate(is_linked=is_linked).filter(wanted).order_by("-is_linked", "visit__shop", "visit__position")


def looked_up(found: Sequence[Bookable], at: datetime) -> list[Near]:
    today = shanghai_day(at)
    rooms, others = [one for one in found if one.is_room], [one for one in found if not one.is_room]
    nights = calendar_of(rooms, today, AHEAD, at) if rooms else {}
    meetings = sessions_of(others, today, today + timedelta(days=AHEAD), at) if others else {}
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
