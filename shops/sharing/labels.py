"""Labels: what is printed of a pack, and on which paper. Only facts that the shop has said; an empty one leaves no heading."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.languages import OTHER
from common.money import per_500_g, yuan
from common.templatetags.months import months
from common.templatetags.words import in_language
from printing.codes import qr_svg
from shops.catalogue.contents import say
from shops.catalogue.models import Product
from shops.sharing.codes import short_address
from shops.sharing.fitting import Line, Part, drawable, set_parts

MOST = 210  # labels at once: ten sheets of shelf labels
PADDING = 2.2  # mm within a label


class Kind(models.TextChoices):
    SHELF = "shelf", gettext_lazy("Shelf labels, with the price")
    PARCEL = "parcel", gettext_lazy("Parcel labels, without a price")


class Paper(models.TextChoices):
    SHEET = "sheet", gettext_lazy("An A4 sheet of stickers")
    SINGLE = "single", gettext_lazy("A label printer, 60 × 40 mm each")


@dataclass(frozen=True)
class Format:
    """A paper in mm: A4 with `columns` × `rows` stickers, or a single label. `qr`: the code's side."""

    wide: float
    high: float
    columns: int = 1
    rows: int = 1
    left: float = 0
    top: float = 0
    gap: float = 0
    qr: float = 15
    largest: float = 8.5  # pt of the facts
    top_inside: float = 0  # mm under the stitched band of a large label
    smallest: float = 5

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def place(self, n: int) -> tuple[float, float]:
        """Where the sticker `n` of a sheet begins, from the left and from above."""
        row, column = divmod(n, self.columns)
        return round(self.left + column * (self.wide + self.gap), 2), round(self.top + row * self.high, 2)


SINGLE = Format(60, 40)
SHEETS = {  # what stationers sell: 21 and 8 to a sheet
    Kind.SHELF: Format(63.5, 38.1, 3, 7, 7.2, 15.1, 2.5),
    Kind.PARCEL: Format(99.1, 67.7, 2, 4, 4.65, 13.1, 2.5, qr=24, largest=11, top_inside=5, smallest=6),
}


def format_of(kind: str, paper: str) -> Format:
    return SINGLE if paper == Paper.SINGLE else SHEETS[Kind(kind)]


@dataclass(frozen=True)
class Label:
    """One label, set: lines beside its code, and the price under it ("" on a parcel)."""

    lines: Sequence[Line]
    code: str
    price: str
    per_500: str


def facts_of(product: Product, pack: Any, language: str) -> list[tuple[str, str]]:
    """(heading, words) of what the shop has said, in the language that is on."""
    shop = product.shop
    origin = product.origin or shop.village
    paper = (_("Permit"), product.permit) if product.permit else (_("Seller"), own_line(product))
    found = [
        (_("Net weight"), say(pack) or pack.name), (_("Grade"), product.grade), (_("Place of origin"), origin),
        (_("Harvested"), months(product.harvest_months) if product.harvest_months else ""), (_("Batch"), product.batch),
        (_("Best before"), product.best_before), (_("How to keep it"), product.storage), (_("Shop"), shop.name), paper,
    ]  # fmt: skip
    return [(str(head), drawable(str(words))) for head, words in found if drawable(str(words or ""))]


def own_line(product: Product) -> str:
    return _("Own produce of a farming household") if product.produced == Product.Produced.OWN else ""


def parts_of(product: Product, pack: Any, language: str) -> list[Part]:
    """The name large, its other language small, then the facts."""
    names = [drawable(in_language(product, "name", each)) for each in (language, OTHER[language])]
    first, *second = list(dict.fromkeys(name for name in names if name)) or [""]
    facts = [Part(words, head=_("%(heading)s: ") % {"heading": head}) for head, words in facts_of(product, pack, language)]
    return [Part(first, 1.55, "n", is_name=True), *(Part(name, 0.95, is_name=True) for name in second), *facts]


def label(product: Product, pack: Any, kind: str, paper: Format, language: str) -> Label:
    """One label, in the language that is on."""
    wide = paper.wide - 2 * PADDING - paper.qr - 1.6
    lines = set_parts(
        parts_of(product, pack, language), wide, paper.high - 2 * PADDING - paper.top_inside, paper.largest, paper.smallest
    )
    has_price = kind == Kind.SHELF
    by_weight = per_500_g(pack.offer.price, pack.grams) if has_price and pack.grams else 0
    return Label(
        lines, qr_svg(short_address(product)), yuan(pack.offer.price) if has_price else "",
        _("%(price)s / 500 g") % {"price": yuan(by_weight)} if by_weight and pack.grams != 500 else "",
    )  # fmt: skip


@dataclass(frozen=True)
class Placed:
    left: float
    top: float
    label: Label


def pages_of(labels: Iterable[Label], paper: Format, start: int) -> list[list[Placed]]:
    """The labels on their sheets, the first at place `start` (from 1)."""
    pages: list[list[Placed]] = []
    for n, one in enumerate(labels, start - 1):
        if n % paper.count == 0 or not pages:
            pages.append([])
        pages[-1].append(Placed(*paper.place(n % paper.count), one))
    return pages


def repeated(counts: Iterable[tuple[Label, int]]) -> Iterator[Label]:
    for one, count in counts:
        yield from [one] * count
