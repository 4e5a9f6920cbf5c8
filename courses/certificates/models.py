"""The certificate: awarded once, verified by anyone, revocable with a reason."""

import secrets

from django.db import models

from courses.cohorts.models import Enrolment
from uploads.models import private_storage

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread from paper


def new_number(year: int, county: str = "JH") -> str:
    """A certificate number like JH-2027-7K3F9Q: cannot be guessed from another, so holders cannot be listed."""
    return f"{county}-{year}-" + "".join(secrets.choice(ALPHABET) for _ in range(6))


class Certificate(models.Model):
    """What was true on the day of graduation, kept as it was: names and programme in both languages."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
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
