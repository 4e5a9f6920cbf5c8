"""Who had which nights and seats, and on what terms a keeper takes guests."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.clock import now, shanghai_day
from common.personal import DELETE, part
from shops.availability.models import Night, Session, Stay

mine = part("availability")
mine.holds(
    "availability.Bookable", "visit__shop__owner", title=_("On which terms guests book"),
    shown={
        "visit__name": _("what is booked"), "is_online": _("taken online"), "least_nights": _("fewest nights"),
        "most_nights": _("most nights"), "lead_hours": _("hours ahead"), "horizon_days": _("days ahead"),
        "guide": _("who guides"), "terms": _("when a guest cancels"),
    },
    erase=DELETE,
)  # fmt: skip
mine.holds_nothing("availability.Rate", why="what a night or a place costs on which days")
mine.holds_nothing("availability.Session", why="when an activity takes place, and how many seats it has")
mine.holds_nothing("availability.Night", why="how many rooms are taken in a night")
mine.holds(
    "availability.Stay", "bookable__visit__shop__owner", title=_("Bookings of your rooms, activities and walks"),
    shown={
        "bookable__visit__name": _("what is booked"), "first": _("first day"), "until": _("day of leaving"),
        "session__starts_at": _("begins at"), "places": _("rooms or places"), "why": _("how it was booked"),
        "at": _("booked at"),
    },
    erase=DELETE,
)  # fmt: skip
mine.holds(
    "availability.OtherCalendar", "bookable__visit__shop__owner", title=_("Other calendars of your rooms"),
    shown={"name": pgettext_lazy("of a thing", "name"), "address": _("address"), "read_at": _("read at")}, erase=DELETE,
)  # fmt: skip
mine.holds(
    "availability.Waiting", "person", title=_("Where you wait for a free place"),
    shown={
        "bookable__visit__name": _("what is booked"), "first": _("first day"), "until": _("day of leaving"),
        "places": _("rooms or places"), "state": _("state"), "at": _("asked on"),
    },
    erase=DELETE,
)  # fmt: skip
mine.points("availability.Stay", "by", why="names by number who wrote it down")


def ahead(at: datetime) -> Q:
    """Of stays that hold: guests who are there, or still come."""
    guests = Q(released_at=None, why__in=(Stay.Why.ORDER, Stay.Why.PHONE))
    return guests & (Q(until__gt=shanghai_day(at)) | Q(session__starts_at__gt=at))


@mine.prevents
def guests_to_come(person: Any) -> Any:
    """Nobody goes while guests are on their way to them."""
    if Stay.objects.filter(ahead(now()), bookable__visit__shop__owner=person).exists():
        return _("Guests have booked with you and still come. Receive them, or call them off first.")
    return None


@mine.also
def clear(person: Any) -> None:
    """The rows that would keep their rooms and walks from going."""
    for model in (Stay, Session, Night):
        model._default_manager.filter(bookable__visit__shop__owner=person).delete()
