"""What a log is kept of, whether it grows or eats: whose land it is on, and when and why it was closed."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from courses.cohorts.models import Enrolment
from courses.fieldlog.activities import HERD, PLOT
from courses.fieldlog.crops import LETTERS


class Ground(models.TextChoices):
    BASE = "base", _("On the base, or with another partner")
    OWN = "own", _("Own land")


class Reason(models.TextChoices):
    SEASON = "season", _("The season is over")
    RETURNED = "returned", _("The land was given back")
    SOLD = "sold", _("The animals are sold or slaughtered")
    OTHER = "other", _("Something else")


REASONS = {PLOT: (Reason.SEASON, Reason.RETURNED, Reason.OTHER), HERD: (Reason.SOLD, Reason.RETURNED, Reason.OTHER)}


class SubjectQuerySet(models.QuerySet[Any]):
    def open(self) -> "SubjectQuerySet":
        """Those that take new entries."""
        return self.filter(closed_on=None)


class Subject(models.Model):
    """Abstract. What a log is kept of; `key` comes with the form, so that a second sending makes no second row."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="%(class)ss")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("organisation")
    )
    key = models.UUIDField(default=uuid.uuid4)
    name = models.CharField(_("what it is called"), max_length=40)
    ground = models.CharField(_("where it is"), max_length=4, choices=Ground.choices, default=Ground.BASE)
    place = models.CharField(_("place"), max_length=80)
    started_at = models.DateTimeField()
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    close_reason = models.CharField(_("why it was closed"), max_length=8, choices=Reason.choices, blank=True)
    close_words = models.CharField(_("in a few words"), max_length=200, blank=True)

    objects = SubjectQuerySet.as_manager()

    kind: str
    letter: str

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | ~Q(ground=Ground.OWN), name="%(class)s_on_own_land_is_no_partners"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, close_reason="") | (Q(closed_on__isnull=False) & ~Q(close_reason="")),
                name="%(class)s_is_closed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What stands on its sign and in its batches: P7, H12."""
        return f"{self.letter}{self.pk}"

    @property
    def whose(self) -> str:
        """Whose land it is on, in words: the partner's name, where one is known."""
        return str(self.organisation or self.get_ground_display())

    @property
    def closed_words(self) -> str:
        """When and why it was closed; '' while it is open."""
        if self.closed_on is None:
            return ""
        return f"{date_format(self.closed_on)} · {self.close_words or self.get_close_reason_display()}"

    @property
    def what(self) -> str:
        """Crop or animal."""
        raise NotImplementedError

    @property
    def sort(self) -> str:
        """Variety or breed."""
        raise NotImplementedError

    @property
    def most_kg(self) -> int:
        """Kilograms that a year hardly ever brings more of: above it we ask."""
        raise NotImplementedError

    @property
    def most_basis(self) -> str:
        """What `most_kg` rests on, in words."""
        raise NotImplementedError

    def batch(self, on: date, grade: str) -> str:
        """The batch of what was taken on a day, like SP-P7-20271025-B."""
        return f"{LETTERS.get(self.what, 'XX')}-{self.code}-{on:%Y%m%d}-{grade}"  # type: ignore[call-overload]
