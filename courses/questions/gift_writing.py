"""Writing questions as Moodle's GIFT, in one language; `gift.parse` reads back what stands here."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from courses.questions.gift import GiftChoice, GiftQuestion
from courses.questions.marking import Asked
from courses.questions.models import Choice, Kind, Question
from courses.questions.quantities import shown

SPECIAL = re.compile(r"[~=#{}:\\]|-(?=>)")


def escaped(text: str) -> str:
    """The words with what GIFT would read as its own marks escaped; a bracket in front would be read as their format."""
    return ("[plain]" if text.startswith("[") else "") + SPECIAL.sub(lambda match: "\\" + match[0], text)


def noted(text: str) -> str:
    return re.sub(r"([\]\\])", r"\\\1", text)


def write(questions: Iterable[GiftQuestion]) -> str:
    """The file."""
    return "\n\n".join("\n".join(lines(one)) for one in questions) + "\n"


def lines(question: GiftQuestion) -> Iterator[str]:
    notes = [*(("tag", topic) for topic in question.topics), ("hint", question.hint), ("unit", question.unit)]
    if any(words for _name, words in notes):
        yield "// " + " ".join(f"[{name}:{noted(words)}]" for name, words in notes if words)
    general = f"####{escaped(question.explanation)}" if question.explanation else ""
    yield f"::{escaped(question.title)}::{escaped(question.text)} {{"
    yield from (f"\t{part}" for part in parts(question))
    yield f"{general}}}"


def parts(question: GiftQuestion) -> Iterator[str]:
    if question.kind == Kind.NUMBER:
        yield f"#{shown(question.number)}:{shown(question.tolerance)}"
    right = sum(one.is_right for one in question.choices)
    for at, one in enumerate(question.choices, 1):
        why = f"#{escaped(one.why)}" if one.why else ""
        if question.kind in (Kind.ORDER, Kind.MATCH):
            yield f"={escaped(one.text)} -> {at if question.kind == Kind.ORDER else escaped(one.partner)}{why}"
        elif question.kind == Kind.SEVERAL:
            yield f"~%{weight(one, right)}%{escaped(one.text)}{why}"
        else:
            mark = "=%100%" if one.is_right else "~%0%"
            yield f"{mark if one.text.startswith('%') else mark[0]}{escaped(one.text)}{why}"


def weight(choice: GiftChoice, right: int) -> str:
    """A right choice's share of the whole; a wrong one takes as much back. Moodle keeps five decimals."""
    share = (Decimal(100) / max(right, 1)).quantize(Decimal("0.00001"))
    if right == 1 and choice.is_right:
        share = Decimal("99.99999")  # a weight of 100 would say that only one may be chosen
    return f"{shown(share if choice.is_right else -share)}"


def as_gift(asked: Asked, language: str) -> GiftQuestion:
    """A question of the bank in one language ("zh_hans" or "en"), in the other where it is not translated."""
    question = asked.question

    def words(row: Question | Choice, name: str) -> str:
        other = "en" if language == "zh_hans" else "zh_hans"
        return getattr(row, f"{name}_{language}", "") or getattr(row, f"{name}_{other}", "") or ""

    choices = tuple(
        GiftChoice(words(one, "text"), one.is_right, words(one, "partner"), words(one, "why")) for one in asked.choices
    )
    return GiftQuestion(
        1, words(question, "text"), question.kind, str(question.family)[:8], choices, question.number, question.tolerance,
        words(question, "explanation"), words(question, "hint"), words(question, "unit"),
        tuple(one.strip() for one in question.topics.split(",") if one.strip()),
    )  # fmt: skip
