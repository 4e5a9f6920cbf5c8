"""How a shop came from coursework: once per enrolment, and from which approved versions."""

from django.db import models

from courses.cohorts.models import Enrolment
from shops.franchise.models import Shop


class Generation(models.Model):
    """That an enrolment's approved pieces became this shop. One per enrolment: pressing twice makes one shop."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="generation")
    shop = models.OneToOneField(Shop, on_delete=models.PROTECT, related_name="generation")
    version_ids = models.JSONField(default=list)  # assessment.Version ids used
    generated_at = models.DateTimeField()
