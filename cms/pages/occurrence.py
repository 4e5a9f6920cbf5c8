"""The days a festival falls on: reckoned by the moon, confirmed, moved or called off by an editor."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OccurrenceQuerySet(models.QuerySet):
    def announced(self) -> "OccurrenceQuerySet":
        """What readers may know of: all but days that an editor must confirm first."""
        return self.exclude(state=Occurrence.State.PROPOSED)

    def held(self) -> "OccurrenceQuerySet":
        """Announced and not called off."""
        return self.filter(state__in=(Occurrence.State.RECKONED, Occurrence.State.CONFIRMED))

    def not_over(self, today: date) -> "OccurrenceQuerySet":
        """Those whose last day is today or later."""
        return self.filter(models.Q(starts_on__gte=today) | models.Q(ends_on__gte=today))

    def to_confirm(self, today: date) -> "OccurrenceQuerySet":
        return self.filter(state=Occurrence.State.PROPOSED).not_over(today)


class Occurrence(models.Model):
    """A day, or some, that a festival falls on, for the page in every language.

    `lunar_year` is the year of the moon whose rule made it: a year is reckoned once, and what an editor made of it stays.
    `changes` counts what calendars that follow were told.
    """

    class State(models.TextChoices):
        RECKONED = "reckoned", _("By the lunar calendar")
        PROPOSED = "proposed", _("An editor must confirm it")
        CONFIRMED = "confirmed", _("Confirmed")
        CANCELLED = "cancelled", _("Called off")

    class Doubt(models.TextChoices):
        LEAP = "leap", _("The month comes twice that year: the first one is proposed.")
        MISSING = "missing", _("The month has no such day that year: its last day is proposed.")

    festival_key = models.UUIDField(db_index=True)  # FestivalPage.translation_key
    starts_on = models.DateField(_("first day"), db_index=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    moved_from = models.DateField(_("moved from"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CONFIRMED)
    doubt = models.CharField(_("what is doubtful"), max_length=10, choices=Doubt.choices, blank=True)
    lunar_year = models.PositiveSmallIntegerField(_("year by the moon"), null=True, blank=True)
    words = models.CharField(_("what readers should know"), max_length=240, blank=True)
    changes = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("festival day")
        verbose_name_plural = _("festival days")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["festival_key", "starts_on"], name="one_occurrence_per_day"),
            models.UniqueConstraint(fields=["festival_key", "lunar_year"], name="one_occurrence_per_lunar_year"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="a_festival_ends_after_it_starts",
            ),
        ]

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def last_day(self) -> date:
        return self.ends_on or self.starts_on
