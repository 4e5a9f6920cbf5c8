"""One line of a sheet, understood as a page's fields are; what is wrong with it is said in one sentence each."""

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from common.languages import written_in
from common.sanitise import one_line
from shops.builder.forms import Words
from shops.builder.goods.forms_packs import PackForm
from shops.builder.goods.sheets import NUMBERED, Cells
from shops.catalogue.fields import WHICH
from shops.catalogue.models import Category

ONE_LANGUAGE = ("name", "grade", "storage", "origin", "about")
BETWEEN = re.compile(r"[,，、;；/\s]+")
SPAN = re.compile(r"(\d{1,2})月?(?:[-–—~至到](\d{1,2})月?)?\Z")


@dataclass
class SheetRow:
    """A line as it was understood: all of it can be kept in a signed form until it is confirmed."""

    number: int
    key: int | None = None
    name: str = ""
    pack_name: str = ""
    keeps: str = ""
    category_id: int | None = None
    words: dict[str, Any] = field(default_factory=dict)
    pack: dict[str, Any] = field(default_factory=dict)
    prices: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        return asdict(self)


class SheetForm(PackForm):
    """A line's cells. An empty cell leaves what stands; a new product needs its category."""

    name = Words(max_length=60, required=False)
    grade = Words(max_length=60, required=False)
    months = forms.CharField(max_length=60, required=False)
    batch = Words(max_length=40, required=False)
    storage = Words(max_length=120, required=False)
    origin = Words(max_length=120, required=False)
    about = Words(rows=1, max_length=800, required=False)

    def __init__(self, data: dict[str, str]) -> None:
        super().__init__()
        self.is_bound, self.data = True, data  # type: ignore[assignment]
        self.fields["stock"].required = False
        if data.get("key"):
            self.fields["contents"].required = self.fields["price"].required = False

    def clean_months(self) -> list[int]:
        return months_in(self.cleaned_data["months"])

    def words(self) -> dict[str, Any]:
        """Fields of Product for the cells that say something."""
        said = self.cleaned_data
        words = {f"{name}_{written_in(said[name]).replace('-', '_')}": said[name] for name in ONE_LANGUAGE if said[name]}
        words |= {name: said[name] for name in ("batch",) if said[name]}
        return words | ({"harvest_months": said["months"]} if said["months"] else {})

    def faults(self) -> list[str]:
        return [say_fault(name, fault) for name, faults in self.errors.as_data().items() for fault in faults]


def say_fault(name: str, fault: forms.ValidationError) -> str:
    if fault.code == WHICH and fault.params:
        several = _(" or ").join(fault.params["readings"])
        return _("“%(text)s” can be read in more than one way: write %(several)s.") % {
            "text": fault.params["text"],
            "several": several,
        }
    return " ".join(map(str, fault.messages))


def months_in(text: str) -> list[int]:
    """Months from "3、4", "3月到5月", "11-2". Raises ValidationError."""
    found: set[int] = set()
    for part in filter(None, BETWEEN.split(text)):
        span = SPAN.match(part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not (1 <= first <= 12 and 1 <= last <= 12):
            raise forms.ValidationError(_("Write the months as numbers, like 3、4 or 9-10."))
        found |= {(first - 1 + n) % 12 + 1 for n in range((last - first) % 12 + 1)}
    return sorted(found)


def understand(lines: list[Cells]) -> list[SheetRow]:
    """Every line as it can be understood without looking at the shop. One query."""
    known = {name.strip().lower(): category.pk for category in Category.objects.all() for name in names_of(category) if name}
    return [row_of(line, known) for line in lines]


def names_of(category: Any) -> tuple[str, ...]:
    return (category.slug, category.name_zh_hans, category.name_en, category.short_zh_hans, category.short_en)


def row_of(line: Cells, categories: dict[str, int]) -> SheetRow:
    said, row = line.said, SheetRow(line.number)
    if number := said.get("key", ""):
        found = NUMBERED.match(number)
        row.key = int(found[1]) if found else 0  # 0 is nobody's
    form = SheetForm(said)
    row.faults = [] if form.is_valid() else form.faults()
    row.name = str(form.cleaned_data.get("name") or said.get("name", ""))[:60]
    if category := said.get("category", ""):
        row.category_id = categories.get(category.strip().lower())
        if row.category_id is None:
            row.faults.append(_("We know no category “%(typed)s”. Write one of the market’s.") % {"typed": category[:40]})
    if not row.faults:
        row.words, row.pack = form.words(), form.pack()
        row.pack_name, row.keeps = form.cleaned_data["pack_name"], one_line(said.get("keeps", ""))[:60]
        prices = {name: form.cleaned_data[name] for name in ("price", "group_price", "group_size", "stock")}
        row.prices = {name: value for name, value in prices.items() if value is not None}
    return row
