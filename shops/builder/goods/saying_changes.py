"""Changes of goods in plain words: which goods, what from, what to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.money import yuan
from common.templatetags.months import months
from shops.builder.goods.saying_photos import lines_of_photos
from shops.builder.goods.saying_ties import lines_of_ties, titles_of_ties
from shops.catalogue.keeping_changes import Row
from shops.catalogue.models import GoodsChange, Offer, Product, Variant
from shops.catalogue.ties import TIES
from shops.catalogue.undoing_photos import PHOTOS

MOST_SAID, LONGEST = 6, 24
FEN = ("price", "group_price", "cost")
LABELS: dict[str, Any] = {
    "price": gettext_lazy("Price alone"), "group_price": gettext_lazy("Price in a group"),
    "group_size": gettext_lazy("Group of"), "cost": gettext_lazy("What it costs you"), "stock": gettext_lazy("In stock"),
    "grams": gettext_lazy("What is in a pack"), "pieces": gettext_lazy("What is in a pack"),
    "state": gettext_lazy("Where it stands"), "is_sold": gettext_lazy("Pack"), "keeps_for": gettext_lazy("Best before"),
    "best_before_on": gettext_lazy("Best before"), "category_id": gettext_lazy("Category"),
    "harvest_months": gettext_lazy("Its season"), "order": gettext_lazy("Order of the goods"),
}  # fmt: skip
UNSAID = ("unit", "keeps_unit")  # go with the number beside them


@dataclass(frozen=True)
class Told:
    """A change, in short ("Bitter tea: changed"), and line by line."""

    change: GoodsChange
    short: str
    lines: list[str]


class Names:
    """What the records of many changes are called. Four queries at most."""

    def __init__(self, rows: Sequence[Row]) -> None:
        ids = {name: {row["id"] for row in rows if row["of"] == name} for name in ("product", "variant", "offer")}
        offers = dict(Offer.objects.filter(pk__in=ids["offer"]).values_list("pk", "variant")) if ids["offer"] else {}
        packs = Variant.objects.filter(pk__in=ids["variant"] | set(offers.values())).select_related("product")
        self.packs = {pack.pk: pack for pack in packs}
        self.offers = {pk: self.packs[variant] for pk, variant in offers.items()}
        others = {row["id"] for row in rows if row["of"] in (PHOTOS, TIES) and row["id"]}
        self.goods = Product.objects.in_bulk(ids["product"] | others)
        self.pages = titles_of_ties(rows)

    def product(self, row: Row) -> Product | None:
        pack = self.pack(row)
        return pack.product if pack else self.goods.get(row["id"]) if row["of"] in ("product", PHOTOS, TIES) else None

    def pack(self, row: Row) -> Variant | None:
        return {"variant": self.packs, "offer": self.offers}.get(row["of"], {}).get(row["id"])


def told_of(changes: Sequence[GoodsChange]) -> list[Told]:
    """The changes in words."""
    names = Names([row for change in changes for row in change.rows])
    return [told(change, names) for change in changes]


def told(change: GoodsChange, names: Names) -> Told:
    goods = list(dict.fromkeys(filter(None, (names.product(row) for row in change.rows))))
    about = goods[0].name if len(goods) == 1 else ngettext("%(n)s product", "%(n)s goods", len(goods)) % {"n": len(goods)}
    what = str(GoodsChange.What(change.what).label)
    is_linked = change.what == GoodsChange.What.TIES
    alone = _("The whole shop: %(what)s") % {"what": what} if is_linked else str(LABELS["order"])
    short = _("%(goods)s: %(what)s") % {"goods": about, "what": what} if goods else alone
    lines = [line for row in change.rows for line in lines_of(row, names, len(goods) > 1)]
    more = len(lines) - MOST_SAID
    return Told(change, short, lines[:MOST_SAID] + ([_("and %(n)s more") % {"n": more}] if more > 0 else []))


def lines_of(row: Row, names: Names, several: bool) -> list[str]:
    """Each field's line; with the product's name where there are `several`."""
    if row["of"] == "shop":
        return []
    start = f"{names.product(row) or ''} · " if several else ""
    if row["of"] == PHOTOS:
        return [start + line for line in lines_of_photos(row)]
    if row["of"] == TIES:
        return [start + line for line in lines_of_ties(row, names.pages)]
    lines = []
    for name, was in row["before"].items():
        if name in UNSAID or (name.endswith("_en") and f"{name[:-3]}_zh_hans" in row["before"]):
            continue
        words = {
            "what": label_of(row, name, names),
            "was": value(name, was, row, names),
            "now": value(name, row["after"][name], row, names),
        }
        lines.append(start + _("%(what)s: %(was)s → %(now)s") % words)
    return lines


def label_of(row: Row, name: str, names: Names) -> str:
    """The field as its form calls it; of a pack, which one."""
    field: Any = {"product": Product, "variant": Variant, "offer": Offer}[row["of"]]._meta.get_field(name)
    label = str(LABELS.get(name) or field.verbose_name)
    pack = names.pack(row)
    return f"{label} ({pack.name})" if pack and name != "is_sold" else label


def value(name: str, found: Any, row: Row, names: Names) -> str:
    if name == "is_sold":
        pack = names.pack(row)
        return (pack.name if pack else "") if found else _("not sold")
    if name == "state":
        return str(Product.State(found).label)
    if name == "harvest_months":
        return months(found) or "–"
    if name in FEN:
        return yuan(found) if found else "–"
    return Truncator(str(found) if found not in (None, "") else "–").chars(LONGEST)
