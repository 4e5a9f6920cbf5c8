"""The franchise: a shop, the terms that bind it, its inspections, who helps in it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from cms.pages.bigrams import bigrams
from uploads.models import private_storage


class Band(models.TextChoices):
    SUN = "sun", _("Eight-petal sun")
    TEA = "tea", _("Tea bud")
    DRUM = "drum", _("Long drum")
    PATH = "path", _("Mountain path")


class Cloth(models.TextChoices):
    INDIGO = "indigo", _("Indigo")
    RED = "red", _("Red")
    GREEN = "green", _("Green")
    NIGHT = "night", _("Night")


class Layout(models.TextChoices):
    """How the parts of a shop's front are laid out."""

    COUNTER = "counter", _("Goods first")
    STORY = "story", _("Story first")
    GALLERY = "gallery", _("Large pictures")


class Weekday(models.TextChoices):
    MON = "mon", _("Monday")
    TUE = "tue", _("Tuesday")
    WED = "wed", _("Wednesday")
    THU = "thu", _("Thursday")
    FRI = "fri", _("Friday")
    SAT = "sat", _("Saturday")
    SUN = "sun", _("Sunday")


class Region(models.TextChoices):
    """Where a parcel goes, as couriers price it."""

    HUNAN = "hunan", _("Hunan")
    NEAR = "near", _("Guangdong and Guangxi")
    FAR = "far", _("The rest of China")
    REMOTE = "remote", _("Xinjiang, Tibet, Qinghai and Inner Mongolia")


class ShopQuerySet(models.QuerySet):
    def open(self) -> "ShopQuerySet":
        """What the public may see."""
        return self.filter(state=Shop.State.OPEN)


class Shop(index.Indexed, models.Model):
    """A trainee's own shop under the county's franchise. Its slug is Latin, the same in both languages, never reused."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being made")
        SIGNED = "signed", _("Terms signed")
        SENT = "sent", _("Waiting for inspection")
        RETURNED = "returned", _("Returned with reasons")
        OPEN = "open", pgettext_lazy("shop state", "Open")
        RESTING = "resting", _("Resting until the new terms are signed")
        SUSPENDED = "suspended", _("Suspended")
        CLOSED = "closed", _("Closed")

    TRANSITIONS = {
        State.DRAFT: frozenset({State.SIGNED}),
        State.SIGNED: frozenset({State.SENT}),
        State.SENT: frozenset({State.OPEN, State.RETURNED}),
        State.RETURNED: frozenset({State.SENT}),
        State.OPEN: frozenset({State.RESTING, State.SUSPENDED, State.CLOSED}),
        State.RESTING: frozenset({State.OPEN, State.SUSPENDED, State.CLOSED}),
        State.SUSPENDED: frozenset({State.OPEN, State.CLOSED}),
        State.CLOSED: frozenset(),
    }
    CHANGEABLE = frozenset({State.DRAFT, State.SIGNED, State.RETURNED, State.OPEN, State.RESTING})

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shops")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("shop name"), max_length=60)
    seal = models.CharField(_("seal"), max_length=1)
    byline = models.CharField(_("line under the name"), max_length=80, blank=True)
    band = models.CharField(_("stitched pattern"), max_length=4, choices=Band.choices, default=Band.SUN)
    cloth = models.CharField(_("cloth colour"), max_length=6, choices=Cloth.choices, default=Cloth.INDIGO)
    layout = models.CharField(_("layout"), max_length=7, choices=Layout.choices, default=Layout.COUNTER)
    story = models.TextField(_("story"), max_length=1200, blank=True)
    township = models.SlugField(max_length=40)  # cms.Township.slug: where the map pins it
    village = models.CharField(_("village"), max_length=60, blank=True)
    posting_days = models.JSONField(default=list)  # Weekday values
    handover = models.CharField(_("where parcels are handed over"), max_length=120, blank=True)
    opening = models.CharField(_("when you are there"), max_length=120, blank=True)
    promise = models.TextField(_("promise"), max_length=600, blank=True)  # one promise a line
    sections = models.JSONField(default=list, blank=True)  # [{"kind", "shown"}] in order; [] is the layout's own order
    making_steps = models.JSONField(default=list, blank=True)  # [{"zh", "en", "photo": id or None}]
    notices = models.JSONField(default=list, blank=True)  # [{"zh", "en", "from", "until": ISO days}]
    certificate_number = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = ShopQuerySet.as_manager()
    search_fields = [
        index.SearchField("name_zh_hans", boost=2),
        index.SearchField("name_en", boost=2),
        index.SearchField("hanzi"),
        index.FilterField("state"),
    ]

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def hanzi(self) -> str:
        """Its Chinese words cut for search: any part of its name or village finds it."""
        return bigrams(self.name_zh_hans, self.byline_zh_hans, self.village_zh_hans)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_changeable(self) -> bool:
        """Whether its owner may change it now: not while it waits for inspection, is suspended or closed."""
        return self.state in self.CHANGEABLE


class RetiredSlug(models.Model):
    """An address a shop once had: it redirects for ever and is never given to another."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="retired_slugs")
    slug = models.SlugField(max_length=60, unique=True)
    retired_at = models.DateTimeField()


