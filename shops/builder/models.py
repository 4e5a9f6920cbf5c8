"""How a shop came from coursework: once per enrolment, from which approved versions, what they said; what was put in later."""

from django.db import models

from courses.assessment.models import Version
from courses.cohorts.models import Enrolment
from shops.catalogue.models import Product
from shops.franchise.models import Shop
from shops.visits.models import Visit


class Generation(models.Model):
    """That an enrolment's approved pieces became this shop. One per enrolment: pressing twice makes one shop.

    `base` is what the pieces said of the shop's own fields when each was last settled (see `merging`).
    """

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="generation")
    shop = models.OneToOneField(Shop, on_delete=models.PROTECT, related_name="generation")
    version_ids = models.JSONField(default=list)  # assessment.Version ids used
    base = models.JSONField(default=dict)
    differing = models.PositiveSmallIntegerField(default=0)  # differences that wait for the owner's choice
    generated_at = models.DateTimeField()


class MadeProduct(models.Model):
    """That product `number` of the coursework became this product. Without one, its owner removed it: it is not made again.

    `base` is as in Generation; in it "photos" are the ids of all that were ever put in.
    """

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="goods")
    number = models.PositiveSmallIntegerField()
    product = models.OneToOneField(Product, on_delete=models.SET_NULL, null=True, related_name="made")
    base = models.JSONField(default=dict)
    costing = models.JSONField(default=dict)  # the cost sheet of its price: assessment.costing.cost_sheet reads it

    class Meta:
        ordering = ["generation", "number"]
        constraints = [models.UniqueConstraint(fields=["generation", "number"], name="one_product_per_number")]


class Placement(models.Model):
    """That an approved room, activity or walk was put into its maker's shop. Once: what the owner does with it is theirs."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="placement")
    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="placement")
    placed_at = models.DateTimeField()
