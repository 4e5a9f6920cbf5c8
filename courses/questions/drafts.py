"""A question as it is being written, before it is a row: checked in words, the same for the CMS and for a file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.questions.models import MOST_CHOICES, Kind, Question

FEWEST = {Kind.SINGLE: 2, Kind.SEVERAL: 2, Kind.ORDER: 2, Kind.MATCH: 2, Kind.NUMBER: 0}
MOST = Decimal("9999999999")


@dataclass(frozen=True)
class ChoiceDraft:
    """A choice's words by language: {"text": {"zh_hans": …, "en": …}, "partner": …, "why": …}."""

    words: dict[str, dict[str, str]]
    is_right: bool = False

    def said(self, name: str) -> str:
        return next(filter(None, self.words.get(name, {}).values()), "")


@dataclass(frozen=True)
class Draft:
    kind: str
    words: dict[str, dict[str, str]]  # of text, hint, explanation and unit
    number: Decimal | None = None
    tolerance: Decimal | None = None
    choices: tuple[ChoiceDraft, ...] = field(default=())

    def said(self, name: str) -> str:
        return next(filter(None, self.words.get(name, {}).values()), "")


def faults(draft: Draft) -> Iterator[str]:
    """What must be mended before the question can be asked, each a sentence."""
    if not draft.said("text"):
        yield _("Write the question.")
    if draft.kind == Kind.NUMBER:
        yield from number_faults(draft)
        return
    count = len(draft.choices)
    if count < FEWEST[Kind(draft.kind)]:
        yield _("Give at least two choices.")
    if count > MOST_CHOICES:
        yield _("Give at most %(most)s choices; more do not fit a phone.") % {"most": MOST_CHOICES}
    if any(not one.said("text") for one in draft.choices):
        yield _("A choice has no words: write them, or take it away.")
    yield from twice(draft, "text", _("Two choices say the same: “%(words)s”."))
    if draft.kind in (Kind.SINGLE, Kind.SEVERAL):
        yield from right_faults(draft)
    if draft.kind == Kind.MATCH:
        if any(not one.said("partner") for one in draft.choices):
            yield _("Every pair needs both halves.")
        yield from twice(draft, "partner", _("Two pairs end in the same: “%(words)s”."))


def number_faults(draft: Draft) -> Iterator[str]:
    if draft.number is None:
        yield _("Write the right number.")
    elif abs(draft.number) > MOST:
        yield _("The right number is too large.")
    if draft.tolerance is None:
        yield _("Write how far off still counts; 0 when only the exact number is right.")
    elif draft.tolerance < 0:
        yield _("How far off still counts cannot be below 0.")
    elif draft.tolerance > MOST:
        yield _("How far off still counts is too large.")


def right_faults(draft: Draft) -> Iterator[str]:
    right = sum(one.is_right for one in draft.choices)
    if not right:
        yield _("Mark the right choice.")
    elif draft.kind == Kind.SINGLE and right > 1:
        yield _("Only one choice may be right here; choose “Several right answers” for more.")


def twice(draft: Draft, name: str, sentence: str) -> Iterator[str]:
    """A sentence for words that stand twice in one language."""
    for language in ("zh_hans", "en"):
        words = [one.words.get(name, {}).get(language, "").strip() for one in draft.choices]
        repeated = sorted({each for each in words if each and words.count(each) > 1})
        if repeated:
            yield sentence % {"words": repeated[0]}
            return


def both(row: Any, *names: str) -> dict[str, dict[str, str]]:
    return {name: {code: getattr(row, f"{name}_{code}", "") or "" for code in ("zh_hans", "en")} for name in names}


def draft_of(question: Question, choices: Any) -> Draft:
    """The question as a draft."""
    return Draft(
        question.kind,
        both(question, "text", "hint", "explanation", "unit"),
        question.number,
        question.tolerance,
        tuple(ChoiceDraft(both(one, "text", "partner", "why"), one.is_right) for one in choices),
    )


def meaning(question: Question, choices: Any, *, words: bool = True) -> tuple[Any, ...]:
    """What an answer depends on: another meaning is another version. Without `words`, what is right, not how it is said.

    Hints, explanations, pictures, topics and the place may change without changing what was asked.
    """
    said = both(question, "text", "unit") if words else {}
    parts = [both(one, "text", "partner") if words else {} for one in choices]
    right = [one.is_right if question.kind in (Kind.SINGLE, Kind.SEVERAL) else True for one in choices]
    exact = (question.number, question.tolerance) if question.kind == Kind.NUMBER else ()
    ids = [one.pk for one in choices]
    return question.kind, said, exact, parts, right, ids
