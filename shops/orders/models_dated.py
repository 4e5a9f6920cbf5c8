"""Visits in a basket, and visits that were booked: a line of an order that has days, hours and people."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shops.availability.models import Session
from shops.visits.models import Visit

MOST_PLACES = 99  # rooms, or people, in one booking


class BasketVisit(models.Model):
    """A visit somebody means to book: nights (from `first`, the day of `until` not one of them) or one session, and its price
    when last seen. `instead_of`: a booking that is given up for it."""

    basket = models.ForeignKey("orders.Basket", on_delete=models.CASCADE, related_name="visits")
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    first = models.DateField()
    until = models.DateField(null=True, blank=True)  # of a session None
    rooms = models.PositiveSmallIntegerField(default=1)
    adults = models.PositiveSmallIntegerField(default=2)
    children = models.PositiveSmallIntegerField(default=0)
    extra_beds = models.PositiveSmallIntegerField(default=0)
    meals = models.PositiveSmallIntegerField(default=0)  # people who eat, each day
    held_key = models.CharField(max_length=100, blank=True)  # of the stay that holds its places for who waited
    instead_of = models.ForeignKey("orders.Booking", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    seen_price = models.PositiveIntegerField()  # fen
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["basket", "visit", "first", "until", "session"], name="a_visit_is_in_a_basket_once"
            ),
            models.CheckConstraint(
                condition=Q(rooms__gte=1, rooms__lte=MOST_PLACES, adults__gte=1, adults__lte=MOST_PLACES),
                name="a_visit_is_of_somebody",
            ),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("first")), name="a_stay_has_a_night"),
        ]


class Booking(models.Model):
    """One booked visit: what a line of an order is of, frozen when it was booked.

    `stay_key` is whose places of the calendar it holds (`availability.Stay`); `ladder` is what goes back when it is called
    off: [[hours before, percent], …], the most hours first. `price_rows`: [{"zh", "en", "count", "fen"}]. Once it is
    paid, all that was paid for the booking it is `instead_of` goes back.
    """

    line = models.OneToOneField("orders.OrderLine", on_delete=models.PROTECT, related_name="booking")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.SET_NULL, related_name="bookings")
    stay_key = models.CharField(max_length=64, unique=True)
    code = models.CharField(_("booking code"), max_length=12, unique=True)
    is_stay = models.BooleanField()  # by night; else one session
    arrives_at = models.DateTimeField(_("arrival"), db_index=True)
    leaves_at = models.DateTimeField(_("departure"))
    rooms = models.PositiveSmallIntegerField(default=1)
    adults = models.PositiveSmallIntegerField()
    children = models.PositiveSmallIntegerField(default=0)
    extra_beds = models.PositiveSmallIntegerField(default=0)
    meals = models.PositiveSmallIntegerField(default=0)
    price_rows = models.JSONField(default=list)
    ladder = models.JSONField(default=list)
    moves = models.PositiveSmallIntegerField(default=0)  # how often its days were moved
    came_at = models.DateTimeField(_("came"), null=True, blank=True)
    missed_at = models.DateTimeField(_("did not come"), null=True, blank=True)
    off_at = models.DateTimeField(_("called off"), null=True, blank=True)  # by the guest, and some of it was kept
    instead_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="successors")
    told_at = models.DateTimeField(null=True, blank=True)  # when guest and host were written to that it is booked
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["arrives_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(leaves_at__gt=F("arrives_at")), name="a_booking_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(came_at__isnull=True) | Q(missed_at__isnull=True, off_at__isnull=True),
                name="a_guest_came_or_did_not",
            ),
        ]

    @property
    def paid(self) -> int:
        """Fen that the days it has now cost the guest, what was taken off taken off."""
        return sum(row["fen"] for row in self.price_rows)

    @property
    def people(self) -> int:
        return self.adults + self.children
