"""The editors' guide: short chapters in both languages, one file each, in the order of their names."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

FOLDER = Path(__file__).parent / "text"
Words = dict[str, str]  # "zh" and "en"


def in_language(words: Words) -> str:
    return words["en" if get_language() == "en" else "zh"]


@dataclass(frozen=True)
class Chapter:
    """`kinds` are the models' names it helps with; a chapter without kinds helps with every page."""

    slug: str
    heading: Words
    kinds: tuple[str, ...] = ()
    opening: Words = field(default_factory=dict)
    told: tuple[Words, ...] = ()
    cautions: tuple[Words, ...] = ()

    @property
    def title(self) -> str:
        return in_language(self.heading)

    @property
    def lede(self) -> str:
        return in_language(self.opening)

    @property
    def steps(self) -> list[str]:
        return [in_language(one) for one in self.told]

    @property
    def care(self) -> list[str]:
        return [in_language(one) for one in self.cautions]

    def says(self, wanted: str) -> bool:
        """Whether every word of `wanted` stands in it, in either language: who reads Chinese may know the English word."""
        every = (self.heading, self.opening, *self.told, *self.cautions)
        text = " ".join(" ".join(words.values()) for words in every).lower()
        return all(word in text for word in wanted.lower().split())


def read(path: Path) -> Chapter:
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Chapter(
        slug=path.stem.partition("-")[2], heading=raw["title"], kinds=tuple(raw.get("kinds") or ()), opening=raw["lede"],
        told=tuple(raw["steps"]), cautions=tuple(raw.get("care") or ()),
    )  # fmt: skip


@cache
def chapters() -> tuple[Chapter, ...]:
    return tuple(read(path) for path in sorted(FOLDER.glob("*.yaml")))


def found(wanted: str = "", kind: str = "") -> list[Chapter]:
    """The chapters that say `wanted`; those made for the page `kind` first, and none made for other kinds alone."""
    fitting = [one for one in chapters() if one.says(wanted) and (not kind or not one.kinds or kind in one.kinds)]
    return sorted(fitting, key=lambda one: bool(kind) and kind not in one.kinds)
