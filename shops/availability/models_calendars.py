"""Calendars that are kept elsewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OtherCalendar(models.Model):
    """A calendar kept elsewhere, in which the same rooms are booked: read by the clock at its address, or once from a file.

    Each entry of it takes one room, or all of them (`is_whole`). `problem`: why it could not be read last.
    """

    class Problem(models.TextChoices):
        UNREACHED = "unreached", _("The address does not answer.")
        FORBIDDEN = "forbidden", _("This address cannot be read from here. Paste the calendar’s public https address.")
        TOO_BIG = "too big", _("The calendar is larger than 1 MB, or has too many entries.")
        NO_CALENDAR = "no calendar", _("This is no calendar. Look for an address or file that ends with .ics.")
        TOO_FINE = "too fine", _("An entry in it comes again and again in a way that cannot be read.")

    bookable = models.ForeignKey("availability.Bookable", on_delete=models.CASCADE, related_name="calendars")
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=40)
    address = models.CharField(_("address"), max_length=500, blank=True)
    is_whole = models.BooleanField(default=False)
    etag = models.CharField(max_length=200, blank=True)
    problem = models.CharField(max_length=11, choices=Problem.choices, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["bookable", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["bookable", "address"], condition=~Q(address=""), name="a_calendar_is_read_once")
        ]

    def __str__(self) -> str:
        return self.name
