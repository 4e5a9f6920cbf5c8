"""Reports that were printed: asked for by a person, made by a job, kept privately."""

from django.conf import settings
from django.db import models

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
