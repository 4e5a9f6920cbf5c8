"""What can be booked by date: on which terms, at which prices, and who has which nights and seats. Amounts in fen.

Days are half-open: the day of `until` is not one of them.
"""

import secrets
from datetime import time
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import FestivalPage, RoutePage
from common.clock import shanghai_day
from shops.availability.ladders import Ladder, easy
from shops.visits.models import Visit

USER = settings.AUTH_USER_MODEL
MOST_NIGHTS = 60  # of one stay
MOST_DAYS = 730  # ahead
MOST_EARLY = 50  # per cent off
EVERY_DAY = 0  # of `Rate.weekdays`


def new_secret() -> str:
    return secrets.token_urlsafe(24)


class Bookable(models.Model):
    """On which terms a visit is taken by date. Without such a row guests ring, as before.

    Who books `early_days` ahead or sooner pays `early_percent` less. Who is younger than `free_under` pays nothing and takes no
    place; younger than `child_under`, the child's price. `ladder` holds the rungs as they were when the owner chose.
    """

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="bookable")
    is_online = models.BooleanField(_("taken online"), default=False)
    least_nights = models.PositiveSmallIntegerField(_("fewest nights"), default=1)
    most_nights = models.PositiveSmallIntegerField(_("most nights"), default=14)
    lead_hours = models.PositiveSmallIntegerField(_("hours ahead"), default=24)
    horizon_days = models.PositiveSmallIntegerField(_("days ahead"), default=180)
    early_days = models.PositiveSmallIntegerField(_("booked early: days ahead"), null=True, blank=True)
    early_percent = models.PositiveSmallIntegerField(_("booked early: per cent off"), null=True, blank=True)
    child_price = models.PositiveIntegerField(_("price for a child"), null=True, blank=True)
    child_under = models.PositiveSmallIntegerField(_("child’s price under this age"), default=0)
    free_under = models.PositiveSmallIntegerField(_("free under this age"), default=0)
    extra_beds = models.PositiveSmallIntegerField(_("extra beds in a room"), default=0)
    extra_bed_price = models.PositiveIntegerField(_("price of an extra bed"), default=0)  # a night
    meal = models.CharField(_("which meal"), max_length=60, blank=True)
    meal_price = models.PositiveIntegerField(_("price of the meal"), null=True, blank=True)  # for a person, each day
    arrive_from = models.TimeField(_("guests come from"), default=time(14))
    leave_by = models.TimeField(_("guests leave by"), default=time(12))
    terms = models.CharField(_("when a guest cancels"), max_length=6, choices=Ladder.choices, default=Ladder.EASY)
    ladder = models.JSONField(default=easy)
    route = models.ForeignKey(RoutePage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    guide = models.CharField(_("who guides"), max_length=40, blank=True)
    secret = models.CharField(max_length=43, unique=True, default=new_secret)  # in the address of its calendar
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("what can be booked"), _("what can be booked")
        constraints = [
            models.CheckConstraint(
                name="a_stay_has_some_nights",
                condition=Q(least_nights__gte=1, most_nights__gte=F("least_nights"), most_nights__lte=MOST_NIGHTS),
            ),
            models.CheckConstraint(
                name="booked_not_too_far_ahead", condition=Q(horizon_days__gte=1, horizon_days__lte=MOST_DAYS)
            ),
            models.CheckConstraint(
                name="a_childs_price_has_an_age",
                condition=Q(child_price=None, child_under=0)
                | Q(child_price__isnull=False, child_under__gte=1, child_under__lte=18),
            ),
            models.CheckConstraint(
                name="free_at_no_greater_age_than_a_child",
                condition=Q(free_under__lte=18) & (Q(child_under=0) | Q(free_under__lte=F("child_under"))),
            ),
            models.CheckConstraint(
                name="an_extra_bed_has_a_price", condition=Q(extra_beds=0) | Q(extra_beds__lte=5, extra_bed_price__gte=0)
            ),
            models.CheckConstraint(
                name="booked_early_is_something_off",
                condition=Q(early_days=None, early_percent=None)
                | Q(early_days__gte=1, early_days__lte=MOST_DAYS, early_percent__gte=1, early_percent__lte=MOST_EARLY),
            ),
            models.CheckConstraint(name="a_meal_costs_something", condition=Q(meal_price=None) | Q(meal_price__gte=1)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.visit)

    @property
    def is_room(self) -> bool:
        return self.visit.is_room


class Rate(models.Model):
    """Another price than `Visit.price` on some days: a room's for a night, else for each person.

    A season has dates (`first`, `until`), or comes every year (`from_day`, `until_day`: month × 100 + day), perhaps only on
    `weekdays` (bits, Monday = 1, 0 for all). Which rule holds on a day, and which two may not meet: `rates`.
    """

    class Kind(models.TextChoices):
        FESTIVAL = "festival", _("Festival")
        SEASON = "season", pgettext_lazy("of prices", "Season")
        WEEKDAYS = "weekdays", _("Days of the week")

    bookable = models.ForeignKey(Bookable, on_delete=models.CASCADE, related_name="rates")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=40)
    price = models.PositiveIntegerField()
    first = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    from_day = models.PositiveSmallIntegerField(null=True, blank=True)
    until_day = models.PositiveSmallIntegerField(null=True, blank=True)
    weekdays = models.PositiveSmallIntegerField(default=EVERY_DAY)
    festival = models.ForeignKey(FestivalPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["bookable", "pk"]
        constraints = [
            models.CheckConstraint(name="a_rate_costs_something", condition=Q(price__gte=1, weekdays__lte=127)),
            models.CheckConstraint(
                name="a_rate_says_its_days",
                condition=Q(kind="weekdays", weekdays__gte=1, first=None, until=None, from_day=None, until_day=None)
                | (Q(kind="festival", weekdays=0) | Q(kind="season"))
                & Q(from_day=None, until_day=None, first__isnull=False, until__isnull=False, until__gt=F("first"))
                | Q(kind="season", first=None, until=None, from_day__isnull=False, until_day__isnull=False)
                & Q(from_day__gte=101, from_day__lte=1231, until_day__gte=101, until_day__lte=1231)
                & (Q(from_day__lt=F("until_day")) | Q(from_day__gt=F("until_day"))),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """One time of a farm activity, or a departure of a walk. `price`: for each person, where it is not the day's."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a session", "Takes place")
        OFF = "called off", pgettext_lazy("a session", "Called off")

    TRANSITIONS = {State.OPEN: frozenset({State.OFF}), State.OFF: frozenset()}

    bookable = models.ForeignKey(Bookable, on_delete=models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    price = models.PositiveIntegerField(null=True, blank=True)
    guide = models.CharField(_("who guides"), max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.CharField(_("why it was called off"), max_length=120, blank=True)
    changes = models.PositiveSmallIntegerField(default=0)  # what calendars that follow were told
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["bookable", "starts_at"], name="one_session_at_a_time"),
            models.CheckConstraint(
                name="no_seat_is_taken_twice", condition=Q(taken__gte=0, seats__gte=1, taken__lte=F("seats"))
            ),
            models.CheckConstraint(name="a_session_costs_something", condition=Q(price=None) | Q(price__gte=1)),
            models.CheckConstraint(name="called_off_with_a_reason", condition=Q(state="open") | ~Q(reason="")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["bookable", "starts_at"], name="sessions_of_a_bookable")]

    @property
    def left(self) -> int:
        return self.seats - self.taken


class Night(models.Model):
    """How many rooms of a kind are taken in the night after `day`; `closures`: how many reasons close it whole.

    The row comes to be when it is first written; without one nothing is taken.
    """

    bookable = models.ForeignKey(Bookable, on_delete=models.PROTECT, related_name="nights")
    day = models.DateField()
    rooms = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    closures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["bookable", "day"]
        constraints = [
            models.UniqueConstraint(fields=["bookable", "day"], name="one_counter_for_a_night"),
            models.CheckConstraint(
                name="no_room_is_taken_twice", condition=Q(taken__gte=0, closures__gte=0, rooms__gte=F("taken"))
            ),
        ]  # fmt: skip

    @property
    def left(self) -> int:
        return 0 if self.closures else self.rooms - self.taken


class Stay(models.Model):
    """Who has what: the ledger behind the counters. Of a session, or of the nights from `first` to `until`.

    `places` are rooms or seats; 0 closes the nights whole, whatever is taken already. `key` says which press it was. `shares`:
    the guest's stay whose place it takes; while both hold, the nights of both are counted once (`sharing`).
    """

    class Why(models.TextChoices):
        ORDER = "order", _("Ordered here")
        PHONE = "phone", _("Booked by telephone")
        CLOSED = "closed", pgettext_lazy("a day", "Closed")
        CALENDAR = "calendar", _("From another calendar")
        HELD = "held", _("Held for who waited")

    CLOSING = (Why.CLOSED, Why.CALENDAR)

    bookable = models.ForeignKey(Bookable, on_delete=models.PROTECT, related_name="stays")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.PROTECT, related_name="stays")
    first = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    places = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=8, choices=Why.choices)
    key = models.CharField(max_length=100, unique=True)
    words = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    changes = models.PositiveSmallIntegerField(default=0)  # what calendars that follow were told
    calendar = models.ForeignKey(
        "availability.OtherCalendar", null=True, blank=True, on_delete=models.SET_NULL, related_name="stays"
    )
    shares = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="heirs")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["shares"], condition=Q(released_at=None), name="two_stays_share_and_never_three"),
            models.CheckConstraint(
                name="a_stay_is_of_a_session_or_of_nights",
                condition=Q(session__isnull=False, first=None, until=None)
                | Q(session=None, first__isnull=False, until__isnull=False, until__gt=F("first")),
            ),
            models.CheckConstraint(
                name="a_stay_takes_something", condition=Q(places__gte=1) | Q(session=None, why__in=["closed", "calendar"])
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["bookable", "until"], condition=Q(released_at=None), name="stays_that_hold"),
        ]

    @property
    def begins_on(self) -> Any:
        """The day guests come."""
        return shanghai_day(self.session.starts_at) if self.session else self.first

    @property
    def nights(self) -> int:
        """0 for a session's."""
        return (self.until - self.first).days if self.first and self.until else 0


from shops.availability.models_calendars import OtherCalendar  # noqa: E402  (they point at what is above)
from shops.availability.models_waiting import Waiting  # noqa: E402

__all__ = [
    "EVERY_DAY", "MOST_DAYS", "MOST_NIGHTS", "Bookable", "Night", "OtherCalendar", "Rate", "Session", "Stay", "Waiting",
    "new_secret",
]  # fmt: skip
