"""Short addresses of goods, pictures to share, and what was printed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shops.catalogue.models import Product
from shops.franchise.models import Shop
from uploads.models import private_storage


class ProductCode(models.Model):
    """The code of a product's short address, /p/<code>: made once, printed on parcels, so it outlives every name."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="short_code")
    code = models.CharField(max_length=8, unique=True)

    def __str__(self) -> str:
        return self.code


class Shape(models.TextChoices):
    """Of a picture to share: for a phone's whole screen, and beside a link."""

    TALL = "tall", _("For WeChat moments")
    WIDE = "wide", _("For chats and links")


class Card(models.Model):
    """The picture to share of a shop or of a product as it is now: drawn when first asked for, replaced when `mark` changes."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, null=True, on_delete=models.CASCADE, related_name="+")  # None: of the shop
    shape = models.CharField(max_length=4, choices=Shape.choices)
    language = models.CharField(max_length=7)
    mark = models.CharField(max_length=16)  # a digest of all that is drawn
    file = models.FileField(storage=private_storage, upload_to="cards/")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "shape", "language"], condition=Q(product=None), name="one_card_of_a_shop"),
            models.UniqueConstraint(
                fields=["product", "shape", "language"], condition=Q(product__isnull=False), name="one_card_of_a_product"
            ),
        ]


class Printed(models.Model):
    """One printing of a poster or of labels: what was wished, and the file once it is there."""

    class Kind(models.TextChoices):
        POSTER = "poster", _("Poster")
        LABELS = "labels", _("Labels")

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    wish = models.JSONField(default=dict)  # numbers and choices only, never words
    asked_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    pdf = models.FileField(storage=private_storage, upload_to="kits/", blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
