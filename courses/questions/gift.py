"""Reading Moodle's GIFT format (docs.moodle.org/en/GIFT_format): what fits our kinds, and a sentence for what does not.

Taken: one right answer, several with weights, true or false, numbers with a tolerance or as a range, pairs, feedback of a
choice (#) and of the question (####), categories, escapes, and [tag:…] in comments. Moodle has no order; pairs whose second
halves are 1, 2, 3… are read as one. A hint and a number's unit stand in comments as [hint:…] and [unit:…], which Moodle skips.

The parsers on the package index are unmaintained and refuse a whole file for one fault; this one reads block by block, in
time linear in the text, and raises nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from common.sanitise import one_line
from courses.questions.models import Kind

MOST_BYTES, MOST_QUESTIONS = 1_000_000, 300
ESCAPED = r"~=#{}:\-n"
STANDS_FOR = {char: chr(0xE000 + at) for at, char in enumerate(ESCAPED)}  # private-use characters while a block is cut up
PRIVATE = {ord(mark): ("\n" if char == "n" else char) for char, mark in STANDS_FOR.items()}
COMMENT = re.compile(r"\[(tag|hint|unit):((?:\\.|[^\]\\])*)\]")
TITLE = re.compile(r"\A\s*::(.*?)::", re.DOTALL)
FORMAT = re.compile(r"\A\s*\[(html|moodle|plain|markdown)\]\s*", re.IGNORECASE)
MARKUP = re.compile(r"<[^<>]{0,300}>")
PART = re.compile(r"([=~])([^=~]*)")
WEIGHT = re.compile(r"\A\s*%(-?\d{1,3}(?:\.\d{1,5})?)%")
NUMBER = r"\s*(-?\d{1,10}(?:\.\d{1,4})?)\s*"
SPAN = re.compile(rf"{NUMBER}(?:(:|\.\.){NUMBER})?\Z")


@dataclass(frozen=True)
class GiftChoice:
    text: str
    is_right: bool = False
    partner: str = ""
    why: str = ""


@dataclass(frozen=True)
class GiftQuestion:
    """A question of a file, in the file's one language. `faults` are sentences; with any, it cannot be taken."""

    line: int
    text: str = ""
    kind: str = ""
    title: str = ""
    choices: tuple[GiftChoice, ...] = ()
    number: Decimal | None = None
    tolerance: Decimal | None = None
    explanation: str = ""
    hint: str = ""
    unit: str = ""
    topics: tuple[str, ...] = ()
    faults: tuple[str, ...] = field(default=())


class Unfit(Exception):
    """The block is no question that we take; its words say why."""


def parse(text: str) -> list[GiftQuestion]:
    """The questions of a file, in order, each with its faults."""
    category: tuple[str, ...] = ()
    found = []
    for line, block in blocks(text):
        lines = [one for one in block if not one.lstrip().startswith("//")]
        if lines and lines[0].lstrip().upper().startswith("$CATEGORY:"):
            category, lines = category_of(lines[0]), lines[1:]
        if not "".join(lines).strip():
            continue
        noted = noted_in([one for one in block if one.lstrip().startswith("//")])
        found.append(replace(question("\n".join(lines), line), **{"topics": category, **noted}))
    return found


def blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between empty ones, with the number of their first line. A comment or category may stand alone."""
    block: list[str] = []
    for number, line in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def category_of(line: str) -> tuple[str, ...]:
    """The last part of a category's path, as a topic."""
    parts = [one_line(part) for part in line.split(":", 1)[1].split("/")]
    last = next((part for part in reversed(parts) if part and not part.startswith("$")), "")
    return (last[:60],) if last else ()


def noted_in(comments: list[str]) -> dict[str, Any]:
    """What our comments note of a question: topics, hint, unit."""
    noted: dict[str, Any] = {}
    topics = []
    for name, words in COMMENT.findall(" ".join(comments)):
        said = one_line(re.sub(r"\\(.)", r"\1", words))
        if name == "tag":
            topics.append(said)
        else:
            noted[name] = said
    return {**noted, **({"topics": tuple(topics)} if topics else {})}


def question(block: str, line: int) -> GiftQuestion:
    """One block, read. Faults are in it, never raised."""
    plain = "".join(char for char in block if not 0xE000 <= ord(char) < 0xE100)
    hidden = re.sub(r"\\([~=#{}:\\\-n])", lambda match: STANDS_FOR[match[1]], plain)
    title, rest = "", hidden
    if match := TITLE.match(hidden):
        title, rest = clear(match[1]), hidden[match.end() :]
    before, brace, after = rest.partition("{")
    body, closing, tail = after.rpartition("}")
    text = clear(before + (f" ____ {tail}" if tail.strip() else ""), marked=True)
    read = GiftQuestion(line, text, title=title)
    try:
        if not brace:
            raise Unfit(_("There are no answers in { } after the question."))
        if not closing or "{" in body:
            raise Unfit(_("The braces { } do not close: write \\{ and \\} where they are part of the words."))
        return answered(read, body)
    except Unfit as fault:
        return replace(read, faults=(str(fault),))


