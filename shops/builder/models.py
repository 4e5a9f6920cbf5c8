"""How a shop came from coursework: once per enrolment, and from which approved versions; what was put in later."""

from django.db import models

from courses.assessment.models import Version
from courses.cohorts.models import Enrolment
from shops.franchise.models import Shop
from shops.visits.models import Visit


class Generation(models.Model):
    """That an enrolment's approved pieces became this shop. One per enrolment: pressing twice makes one shop."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="generation")
    shop = models.OneToOneField(Shop, on_delete=models.PROTECT, related_name="generation")
    version_ids = models.JSONField(default=list)  # assessment.Version ids used
    generated_at = models.DateTimeField()


class Placement(models.Model):
    """That an approved room, activity or walk was put into its maker's shop. Once: what the owner does with it is theirs."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="placement")
    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="placement")
    placed_at = models.DateTimeField()
