"""Money that comes and goes: tries at paying an order, what is paid back, what payment companies told us. Whole fen."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shops.orders.models import Order, OrderLine, ShopOrder
from uploads.models import private_storage

USER = settings.AUTH_USER_MODEL
WAY = Order.Way


class Payment(models.Model):
    """One try at paying an order by one way. The payment company knows it by `number`, and calls it `provider_number`.

    Money may come after all for one that was closed: it is taken in, and goes back.
    """

    class State(models.TextChoices):
        STARTED = "started", pgettext_lazy("a payment", "Not paid yet")
        PAID = "paid", pgettext_lazy("a payment", "Paid")
        CLOSED = "closed", pgettext_lazy("a payment", "Closed unpaid")

    class Means(models.TextChoices):
        NATIVE = "native", _("A code to scan")
        JSAPI = "jsapi", _("Within WeChat")
        H5 = "h5", _("From a browser to WeChat")
        PAGE = "page", _("On Alipay’s page")
        WAP = "wap", _("In Alipay on the phone")
        TRANSFER = "transfer", _("A transfer with its proof")
        PRACTICE = "practice", _("A press that pays nothing")
        DOOR = "door", _("Cash at the door")

    TRANSITIONS = {
        State.STARTED: frozenset({State.PAID, State.CLOSED}),
        State.CLOSED: frozenset({State.PAID}),
        State.PAID: frozenset(),
    }

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments", verbose_name=_("order"))
    parcel = models.ForeignKey(
        ShopOrder, null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )  # of cash only
    way = models.CharField(_("way of paying"), max_length=8, choices=WAY.choices)
    means = models.CharField(max_length=8, choices=Means.choices)
    number = models.CharField(_("our number"), max_length=32, unique=True)
    turn = models.PositiveSmallIntegerField(default=1)  # of its order: 1 the whole or the deposit, 2 the balance
    amount = models.BigIntegerField(_("sum in fen"))
    currency = models.CharField(max_length=3, default="CNY")
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.STARTED)
    link = models.TextField(blank=True)  # what the buyer's phone opens, or what is drawn as a code
    provider_number = models.CharField(_("the company’s number"), max_length=64, blank=True)
    payer = models.CharField(max_length=64, blank=True)  # a keyed digest of whom the company says paid (`payers`)
    is_surplus = models.BooleanField(_("came twice or too late"), default=False)
    returned = models.BigIntegerField(_("fen promised back"), default=0)
    started_at = models.DateTimeField(_("begun"))
    ask_at = models.DateTimeField(null=True, blank=True)  # when the company is asked next; None: no more
    asked = models.PositiveSmallIntegerField(default=0)  # how often
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("payment"), _("payments")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_payment_is_of_something"),
            models.CheckConstraint(condition=Q(returned__gte=0, returned__lte=F("amount")), name="no_more_goes_back_than_came"),
            models.CheckConstraint(condition=Q(returned=0) | Q(state="paid"), name="only_what_came_goes_back"),
            models.UniqueConstraint(
                fields=["way", "provider_number"], condition=~Q(provider_number=""), name="a_company_s_number_comes_once"
            ),
            models.UniqueConstraint(
                fields=["order", "turn"],
                condition=Q(state="paid", is_surplus=False, parcel=None),
                name="each_turn_of_an_order_is_paid_once",
            ),
            models.CheckConstraint(condition=Q(turn__in=(1, 2)), name="an_order_is_paid_in_two_turns_at_most"),
            models.UniqueConstraint(
                fields=["parcel"], condition=Q(parcel__isnull=False), name="a_parcel_s_cash_is_one_payment"
            ),
        ]
        indexes = [
            models.Index(fields=["ask_at"], condition=Q(ask_at__isnull=False), name="payments_to_ask_about"),
            models.Index(fields=["way", "paid_at"], name="payments_by_day"),
        ]

    def __str__(self) -> str:
        return self.number


class Refund(models.Model):
    """Fen promised back of one payment, and on their way. `source` names why: the same cause again is the same refund.

    What was paid in two turns goes back to both payments: the second refund of a cause names the `first`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("a refund", "Promised")
        ASKED = "asked", pgettext_lazy("a refund", "Under way at the payment company")
        DONE = "done", pgettext_lazy("a refund", "Paid back")
        STUCK = "stuck", pgettext_lazy("a refund", "Needs a person")

    TRANSITIONS = {
        State.WAITING: frozenset({State.ASKED, State.DONE, State.STUCK}),
        State.ASKED: frozenset({State.DONE, State.STUCK}),
        State.STUCK: frozenset({State.WAITING, State.DONE}),
        State.DONE: frozenset(),
    }

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    parcel = models.ForeignKey(ShopOrder, null=True, blank=True, on_delete=models.PROTECT, related_name="refunds")
    number = models.CharField(_("our number"), max_length=32, unique=True)
    source = models.CharField(max_length=64, unique=True)
    first = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="others")
    amount = models.BigIntegerField(_("sum in fen"))
    delivery = models.PositiveIntegerField(default=0)  # fen of it that are postage
    words = models.CharField(_("why"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WAITING)
    from_county = models.BooleanField(default=False)  # out of goodwill: the shop keeps its money
    by_hand = models.BooleanField(default=False)  # no company pays it back: a person does, and says so
    provider_number = models.CharField(_("the company’s number"), max_length=64, blank=True)
    trouble = models.CharField(_("trouble"), max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ask_at = models.DateTimeField(null=True, blank=True)  # when the company is asked next
    made_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(_("promised at"))
    done_at = models.DateTimeField(_("paid back at"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("refund"), _("refunds")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_refund_is_of_something")]
        indexes = [models.Index(fields=["ask_at"], condition=Q(ask_at__isnull=False), name="refunds_to_send")]

    def __str__(self) -> str:
        return self.number

    @property
    def whole(self) -> int:
        """Fen of its cause, over all payments. One query."""
        return self.amount + sum(one.amount for one in self.others.all())


class RefundedLine(models.Model):
    """Fen of a line that went back, for so many packs; none where the buyer keeps them. `refund` is None where nothing had
    been paid yet: packs that the shop could not send of what is paid at the door."""

    refund = models.ForeignKey(Refund, null=True, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="refunded")
    packs = models.PositiveSmallIntegerField()
    amount = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["refund", "line"], name="a_line_is_in_a_refund_once"),
            models.CheckConstraint(condition=Q(amount__gte=1) | Q(packs__gte=1), name="a_refunded_line_is_of_something"),
        ]


class Notice(models.Model):
    """A notification that was taken in: seen again, it does nothing."""

    way = models.CharField(max_length=8, choices=WAY.choices)
    event = models.CharField(max_length=64)
    number = models.CharField(max_length=32)  # of the payment or refund it tells of
    came_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["way", "event"], name="a_notice_is_taken_in_once")]


