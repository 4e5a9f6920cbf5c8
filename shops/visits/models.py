"""What a guest may come for: rooms, farm activities and walks, described once in both languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from cms.pages.bigrams import bigrams
from shops.franchise.models import Shop
from uploads.models import Photo


class VisitQuerySet(models.QuerySet):
    def shown(self) -> "VisitQuerySet":
        """What the owner shows; of rooms, those with the number of a permit or filing."""
        return self.filter(is_shown=True).exclude(kind=Visit.Kind.ROOM, registration="")

    def open(self) -> "VisitQuerySet":
        """What the public may see."""
        return self.shown().filter(shop__state=Shop.State.OPEN)


class Visit(index.Indexed, models.Model):
    """One room, farm activity or walk. `price` is a guide in fen: a room's for a night, else for each person.

    `least` and `most` are people; of a room, `most` is how many may sleep in it. `picture` is the drawing shown until there
    are photos.
    """

    class Kind(models.TextChoices):
        ROOM = "room", _("Room for guests")
        ACTIVITY = "activity", _("Farm activity")
        TOUR = "tour", _("Guided walk")

    PICTURES = {Kind.ROOM: "s-homestay", Kind.ACTIVITY: "s-terrace", Kind.TOUR: "s-village"}

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="visits")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=60)
    about = models.TextField(_("about it"), max_length=600, blank=True)
    price = models.PositiveIntegerField()
    months = models.JSONField(default=list)  # 1–12
    rooms = models.PositiveSmallIntegerField(null=True, blank=True)
    beds = models.PositiveSmallIntegerField(null=True, blank=True)  # in one room
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    least = models.PositiveSmallIntegerField(default=1)
    most = models.PositiveSmallIntegerField()
    included = models.TextField(_("what is in the price"), max_length=200, blank=True)
    bring = models.TextField(_("what guests bring"), max_length=200, blank=True)
    safety = models.TextField(_("what could hurt a guest"), max_length=300, blank=True)
    stops = models.TextField(_("the stops"), max_length=800, blank=True)  # one a line
    meeting = models.CharField(_("where guests are met"), max_length=120, blank=True)
    come = models.CharField(_("how to come"), max_length=160, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    registration = models.CharField(max_length=60, blank=True)  # the number of a room's permit or filing
    registration_until = models.DateField(null=True, blank=True)  # its last day, when it has one
    is_shown = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects = VisitQuerySet.as_manager()

    search_fields = [
        index.SearchField("name_zh_hans", boost=2),
        index.SearchField("name_en", boost=2),
        index.SearchField("hanzi"),
        index.FilterField("kind"),
        index.FilterField("is_shown"),
        index.FilterField("registration"),
        index.RelatedFields("shop", [index.FilterField("state")]),
    ]

    class Meta:
        ordering = ["shop", "position"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "position"], name="one_visit_per_place"),
            models.CheckConstraint(
                name="visit_has_a_price_and_people",
                condition=models.Q(price__gte=1, least__gte=1, most__gte=models.F("least")),
            ),
            models.CheckConstraint(
                name="visit_says_what_its_kind_needs",
                condition=models.Q(kind="room", rooms__gte=1, beds__gte=1) | models.Q(~models.Q(kind="room"), minutes__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def hanzi(self) -> str:
        """Its Chinese words cut for search: any part of its name, stops or village finds it."""
        return bigrams(self.name_zh_hans, self.stops_zh_hans, self.shop.village_zh_hans)  # type: ignore[attr-defined]

    @property
    def picture(self) -> str:
        return self.PICTURES[self.Kind(self.kind)]

    @property
    def is_room(self) -> bool:
        return self.kind == self.Kind.ROOM

    @property
    def waits_for_permit(self) -> bool:
        """Whether it is a room that may not be shown yet."""
        return self.is_room and not self.registration


class VisitPhoto(models.Model):
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    caption = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["visit", "position"]
        constraints = [models.UniqueConstraint(fields=["visit", "position"], name="one_visit_photo_per_place")]
