"""What people ask of the house as a whole: a printed report, a copy of their own data, to be erased."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Cohort
from uploads.models import private_storage


class PrintedReport(models.Model):
    """One printing of the report: whose, of what, in which language; the file once it is there."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="printed_reports")
    programme = models.SlugField(max_length=80, blank=True)  # '' for all
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    pdf = models.FileField(storage=private_storage, upload_to="reports/", blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]


class DataExport(models.Model):
    """One copy of a person's own data, packed by a job, kept privately for some days and then deleted."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_exports")
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    zip = models.FileField(storage=private_storage, upload_to="exports/", blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(made_at=None, failed=False), name="one_export_in_the_making"
            )
        ]


class Erasure(models.Model):
    """A person's wish to be erased, and how far it has come. It names them by number only, so that it can stay."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        CONFIRMED = "confirmed", _("Confirmed")
        ERASING = "erasing", _("Being erased")
        DONE = "done", _("Erased")
        TAKEN_BACK = "taken back", _("Taken back")
        REFUSED = "refused", _("Refused")

    TRANSITIONS = {
        State.ASKED: frozenset({State.CONFIRMED, State.TAKEN_BACK, State.REFUSED}),
        State.CONFIRMED: frozenset({State.ERASING, State.TAKEN_BACK}),
        State.ERASING: frozenset({State.DONE}),
        State.DONE: frozenset(),
        State.TAKEN_BACK: frozenset(),
        State.REFUSED: frozenset(),
    }
    STANDING = (State.ASKED, State.CONFIRMED, State.ERASING)  # what has not come to its end

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasures")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()  # until then it can be taken back
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=600, blank=True)  # why it was refused, as the person reads it
    tried_at = models.DateTimeField(null=True)  # the job began last
    done_at = models.DateTimeField(null=True)
    parts_done = models.JSONField(default=list)  # labels, in the order in which they went
    names = models.JSONField(default=list)  # what is swept out of all texts; emptied with the last part

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state__in=["asked", "confirmed", "erasing"]), name="one_standing_erasure"
            )
        ]
