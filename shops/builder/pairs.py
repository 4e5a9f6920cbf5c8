"""One thing that a shop says, in both languages: which of them is the original, and what is known of both."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from common.languages import OTHER
from shops.builder.front import LABELS, SPOKEN, Front
from shops.builder.models import TranslatedPair
from shops.franchise.models import Shop

OF_RECORD = {
    "product": ("name", "variety", "grade", "origin", "about", "storage", "best_before"),
    "pack": ("name",),
    "visit": ("name", "about", "included", "bring", "safety", "stops", "meeting", "come"),
}
LONGEST_ROW = {"making": 120, "notice": 200}
LINES_FROM = 100  # characters that may be written: from so many on the field has several lines
SHORT = {"zh-hans": "zh", "en": "en"}


@dataclass(frozen=True)
class Pair:
    """One thing in both languages. `of` is what it belongs to, `part` which of its words; `record` the row, None of a front."""

    of: str  # "shop", "making", "notice", "product", "pack", "visit"
    part: str
    number: str
    about: str  # whose words they are, for a heading
    label: str
    zh: str
    en: str
    most: int
    record: Any = None
    noted: TranslatedPair | None = None

    @property
    def key(self) -> str:
        return ".".join((self.of, self.number, self.part)) if self.number else f"{self.of}.{self.part}"

    @property
    def has_lines(self) -> bool:
        return self.most >= LINES_FROM

    @property
    def original(self) -> str:
        """The language of the original: the only one there is, else the one that was changed last. '' for both alike."""
        if not self.zh or not self.en:
            return "zh-hans" if self.zh else "en"
        if self.noted is None:
            return ""
        zh_same, en_same = mark_of(self.zh) == self.noted.zh, mark_of(self.en) == self.noted.en
        return "" if zh_same == en_same else "en" if zh_same else "zh-hans"

    @property
    def is_missing(self) -> bool:
        return not self.zh or not self.en

    @property
    def is_older(self) -> bool:
        """Whether one language was changed after both had been settled, and the other was not."""
        return not self.is_missing and self.original != ""

    @property
    def wanted(self) -> str:
        """The language that is to be written."""
        return OTHER[self.original or "zh-hans"]

    def said(self, language: str) -> str:
        return self.en if language == "en" else self.zh


def mark_of(text: str) -> str:
    """What a text is known by later, without its words."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def with_notes(pairs: Iterable[Pair], noted: Iterable[TranslatedPair]) -> list[Pair]:
    """The pairs with what was noted of each."""
    by_key = {row.key: row for row in noted}
    return [replace(pair, noted=by_key.get(pair.key)) for pair in pairs]


def of_front(front: Front) -> Iterator[Pair]:
    for part in SPOKEN:
        zh, en = front.get(f"{part}_zh_hans") or "", front.get(f"{part}_en") or ""
        yield Pair("shop", part, "", _("The shop"), str(LABELS[part]), zh, en, longest(Shop, part))
    for n, row in enumerate(front.get("making_steps", []), 1):
        label = _("Step %(n)s") % {"n": n}
        yield Pair("making", "words", str(n), _("How we make it"), label, *both_in(row), LONGEST_ROW["making"])
    for row in front.get("notices", []):
        yield Pair("notice", "words", str(row.get("key", "")), _("Notices"), _("Notice"), *both_in(row), LONGEST_ROW["notice"])


def both_in(row: dict[str, Any]) -> tuple[str, str]:
    return row.get("zh") or "", row.get("en") or ""


def of_record(of: str, record: Any, about: str) -> Iterator[Pair]:
    """The pairs of a product, pack or visit, whether anything is said in them or not."""
    for part in OF_RECORD[of]:
        zh, en = (getattr(record, f"{part}_{language}") or "" for language in ("zh_hans", "en"))
        label = str(record._meta.get_field(part).verbose_name)
        yield Pair(of, part, str(record.pk), about, label, zh, en, longest(type(record), part), record)


def longest(model: type[Model], part: str) -> int:
    field: Any = model._meta.get_field(part)
    return int(field.max_length)
