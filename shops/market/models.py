"""What the market shows: a row for everything that can be bought, with what it is sorted by; specials that editors choose."""

from datetime import date
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Index
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin

from shops.catalogue.models import Category, Product
from shops.catalogue.queries import with_cards
from shops.franchise.models import Shop


class Listing(models.Model):
    """A product on sale in an open shop, as lists look for it. Kept by `operations.keep`; `check_listings` compares it.

    Every list's filter and order is the beginning of one index, so that a page costs the same however many rows there are.
    """

    product = models.OneToOneField(Product, on_delete=models.CASCADE, primary_key=True, related_name="listing")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+", db_index=False)
    township = models.SlugField(max_length=40, db_index=False)
    new_at = models.DateTimeField()  # when it came to the market: the later of its shop's opening and its own making
    from_price = models.PositiveIntegerField()  # fen: its cheapest pack, alone
    months = models.PositiveSmallIntegerField(default=0)  # picking months as bits, January the lowest
    in_season = models.BooleanField(default=False)  # picked this month; turned by a chore
    is_ready = models.BooleanField(default=False)  # some pack is in stock, and posted today or was before; turned by a chore

    class Meta:
        indexes = [
            Index(fields=["category", "new_at", "product"], name="listing_new"),
            Index(fields=["category", "from_price", "product"], name="listing_price"),
            Index(fields=["category", "in_season", "new_at", "product"], name="listing_season_new"),
            Index(fields=["category", "in_season", "from_price", "product"], name="listing_season_price"),
            Index(fields=["category", "township", "new_at", "product"], name="listing_place_new"),
            Index(fields=["category", "township", "from_price", "product"], name="listing_place_price"),
            Index(fields=["shop", "new_at", "product"], name="listing_shop"),
            Index(fields=["new_at", "product"], name="all_new"),
            Index(fields=["from_price", "product"], name="all_price"),
            Index(fields=["in_season", "new_at", "product"], name="all_season"),
            Index(fields=["township", "new_at", "product"], name="all_place"),
            Index(fields=["category", "new_at", "product"], condition=models.Q(is_ready=True), name="listing_ready"),
        ]


class Stall(models.Model):
    """An open shop as lists of shops look for it: one row for all of it (`kind` 0), and one for each category it sells.

    Kept beside the listings by `stalls.keep_stalls`, and read in the same way.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.PositiveIntegerField(default=0)  # id of the category; no NULL, along which no index is walked in order
    township = models.SlugField(max_length=40, db_index=False)
    new_at = models.DateTimeField()  # when it opened
    goods = models.PositiveSmallIntegerField(default=0)  # on sale, of the category
    months = models.PositiveSmallIntegerField(default=0)  # picking months of these goods, as in Listing
    in_season = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField(default=0)  # posting days as bits, Monday the lowest
    is_graduate = models.BooleanField(default=False)  # made with a certificate that stands
    has_visit = models.BooleanField(default=False)  # guests may come

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "kind"], name="one_stall_per_kind"),
        ]
        indexes = [
            Index(fields=["kind", "new_at", "shop"], name="stall_new"),
            Index(fields=["kind", "goods", "shop"], name="stall_goods"),
            Index(fields=["kind", "township", "new_at", "shop"], name="stall_place_new"),
            Index(fields=["kind", "township", "goods", "shop"], name="stall_place_goods"),
            Index(fields=["kind", "new_at", "shop"], condition=models.Q(has_visit=True), name="stall_visit"),
            Index(fields=["kind", "new_at", "shop"], condition=models.Q(in_season=True), name="stall_season"),
            Index(fields=["kind", "new_at", "shop"], condition=models.Q(is_graduate=True), name="stall_graduate"),
        ]


class SpecialQuerySet(models.QuerySet):
    def on(self, day: date) -> "SpecialQuerySet":
        """Those published whose days these are, the one that ends first before the others."""
        return self.filter(live=True, starts_on__lte=day, ends_on__gte=day).order_by("ends_on", "pk")


class Special(DraftStateMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """Goods that editors chose for a festival, in their order; shown on the market while it lasts."""

    title = models.CharField(_("title"), max_length=60)
    about = models.CharField(_("one line about it"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    festival = models.ForeignKey(
        "cms.FestivalPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("festival"),
    )  # fmt: skip
    revisions = GenericRelation("wagtailcore.Revision", related_query_name="special")

    objects = SpecialQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("special"), _("specials")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="special_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.title or self.title_zh_hans  # type: ignore[attr-defined]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "shops/storefront/special.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What readers will see, of the goods chosen so far."""
        chosen = [row.product_id for row in self.chosen.all()]  # type: ignore[attr-defined]
        cards = {product.pk: product for product in with_cards(Product.objects.on_sale().filter(pk__in=chosen))}
        return {
            **super().get_preview_context(request, mode_name),
            "special": self,
            "goods": [cards[pk] for pk in chosen if pk in cards],
        }


class Chosen(Orderable):
    """A product in a special, at its place."""

    special = ParentalKey(Special, on_delete=models.CASCADE, related_name="chosen")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+", verbose_name=_("product"))

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["special", "product"], name="chosen_once_for_a_special")]
