"""Promotions, their coupons, who collected them, and each use of one. Fen, packs and basis points."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shops.catalogue.models import Category, Offer
from shops.franchise.models import Shop
from shops.promotions import reckoning
from shops.promotions.stacking import Class
from shops.visits.models import Visit

USER = settings.AUTH_USER_MODEL
MOST_OFFERS = 30  # or visits


class Promotion(models.Model):
    """What is taken off, of which goods and visits, until when, how often, and who pays it. A shop's own has `by_county` False.

    One of the county is of all shops, or of one (`shop`); where shops pay a part of it (`county_share` below the whole), only
    of those that agreed (`Joined`). Its class of stacking follows from what it is: `stage`. The day of the order decides
    whether it runs; where a visit must lie within some days besides, they are `first` and `until` (which is not one of them).
    """

    class Kind(models.TextChoices):
        AMOUNT = reckoning.Kind.AMOUNT, _("So much off")
        PERCENT = reckoning.Kind.PERCENT, _("A part of the price off")
        DELIVERY = reckoning.Kind.DELIVERY, _("Free delivery")
        GIFT = reckoning.Kind.GIFT, _("A gift with it")
        TOGETHER = reckoning.Kind.TOGETHER, _("Several packs for a price")
        BUNDLE = reckoning.Kind.BUNDLE, _("Goods together for a price")

    class Scope(models.TextChoices):
        GOODS = reckoning.Scope.GOODS, pgettext_lazy("a promotion", "Goods")
        VISITS = reckoning.Scope.VISITS, pgettext_lazy("a promotion", "Rooms, activities and walks")
        BOTH = reckoning.Scope.BOTH, pgettext_lazy("a promotion", "Both")

    class Way(models.TextChoices):
        ITSELF = "itself", _("Used by itself")
        COLLECTED = "collected", _("For those who collected it")
        CODE = "code", _("With a code")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("a promotion", "Not started")
        RUNNING = "running", pgettext_lazy("a promotion", "Running")
        STOPPED = "stopped", pgettext_lazy("a promotion", "Stopped")
        OVER = "over", pgettext_lazy("a promotion", "Over")

    TRANSITIONS = {
        State.DRAFT: frozenset({State.RUNNING, State.OVER}),
        State.RUNNING: frozenset({State.STOPPED, State.OVER}),
        State.STOPPED: frozenset({State.RUNNING, State.OVER}),
        State.OVER: frozenset(),
    }

    title = models.CharField(_("title"), max_length=40)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    scope = models.CharField(_("for what"), max_length=6, choices=Scope.choices, default=Scope.GOODS)
    way = models.CharField(_("how it is used"), max_length=9, choices=Way.choices)
    by_county = models.BooleanField(default=False)
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.CASCADE, related_name="promotions")
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_of_some = models.BooleanField(default=False)  # of the chosen ones alone, however many of them are left; else of all
    offers = models.ManyToManyField(Offer, blank=True, related_name="+")
    visits = models.ManyToManyField(Visit, blank=True, related_name="+")
    first = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    festival = models.ForeignKey("cms.FestivalPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    first_order = models.BooleanField(_("only with a person’s first order"), default=False)
    least = models.PositiveIntegerField(default=0)  # fen of goods and visits, at their prices before promotions
    amount = models.PositiveIntegerField(default=0)  # fen off; of "together" and "bundle" the price
    basis_points = models.PositiveSmallIntegerField(default=0)
    packs = models.PositiveSmallIntegerField(default=0)  # of "together", or of the gift
    most = models.PositiveIntegerField(null=True, blank=True)  # fen off at most; of "delivery" for each parcel
    gift = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    county_share = models.PositiveSmallIntegerField(default=0)  # basis points of what it takes off that the county pays
    per_person = models.PositiveSmallIntegerField(null=True, blank=True)
    most_uses = models.PositiveIntegerField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)
    budget = models.BigIntegerField(null=True, blank=True)  # fen, whoever pays them; None: the shop set none
    spent = models.BigIntegerField(default=0)
    state = models.CharField(max_length=7, choices=State.choices, default=State.DRAFT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # the first instant after it
    made_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("promotion"), _("promotions")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "ends_at"], name="promotions_live")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_promotion_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(scope="goods", first=None, until=None)
                | Q(kind__in=[str(kind) for kind in sorted(reckoning.FOR_VISITS)], category=None),
                name="visits_have_no_packs_postage_or_category",
            ),
            models.CheckConstraint(
                condition=Q(first__isnull=True) | Q(until__isnull=True) | Q(until__gt=F("first")), name="some_day_is_within"
            ),
            models.CheckConstraint(condition=Q(basis_points__lt=10_000), name="a_percentage_leaves_something"),
            models.CheckConstraint(condition=Q(county_share__lte=10_000), name="the_county_pays_no_more_than_all"),
            models.CheckConstraint(
                condition=Q(by_county=True) | Q(shop__isnull=False, county_share=0), name="a_shop_spends_its_own_money"
            ),
            models.CheckConstraint(condition=Q(budget__isnull=True) | Q(budget__gte=1), name="a_budget_is_of_something"),
            models.CheckConstraint(
                condition=Q(spent__gte=0) & (Q(budget__isnull=True) | Q(spent__lte=F("budget"))),
                name="a_budget_is_never_passed",
            ),
            models.CheckConstraint(
                condition=Q(most_uses__isnull=True) | Q(uses__lte=F("most_uses")),
                name="a_promotion_is_used_as_often_as_it_says",
            ),
            models.CheckConstraint(condition=~Q(kind="amount") | Q(least__gt=F("amount")), name="nothing_is_sold_below_zero"),
        ]

    def __str__(self) -> str:
        return self.title or self.title_zh_hans  # type: ignore[attr-defined]

    @property
    def words(self) -> dict[str, str]:
        """What it is called in both languages, as an order keeps it."""
        named: Any = self
        return {"zh_hans": named.title_zh_hans, "en": named.title_en or ""}

    @property
    def stage(self) -> str:
        """Its class of stacking (`stacking`)."""
        if self.kind == self.Kind.DELIVERY:
            return Class.DELIVERY
        return Class.COUNTY if self.by_county else Class.SHOP

    @property
    def is_of_visits(self) -> bool:
        """Whether it may take something off a visit."""
        return self.scope != self.Scope.GOODS

    @property
    def is_of_goods(self) -> bool:
        return self.scope != self.Scope.VISITS

    @property
    def is_shared(self) -> bool:
        """Whether shops pay a part of a promotion of the county, and so must agree."""
        return self.by_county and self.county_share < 10_000

    @property
    def county_percent(self) -> str:
        return f"{self.county_share / 100:g}"

    @property
    def shop_percent(self) -> str:
        return f"{(10_000 - self.county_share) / 100:g}"

    @property
    def left(self) -> int | None:
        """Fen of its budget that are not spent; None without a budget."""
        return None if self.budget is None else self.budget - self.spent


class Joined(models.Model):
    """That a shop agreed to pay its part of a promotion of the county."""

    promotion = models.ForeignKey(Promotion, on_delete=models.CASCADE, related_name="joined")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["promotion", "shop"], name="a_shop_joins_once")]


class Coupon(models.Model):
    """A code that lets a promotion be used: one for all (`most` None), or one of many that each work once."""

    promotion = models.ForeignKey(Promotion, on_delete=models.CASCADE, related_name="coupons")
    code = models.CharField(max_length=24, unique=True)  # as `codes.read_code` gives it
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(most__isnull=True) | Q(uses__lte=F("most")), name="a_coupon_works_so_often")
        ]

    def __str__(self) -> str:
        return self.code


class Collected(models.Model):
    """A coupon that a person put by with a press."""

    promotion = models.ForeignKey(Promotion, on_delete=models.CASCADE, related_name="collected")
    person = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["promotion", "person"], name="a_coupon_is_collected_once")]


class Use(models.Model):
    """What a promotion took off an order, and who pays it. Orders are known by their number: they stand above."""

    promotion = models.ForeignKey(Promotion, on_delete=models.PROTECT, related_name="used")
    order = models.CharField(_("order"), max_length=20, db_index=True)
    coupon = models.ForeignKey(Coupon, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    keys = models.JSONField(default=list)  # the tallies it counts in
    by_shop = models.PositiveIntegerField(default=0)
    by_county = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["promotion", "order"], name="a_promotion_is_used_once_an_order")]

    @property
    def fen(self) -> int:
        return self.by_shop + self.by_county


class Tally(models.Model):
    """How often one account or one mobile number used a promotion, so that two presses at once cannot pass the limit.

    `key` is a keyed digest: it counts, and says nothing of who it is.
    """

    promotion = models.ForeignKey(Promotion, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    uses = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["promotion", "key"], name="a_person_is_counted_once")]
