"""Who waits for nights or seats that are full, in the order in which they asked."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy


def new_key() -> str:
    return secrets.token_urlsafe(24)


class Waiting(models.Model):
    """One wish that waits: so many `places` (rooms or seats) of a session, or of the nights from `first` to `until`.

    Offered, its places are held by `stay` until `offered_until`. `who` names person and wish: each waits once for the same.
    `key` is in the address of its page. A guest (no `person`) is written to at `phone`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("on a waiting list", "Waiting")
        OFFERED = "offered", pgettext_lazy("on a waiting list", "Offered")
        TAKEN = "taken", pgettext_lazy("on a waiting list", "Booked")
        LAPSED = "lapsed", pgettext_lazy("on a waiting list", "Did not answer in time")
        LEFT = "left", pgettext_lazy("on a waiting list", "Waits no more")
        OVER = "over", pgettext_lazy("on a waiting list", "Over")

    LIVE = (State.WAITING, State.OFFERED)
    TRANSITIONS = {
        State.WAITING: frozenset({State.OFFERED, State.LEFT, State.OVER}),
        State.OFFERED: frozenset({State.TAKEN, State.LAPSED, State.LEFT, State.OVER}),
        State.TAKEN: frozenset(), State.LAPSED: frozenset(), State.LEFT: frozenset(), State.OVER: frozenset(),
    }  # fmt: skip

    bookable = models.ForeignKey("availability.Bookable", on_delete=models.CASCADE, related_name="waiting")
    session = models.ForeignKey("availability.Session", null=True, blank=True, on_delete=models.CASCADE, related_name="waiting")
    first = models.DateField()  # of a session its day
    until = models.DateField(null=True, blank=True)
    places = models.PositiveSmallIntegerField()
    adults = models.PositiveSmallIntegerField()
    children = models.PositiveSmallIntegerField(default=0)
    extra_beds = models.PositiveSmallIntegerField(default=0)
    meals = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )  # fmt: skip
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10)
    who = models.CharField(max_length=64)
    key = models.CharField(max_length=43, unique=True, default=new_key)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    at = models.DateTimeField()
    offered_until = models.DateTimeField(null=True, blank=True)
    stay = models.ForeignKey(
        "availability.Stay", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["who"], condition=Q(state__in=["waiting", "offered"]), name="each_waits_once_for_the_same"
            ),
            models.CheckConstraint(
                name="who_waits_waits_for_something",
                condition=Q(places__gte=1)
                & (Q(session__isnull=False, until=None) | Q(session=None, until__isnull=False, until__gt=F("first"))),
            ),
            models.CheckConstraint(
                name="an_offer_has_an_end", condition=~Q(state="offered") | Q(offered_until__isnull=False)
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["bookable", "first"], condition=Q(state="waiting"), name="who_waits"),
        ]

    @property
    def people(self) -> int:
        return self.adults + self.children

    @property
    def nights(self) -> int:
        """0 for a session."""
        return (self.until - self.first).days if self.until else 0