def proof_path(proof: "Proof", filename: str) -> str:
    return f"proofs/{proof.payment.number}-{proof.sha256[:16]}.jpg"


class Proof(models.Model):
    """A picture of a bank transfer, from the buyer; somebody looks whether the money came."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("a proof", "To be looked at")
        TAKEN = "taken", pgettext_lazy("a proof", "The money came")
        REFUSED = "refused", pgettext_lazy("a proof", "The money did not come")

    TRANSITIONS = {
        State.WAITING: frozenset({State.TAKEN, State.REFUSED}),
        State.TAKEN: frozenset(),
        State.REFUSED: frozenset(),
    }

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="proofs")
    picture = models.FileField(storage=private_storage, upload_to=proof_path)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WAITING)
    words = models.CharField(_("what the buyer reads"), max_length=200, blank=True)
    sent_at = models.DateTimeField(_("handed in"))
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("proof of a transfer"), _("proofs of transfers")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["payment", "sha256"], name="a_proof_is_handed_in_once")]


class Bill(models.Model):
    """A payment company's bill of a day, compared with our books. `fee` fen it kept."""

    way = models.CharField(_("way of paying"), max_length=8, choices=WAY.choices)
    day = models.DateField(_("day"))
    rows = models.PositiveIntegerField(_("rows"))
    paid = models.BigIntegerField(_("fen paid"))
    returned = models.BigIntegerField(_("fen paid back"))
    fee = models.BigIntegerField(_("fen of fees"))
    read_at = models.DateTimeField(_("compared at"))

    class Meta:
        verbose_name, verbose_name_plural = _("day’s bill"), _("days’ bills")
        ordering = ["-day", "way"]
        constraints = [models.UniqueConstraint(fields=["way", "day"], name="a_bill_is_read_once")]


class Difference(models.Model):
    """Something that the company's bill or word says otherwise than our books."""

    class What(models.TextChoices):
        UNKNOWN = "unknown", _("They have a payment that we do not know")
        MISSING = "missing", _("We have a payment that is not on their bill")
        AMOUNT = "amount", _("The sums differ")
        REFUND_UNKNOWN = "refund unknown", _("They paid something back that we do not know")
        REFUND_MISSING = "refund missing", _("We paid something back that is not on their bill")

    way = models.CharField(_("way of paying"), max_length=8, choices=WAY.choices)
    what = models.CharField(_("what differs"), max_length=14, choices=What.choices)
    number = models.CharField(_("our number"), max_length=64)
    ours = models.BigIntegerField(_("fen by our books"), null=True, blank=True)
    theirs = models.BigIntegerField(_("fen by theirs"), null=True, blank=True)
    bill = models.ForeignKey(Bill, null=True, blank=True, on_delete=models.PROTECT, related_name="differences")
    found_at = models.DateTimeField(_("found at"))
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    words = models.CharField(_("how it was settled"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("difference"), _("differences")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["way", "what", "number"], name="a_difference_is_told_once")]
