"""What shops sell: categories and their rules, products (the description), variants (a pack), offers (its price and stock)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.pages.bigrams import bigrams
from shops.catalogue.tied import Tie
from shops.franchise.models import Shop
from uploads.models import Photo

__all__ = [
    "Category", "CategoryRule", "GoodsChange", "Offer", "Product", "ProductPhoto", "ProductQuerySet", "StockMove", "Tie",
    "Variant",
]  # fmt: skip


class Category(models.Model):
    """One of the marketplace's categories: rows, so that another county has its own."""

    slug = models.SlugField(_("name in addresses"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("place in the row"), unique=True)
    name = models.CharField(_("category"), max_length=60)
    short = models.CharField(_("short name"), max_length=20)  # on a tile
    about = models.CharField(_("what belongs to it"), max_length=200, blank=True)
    picture = models.CharField(_("picture"), max_length=40)  # a drawing of static/art
    grades = models.TextField(_("grades"), max_length=400, blank=True)  # one a line: offered, never asked for
    low_at = models.PositiveSmallIntegerField(_("packs left that are few"), default=5)
    perishes = models.BooleanField(_("perishes: not taken back for taste, and faults are told within two days"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("category"), _("categories")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class CategoryRule(models.Model):
    """What the law or the county asks of goods of a category, or of all (`category` is None). Rows: they change without us."""

    class Kind(models.TextChoices):
        PERMIT = "permit", _("A permit’s or registration’s number is needed")
        WORDS = "words", _("Words that may not be used")
        NOT_SOLD = "not sold", _("Things that may not be sold here, known by their names")
        NOTICE = "notice", _("Something to know")

    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    spares_own = models.BooleanField(_("not asked of what the seller grew or made at home"), default=False)
    words = models.TextField(_("words"), max_length=1200, blank=True)  # one a line: "word" or "word = what to write instead"
    message = models.CharField(_("what to do"), max_length=300)
    for_buyers = models.CharField(_("what buyers read"), max_length=200, blank=True)
    source = models.CharField(_("where the rule stands"), max_length=160)

    class Meta:
        ordering = ["category__position", "position", "pk"]

    def __str__(self) -> str:
        return self.message


class ProductQuerySet(models.QuerySet):
    def on_sale(self) -> "ProductQuerySet":
        """Goods on sale in open shops: what the public is shown."""
        return self.in_front().filter(shop__state=Shop.State.OPEN)

    def in_front(self) -> "ProductQuerySet":
        """What a shop's own front shows, open or not."""
        return self.filter(state=Product.State.ON_SALE)

    def kept(self) -> "ProductQuerySet":
        """All but those taken out of the shop, which stay for the records."""
        return self.exclude(state=Product.State.REMOVED)


class Product(index.Indexed, models.Model):
    """What is sold, described once. `picture` is the drawing shown, and labelled as such, until there are photos."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Not on sale yet")
        ON_SALE = "on sale", _("On sale")
        RESTING = "resting", _("Resting")
        REMOVED = "removed", _("Taken out of the shop")

    class Produced(models.TextChoices):
        UNSAID = "", _("Not said yet")
        OWN = "own", _("I grew, raised or made it at home")
        PERMIT = "permit", _("It is made under a permit or registration")

    class Keeps(models.TextChoices):
        DAYS = "days", _("days")
        MONTHS = "months", _("months")

    TRANSITIONS = {  # every way has a way back: it is undone, not asked twice
        State.DRAFT: frozenset({State.ON_SALE, State.REMOVED}),
        State.ON_SALE: frozenset({State.RESTING, State.DRAFT, State.REMOVED}),
        State.RESTING: frozenset({State.ON_SALE, State.DRAFT, State.REMOVED}),
        State.REMOVED: frozenset({State.DRAFT, State.RESTING, State.ON_SALE}),
    }

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
    state = models.CharField(max_length=8, choices=State.choices, default=State.ON_SALE)
    produced = models.CharField(_("how it comes about"), max_length=6, choices=Produced.choices, blank=True, default="")
    permit = models.CharField(_("number of the permit or registration"), max_length=60, blank=True, default="")
    permit_until = models.DateField(_("the permit holds until"), null=True, blank=True)
    keeps_for = models.PositiveSmallIntegerField(null=True, blank=True)  # after packing, in `keeps_unit`
    keeps_unit = models.CharField(max_length=6, choices=Keeps.choices, blank=True, default="")
    best_before_on = models.DateField(null=True, blank=True)
    presale_from = models.DateField(_("advance booking from"), null=True, blank=True)
    presale_until = models.DateField(_("advance booking until"), null=True, blank=True)
    ships_from = models.DateField(_("posted from"), null=True, blank=True)
    created_at = models.DateTimeField()

    objects = ProductQuerySet.as_manager()

    search_fields = [
        index.SearchField("name_zh_hans", boost=2),
        index.SearchField("name_en", boost=2),
        index.SearchField("hanzi"),
        index.FilterField("state"),
        index.RelatedFields("shop", [index.FilterField("state")]),  # goods of unopened shops take nobody's place
    ]

    class Meta:
        ordering = ["shop", "position"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "position"], name="one_product_per_place"),
            models.CheckConstraint(
                condition=models.Q(presale_until__isnull=True) | models.Q(presale_until__gte=models.F("presale_from")),
                name="presale_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def hanzi(self) -> str:
        """Its Chinese words cut for search: any part of its name, variety or kind finds it."""
        return bigrams(self.name_zh_hans, self.variety_zh_hans, self.category.name_zh_hans)  # type: ignore[attr-defined]


class Variant(models.Model):
    """One saleable form of a product: a 250 g pouch. One that is sold no more stays for the records."""

    class Unit(models.TextChoices):
        NONE = "", _("by weight")
        BOX = "box", _("boxes")
        PIECE = "piece", _("pieces")

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("pack"), max_length=40)
    grams = models.PositiveIntegerField(null=True, blank=True)  # net; None for goods sold by the piece
    pieces = models.PositiveIntegerField(null=True, blank=True)  # of `unit`
    unit = models.CharField(max_length=5, choices=Unit.choices, blank=True, default="")
    is_sold = models.BooleanField(default=True)

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
    cost = models.PositiveIntegerField(null=True, blank=True)  # fen: the least price that loses nothing; None when not known
    stock = models.IntegerField(default=0)
    low_at = models.PositiveIntegerField(
        null=True, blank=True
    )  # packs; from so many left on it is little; None: the category's

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


class StockMove(models.Model):
    """Why an offer's stock is what it is: one row each time it changed, with what was left after it."""

    class Why(models.TextChoices):
        COUNTED = "counted", _("counted by the shop")
        TAKEN = "taken", _("taken for an order")
        PUT_BACK = "put back", _("put back")
        WASTED = "wasted", _("written off")

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="moves")
    why = models.CharField(max_length=8, choices=Why.choices)
    change = models.IntegerField()
    left = models.IntegerField()
    key = models.CharField(max_length=64, blank=True)  # whose take it is: the same one asked again moves nothing
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "why", "key"], condition=~models.Q(key=""), name="stock_moves_once_for_a_key"
            )
        ]


class GoodsChange(models.Model):
    """What one press changed of a shop's goods, so that it can be undone for a while (`keeping_changes`, `undoing`)."""

    class What(models.TextChoices):
        ADDED = "added", _("added")
        WORDS = "words", _("changed")
        PACK = "pack", _("pack changed")
        PRICES = "prices", _("prices and stock changed")
        SHEET = "sheet", _("taken in from a sheet")
        ORDER = "order", _("put in order")
        STATE = "state", _("moved")
        PHOTOS = "photos", _("photos changed")
        TIES = "ties", _("linked pages changed")

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=6, choices=What.choices)
    rows = models.JSONField(default=list)  # [{"of": model, "id", "before": {field: value}, "after": {…}}] as they were done
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["shop", "at"], name="goods_changes_of_a_shop")]


class ProductPhoto(models.Model):
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    caption = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["product", "position"]
        constraints = [models.UniqueConstraint(fields=["product", "position"], name="one_photo_per_place")]
