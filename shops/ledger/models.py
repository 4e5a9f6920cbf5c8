"""Accounts, and entries that move fen between two of them. Entries are never changed nor taken away."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shops.franchise.models import Shop


class Account(models.Model):
    """A place where money stands. Those of a shop are one for each shop, the others one for the platform."""

    class Kind(models.TextChoices):
        DUE = "due", _("Owed by buyers")
        WECHAT = "wechat", _("At WeChat Pay")
        ALIPAY = "alipay", _("At Alipay")
        BANK = "bank", _("In the bank")
        PRACTICE = "practice", _("Practice money, which is none")
        COLLECTED = "collected", _("Cash the shop collected")
        HELD = "held", _("Held until buyers have their goods")
        RETURNING = "returning", _("On its way back to buyers")
        SHOP = "shop", _("Owed to the shop")
        COMMISSION = "commission", _("Commission earned")
        DISCOUNTS = "discounts", _("Discounts the county pays")
        GOODWILL = "goodwill", _("Given to buyers out of goodwill")
        FEES = "fees", _("Fees of payment companies")
        BONUSES = "bonuses", _("Set aside for share bonuses")
        CREDIT = "credit", _("Credit of people who shared")

    OF_SHOPS = frozenset({Kind.COLLECTED, Kind.SHOP})
    MONEY = frozenset({Kind.WECHAT, Kind.ALIPAY, Kind.BANK, Kind.PRACTICE, Kind.COLLECTED})  # what may be paid from and to

    kind = models.CharField(max_length=10, choices=Kind.choices)
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("account"), _("accounts")
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=models.Q(shop__isnull=True), name="one_account_of_the_platform"),
            models.UniqueConstraint(fields=["kind", "shop"], name="one_account_of_a_shop"),
            models.CheckConstraint(
                condition=models.Q(shop__isnull=False, kind__in=["collected", "shop"])
                | (models.Q(shop__isnull=True) & ~models.Q(kind__in=["collected", "shop"])),
                name="shops_have_their_own_accounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.shop or ''}".strip()


class Entry(models.Model):
    """`amount` fen from `credit` to `debit`. `source` names what caused it ("payment 12"): each kind comes once of it."""

    kind = models.CharField(_("what happened"), max_length=24)  # see `postings`
    source = models.CharField(max_length=64)
    order = models.CharField(_("order"), max_length=24, blank=True, db_index=True)  # its number, as people say it
    debit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="credits")
    amount = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("entry"), _("entries")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["debit", "at"], name="entries_into_an_account"),
            models.Index(fields=["credit", "at"], name="entries_out_of_an_account"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "source"], name="an_entry_comes_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="an_entry_moves_something"),
            models.CheckConstraint(condition=~models.Q(debit=models.F("credit")), name="an_entry_moves_somewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}: {self.amount}"
