"""Postings of a shop's part of an order."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shops.orders.models import Order, OrderLine, ShopOrder
from uploads.models import private_storage


class Carrier(models.TextChoices):
    SF = "sf", _("SF Express")
    JD = "jd", _("JD Logistics")
    EMS = "ems", _("China Post / EMS")
    ZTO = "zto", _("ZTO Express")
    YTO = "yto", _("YTO Express")
    STO = "sto", _("STO Express")
    YUNDA = "yunda", _("Yunda Express")
    JT = "jt", _("J&T Express")
    OTHER = "other", _("Another courier")
    OWN = "own", _("We bring it ourselves")


class Posting(models.Model):
    """One parcel handed over: a part of an order may go in several."""

    parcel = models.ForeignKey(ShopOrder, on_delete=models.PROTECT, related_name="postings")
    carrier = models.CharField(_("courier"), max_length=5, choices=Carrier.choices)
    number = models.CharField(_("parcel number"), max_length=32, blank=True)  # letters and figures only; "" when brought
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcel", "carrier", "number"], condition=~models.Q(number=""), name="a_parcel_number_comes_once"
            )
        ]

    @property
    def link(self) -> str:
        """Where the number is looked up; '' where there is none."""
        return f"https://www.kuaidi100.com/chaxun?nu={self.number}" if self.number else ""


class Watch(models.Model):
    """By when a part is to be posted, and who was told that it is late, or that nobody has said what became of its cash.

    Each moment is written once, by whoever tells: a run that comes second finds it written.
    """

    parcel = models.OneToOneField(ShopOrder, on_delete=models.CASCADE, related_name="watch")
    post_by = models.DateTimeField(db_index=True)
    reminded_at = models.DateTimeField(null=True, blank=True)  # the shop, that it is late
    escalated_at = models.DateTimeField(null=True, blank=True)  # franchise managers and the buyer
    cash_asked_at = models.DateTimeField(null=True, blank=True)  # the shop, whether it has the cash
    cash_shown_at = models.DateTimeField(null=True, blank=True)  # franchise managers, that it does not say


class PostedLine(models.Model):
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="posted")
    packs = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["posting", "line"], name="a_line_is_in_a_posting_once"),
            models.CheckConstraint(condition=models.Q(packs__gte=1), name="a_posting_holds_some_packs"),
        ]


class Shortfall(models.Model):
    """Packs that the shop said it cannot send, while the rest of the part goes; a press makes one."""

    parcel = models.ForeignKey(ShopOrder, on_delete=models.PROTECT, related_name="shortfalls")
    press = models.CharField(max_length=64)
    words = models.CharField(_("why"), max_length=200)
    amount = models.PositiveIntegerField()  # fen less for the buyer
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["parcel", "press"], name="a_press_makes_one_shortfall_of_a_part")]


class PrintedReceipt(models.Model):
    """A receipt on paper: asked for, and the file once it is there. Kept for a week."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField(db_index=True)
    printed_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    pdf = models.FileField(storage=private_storage, upload_to="receipts/", blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
