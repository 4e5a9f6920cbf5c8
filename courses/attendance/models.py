"""Days on which a cohort meets in person, who came, and every change of what was kept about it.

What a trainee's code said and what a mentor saw stay apart: `Mark.how` says whose word stands now, `Mark.code_at` that a code
came.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Cohort, Enrolment
from uploads.models import private_storage

OPENS_BEFORE = timedelta(minutes=30)  # the code counts from half an hour before the day begins
EARLY = timedelta(hours=1)  # a code that comes up to an hour before that is kept and counts then
GRACE = timedelta(hours=12)  # after the end, for who has a signal only at home
LATE_AFTER = timedelta(minutes=15)


class TrainingDay(models.Model):
    """A day on the base (or elsewhere) of one cohort. Its clock times are Shanghai's."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="training_days")
    key = models.UUIDField(default=uuid.uuid4)  # comes with the form, so that a second sending makes no second day
    held_on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=80)
    starts = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="led_days")
    code = models.CharField(max_length=6)
    guests = models.PositiveSmallIntegerField(_("others who came"), default=0)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_why = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    changes = models.PositiveSmallIntegerField(default=0)  # SEQUENCE of the event in people's calendars
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-held_on", "-starts", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "key"], name="one_training_day_per_key"),
            models.UniqueConstraint(fields=["held_on", "code"], name="one_code_a_day"),
            models.UniqueConstraint(
                fields=["cohort", "held_on", "starts"],
                condition=models.Q(called_off_at=None),
                name="one_training_day_at_a_time",
            ),
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="training_day_ends_after_start"),
        ]

    def at(self, clock: Any) -> datetime:
        """The instant of a clock time on this day."""
        return timezone.make_aware(datetime.combine(self.held_on, clock), timezone.get_default_timezone())

    @property
    def starts_at(self) -> datetime:
        return self.at(self.starts)

    @property
    def ends_at(self) -> datetime:
        return self.at(self.ends)

    @property
    def opens_at(self) -> datetime:
        """From when the code counts."""
        return self.starts_at - OPENS_BEFORE

    @property
    def closes_at(self) -> datetime:
        return self.ends_at + GRACE

    @property
    def is_outside_cohort(self) -> bool:
        """Whether the cohort's dates were moved away from under it."""
        return not self.cohort.starts_on <= self.held_on <= self.cohort.ends_on

    @property
    def code_words(self) -> str:
        """The code as it is read aloud: 482 913."""
        return f"{self.code[:3]} {self.code[3:]}"


class Presence(models.TextChoices):
    PRESENT = "present", _("Present")
    LATE = "late", _("Late")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent")


class How(models.TextChoices):
    ROLL = "roll", _("by roll call")
    CODE = "code", _("by code")
    PAPER = "paper", _("from paper")


class Mark(models.Model):
    """How it stands with one trainee on one day."""

    day = models.ForeignKey(TrainingDay, on_delete=models.PROTECT, related_name="marks")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendance")
    state = models.CharField(max_length=8, choices=Presence.choices)
    how = models.CharField(max_length=5, choices=How.choices)
    code_at = models.DateTimeField(null=True, blank=True)  # when their code came, whatever was said since
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "enrolment"], name="one_mark_per_day")]


class MarkChange(models.Model):
    """One line of a mark's history: never changed. `from_state` is '' for the first; every later one says why."""

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="changes")
    from_state = models.CharField(max_length=8, choices=Presence.choices, blank=True)
    to_state = models.CharField(max_length=8, choices=Presence.choices)
    how = models.CharField(max_length=5, choices=How.choices)
    why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(from_state="") | ~models.Q(why=""), name="correction_says_why")
        ]


class CorrectionRequest(models.Model):
    """A trainee's words that a day stands wrong, and what a mentor answered."""

    day = models.ForeignKey(TrainingDay, on_delete=models.PROTECT, related_name="requests")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="corrections_asked")
    words = models.CharField(_("what is wrong"), max_length=300)
    asked_at = models.DateTimeField()
    answer = models.CharField(_("answer"), max_length=200, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "enrolment"], condition=models.Q(answered_at=None), name="one_open_correction_per_day"
            )
        ]


class PrintedList(models.Model):
    """One printing of a day's paper list: who asked, and the file once it is there."""

    day = models.ForeignKey(TrainingDay, on_delete=models.PROTECT, related_name="printed")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True, blank=True)
    failed = models.BooleanField(default=False)
    pdf = models.FileField(storage=private_storage, upload_to="lists/", blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
