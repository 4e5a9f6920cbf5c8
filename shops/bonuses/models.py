"""Share bonuses: the terms, who shares, what an order by somebody's link brought them, how credit was spent; points. In fen."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shops.orders.models import Order, OrderLine
from shops.reviews.models import CustomerReview

USER = settings.AUTH_USER_MODEL
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0 o 1 l i
LONG = 10
WHOLE = 10_000  # basis points


def new_code() -> str:
    """What a link is known by: 31¹⁰ of them, and nobody guesses one."""
    return "".join(secrets.choice(LETTERS) for _place in range(LONG))


class BonusTerms(models.Model):
    """What holds from `made_at` on, until the next row: rows are added, never changed. An order keeps its own."""

    is_on = models.BooleanField(_("bonuses are given"), default=True)
    basis_points = models.PositiveSmallIntegerField(_("part of the goods"), default=500)
    monthly_cap = models.PositiveIntegerField(_("at most a month"), default=10_000)
    window_days = models.PositiveSmallIntegerField(_("days after the goods have come"), default=10)
    remember_days = models.PositiveSmallIntegerField(_("days that a link is remembered"), default=15)
    credit_days = models.PositiveSmallIntegerField(_("days that credit lasts"), default=180)
    order_share = models.PositiveSmallIntegerField(_("part of an order that credit may pay"), default=5000)
    with_visits = models.BooleanField(_("visits count too"), default=False)
    points_review = models.PositiveSmallIntegerField(_("points for a review with photographs"), default=5)
    points_daily = models.PositiveSmallIntegerField(_("points a day at most"), default=15)
    made_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(basis_points__gte=1, basis_points__lte=2000), name="a_bonus_is_a_small_part"),
            models.CheckConstraint(
                condition=Q(order_share__gte=1, order_share__lte=9000), name="credit_leaves_something_to_pay"
            ),
            models.CheckConstraint(condition=Q(window_days__gte=8, credit_days__gte=30), name="bonuses_wait_and_then_last"),
        ]

    @property
    def percent(self) -> str:
        return f"{self.basis_points / 100:g}"

    @property
    def share_percent(self) -> str:
        return f"{self.order_share / 100:g}"


class Sharer(models.Model):
    """Somebody who asked for a link of their own, and the code in it."""

    person = models.OneToOneField(USER, on_delete=models.PROTECT, related_name="sharer")
    code = models.CharField(max_length=LONG, unique=True, default=new_code)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class Bonus(models.Model):
    """What one order by somebody's link brings them, and why nothing where nothing. `amount` fen are given as credit once.

    Of the credit `left` may be spent; the rest was spent, docked (taken back, for this or another order) or ended. `back`: of
    this order's bonus so much is to be taken back in all, of it `missing` could not yet, since it was spent.
    """

    class State(models.TextChoices):
        PLACED = "placed", _("Ordered, not paid yet")
        WAITING = "waiting", pgettext_lazy("a bonus", "Waiting")
        EARNED = "earned", pgettext_lazy("a bonus", "Earned")
        REFUSED = "refused", pgettext_lazy("a bonus", "Refused")

    class Why(models.TextChoices):
        UNPAID = "unpaid", _("The order was not paid.")
        ACCOUNT = "account", _("The order is your own.")
        PHONE = "phone", _("The order is for a mobile number of yours.")
        ADDRESS = "address", _("The parcel goes to an address of yours.")
        PAYER = "payer", _("It was paid from the same account as orders of yours.")
        SHOP = "shop", _("It is your own shop that was bought from.")
        AGAIN = "again", _("The buyer had ordered here before.")
        PRACTICE = "practice", _("It was an order for practice.")
        GROUP = "group", _("It was ordered in a group or ahead, at its own price.")
        NOTHING = "nothing", _("No goods were kept that a bonus is given for.")
        CAP = "cap", _("You had this month’s most already.")

    TRANSITIONS = {
        State.PLACED: frozenset({State.WAITING, State.REFUSED}),
        State.WAITING: frozenset({State.EARNED, State.REFUSED}),
        State.EARNED: frozenset(),
        State.REFUSED: frozenset(),
    }

    sharer = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="bonuses")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="bonus")
    terms = models.ForeignKey(BonusTerms, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.PLACED)
    why = models.CharField(max_length=8, choices=Why.choices, blank=True)
    phone_key = models.CharField(max_length=64, blank=True, db_index=True)  # keyed digests (`likeness`): they tell the same
    address_key = models.CharField(max_length=64, blank=True, db_index=True)
    payer_key = models.CharField(max_length=64, blank=True, db_index=True)
    device = models.CharField(max_length=16, blank=True, db_index=True)  # a random word in the browser's cookie
    placed_at = models.DateTimeField()
    look_at = models.DateTimeField(null=True, blank=True)  # when it is looked at next
    base = models.PositiveIntegerField(default=0)  # fen of goods that were kept when it was earned
    amount = models.PositiveIntegerField(default=0)
    cut = models.PositiveIntegerField(default=0)  # fen beyond the month's most
    left = models.PositiveIntegerField(default=0)
    spent = models.PositiveIntegerField(default=0)
    docked = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0)
    back = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    refunds_seen = models.PositiveSmallIntegerField(default=0)
    earned_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)  # that it ends soon
    is_withheld = models.BooleanField(default=False)
    withheld_why = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("share bonus"), _("share bonuses")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=F("left") + F("spent") + F("docked") + F("ended")), name="credit_is_all_accounted_for"
            ),
            models.CheckConstraint(condition=Q(back__lte=F("amount"), missing__lte=F("back")), name="no_more_is_taken_back"),
            models.CheckConstraint(condition=Q(amount=0) | Q(state="earned"), name="only_what_is_earned_is_credit"),
        ]
        indexes = [
            models.Index(fields=["sharer", "state", "-id"], name="bonuses_of_a_person"),
            models.Index(fields=["look_at"], condition=Q(state__in=["placed", "waiting"]), name="bonuses_to_look_at"),
            models.Index(fields=["expires_at"], condition=Q(left__gt=0), name="credit_that_ends"),
        ]

    def __str__(self) -> str:
        return self.order.number


class Tally(models.Model):
    """How much a person was given in a month (fen) or a day (points), never more than the most of it."""

    class What(models.TextChoices):
        BONUS = "bonus", "fen of a month"
        POINTS = "points", "points of a day"

    person = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=6, choices=What.choices)
    begins_on = models.DateField()
    amount = models.PositiveIntegerField(default=0)
    most = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "what", "begins_on"], name="a_person_is_tallied_once"),
            models.CheckConstraint(condition=Q(amount__lte=F("most")), name="a_tally_keeps_to_its_most"),
        ]


class Spending(models.Model):
    """Credit that went on an order; `back` fen of it were given back. `seen`: how much of the order had gone back by then."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="credit_spent")
    person = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    amount = models.PositiveIntegerField()
    back = models.PositiveIntegerField(default=0)
    seen = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(back__lte=F("amount")), name="no_more_credit_comes_back")]


class SpentBonus(models.Model):
    """Of which bonus so many fen of a spending are."""

    spending = models.ForeignKey(Spending, on_delete=models.PROTECT, related_name="parts")
    bonus = models.ForeignKey(Bonus, on_delete=models.PROTECT, related_name="spendings")
    amount = models.PositiveIntegerField()
    back = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["spending", "bonus"], name="a_bonus_is_in_a_spending_once"),
            models.CheckConstraint(condition=Q(back__lte=F("amount")), name="no_more_of_a_bonus_comes_back"),
        ]


class SpentLine(models.Model):
    """On which line so many fen of a spending are."""

    spending = models.ForeignKey(Spending, on_delete=models.PROTECT, related_name="lines")
    line = models.OneToOneField(OrderLine, on_delete=models.PROTECT, related_name="+")
    amount = models.PositiveIntegerField()


class Points(models.Model):
    """Thanks for a review with photographs: worth nothing in money. Counted while the review is shown."""

    person = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    review = models.OneToOneField(CustomerReview, on_delete=models.CASCADE, related_name="+")
    points = models.PositiveSmallIntegerField()
    on = models.DateField()
