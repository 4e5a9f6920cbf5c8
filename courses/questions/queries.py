"""Questions with their choices, a lesson's check, a stage's test and how an enrolment stands with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils.functional import cached_property

from courses.cohorts.models import Enrolment
from courses.questions.marking import Asked, Feedback, as_typed, feedback, is_key
from courses.questions.models import Answer, Attempt, Choice, Question, Sitting, Test

COLUMNS = {
    model: tuple(field.attname for field in model._meta.concrete_fields if not hasattr(field, "translated_field_for"))
    for model in (Question, Choice, Test, Sitting)
}


@dataclass(frozen=True)
class Check:
    """A lesson's question number `number` of `total`, with the answer that is being spoken of: just given or kept."""

    asked: Asked
    number: int
    total: int
    given: str
    typed: str = ""
    is_last_open: bool = True  # whether a right answer leaves no other question of the lesson unanswered
    next_number: int | None = None

    @property
    def question(self) -> Question:
        return self.asked.question

    @cached_property
    def feedback(self) -> Feedback | None:
        return feedback(self.asked, self.given) if self.given else None

    @cached_property
    def shown(self) -> Any:
        return as_typed(self.asked, self.given, self.typed)


def with_choices(questions: Iterable[Question]) -> list[Asked]:
    """Questions fetched with their choices (see CHOICES), ready to be asked."""
    return [Asked(question, tuple(question.choices.all())) for question in questions]


CHOICES = Prefetch("choices", Choice.objects.order_by("position"))


def check_of(
    lesson_key: UUID, enrolment: Enrolment | None, *, number: str = "", picked: str = "", typed: str = ""
) -> Check | None:
    """The check of a lesson, None when it has none: question `number`, else the first not answered right.

    `picked` is an answer and `typed` one that was not understood, both from an address. One query, whatever the kind.
    """
    rows = rows_of(lesson_key, enrolment)
    asked = [Asked(question, choices) for question, choices, _given, _right in rows]
    if not asked:
        return None
    wanted = int(number) - 1 if number.isdecimal() and len(number) < 3 else -1
    left = [at for at, row in enumerate(rows) if not row[3]]
    at = wanted if 0 <= wanted < len(rows) else left[0] if left else len(rows) - 1
    kept = rows[at][2] or ""
    given = picked if is_key(asked[at], picked) else "" if typed else kept
    others = [one for one in left if one != at]
    after = others[0] + 1 if others and enrolment else at + 2 if at + 1 < len(rows) else None
    return Check(asked[at], at + 1, len(rows), given, typed[:200], not others, after)


def rows_of(lesson_key: UUID, enrolment: Enrolment | None) -> list[tuple[Question, tuple[Choice, ...], str | None, bool]]:
    """Each question of the lesson with its choices, the last answer kept, and whether it was ever answered right."""
    mine = Attempt.objects.filter(enrolment=enrolment, question=OuterRef("pk"))
    questions = Question.objects.current().filter(lesson_key=lesson_key).order_by("position", "choices__position")
    questions = questions.annotate(
        kept=Subquery(mine.order_by("-pk").values("given")[:1]),
        right=Subquery(mine.filter(is_right=True).values("pk")[:1]),
    )
    columns = [*COLUMNS[Question], *(f"choices__{name}" for name in COLUMNS[Choice]), "kept", "right"]
    found: dict[int, tuple[Question, list[Choice], str | None, bool]] = {}
    for row in questions.values(*columns):
        one = found.setdefault(row["id"], (made(Question, row), [], row["kept"], row["right"] is not None))
        if row["choices__id"] is not None:
            one[1].append(made(Choice, row, "choices__"))
    return [(question, tuple(choices), kept, right) for question, choices, kept, right in found.values()]


def made(model: Any, row: dict[str, Any], prefix: str = "") -> Any:
    names = COLUMNS[model]
    return model.from_db(None, names, [row[f"{prefix}{name}"] for name in names])


@dataclass(frozen=True)
class Standing:
    """How an enrolment stands with a test at an instant."""

    test: Test
    enrolment: Enrolment
    sittings: tuple[Sitting, ...]
    at: datetime

    @property
    def url(self) -> str:
        return reverse("questions:test", args=[self.enrolment.pk, self.test.pk])

    @property
    def going_on(self) -> Sitting | None:
        return next((one for one in self.sittings if one.handed_in_at is None), None)

    @property
    def done(self) -> tuple[Sitting, ...]:
        return tuple(one for one in self.sittings if one.handed_in_at is not None)

    @property
    def best(self) -> Sitting | None:
        """The best score counts; of two equal ones the earlier."""
        return max(self.done, key=lambda one: (one.percent or 0, -one.number), default=None)

    @property
    def has_passed(self) -> bool:
        return any(one.has_passed for one in self.sittings)

    @property
    def left(self) -> int:
        return max(0, self.test.attempts - len(self.sittings))

    @property
    def is_open(self) -> bool:
        return self.test.is_open(self.at)

    @property
    def may_start(self) -> bool:
        return self.going_on is not None or (self.is_open and self.left > 0)

    @property
    def opens_later(self) -> bool:
        return self.test.opens_at is not None and self.at < self.test.opens_at


def standing(test: Test, enrolment: Enrolment, at: datetime) -> Standing:
    """One query."""
    return Standing(test, enrolment, tuple(test.sittings.filter(enrolment=enrolment).order_by("number")), at)


def test_of_stage(module_key: UUID, enrolment: Enrolment | None, at: datetime) -> tuple[Test | None, Standing | None]:
    """The stage's test and how the enrolment stands with it. One query."""
    mine = FilteredRelation("sittings", condition=Q(sittings__enrolment=enrolment))
    columns = [*COLUMNS[Test], *(f"mine__{name}" for name in COLUMNS[Sitting])]
    rows = list(Test.objects.filter(module_key=module_key).annotate(mine=mine).order_by("mine__number").values(*columns))
    if not rows:
        return None, None
    test = made(Test, rows[0])
    sittings = tuple(made(Sitting, row, "mine__") for row in rows if row["mine__id"] is not None)
    return test, Standing(test, enrolment, sittings, at) if enrolment else None


def standings(enrolment: Enrolment, at: datetime) -> list[Standing]:
    """The tests that the enrolment has begun. One query."""
    found: dict[int, list[Sitting]] = {}
    for sitting in enrolment.sittings.select_related("test").order_by("test", "number"):
        found.setdefault(sitting.test_id, []).append(sitting)
    return [Standing(sittings[0].test, enrolment, tuple(sittings), at) for sittings in found.values()]


def steps(sitting: Sitting) -> list[tuple[Answer, Asked]]:
    """The sitting's answers with their questions, in order. Two queries."""
    rows = sitting.answers.select_related("question__photo").prefetch_related(
        Prefetch("question__choices", Choice.objects.order_by("position"))
    )
    return [(answer, Asked(answer.question, tuple(answer.question.choices.all()))) for answer in rows.order_by("position")]
