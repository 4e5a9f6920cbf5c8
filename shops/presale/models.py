"""Harvests that are sold before they are there: on which terms, how many packs, who booked. Amounts in fen."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from shops.catalogue.models import Offer, Product
from shops.orders.models import Order

USER = settings.AUTH_USER_MODEL
MOST_DEPOSIT = 20  # percent: above, it would be no deposit that can be given back lightly
QUOTA, PACKS, PAYS_DAYS, FIRST_DAYS = 50, 5, 7, 3  # as long as the shop says nothing else


class Presale(models.Model):
    """One harvest of an offer, sold ahead on these terms. `taken` packs are booked or being paid, never more than `quota`.

    Without `deposit_percent` all is paid at once, for less than the price alone. With one, so much is paid first, and the
    balance when the harvest is ready: when the shop says so, at the latest on `ready_on`.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a pre-sale", "Before the harvest")
        READY = "ready", pgettext_lazy("a pre-sale", "The harvest is ready")
        FAILED = "failed", pgettext_lazy("a pre-sale", "The crop failed")

    TRANSITIONS = {
        State.OPEN: frozenset({State.READY, State.FAILED}),
        State.READY: frozenset({State.FAILED}),
        State.FAILED: frozenset(),
    }

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="presales")
    price = models.PositiveIntegerField()  # fen, for each pack
    alone = models.PositiveIntegerField()  # fen, what a pack costs otherwise
    deposit_percent = models.PositiveSmallIntegerField(default=0)
    quota = models.PositiveIntegerField()  # packs
    taken = models.PositiveIntegerField(default=0)
    most_packs = models.PositiveSmallIntegerField(default=PACKS)  # of one order
    opens_on = models.DateField()
    closes_on = models.DateField()  # the last day
    ready_on = models.DateField()
    ships_from = models.DateField()
    pays_days = models.PositiveSmallIntegerField(default=PAYS_DAYS)  # days to pay the balance in
    first_days = models.PositiveSmallIntegerField(default=FIRST_DAYS)  # that those come earlier who lost their harvest before
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    why = models.CharField(max_length=200, blank=True)  # the crop failed, in the shop's own words
    begun_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("quota")), name="no_more_is_booked_than_the_quota"),
            models.CheckConstraint(
                condition=Q(quota__gte=1, price__gte=1, most_packs__gte=1), name="a_presale_sells_something"
            ),
            models.CheckConstraint(condition=Q(deposit_percent__lte=MOST_DEPOSIT), name="a_deposit_is_a_small_part"),
            models.CheckConstraint(
                condition=Q(price__lt=F("alone")) | Q(deposit_percent__gte=1, price__lte=F("alone")),
                name="paid_ahead_it_costs_less",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on"), ready_on__gte=F("closes_on"), ships_from__gte=F("ready_on")),
                name="the_days_of_a_presale_follow",
            ),
            models.UniqueConstraint(fields=["offer"], condition=Q(state="open"), name="one_presale_of_an_offer_at_a_time"),
        ]
        indexes = [models.Index(fields=["ready_on"], condition=Q(state="open"), name="presales_coming_up")]

    @property
    def left(self) -> int:
        """Packs that nobody has booked."""
        return self.quota - self.taken

    @property
    def less(self) -> int:
        """Fen that a pack costs less than otherwise."""
        return self.alone - self.price

    @property
    def first_on(self) -> date:
        """From when those may order whose harvest failed before."""
        return self.opens_on - timedelta(days=self.first_days)

    def deposit_on(self, goods: int) -> int:
        """Fen to be paid first for goods of so much: rounded down, never nothing."""
        return max(1, goods * self.deposit_percent // 100) if self.deposit_percent else 0


class Advance(models.Model):
    """An order of a harvest to come. Its packs count in the quota until it is given up."""

    class State(models.TextChoices):
        HELD = "held", pgettext_lazy("an advance order", "Not paid yet")
        BOOKED = "booked", pgettext_lazy("an advance order", "Booked")
        GIVEN_UP = "given up", pgettext_lazy("an advance order", "Given up")

    TRANSITIONS = {
        State.HELD: frozenset({State.BOOKED, State.GIVEN_UP}),
        State.BOOKED: frozenset({State.GIVEN_UP}),
        State.GIVEN_UP: frozenset(),
    }

    presale = models.ForeignKey(Presale, on_delete=models.PROTECT, related_name="orders")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="advance")
    packs = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.HELD)
    taken_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)  # when its harvest was ready: it may be packed, or its balance paid
    remind_at = models.DateTimeField(null=True, blank=True)  # of the balance: half way through its days, then on the last
    undone_at = models.DateTimeField(null=True, blank=True)  # after the crop failed

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(packs__gte=1), name="an_advance_order_is_of_something")]
        indexes = [
            models.Index(fields=["presale", "state"], name="advance_orders_of_a_presale"),
            models.Index(fields=["remind_at"], condition=Q(remind_at__isnull=False), name="balances_to_remind_of"),
        ]


class First(models.Model):
    """The right to order the next harvest of a product before others: of whoever booked one that failed.

    Known by account, or a guest by number. It is good for one order; one that is given up leaves it as it was.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="firsts")
    advance = models.OneToOneField(Advance, on_delete=models.PROTECT, related_name="first")  # the order that came to nothing
    person = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=16, blank=True)  # +8613…; "" for an account's
    used_for = models.OneToOneField(Advance, null=True, blank=True, on_delete=models.PROTECT, related_name="came_first_by")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["product"], condition=Q(used_for=None), name="rights_to_be_first")]
