"""What shops sell: categories, products (the description), variants (a pack), offers (its price and stock)."""

from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.pages.bigrams import bigrams
from shops.franchise.models import Shop
from uploads.models import Photo


class Category(models.Model):
    """One of the marketplace's categories: rows, so that another county has its own."""

    slug = models.SlugField(_("name in addresses"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("place in the row"), unique=True)
    name = models.CharField(_("category"), max_length=60)
    short = models.CharField(_("short name"), max_length=20)  # on a tile
    about = models.CharField(_("what belongs to it"), max_length=200, blank=True)
    picture = models.CharField(_("picture"), max_length=40)  # a drawing of static/art

    class Meta:
        verbose_name, verbose_name_plural = _("category"), _("categories")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class ProductQuerySet(models.QuerySet):
    def on_sale(self) -> "ProductQuerySet":
        """Goods of open shops: what the public may see."""
        return self.filter(shop__state=Shop.State.OPEN)

    def in_season(self, *months: int) -> "ProductQuerySet":
        """Goods picked in any of `months` (1–12). Read from the list's text, because SQLite cannot look into JSON lists."""
        found = models.Q()
        for month in months:
            for text in (f"[{month},", f"[{month}]", f" {month},", f" {month}]"):
                found |= models.Q(months_text__contains=text)
        return self.annotate(months_text=Cast("harvest_months", models.TextField())).filter(found)


class Product(index.Indexed, models.Model):
    """What is sold, described once. `picture` is the drawing shown, and labelled as such, until there are photos."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="products")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="products")
    slug = models.SlugField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("product name"), max_length=60)
    variety = models.CharField(_("variety"), max_length=60, blank=True)
    grade = models.CharField(_("grade"), max_length=60, blank=True)
    origin = models.CharField(_("where it comes from"), max_length=120, blank=True)
    batch = models.CharField(_("batch"), max_length=40, blank=True)
    harvest_months = models.JSONField(default=list)  # 1–12
    storage = models.CharField(_("how to keep it"), max_length=120, blank=True)
    best_before = models.CharField(_("best before"), max_length=60, blank=True)
    about = models.TextField(_("about the goods"), max_length=800, blank=True)
    picture = models.CharField(max_length=40, default="p-tea")
    created_at = models.DateTimeField()

    objects = ProductQuerySet.as_manager()

    search_fields = [
        index.SearchField("name_zh_hans", boost=2),
        index.SearchField("name_en", boost=2),
        index.SearchField("hanzi"),
        index.RelatedFields("shop", [index.FilterField("state")]),  # goods of unopened shops take nobody's place
    ]

    class Meta:
        ordering = ["shop", "position"]
        constraints = [models.UniqueConstraint(fields=["shop", "position"], name="one_product_per_place")]

    def __str__(self) -> str:
        return self.name

    def hanzi(self) -> str:
        """Its Chinese words cut for search: any part of its name, variety or kind finds it."""
        return bigrams(self.name_zh_hans, self.variety_zh_hans, self.category.name_zh_hans)  # type: ignore[attr-defined]


class Variant(models.Model):
    """One saleable form of a product: a 250 g pouch."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("pack"), max_length=40)
    grams = models.PositiveIntegerField(null=True, blank=True)  # net; None for goods sold by the piece

    class Meta:
        ordering = ["product", "position"]
        constraints = [
            models.UniqueConstraint(fields=["product", "position"], name="one_variant_per_place"),
            models.CheckConstraint(condition=models.Q(grams__isnull=True) | models.Q(grams__gte=1), name="variant_weighs"),
        ]


class Offer(models.Model):
    """A shop's listing of a variant: prices in fen, stock in packs."""

    variant = models.OneToOneField(Variant, on_delete=models.CASCADE, related_name="offer")
    price = models.PositiveIntegerField()  # fen, alone
    group_price = models.PositiveIntegerField(null=True, blank=True)  # fen each, when `group_size` buy together
    group_size = models.PositiveSmallIntegerField(null=True, blank=True)
    stock = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(stock__gte=0), name="stock_never_negative"),
            models.CheckConstraint(condition=models.Q(price__gte=1), name="offer_has_a_price"),
            models.CheckConstraint(
                condition=models.Q(group_price__isnull=True, group_size__isnull=True)
                | models.Q(group_price__lt=models.F("price"), group_price__gte=1, group_size__gte=2),
                name="group_price_is_lower",
            ),
        ]


class ProductPhoto(models.Model):
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    caption = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["product", "position"]
        constraints = [models.UniqueConstraint(fields=["product", "position"], name="one_photo_per_place")]
