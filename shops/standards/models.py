"""What a shop must keep, what an inspection found, what it may sell, and what the franchise had to do about it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from shops.catalogue.models import Category
from shops.franchise.models import Inspection, Shop
from uploads.models import Photo


class RuleBook(ClusterableModel):
    """One version of the brand's rules. What was once in force is never edited: a change is a new version."""

    version = models.PositiveSmallIntegerField(_("version number"), unique=True)
    effective_on = models.DateField(_("in force from"))
    comply_by = models.DateField(_("open shops comply by"))
    news = models.TextField(_("what is new, in a few words"), max_length=600, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("brand rules"), _("brand rules")
        ordering = ["-version"]

    def __str__(self) -> str:
        return str(_("Brand rules, version %(n)s") % {"n": self.version})


class BrandRule(models.Model):
    """One rule, which is one line of the inspector's list. `key` is the same in every version."""

    class Kind(models.TextChoices):
        LOOKED_AT = "looked at", _("The inspector looks")
        PHOTOS = "photos", _("At least so many photographs of each product")
        PROMISE = "promise", _("At least so many promises")
        POSTING_DAYS = "posting days", _("At least so many posting days a week")
        STORY = "story", _("A story of at least so many characters")
        WORDS = "words", _("Words that may not be used")
        LABELS = "labels", _("Weight, batch and best before of each product")
        TRAINED = "trained", _("Only goods the owner is trained for")

    class Place(models.TextChoices):
        SIGN = "change", _("Shop sign")
        STORY = "change_story", _("Story")
        GOODS = "change_goods", _("Goods and prices")
        DELIVERY = "change_delivery", _("Delivery")
        PROMISE = "change_promise", _("Promise")

    book = ParentalKey(RuleBook, on_delete=models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField(_("line"))
    key = models.SlugField(_("name in every version"), max_length=40)
    kind = models.CharField(_("how it is checked"), max_length=12, choices=Kind.choices, default=Kind.LOOKED_AT)
    number = models.PositiveSmallIntegerField(_("how many"), default=1)
    words = models.TextField(_("words, one a line"), max_length=1200, blank=True)
    title = models.CharField(_("the rule"), max_length=120)
    advice = models.CharField(_("how to keep it"), max_length=200, blank=True)
    place = models.CharField(_("where it is mended"), max_length=16, choices=Place.choices, default=Place.SIGN)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["book", "key"], name="one_rule_per_key_and_version")]

    def __str__(self) -> str:
        return self.title


class InspectionLine(models.Model):
    """What one inspection found of one rule."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="lines")
    rule = models.ForeignKey(BrandRule, on_delete=models.PROTECT, related_name="+")
    is_kept = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)
    photos = models.ManyToManyField(Photo, related_name="+", blank=True)

    class Meta:
        ordering = ["rule__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["inspection", "rule"], name="one_line_per_rule")]


class UnkeptLine(models.Model):
    """A rule that an open shop does not keep by what is reckoned, and since when. Looked over anew by the clock."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="unkept_lines")
    rule = models.ForeignKey(BrandRule, on_delete=models.CASCADE, related_name="+")  # of the version in force
    key = models.SlugField(max_length=40)  # the rule's, in every version
    since = models.DateTimeField()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["shop", "key"], name="one_unkept_line_per_rule")]
        indexes = [models.Index(fields=["since", "id"])]


class Training(models.Model):
    """What gives the right to sell a category. Of several rows of a category any one is enough; without rows anybody may."""

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", _("The certificate of a boot camp")
        PIECE = "piece", _("An approved piece of a boot camp")
        LICENCE = "licence", _("A licence that a manager has seen")

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="trainings", verbose_name=_("category"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    programme_key = models.UUIDField(_("boot camp"), null=True, blank=True)  # ProgrammePage.translation_key
    stage = models.PositiveSmallIntegerField(_("stage whose piece is approved"), null=True, blank=True)
    title = models.CharField(_("what it is called"), max_length=120)

    class Meta:
        verbose_name, verbose_name_plural = _("training for a category"), _("training for categories")
        ordering = ["category", "pk"]

    def __str__(self) -> str:
        return self.title


class SellingRight(models.Model):
    """A manager's decision that a shop may sell a category, or may not; the latest one counts, above any training."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="selling_rights")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")
    is_granted = models.BooleanField()
    reason = models.CharField(max_length=300)
    licence = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]


class GraveReason(models.Model):
    """What lets a shop be closed at once, without notice: rows, so that the county says what is grave."""

    position = models.PositiveSmallIntegerField(_("line"))
    title = models.CharField(_("grave reason"), max_length=120)

    class Meta:
        verbose_name, verbose_name_plural = _("grave reason for closing"), _("grave reasons for closing")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Measure(models.Model):
    """What a franchise manager did about an open shop: with reasons, what to do, and a day."""

    class Kind(models.TextChoices):
        WARNING = "warning", pgettext_lazy("to a shop", "Warning")
        SUSPENDED = "suspended", _("Suspension")
        CLOSED = "closed", _("Closing")
        REOPENED = "reopened", _("Opening again")

    class State(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        IN_FORCE = "in force", _("in force")
        WITHDRAWN = "withdrawn", _("withdrawn")
        SETTLED = "settled", _("settled")

    TRANSITIONS = {
        State.ANNOUNCED: frozenset({State.IN_FORCE, State.WITHDRAWN, State.SETTLED}),
        State.IN_FORCE: frozenset({State.WITHDRAWN, State.SETTLED}),
        State.WITHDRAWN: frozenset(),
        State.SETTLED: frozenset(),
    }

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="measures")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    reasons = models.TextField(max_length=600)
    to_do = models.TextField(max_length=600, blank=True)
    grave = models.ForeignKey(GraveReason, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # of a closing
    rule_key = models.SlugField(max_length=40, blank=True, default="")  # of a warning: the line of the brand's rules
    effective_on = models.DateField()  # of a warning: the day by which it is mended
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "effective_on"])]

    @property
    def is_running(self) -> bool:
        """Whether it is announced, or in force and not over: what a manager may still withdraw or settle."""
        return self.state == self.State.ANNOUNCED or (self.state == self.State.IN_FORCE and self.kind == self.Kind.WARNING)


class Objection(models.Model):
    """An owner's answer to a measure, and the franchise's answer to it."""

    measure = models.OneToOneField(Measure, on_delete=models.CASCADE, related_name="objection")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=1000)
    at = models.DateTimeField()
    answer = models.TextField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)


class CommissionRate(models.Model):
    """What the county keeps of sales in a category, or of visits (no category), from a day on; the latest that has begun
    counts."""

    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.CASCADE, related_name="commission_rates", verbose_name=_("category"),
        help_text=_("Empty: rooms, activities and walks."),
    )  # fmt: skip
    basis_points = models.PositiveSmallIntegerField(_("basis points"), help_text=_("100 basis points are 1%."))
    from_on = models.DateField(_("from"))

    class Meta:
        verbose_name, verbose_name_plural = _("commission"), _("commission")
        ordering = ["category__position", "-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["category", "from_on"], name="one_commission_per_category_and_day"),
            models.UniqueConstraint(
                fields=["from_on"], condition=models.Q(category=None), name="one_commission_of_visits_per_day"
            ),
            models.CheckConstraint(condition=models.Q(basis_points__lte=5000), name="commission_at_most_half"),
        ]
