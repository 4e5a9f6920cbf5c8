"""The rules in force, what of them is new, and what was found of them in a shop."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.audit import subject_of
from common.models import AuditEntry
from shops.catalogue.models import Product, Variant
from shops.franchise.models import Inspection, Shop
from shops.standards.models import BrandRule, InspectionLine, Measure, RuleBook

COMPARED = ("kind", "number", "words", "title", "advice")
OF_GOODS = ("add product", "copy product", "move product", "add pack", "drop pack")  # and those that begin with "change"
GOODS, FRONT = gettext_lazy("Goods and prices"), gettext_lazy("Words and look of the shop")
SAID = {  # of a whole shop: what was done → what an inspector looks at again
    "change delivery": gettext_lazy("Delivery"), "change prices": GOODS, "keep goods sheet": GOODS, "order goods": GOODS,
    "take back change": FRONT, "return to edition": FRONT, "publish shop front": FRONT,
    "renew shop": gettext_lazy("What came in anew from the coursework"),
    "undo change of goods": gettext_lazy("Changes of goods that were undone"),
    "translate shop": gettext_lazy("Words in the other language"),
}  # fmt: skip


def rules_on(day: date) -> list[BrandRule]:
    """The rules of the version in force on `day`, in their order. One query."""
    book = RuleBook.objects.filter(effective_on__lte=day).order_by("-version").values("pk")[:1]
    return list(BrandRule.objects.filter(book=Subquery(book)))


def newest_book() -> RuleBook | None:
    """The newest version, in force or coming."""
    return RuleBook.objects.order_by("-version").first()


def rules_of(book: RuleBook) -> list[BrandRule]:
    return list(BrandRule.objects.filter(book=book))


@dataclass(frozen=True)
class RuleNews:
    """What a version changed: keys of rules that are new or say something else, and rules that are gone."""

    changed: frozenset[str]
    gone: list[BrandRule]


def news_of(book: RuleBook) -> RuleNews:
    """Against the version before; the first has no news. Three queries."""
    before = RuleBook.objects.filter(version__lt=book.version).order_by("-version").first()
    if before is None:
        return RuleNews(frozenset(), [])
    old = {rule.key: rule for rule in rules_of(before)}
    new = {rule.key: rule for rule in rules_of(book)}
    changed = {key for key, rule in new.items() if key not in old or said(rule) != said(old[key])}
    return RuleNews(frozenset(changed), [rule for key, rule in old.items() if key not in new])


def said(rule: BrandRule) -> tuple:
    return tuple(getattr(rule, name) for name in COMPARED)


def last_lines(shop: Shop) -> dict[str, InspectionLine]:
    """What the latest inspection found, by the rule's key; nothing if it had no list. Three queries."""
    last = Inspection.objects.filter(shop=shop).order_by("-pk").first()
    if last is None:
        return {}
    rows = InspectionLine.objects.filter(inspection=last).select_related("rule", "inspection").prefetch_related("photos")
    return {line.rule.key: line for line in rows}


def goods_to_inspect(shop: Shop) -> QuerySet[Product]:
    """The shop's products but those taken out, with the packs that are sold and their prices. Three queries."""
    packs = Prefetch("variants", Variant.objects.filter(is_sold=True).select_related("offer").order_by("position"))
    return Product.objects.filter(shop=shop).kept().prefetch_related(packs, "photos").order_by("position")


def broken_lines(shop: Shop) -> list[InspectionLine]:
    """What the last inspection found to be mended, in the list's order. Three queries."""
    return [line for line in last_lines(shop).values() if not line.is_kept]


def words_beside(inspection: Inspection, lines: list[InspectionLine]) -> str:
    """The inspector's words but those of the lines, which the page shows at each line itself."""
    titles: list[tuple[Any, str]] = [(line.rule, line.words) for line in lines if line.words]
    said = [f"{getattr(rule, f'title_{language}')}: {words}" for rule, words in titles for language in ("zh_hans", "en")]
    kept = [line for line in inspection.reasons.splitlines() if not line or not any(one.startswith(line) for one in said)]
    return "\n".join(kept).strip()


def measures_of(shop: Shop) -> list[Measure]:
    """All measures about the shop with their objections, the latest first. One query."""
    return list(Measure.objects.filter(shop=shop).select_related("objection", "by"))


def changed_since(shop: Shop, goods: list[Any], at: datetime) -> list[str]:
    """What owner and helpers have changed since `at`, by name, each once, in the order it was done; goods taken out too.

    Two queries."""
    names = {subject_of(product): product.name for product in goods}
    for gone in Product.objects.filter(shop=shop, state=Product.State.REMOVED):
        names[subject_of(gone)] = _("%(name)s (taken out)") % {"name": gone.name}
    rows = AuditEntry.objects.filter(subject__in=[subject_of(shop), *names], at__gt=at)
    found: dict[str, None] = {}
    theirs = Q(action__startswith="change") | Q(action__contains="photo") | Q(action__in=[*OF_GOODS, *SAID])
    for entry in rows.filter(theirs).order_by("pk"):
        found |= dict.fromkeys([names[entry.subject]] if entry.subject in names else said_by(entry))
    return list(found)


def said_by(entry: AuditEntry) -> list[str]:
    """The fields an audit line of a shop says were changed, as the shop calls them."""
    if entry.action in SAID:
        return [str(SAID[entry.action])]
    known = {field.name: str(getattr(field, "verbose_name", "")) for field in Shop._meta.get_fields() if field.concrete}
    return [known[name] for name in entry.details.get("changed") or [] if name in known]
