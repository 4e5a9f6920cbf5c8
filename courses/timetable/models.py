"""The days of a cohort: its sessions, what became of them, when pieces are due and stages reached, later days for one."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Cohort, Enrolment

PERSON = settings.AUTH_USER_MODEL


class Session(models.Model):
    """A day or an hour on which a cohort meets. Called off, it stays in the timetable and says so."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)  # of the event in people's calendars
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("cohort"))
    title = models.CharField(_("title"), max_length=120)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    stage_key = models.UUIDField(_("stage"), null=True, blank=True)  # ModulePage.translation_key
    mentor = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("mentor")
    )
    is_off = models.BooleanField(_("called off"), default=False)
    changes = models.PositiveSmallIntegerField(default=0, editable=False)  # SEQUENCE of the event
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.title


class DueRule(models.Model):
    """When the piece of a stage is due in a cohort. Without a row nothing is due; after its day nothing closes."""

    class Kind(models.TextChoices):
        ON = "on", _("On a fixed day")
        AFTER_START = "after start", _("Days after the cohort starts")
        AFTER_WORK = "after work", _("Days after work in the trainee’s own field log")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="due_rules")
    stage_key = models.UUIDField()  # ModulePage.translation_key, as Assignment.module_key
    kind = models.CharField(max_length=11, choices=Kind.choices)
    on = models.DateField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    work = models.CharField(max_length=12, blank=True)  # a key of the field log's list of work

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "stage_key"], name="one_due_rule_per_stage"),
            models.CheckConstraint(
                name="due_rule_is_whole",
                condition=models.Q(kind="on", on__isnull=False, days=None, work="")
                | models.Q(kind="after start", on=None, days__isnull=False, work="")
                | (models.Q(kind="after work", on=None, days__isnull=False) & ~models.Q(work="")),
            ),
        ]


class Pace(models.Model):
    """By which day after the cohort's start a stage should be reached, where a manager does not want it spread evenly."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="paces")
    stage_key = models.UUIDField()
    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "stage_key"], name="one_pace_per_stage")]


class Extension(models.Model):
    """More time for one trainee and one piece: the latest counts, all stay on record."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="extensions")
    stage_key = models.UUIDField()
    until = models.DateField()
    words = models.TextField(max_length=600)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["enrolment", "stage_key"])]


class DayNews(models.Model):
    """What became of one day of a cohort (a session, a training day) since its people last heard of it.

    `before` and `after` are a `telling.DayFacts` as JSON; without `before` the day is new.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="day_news")
    day_key = models.UUIDField()
    before = models.JSONField(null=True)
    after = models.JSONField()
    first_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "day_key"], condition=models.Q(told_at=None), name="one_untold_news_per_day"
            )
        ]
