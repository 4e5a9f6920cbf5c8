"""A buyer's claim to money back, of which packs, with what photographs. Amounts in fen."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shops.orders.models import OrderLine, ShopOrder
from shops.payments.models import Refund
from uploads.models import private_storage

USER = settings.AUTH_USER_MODEL
LONGEST = 400  # characters of what either side says
MOST_PHOTOS = 4


def new_key() -> str:
    return secrets.token_urlsafe(16)


class Claim(models.Model):
    """Money back for some packs: all of it, or `wanted` fen where the buyer `keeps` the goods. Of a visit, which
    nobody sends back, always `wanted` fen.

    `due_at`: when the side whose turn it is has not moved, the clock does (`lapsing`).
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("a claim", "Waits for the shop")
        OFFERED = "offered", pgettext_lazy("a claim", "The shop offers less")
        TO_SEND = "to send", pgettext_lazy("a claim", "To be sent back")
        COMING = "coming", pgettext_lazy("a claim", "On its way back to the shop")
        REFUSED = "refused", pgettext_lazy("a claim", "Refused by the shop")
        DISPUTED = "disputed", pgettext_lazy("a claim", "With the franchise manager")
        AGREED = "agreed", pgettext_lazy("a claim", "Money goes back")
        DENIED = "denied", pgettext_lazy("a claim", "Decided: no money back")
        WITHDRAWN = "withdrawn", pgettext_lazy("a claim", "Taken back")

    class Reason(models.TextChoices):
        MISSING = "missing", _("It did not come, or not all of it")
        SPOILED = "spoiled", _("Broken or spoiled")
        DIFFERENT = "different", _("Not as it was described")
        WRONG = "wrong", _("Not what I ordered")
        MIND = "mind", _("I changed my mind")
        SERVED = "served", _("It was not as a visit should be")

    class PaidBy(models.TextChoices):
        SHOP = "shop", _("the shop")
        COUNTY = "county", _("the county, out of goodwill")

    OPEN = (State.ASKED, State.OFFERED, State.TO_SEND, State.COMING, State.DISPUTED)
    TRANSITIONS = {
        State.ASKED: frozenset(
            {State.OFFERED, State.TO_SEND, State.AGREED, State.REFUSED, State.DISPUTED, State.WITHDRAWN}
        ),
        State.OFFERED: frozenset({State.AGREED, State.DISPUTED, State.WITHDRAWN}),
        State.TO_SEND: frozenset({State.COMING, State.AGREED, State.DISPUTED, State.WITHDRAWN}),
        State.COMING: frozenset({State.AGREED, State.DISPUTED}),
        State.REFUSED: frozenset({State.AGREED, State.DISPUTED}),
        State.DISPUTED: frozenset({State.AGREED, State.DENIED, State.WITHDRAWN}),
        State.AGREED: frozenset(),
        State.DENIED: frozenset(),
        State.WITHDRAWN: frozenset(),
    }  # fmt: skip

    parcel = models.ForeignKey(ShopOrder, on_delete=models.PROTECT, related_name="claims")
    press = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.ASKED)
    reason = models.CharField(_("what is wrong"), max_length=9, choices=Reason.choices)
    keeps = models.BooleanField(default=False)  # the buyer keeps the goods, and wants a part of the money
    wanted = models.PositiveIntegerField(_("sum in fen"))
    postage = models.PositiveIntegerField(default=0)  # fen of it: the parcel's, where all of it is claimed and not for taste
    words = models.TextField(_("what the buyer says"), max_length=LONGEST)
    answer = models.TextField(_("what the shop says"), max_length=LONGEST, blank=True)
    offered = models.PositiveIntegerField(null=True, blank=True)  # fen
    carrier = models.CharField(max_length=20, blank=True)  # of what is sent back
    number = models.CharField(max_length=32, blank=True)
    against = models.TextField(_("why it went to the manager"), max_length=LONGEST, blank=True)
    decision = models.TextField(_("what the manager says"), max_length=LONGEST, blank=True)
    paid_by = models.CharField(max_length=6, choices=PaidBy.choices, blank=True)
    refund = models.OneToOneField(Refund, null=True, blank=True, on_delete=models.PROTECT, related_name="claim")
    asked_at = models.DateTimeField(_("asked on"))
    due_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("claim"), _("claims")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(wanted__gt=0), name="a_claim_is_to_something"),
            models.UniqueConstraint(fields=["parcel", "press"], name="a_press_makes_one_claim_of_a_part"),
            models.UniqueConstraint(
                fields=["parcel"],
                condition=Q(state__in=["asked", "offered", "to send", "coming", "disputed"]),
                name="one_open_claim_of_a_part",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="claims_due"),
            models.Index(fields=["id"], condition=Q(state="disputed"), name="claims_to_decide"),
        ]

    def __str__(self) -> str:
        return f"{self.parcel.order.number} · {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class ClaimedLine(models.Model):
    """So many packs of a line; `spoiled` of those that came back."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+")
    packs = models.PositiveSmallIntegerField()
    spoiled = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "line"], name="a_line_is_claimed_once"),
            models.CheckConstraint(condition=Q(packs__gte=1), name="a_claimed_line_is_of_something"),
            models.CheckConstraint(condition=Q(spoiled__lte=models.F("packs")), name="no_more_is_spoiled_than_came"),
        ]


def photo_path(photo: "ClaimPhoto", filename: str) -> str:
    return f"claims/{photo.key}.jpg"


class ClaimPhoto(models.Model):
    """Seen by the buyer, the shop and the managers. Taken in with the first press, so that a fault in the words does not lose
    it: of no claim yet, it is forgotten after a day."""

    parcel = models.ForeignKey(ShopOrder, on_delete=models.CASCADE, related_name="+")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.CASCADE, related_name="photos")
    taken_at = models.DateTimeField()
    key = models.CharField(max_length=24, unique=True, default=new_key)
    picture = models.FileField(storage=private_storage, upload_to=photo_path)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["taken_at"], condition=Q(claim=None), name="claim_photos_of_no_claim")]