class DeliveryFee(models.Model):
    """What a parcel to a region costs the buyer, in fen; a region without a row is not delivered to."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="delivery_fees")
    region = models.CharField(max_length=6, choices=Region.choices)
    fee = models.PositiveIntegerField()  # fen; 0 is free
    free_over = models.PositiveIntegerField(null=True, blank=True)  # fen

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "region"], name="one_fee_per_region")]


class FranchiseTerms(models.Model):
    """One version of the terms that bind a shop, both languages; never edited once signed."""

    version = models.PositiveSmallIntegerField(_("version number"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("clauses"))  # a blank line between, the first line of each is its title
    effective_on = models.DateField(_("in force from"))
    sign_by = models.DateField(
        _("open shops sign by"), null=True, blank=True,
        help_text=_(
            "A shop that has not signed by this day rests until it does. Left empty, shops that signed before need not sign."
        ),
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("franchise terms"), _("franchise terms")
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class Agreement(models.Model):
    """That an owner signed a version of the terms for a shop; the PDF of what they saw is kept with its hash."""

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="agreements")
    terms = models.ForeignKey(FranchiseTerms, on_delete=models.PROTECT, related_name="agreements")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_name = models.CharField(max_length=80)
    signed_at = models.DateTimeField()
    pdf = models.FileField(storage=private_storage, upload_to="agreements/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    commission = models.JSONField(
        default=list, blank=True
    )  # what was shown: [{"zh": "茶叶", "en": "Tea", "basis_points": 400}]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "terms"], name="one_signature_per_terms")]


class SigningCode(models.Model):
    """A code sent to an owner who is about to sign; only its keyed digest is kept."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="signing_codes")
    terms = models.ForeignKey(FranchiseTerms, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]


class TermsTold(models.Model):
    """That a shop was told of new terms, `days` before it must have signed: each once."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    terms = models.ForeignKey(FranchiseTerms, on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "terms", "days"], name="told_of_terms_once")]


class Inspection(models.Model):
    """A franchise manager's decision on a shop that was sent: opened, or returned with reasons."""

    class Decision(models.TextChoices):
        OPEN = "open", _("Open the shop")
        RETURN = "return", _("Return with reasons")

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="inspections")
    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=6, choices=Decision.choices)
    reasons = models.TextField(max_length=600, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]


class Helper(models.Model):
    """Someone the owner lets manage the shop with them, and what of it: everything, unless the owner chose."""

    class Right(models.TextChoices):
        """What may be chosen; each is also the name of its field and of a rule in `rights`."""

        GOODS = "goods", _("Goods and stock")
        LOOKS = "looks", _("Words and looks")
        SHARE = "share", _("Sharing the shop")

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="helpers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shops_helped")
    contact = models.CharField(max_length=254, blank=True)  # as the owner knows them: the number or address that was typed
    added_at = models.DateTimeField(null=True, blank=True)
    goods = models.BooleanField(default=True)
    looks = models.BooleanField(default=True)
    share = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["shop", "person"], name="helper_once_per_shop")]

    @property
    def rights(self) -> list["Helper.Right"]:
        """What they may do, in the order it is listed."""
        return [right for right in self.Right if getattr(self, right.value)]
