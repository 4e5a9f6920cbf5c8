"""What may not be done to a visit while guests are coming: fewer rooms than are taken, hiding it, taking it away.

The builder asks here before it changes a visit.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.clock import shanghai_day
from shops.availability.models import Bookable, Night, Stay
from shops.availability.personal import ahead
from shops.availability.wording import month_day
from shops.visits.models import Visit

NAMED = 5  # days in a sentence


class TooFewRooms(Exception):
    """More rooms are taken on some `days` than there would be; `words` name them. Nothing was changed."""

    def __init__(self, days: Iterable[date]) -> None:
        self.days = tuple(days)
        self.words = _("More rooms are booked on %(days)s. Move those guests first.") % {"days": listed(self.days)}
        super().__init__(self.days)


class StillBooked(Exception):
    """Guests are coming, on `days`; `words` say when. Nothing was changed."""

    def __init__(self, days: Iterable[date]) -> None:
        self.days = tuple(days)
        self.words = _("Guests have booked it for %(days)s. Receive them, or call them off first.") % {
            "days": listed(self.days)
        }
        super().__init__(self.days)


def listed(days: Iterable[date]) -> str:
    """The first few days, and how many more."""
    known = sorted(set(days))
    words = _(", ").join(month_day(day) for day in known[:NAMED])
    if (more := len(known) - NAMED) > 0:
        words += ngettext(" and %(n)s more day", " and %(n)s more days", more) % {"n": more}
    return words


@transaction.atomic
def allow_change(*, visit: Visit, changes: dict[str, Any], at: datetime) -> None:
    """Let the visit be changed so, its nights with it; call it in the transaction of the change.

    Raises TooFewRooms, StillBooked.
    """
    bookable = Bookable.objects.filter(visit=visit).first()
    if bookable is None:
        return
    if changes.get("is_shown") is False and visit.is_shown:
        require_nobody(bookable, at)
    if (rooms := changes.get("rooms")) and rooms != visit.rooms:
        set_rooms(bookable, rooms, at)


def set_rooms(bookable: Bookable, rooms: int, at: datetime) -> None:
    """From today on there are so many rooms each night. The bookable is held: no counter comes to be meanwhile."""
    Bookable.objects.select_for_update(no_key=True).get(pk=bookable.pk)
    nights = Night.objects.filter(bookable=bookable, day__gte=shanghai_day(at))
    list(nights.order_by("day").select_for_update(no_key=True).values_list("pk"))  # in the order in which they are taken
    nights.filter(taken__lte=rooms).update(rooms=rooms)
    if days := list(nights.filter(taken__gt=rooms).values_list("day", flat=True)):
        raise TooFewRooms(days)


def require_nobody(bookable: Bookable, at: datetime) -> None:
    """Raises StillBooked when a guest has booked it and still comes."""
    if days := days_booked(Stay.objects.filter(ahead(at), bookable=bookable)):
        raise StillBooked(days)


def days_booked(stays: QuerySet[Stay]) -> list[date]:
    """The first day of each."""
    rows = stays.values_list("first", "session__starts_at")
    return [first or shanghai_day(starts_at) for first, starts_at in rows]
