"""What every part writes to: who did what, and which request was answered already."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One line of who did what to which record, when. Never changed, never deleted."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, db_index=True)  # "assessment.Submission:12"
    details = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-pk"]


class IdempotentAnswer(models.Model):
    """The stored answer to a request that carried a key, so that pressing twice gives the same answer once."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of what was asked
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="one_answer_per_key")]
