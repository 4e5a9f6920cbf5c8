"""What buyers say of what they bought, and how many said so, counted as they say it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shops.catalogue.models import Product
from shops.franchise.models import Shop
from shops.orders.models import OrderLine, ShopOrder
from shops.visits.models import Visit
from uploads.models import Photo

LONGEST = 600  # characters of a review, and of an answer
MOST_PHOTOS = 4
USER = settings.AUTH_USER_MODEL
STARS: dict[int, str | Promise] = {
    5: pgettext_lazy("stars", "Very good"),
    4: pgettext_lazy("stars", "Good"),
    3: pgettext_lazy("stars", "All right"),
    2: pgettext_lazy("stars", "Not good"),
    1: pgettext_lazy("stars", "Bad"),
}


class CustomerReview(models.Model):
    """One buyer's words on a line of an order, goods or a visit. `signed` is the writer as everybody may read it: 刘**."""

    class State(models.TextChoices):
        SHOWN = "shown", pgettext_lazy("a review", "Shown")
        HIDDEN = "hidden", pgettext_lazy("a review", "Hidden")
        WITHDRAWN = "withdrawn", pgettext_lazy("a review", "Withdrawn")

    TRANSITIONS = {
        State.SHOWN: frozenset({State.HIDDEN, State.WITHDRAWN}),
        State.HIDDEN: frozenset({State.SHOWN, State.WITHDRAWN}),
        State.WITHDRAWN: frozenset(),
    }

    line = models.OneToOneField(OrderLine, on_delete=models.PROTECT, related_name="review")
    product = models.ForeignKey(
        Product, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews", verbose_name=_("product")
    )
    visit = models.ForeignKey(Visit, null=True, blank=True, on_delete=models.SET_NULL, related_name="reviews")
    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="reviews", verbose_name=_("shop"))
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.SHOWN)
    stars = models.PositiveSmallIntegerField(
        _("stars"), choices=STARS.items(), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    text = models.TextField(_("what the buyer says"), max_length=LONGEST, blank=True)
    signed = models.CharField(_("signed"), max_length=24, blank=True)
    written_at = models.DateTimeField(_("written on"))
    changed_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("what the shop answers"), max_length=LONGEST, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    hidden_why = models.CharField(_("why it is hidden"), max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("review of a buyer"), _("reviews of buyers")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(stars__gte=1, stars__lte=5), name="a_review_has_one_to_five"),
            models.CheckConstraint(condition=models.Q(product=None) | models.Q(visit=None), name="a_review_is_of_one_thing"),
        ]
        indexes = [
            models.Index(fields=["product", "-id"], condition=models.Q(state="shown"), name="reviews_of_a_product"),
            models.Index(fields=["visit", "-id"], condition=models.Q(state="shown"), name="reviews_of_a_visit"),
            models.Index(fields=["shop", "-id"], condition=models.Q(state="shown"), name="reviews_of_a_shop"),
            models.Index(
                fields=["shop", "-id"], condition=models.Q(state="shown", answered_at=None), name="reviews_to_answer"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.signed or '–'} · {self.line.name_zh_hans}"


class ReviewPhoto(models.Model):
    review = models.ForeignKey(CustomerReview, on_delete=models.CASCADE, related_name="shots")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["review", "position"]
        constraints = [models.UniqueConstraint(fields=["review", "position"], name="one_photo_of_a_review_per_place")]


class ReviewReport(models.Model):
    """The shop asks the franchise managers to look at a review: once, with reasons. They hide it or let it stand."""

    review = models.OneToOneField(CustomerReview, on_delete=models.CASCADE, related_name="report")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    reasons = models.CharField(_("what the shop says against it"), max_length=300)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]


class Rating(models.Model):
    """How many shown reviews a product or a visit has of each number of stars. Moved with the review (`counting`), never
    counted anew."""

    product = models.OneToOneField(Product, null=True, blank=True, on_delete=models.CASCADE, related_name="rating")
    visit = models.OneToOneField(Visit, null=True, blank=True, on_delete=models.CASCADE, related_name="rating")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="ratings")
    ones = models.PositiveIntegerField(default=0)
    twos = models.PositiveIntegerField(default=0)
    threes = models.PositiveIntegerField(default=0)
    fours = models.PositiveIntegerField(default=0)
    fives = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(product=None) ^ models.Q(visit=None), name="rated_is_one_thing")
        ]


class Invitation(models.Model):
    """That the buyer of a received parcel, or of a visit that is over, is to be asked, or was. `told_at` is also set where
    nobody was to be written to."""

    parcel = models.OneToOneField(ShopOrder, on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(told_at=None), name="invitations_due")]
