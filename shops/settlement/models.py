"""What shops are paid, where to, and what the bank was told. Amounts in fen."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shops.franchise.models import Shop
from shops.settlement.terms import Period
from uploads.models import private_storage

USER = settings.AUTH_USER_MODEL


class BankAccount(models.Model):
    """Whose account at which bank, and its number."""

    name = models.CharField(_("name of the account"), max_length=60, blank=True)
    bank = models.CharField(_("bank and branch"), max_length=80, blank=True)
    number = models.CharField(_("account number"), max_length=30, blank=True)

    class Meta:
        abstract = True

    @property
    def masked(self) -> str:
        """The number as pages show it: its last four figures."""
        return f"•••• {self.number[-4:]}" if self.number else ""


class Payee(BankAccount):
    """Where a shop is paid, as its owner wrote it."""

    shop = models.OneToOneField(Shop, on_delete=models.PROTECT, related_name="payee")
    changed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()


class PayoutFile(models.Model):
    """What the bank was given, byte for byte, for one period's settlements."""

    begins_on = models.DateField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    total = models.BigIntegerField()
    count = models.PositiveIntegerField()
    contents = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-pk"]


class Settlement(BankAccount):
    """What a shop is paid for a period. The bank account is the payee's when the file was made."""

    class State(models.TextChoices):
        DRAWN = "drawn", _("Drawn up")
        APPROVED = "approved", _("Approved")
        FILED = "filed", _("With the bank")
        PAID = "paid", _("Paid out")
        FAILED = "failed", _("The bank sent it back")
        CARRIED = "carried", _("Carried forward")

    class Why(models.TextChoices):
        """Why it is carried forward."""

        NOTHING = "nothing", _("Nothing is left to pay")
        LEAST = "least", _("Less than is paid at once")
        NEGATIVE = "negative", _("The shop owes more than it is owed")
        NO_DETAILS = "no details", _("No bank account is known")
        HELD = "held", _("Held back by a manager")

    TRANSITIONS = {
        State.DRAWN: frozenset({State.APPROVED, State.CARRIED}),
        State.APPROVED: frozenset({State.FILED, State.CARRIED}),
        State.FILED: frozenset({State.PAID, State.FAILED}),
        State.PAID: frozenset(),
        State.FAILED: frozenset(),
        State.CARRIED: frozenset(),
    }
    UNDER_WAY = frozenset({State.DRAWN, State.APPROVED, State.FILED})  # owed still, and not to be drawn up again
    OVER = frozenset({State.FAILED, State.CARRIED})  # in the next one by itself

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="settlements")
    begins_on = models.DateField()
    ends_on = models.DateField()
    amount = models.BigIntegerField()  # below 0 only where it is carried forward
    state = models.CharField(max_length=8, choices=State.choices)
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    words = models.CharField(_("reasons"), max_length=200, blank=True)  # why it was held back or came back
    drawn_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    approved_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    file = models.ForeignKey(PayoutFile, null=True, on_delete=models.PROTECT, related_name="settlements")
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")  # who said paid, or failed
    decided_at = models.DateTimeField(null=True)
    paid_on = models.DateField(null=True)  # the bank's day

    class Meta:
        verbose_name, verbose_name_plural = _("payout"), _("payouts")
        ordering = ["-begins_on", "pk"]
        indexes = [models.Index(fields=["begins_on", "state"], name="settlements_of_a_period")]
        constraints = [
            models.UniqueConstraint(fields=["shop", "begins_on"], name="a_shop_is_settled_once_a_period"),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("drawn_by")),
                name="a_second_person_approves",
            ),
            models.CheckConstraint(condition=models.Q(state="carried") | models.Q(amount__gte=1), name="something_is_paid"),
        ]

    def __str__(self) -> str:
        return f"{self.shop} {self.begins_on}"

    @property
    def period(self) -> Period:
        """As it was when it was drawn up, whatever periods are now."""
        return Period(self.begins_on, self.ends_on)


class PrintedStatement(models.Model):
    """A statement on paper: asked for, and the file once it is there."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    begins_on = models.DateField()
    language = models.CharField(max_length=10)
    asked_by = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    pdf = models.FileField(storage=private_storage, upload_to="statements/", blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
