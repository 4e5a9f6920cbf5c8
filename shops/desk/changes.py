"""Who changed what in a shop, from the audit, in words its owner would use."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.audit import subject_of
from common.models import AuditEntry
from common.money import yuan
from shops.catalogue.models import Product
from shops.franchise.models import Helper, Shop

AT_ONCE = 30
SAID: dict[str, Any] = {
    "add helper": gettext_lazy("Let somebody help"), "remove helper": gettext_lazy("Took a helper off"),
    "change rights of helper": gettext_lazy("Chose what a helper may do"),
    "change shop": gettext_lazy("Changed words or looks"), "take back change": gettext_lazy("Took a change back"),
    "return to edition": gettext_lazy("Went back to an earlier version"),
    "publish shop front": gettext_lazy("Published the changes"), "change address": gettext_lazy("Changed the shop’s address"),
    "change delivery": gettext_lazy("Changed delivery"),
    "change prices": gettext_lazy("Changed prices or stock of several packs"),
    "keep goods sheet": gettext_lazy("Brought in a sheet of goods"),
    "order goods": gettext_lazy("Changed the order of the goods"),
    "add product": gettext_lazy("Added a product"), "copy product": gettext_lazy("Copied a product"),
    "change product": gettext_lazy("Changed a product"), "add pack": gettext_lazy("Added a pack"),
    "change pack": gettext_lazy("Changed a pack"), "drop pack": gettext_lazy("Took a pack out"),
    "count stock": gettext_lazy("Counted the stock: %(before)s → %(after)s"),
    "set low stock": gettext_lazy("Said from how many on little is left"),
    "change visit": gettext_lazy("Changed what guests come for"),
    "place visits": gettext_lazy("Put in what guests come for"),
    "sign terms": gettext_lazy("Signed the franchise terms"), "send shop": gettext_lazy("Sent the shop for inspection"),
    "open shop": gettext_lazy("Opened the shop"), "return shop": gettext_lazy("Gave the shop back with reasons"),
    "rest shop": gettext_lazy("The shop rests until the new terms are signed"), "warn shop": gettext_lazy("Wrote a warning"),
    "suspended shop": gettext_lazy("Suspended the shop"), "closed shop": gettext_lazy("Closed the shop"),
    "reopen shop": gettext_lazy("Opened the shop again"), "renew shop": gettext_lazy("Took in new coursework"),
    "change bank details": gettext_lazy("Changed the bank account: it ends in %(after)s now"),
    "generate shop": gettext_lazy("Made the shop from the coursework"),
    "grant right to sell": gettext_lazy("Granted the right to sell a category"),
    "revoke right to sell": gettext_lazy("Took back the right to sell a category"),
}  # fmt: skip
STATES: dict[str, Any] = {
    Product.State.ON_SALE: gettext_lazy("Put on sale"), Product.State.RESTING: gettext_lazy("Let rest"),
    Product.State.DRAFT: gettext_lazy("Took off sale"), Product.State.REMOVED: gettext_lazy("Took out of the shop"),
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """`who` is "" for what happened by itself; `what` the name of the product it was done to."""

    who: str
    words: str
    what: str
    at: datetime
    money: str = ""


@dataclass(frozen=True)
class ChangesPage:
    changes: list[Change]
    before: int | None  # where the next page goes on


def changes_of(shop: Shop, before: int | None = None) -> ChangesPage:
    """A page of what was done to the shop and its goods, by key, the latest first. Two queries."""
    goods = {subject_of(product): product.name for product in Product.objects.filter(shop=shop)}
    rows = AuditEntry.objects.filter(subject__in=[subject_of(shop), *goods]).select_related("actor").order_by("-pk")
    found = list((rows.filter(pk__lt=before) if before else rows)[: AT_ONCE + 1])
    shown = [
        Change(entry.actor.name if entry.actor else "", said(entry), goods.get(entry.subject, ""), entry.at, prices(entry))
        for entry in found[:AT_ONCE]
    ]
    return ChangesPage(shown, found[AT_ONCE - 1].pk if len(found) > AT_ONCE else None)


def said(entry: AuditEntry) -> str:
    """What was done; what has no words of its own is a change."""
    details = entry.details
    if entry.action == "move product":
        return str(STATES.get(details.get("after"), _("Changed something")))
    if entry.action == "change rights of helper":
        rights = ", ".join(str(right.label) for right in Helper.Right if right in details.get("after", []))
        return f"{SAID[entry.action]}: {rights}"
    if entry.action in SAID:
        words = str(SAID[entry.action])
        return words % {"before": details.get("before"), "after": details.get("after")} if "%(" in words else words
    if "photo" in entry.action:
        return _("Changed photographs")
    return _("Changed something")


def prices(entry: AuditEntry) -> str:
    """A price that was changed, in fen before and after, as yuan; "" for other changes."""
    was, now = entry.details.get("before"), entry.details.get("after")
    if not (isinstance(was, dict) and isinstance(now, dict)) or not (was.get("price") and now.get("price")):
        return ""
    return f"{yuan(was['price'])} → {yuan(now['price'])}"
