"""How a shop came from coursework and what its pieces said; every version of its front since; where a person stopped."""

from django.conf import settings
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


class Edition(models.Model):
    """One version of a shop's front: what its owner may change, as it stood after a change. Never changed afterwards.

    The newest is the draft until it is published. `before` is what taking this change back leads to.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()  # 1, 2, 3… within the shop
    front = models.JSONField(default=dict)  # `front.FIELDS`, and fees: {region: [fee, free over] in fen}
    before = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["shop", "number"], name="one_edition_per_number")]


class Bookmark(models.Model):
    """Where a person stopped in the six steps of a shop, and what they had typed there and not saved."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=10)  # key of a step of `steps.STEPS`
    typed = models.JSONField(default=dict)  # field → text or list of texts, unchecked; {} for nothing
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "person"], name="one_bookmark_per_shop_and_person")]


class TranslatedPair(models.Model):
    """That a shop's words of this key said the same in both languages at a time; each is known by a mark, not by its words."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)  # `both_languages.Pair.key`
    zh = models.CharField(max_length=16)
    en = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "key"], name="one_note_per_pair")]


class NameKey(models.Model):
    """One of the keys by which a shop is found whose name is like another (`name_index`)."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    key = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "shop"], name="name_key_once_per_shop")]


class FamousBrand(models.Model):
    """A name that no shop may bear: known all over China, or the county's own. Kept in the CMS."""

    name = models.CharField(max_length=40, unique=True)
    other_names = models.CharField(max_length=200, blank=True)  # with a comma between: its Latin name, its short one

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
