"""Reading and marking answers, the same in a lesson's check and in a test.

An answer is kept as a short text, its key: the id of the choice, ids joined by "-" (several), the number in the question's
unit, or, for orders and pairs, one number for each choice in its right order: the place it was given, or which choice's
partner it was given. The right order and the right pairs are "1-2-3…".
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.templatetags.words import said
from courses.questions.models import Choice, Kind, Question
from courses.questions.quantities import MOST_TYPED, shown, understand

ALL, NONE = Decimal(1), Decimal(0)


@dataclass(frozen=True)
class Asked:
    """A question with its choices in order."""

    question: Question
    choices: tuple[Choice, ...]

    @property
    def mixed(self) -> tuple[Choice, ...]:
        """Steps and partners as they are shown: always in the same order, which says nothing of the right one."""
        return tuple(sorted(self.choices, key=lambda one: hashlib.sha256(f"{self.question.pk}/{one.pk}".encode()).digest()))

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.question.unit_zh_hans, self.question.unit_en, self.question.unit)))

    def places(self, key: str) -> list[int]:
        """The numbers of an order's or pairs' key; zeros where there are none."""
        found = [int(one) for one in key.split("-") if one.isdecimal() and len(one) < 3]
        return found if len(found) == len(self.choices) else [0] * len(self.choices)

    def chosen(self, key: str) -> tuple[Choice, ...]:
        """The choices whose ids stand in the key."""
        return tuple(one for one in self.choices if str(one.pk) in key.split("-"))


@dataclass(frozen=True)
class Given:
    """An answer as it was given: `key` is '' until it is whole and understood, `typed` shows it again as it was typed."""

    key: str
    typed: str


def read(asked: Asked, data: Any) -> Given:
    """The answer in a posted form (a QueryDict). Whatever is made up is left out."""
    kind = asked.question.kind
    if kind == Kind.NUMBER:
        return read_number(asked, data.get("number", ""))
    if kind == Kind.ORDER:
        place = {one.pk: data.get(f"place-{at}", "") for at, one in enumerate(asked.mixed, 1)}
        return read_places(asked, [place[one.pk] for one in asked.choices], distinct=True)
    if kind == Kind.MATCH:
        own = {str(at): str(asked.choices.index(one) + 1) for at, one in enumerate(asked.mixed, 1)}
        picked = [own.get(data.get(f"pair-{at}", ""), "") for at in range(1, len(asked.choices) + 1)]
        return read_places(asked, picked, distinct=False)
    ids = set(data.getlist("choice"))
    picks = [str(one.pk) for one in asked.choices if str(one.pk) in ids]
    if kind == Kind.SINGLE and (len(picks) != 1 or len(ids) != 1):
        picks = []
    return Given("-".join(picks), "")


def read_number(asked: Asked, text: str) -> Given:
    typed = text.strip()[:MOST_TYPED]
    try:
        return Given(shown(understand(text, asked.units)), typed)
    except ValueError:
        return Given("", typed)


def read_places(asked: Asked, picked: list[str], *, distinct: bool) -> Given:
    last = len(asked.choices)
    numbers = [int(one) if one.isdecimal() and len(one) < 3 and 1 <= int(one) <= last else 0 for one in picked]
    typed = "-".join(map(str, numbers))
    whole = all(numbers) and (not distinct or len(set(numbers)) == last)
    return Given(typed if whole else "", typed)


def is_key(asked: Asked, key: str) -> bool:
    """Whether `key` (from an address) could be an answer to this question."""
    kind, numbers = asked.question.kind, asked.places(key)
    if kind == Kind.NUMBER:
        return read_number(asked, key.removeprefix("-")).key == key.removeprefix("-") != ""
    if kind in (Kind.ORDER, Kind.MATCH):
        return all(1 <= one <= len(numbers) for one in numbers) and key == "-".join(map(str, numbers))
    picked = asked.chosen(key)
    return key != "" and key == "-".join(str(one.pk) for one in picked) and (kind == Kind.SEVERAL or len(picked) == 1)


def score(asked: Asked, key: str) -> Decimal:
    """From 0 to 1. Of several answers each wrong one takes a right one back; orders and pairs count what is in place."""
    question = asked.question
    if not key:
        return NONE
    if question.kind == Kind.NUMBER:
        return ALL if abs(Decimal(key) - (question.number or 0)) <= (question.tolerance or 0) else NONE
    if question.kind in (Kind.ORDER, Kind.MATCH):
        hits = sum(place == at for at, place in enumerate(asked.places(key), 1))
        return share(hits, len(asked.choices))
    picked = asked.chosen(key)
    right = sum(one.is_right for one in asked.choices)
    if question.kind == Kind.SINGLE:
        return ALL if picked and picked[0].is_right else NONE
    return share(max(0, sum(1 if one.is_right else -1 for one in picked)), right)


def share(hits: int, of: int) -> Decimal:
    return (Decimal(hits) / of).quantize(Decimal("0.0001")) if of else NONE


@dataclass(frozen=True)
class Line:
    """One part of what is said about an answer."""

    is_right: bool
    words: Any
    why: Any = ""


@dataclass(frozen=True)
class Feedback:
    is_right: bool
    lines: tuple[Line, ...]
    summary: str = ""


def feedback(asked: Asked, key: str, *, tell_all: bool = False) -> Feedback:
    """What is said about an answer. `tell_all` also says what would have been right (on a test's result)."""
    is_right = score(asked, key) == ALL
    kind = asked.question.kind
    say = {Kind.NUMBER: say_number, Kind.ORDER: say_order, Kind.MATCH: say_pairs}.get(kind, say_choices)  # type: ignore[call-overload]
    lines, summary = say(asked, key)
    if tell_all and not is_right:
        lines, summary = (*(lines if key and kind in (Kind.SINGLE, Kind.SEVERAL) else ()), *right_lines(asked)), ""
    return Feedback(is_right, tuple(lines), summary)


def say_choices(asked: Asked, key: str) -> tuple[list[Line], str]:
    picked = asked.chosen(key)
    missing = sum(one.is_right for one in asked.choices) - sum(one.is_right for one in picked)
    several = asked.question.kind == Kind.SEVERAL
    lines = [Line(one.is_right, said(one, "text") if several else "", said(one, "why")) for one in picked]
    if not several or not missing:
        return lines, ""
    return lines, ngettext(
        "%(count)s right answer is still missing.", "%(count)s right answers are still missing.", missing
    ) % {"count": missing}


def say_number(asked: Asked, key: str) -> tuple[list[Line], str]:
    if not key or score(asked, key) == ALL:
        return [], ""
    return [], _("That is too much.") if Decimal(key) > (asked.question.number or 0) else _("That is too little.")


def say_order(asked: Asked, key: str) -> tuple[list[Line], str]:
    hits = sum(place == at for at, place in enumerate(asked.places(key), 1))
    return [], _("%(hits)s of %(all)s stand in their place.") % {"hits": hits, "all": len(asked.choices)}


def say_pairs(asked: Asked, key: str) -> tuple[list[Line], str]:
    places = asked.places(key)
    hits = sum(place == at for at, place in enumerate(places, 1))
    lines = [Line(place == at, said(one, "text"), said(one, "why")) for at, (one, place) in
             enumerate(zip(asked.choices, places, strict=True), 1) if place]  # fmt: skip
    return lines, _("%(hits)s of %(all)s pairs are right.") % {"hits": hits, "all": len(asked.choices)}


def right_lines(asked: Asked) -> list[Line]:
    """The right answer, said."""
    question = asked.question
    if question.kind == Kind.NUMBER:
        return [Line(True, f"{shown(question.number)} {said(question, 'unit')}".strip())]
    if question.kind == Kind.ORDER:
        return [Line(True, f"{at}. {said(one, 'text')}") for at, one in enumerate(asked.choices, 1)]
    if question.kind == Kind.MATCH:
        return [Line(True, f"{said(one, 'text')} → {said(one, 'partner')}") for one in asked.choices]
    return [Line(True, said(one, "text"), said(one, "why")) for one in asked.choices if one.is_right]


def as_typed(asked: Asked, key: str, typed: str = "") -> Mapping[str, Any]:
    """What the form's controls show: ids that are chosen, the number as typed, a place or partner for each choice."""
    kind, numbers = asked.question.kind, asked.places(typed or key)
    if kind == Kind.NUMBER:
        return {"number": typed or key}
    if kind == Kind.ORDER:
        place = dict(zip([one.pk for one in asked.choices], numbers, strict=True))
        return {"steps": [(one, place[one.pk]) for one in asked.mixed]}
    if kind == Kind.MATCH:
        shuffled = {asked.choices.index(one) + 1: at for at, one in enumerate(asked.mixed, 1)}
        return {"pairs": [(one, shuffled.get(number, 0)) for one, number in zip(asked.choices, numbers, strict=True)]}
    return {"chosen": asked.chosen(key)}
