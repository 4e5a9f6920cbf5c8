"""What settlements hold of people: where their shop is paid, what was paid; and who of the county did what, by number."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.money import yuan
from common.personal import DELETE, KEEP, part
from shops.franchise.models import Shop
from shops.settlement.models import PrintedStatement, Settlement
from shops.settlement.reckoning import owed_now

mine = part("settlement")
BY_NUMBER = "names by number who did it"
mine.holds(
    "settlement.Payee", "shop__owner", title=_("The bank account your shop is paid to"),
    shown={
        "shop__name": _("shop"), "name": _("name of the account"), "bank": _("bank and branch"), "number": _("account number"),
        "changed_at": _("changed on"),
    },
    erase=DELETE,
)  # fmt: skip
mine.holds(
    "settlement.Settlement", "shop__owner", title=_("What your shop was paid"),
    shown={
        "shop__name": _("shop"), "begins_on": _("from"), "ends_on": _("until"), "amount": _("fen"), "state": _("state"),
        "words": _("reasons"), "name": _("name of the account"), "bank": _("bank and branch"), "number": _("account number"),
        "paid_on": _("paid on"),
    },
    erase=KEEP,
    kept=_("What was paid, to whom and where stays for thirty years, as the rules for keeping accounts ask."),
)  # fmt: skip
mine.holds(
    "settlement.PrintedStatement", "shop__owner", title=_("Statements you had printed"),
    shown={"shop__name": _("shop"), "begins_on": _("from"), "asked_at": _("asked on")}, files={"pdf": "pdf"}, erase=DELETE,
)  # fmt: skip
mine.holds_nothing("settlement.PayoutFile", why="what the bank was given; whom it names is told by the settlements in it")
mine.spares("settlement.Settlement", "name")  # whose account the bank was told
mine.points("settlement.Payee", "changed_by", why=BY_NUMBER)
mine.points("settlement.PayoutFile", "made_by", why=BY_NUMBER)
mine.points("settlement.Settlement", "drawn_by", "approved_by", "decided_by", why=BY_NUMBER)
mine.points("settlement.PrintedStatement", "asked_by", why=BY_NUMBER)


@mine.prevents
def money_to_come(person: Any) -> str | Promise | None:
    """Whoever is owed something is paid first: without a bank account it could never be."""
    shops = list(Shop.objects.filter(owner=person))
    if Settlement.objects.filter(shop__in=shops, state__in=Settlement.UNDER_WAY).exists():
        return _("A payout to your shop is on its way. It must have come first.")
    owed = sum(max(owed_now(shop), 0) for shop in shops)
    if owed:
        return _("Your shop is still owed %(sum)s. It is paid with the next payout; then your account can go.") % {
            "sum": yuan(owed)
        }
    return None


@mine.also
def unprint(person: Any) -> None:
    """The files go with the rows."""
    for row in PrintedStatement.objects.filter(shop__owner=person).exclude(pdf=""):
        row.pdf.delete(save=False)
