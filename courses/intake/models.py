"""A list of people that an office sent: its rows for as long as they are needed, its counts for ever.

The file itself is never kept, and no ID number of it.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.cohorts.models import Application, Cohort

KEPT_FOR = timedelta(days=7)  # then the rows are deleted: they are people's names and numbers


class TraineeList(models.Model):
    """One list for one cohort: read, looked over, admitted by a job."""

    class State(models.TextChoices):
        READ = "read", _("To look over")
        ADMITTING = "admitting", _("Being admitted")
        DONE = "done", pgettext_lazy("list of trainees", "Done")
        DISCARDED = "discarded", _("Deleted")

    TRANSITIONS = {
        State.READ: frozenset({State.ADMITTING, State.DISCARDED}),
        State.ADMITTING: frozenset({State.DONE, State.DISCARDED}),
        State.DONE: frozenset(),
        State.DISCARDED: frozenset(),
    }

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="trainee_lists")
    name = models.CharField(max_length=120)  # of the file
    sha256 = models.CharField(max_length=64)  # of the file, so that one sent twice is one list
    headings = models.JSONField(default=dict)  # of each sheet's columns, the ID number's left out
    unused = models.JSONField(default=list)  # headings of columns that nothing is taken from
    passed_over = models.JSONField(default=list)  # line numbers of totals, signatures and repeated headings
    had_id_numbers = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READ)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(null=True)  # when the job did something last
    finished_at = models.DateTimeField(null=True)
    total = models.PositiveSmallIntegerField(default=0)
    admitted = models.PositiveSmallIntegerField(default=0)
    here = models.PositiveSmallIntegerField(default=0)
    wait_listed = models.PositiveSmallIntegerField(default=0)
    left_out = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    @property
    def decided(self) -> int:
        """How many rows the job has done."""
        return self.admitted + self.here + self.wait_listed + self.left_out


class ListRow(models.Model):
    """One person of a list as it was understood. Once they are admitted, what the row said of them is wiped."""

    class Outcome(models.TextChoices):
        WAITING = "", _("Not decided yet")
        ADMITTED = "admitted", _("Admitted")
        HERE = "here", _("Already here")
        WAIT_LISTED = "wait-listed", _("On the waiting list")
        LEFT_OUT = "left out", _("Left out")

    trainees = models.ForeignKey(TraineeList, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    sheet = models.CharField(max_length=31, blank=True)  # '' when the file has one
    number = models.PositiveIntegerField()  # of the line in the file
    name = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)  # E.164
    township = models.SlugField(max_length=40, blank=True)  # cms.Township.slug
    village = models.CharField(max_length=60, blank=True)
    born = models.CharField(max_length=10, blank=True)  # 1990-05-01, or 1990-05; shown, and kept no longer than the row
    unit = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=200, blank=True)
    typed = models.JSONField(default=list)  # the cells as they came, ID numbers struck out
    faults = models.JSONField(default=list)  # [["no-name", {}], …]: why the row is left out
    remarks = models.JSONField(default=list)  # the same form: what to look at, though the row is good
    is_same_person = models.BooleanField(default=False)  # a manager said so, where the number has another name
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.WAITING, blank=True)
    application = models.ForeignKey(Application, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["trainees", "outcome"])]
        constraints = [models.UniqueConstraint(fields=["trainees", "position"], name="one_row_per_position")]
