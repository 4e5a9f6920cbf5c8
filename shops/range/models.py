"""The standard range: versioned standards with grades and packs, and which products carry them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from shops.catalogue.models import Category, Product, Variant


class Standard(ClusterableModel):
    """One version of what is asked of a kind of goods. `key` is the same in every version; what was told is never edited."""

    class Unit(models.TextChoices):
        WEIGHT = "500 g", _("for 500 g")
        PIECE = "piece", _("for a piece")

    class Outside(models.TextChoices):
        REFUSED = "refused", _("refused")
        WARNED = "warned", _("allowed with a warning")

    key = models.SlugField(_("name in every version"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version number"))
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+", verbose_name=_("category"))
    position = models.PositiveSmallIntegerField(_("place in the list"), default=1)
    name = models.CharField(_("kind of goods"), max_length=60)
    effective_on = models.DateField(_("in force from"))
    comply_by = models.DateField(_("shops that carry it comply by"))
    news = models.TextField(_("what is new, in a few words"), max_length=600, blank=True)
    is_withdrawn = models.BooleanField(
        _("withdrawn"), default=False, help_text=_("Nobody can take it up any more; the shops that carry it are told.")
    )
    labels = models.TextField(_("what must stand on the label, one a line"), max_length=800, blank=True)
    photos = models.TextField(_("which photographs, one a line"), max_length=800, blank=True)
    storage = models.CharField(_("how to keep it"), max_length=120, blank=True)
    keeps_for = models.PositiveSmallIntegerField(_("keeps for so long after packing"), null=True, blank=True)
    keeps_unit = models.CharField(_("days or months"), max_length=6, choices=Product.Keeps.choices, blank=True, default="")
    harvest_months = models.JSONField(_("months of harvest"), default=list, blank=True)  # 1–12
    unit = models.CharField(_("the price band holds"), max_length=5, choices=Unit.choices, default=Unit.WEIGHT)
    outside = models.CharField(
        _("a price outside the band is"), max_length=7, choices=Outside.choices, default=Outside.REFUSED
    )  # fmt: skip
    programme_key = models.UUIDField(_("boot camp"), null=True, blank=True)  # whose certificate is needed
    picture = models.CharField(_("picture"), max_length=40, default="p-tea")  # a drawing of static/art
    told_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("standard"), _("standard range")
        ordering = ["category__position", "position", "key", "-version"]
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="one_standard_per_key_and_version")]

    def __str__(self) -> str:
        return self.name


class Grade(models.Model):
    """One grade of a standard: what it means, and the price band in fen for the standard's unit."""

    standard = ParentalKey(Standard, on_delete=models.CASCADE, related_name="grades")
    position = models.PositiveSmallIntegerField(_("line"))
    key = models.SlugField(_("name in every version"), max_length=20)
    name = models.CharField(_("grade"), max_length=40)
    means = models.CharField(_("what it means"), max_length=200)
    lowest = models.PositiveIntegerField(_("lowest price, in fen"))
    highest = models.PositiveIntegerField(_("highest price, in fen"))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "key"], name="one_grade_per_key_and_standard"),
            models.CheckConstraint(
                condition=models.Q(lowest__gte=1, highest__gte=models.F("lowest")), name="band_from_low_to_high"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AllowedPack(models.Model):
    """One pack in which the goods may be sold."""

    standard = ParentalKey(Standard, on_delete=models.CASCADE, related_name="packs")
    position = models.PositiveSmallIntegerField(_("line"))
    grams = models.PositiveIntegerField(_("grams net"), null=True, blank=True)
    pieces = models.PositiveIntegerField(_("pieces"), null=True, blank=True)
    unit = models.CharField(_("counted in"), max_length=5, choices=Variant.Unit.choices, blank=True, default="")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(grams__isnull=False) | models.Q(pieces__isnull=False), name="allowed_pack_holds_something"
            )
        ]

    @property
    def contents(self) -> tuple[int | None, int | None, str]:
        return self.grams, self.pieces, self.unit


class Carried(models.Model):
    """That a product is sold as a grade of a standard. `until`: it no longer is after this day, unless it meets what is new."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="carried")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="carried")
    taken_at = models.DateTimeField()
    until = models.DateField(null=True, blank=True)