def clear(text: str, *, marked: bool = False) -> str:
    """Words with their escapes undone, on one line; markup is taken out of what says that it is HTML."""
    if match := FORMAT.match(text):
        text = text[match.end() :]
        if match[1].lower() == "html":
            text = MARKUP.sub(" ", text)
    return one_line(text.translate(PRIVATE))


def answered(read: GiftQuestion, body: str) -> GiftQuestion:
    """The question with what stands between its braces. Raises Unfit."""
    body, _mark, general = body.partition("####")
    read = replace(read, explanation=clear(general))
    word = body.split("#", 1)[0].strip().upper()
    if not body.strip():
        raise Unfit(_("An essay has no right answer; ask for it in an assignment."))
    if word in ("T", "TRUE", "F", "FALSE"):
        return true_or_false(read, body, is_true=word[0] == "T")
    if body.lstrip().startswith("#"):
        return numerical(read, body.lstrip()[1:])
    choices = [choice(mark, part) for mark, part in PART.findall(body)]
    if not choices or body.lstrip()[0] not in "=~":
        raise Unfit(_("Begin each answer with = (right) or ~ (wrong)."))
    marks = [mark for mark, _part in PART.findall(body)]
    if all(mark == "=" and "->" in part for mark, part in PART.findall(body)):
        return pairs(read, body)
    if "~" not in marks:
        raise Unfit(_("Answers typed in words cannot be marked here: give choices, or ask for a number."))
    kind = Kind.SINGLE if "=" in marks or sum(one.is_right for one in choices) == 1 else Kind.SEVERAL
    if kind == Kind.SINGLE and "=" not in marks and any(WEIGHT.match(part) for mark, part in PART.findall(body)):
        kind = Kind.SEVERAL if is_shared(body) else Kind.SINGLE
    return replace(read, kind=kind, choices=tuple(choices))


def is_shared(body: str) -> bool:
    """Whether no weight is the whole, so that several must be chosen."""
    weights = [Decimal(match[1]) for _mark, part in PART.findall(body) if (match := WEIGHT.match(part))]
    return max(weights, default=Decimal(0)) < 100


def choice(mark: str, part: str) -> GiftChoice:
    """ "=%100%text#why": right when marked so, or when its weight is above nothing."""
    weight = WEIGHT.match(part)
    words, _mark, why = part[weight.end() if weight else 0 :].partition("#")
    is_right = Decimal(weight[1]) > 0 if weight else mark == "="
    return GiftChoice(clear(words), is_right, why=clear(why))


def true_or_false(read: GiftQuestion, body: str, *, is_true: bool) -> GiftQuestion:
    """A single choice between the two; Moodle says the wrong answer's feedback first."""
    _word, *said = body.split("#")
    wrong_why, right_why = (*(clear(one) for one in said[:2]), "", "")[:2]
    choices = tuple(
        GiftChoice(words, right, why=right_why if right else wrong_why)
        for words, right in ((_("True"), is_true), (_("False"), not is_true))
    )
    return replace(read, kind=Kind.SINGLE, choices=choices)


def numerical(read: GiftQuestion, body: str) -> GiftQuestion:
    """ "250:5", "245..255", or one whole answer of a list ("=250:5#why"). Raises Unfit."""
    part = body.strip()
    if part.startswith("="):
        right = [one for mark, one in PART.findall(part) if not WEIGHT.match(one) or WEIGHT.match(one)[1] == "100"]  # type: ignore[index]
        if len(right) != 1:
            raise Unfit(_("A number here has one right value; write it as {#250:5}."))
        part = WEIGHT.sub("", right[0])
    value, _mark, why = part.partition("#")
    match = SPAN.match(value.translate(PRIVATE))
    if not match:
        raise Unfit(_("“%(words)s” is no number; write {#250:5} for 250, give or take 5.") % {"words": clear(value)[:40]})
    try:
        first, second = Decimal(match[1]), Decimal(match[3] or 0)
    except InvalidOperation as fault:  # pragma: no cover - the pattern admits only decimals
        raise Unfit(str(fault)) from fault
    if match[2] == "..":
        first, second = (first + second) / 2, abs(second - first) / 2
    return replace(read, kind=Kind.NUMBER, number=first, tolerance=second, explanation=read.explanation or clear(why))


def pairs(read: GiftQuestion, body: str) -> GiftQuestion:
    """Pairs; or an order, when the second halves count 1, 2, 3…"""
    found = []
    for _mark, part in PART.findall(body):
        words, _dash, partner = part.partition("#")[0].partition("->")
        found.append(GiftChoice(clear(words), True, clear(partner), clear(part.partition("#")[2])))
    counted = {one.partner for one in found}
    if counted == {str(at) for at in range(1, len(found) + 1)} and len(found) > 1:
        steps = sorted(found, key=lambda one: int(one.partner))
        return replace(read, kind=Kind.ORDER, choices=tuple(replace(one, partner="") for one in steps))
    return replace(read, kind=Kind.MATCH, choices=tuple(found))
