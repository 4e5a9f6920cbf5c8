"""The certificate: awarded once, verified by anyone, revoked and reinstated with a reason; and a cohort's, made together."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Cohort, Enrolment
from uploads.models import private_storage

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread from paper


def new_number(year: int, county: str = "JH") -> str:
    """A certificate number like JH-2027-7K3F9Q: cannot be guessed from another, so holders cannot be listed."""
    return f"{county}-{year}-" + "".join(secrets.choice(ALPHABET) for _ in range(6))


class Certificate(models.Model):
    """What was true on the day of graduation, kept as it was: names and programme in both languages."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="certificates")  # as at graduation, for good
    number = models.CharField(max_length=20, unique=True)
    holder_name = models.CharField(max_length=80)
    programme_zh = models.CharField(max_length=120)
    programme_en = models.CharField(max_length=120)
    cohort_zh = models.CharField(max_length=80)
    cohort_en = models.CharField(max_length=80)
    mentor_name = models.CharField(max_length=80, blank=True)
    studied_from = models.DateField()
    awarded_on = models.DateField()
    pieces = models.JSONField(default=list)  # [{"piece": "name", "approved_on": "2026-11-02"}, …]
    pdf = models.FileField(storage=private_storage, upload_to="certificates/", blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.number


class StandingChange(models.Model):
    """One turn in whether a certificate stands: never changed. How often it was revoked says which badge is its own."""

    class Kind(models.TextChoices):
        REVOKED = "revoked", _("Revoked")
        REINSTATED = "reinstated", _("Stands again")

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]


class CertificateBatch(models.Model):
    """A cohort's certificates, made together and bound into one PDF. One at a time for a cohort, by constraint."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="certificate_batches")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField()  # a job did something for it last
    finished_at = models.DateTimeField(null=True, blank=True)
    pdf = models.FileField(storage=private_storage, upload_to="certificates/batches/", blank=True)
    unbound_at = models.DateTimeField(null=True, blank=True)  # somebody in it was erased, and the file with them

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort"], condition=models.Q(finished_at=None), name="one_unfinished_batch_per_cohort"
            )
        ]


class BatchLine(models.Model):
    """One trainee of a batch: what is done is kept here, so that a batch which was stopped goes on where it was."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        MADE = "made", _("Made")
        FAILED = "failed", _("Failed")

    batch = models.ForeignKey(CertificateBatch, on_delete=models.CASCADE, related_name="lines")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    certificate = models.ForeignKey(Certificate, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "enrolment"], name="one_line_per_batch_and_enrolment")]
