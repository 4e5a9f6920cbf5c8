"""How questions do: what is missed, by whom, and which wrong answer is chosen instead.

The measures are those of Moodle's quiz statistics (docs.moodle.org/dev/Quiz_statistics_calculations):

- facility index: the mean score of a question, in percent;
- discrimination index: the product-moment correlation between a question's score and the score of the rest of the test
  (x = the question's score, y = the sitting's points without it), 100·cov(x, y)/√(var x · var y).

As there, only first attempts count: what somebody answers after reading why says nothing of the question. A lesson's check
has no rest of a test, so it has a facility and no discrimination. Few answers say nothing: below FEWEST no measure is given,
and below FEWEST_TO_COMPARE no discrimination. All sums are made in SQL.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.db.models import Avg, Count, Exists, F, FloatField, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from common.templatetags.words import said
from courses.questions.marking import ALL, Asked
from courses.questions.models import Answer, Attempt, Kind, Question, Test
from courses.questions.queries import CHOICES, with_choices

FEWEST, FEWEST_TO_COMPARE = 5, 10


@dataclass(frozen=True)
class Measure:
    """A question's figures: `facility` and `discrimination` in percent, None when there are too few answers to say."""

    question_id: int
    answers: int
    facility: float | None = None
    discrimination: float | None = None


@dataclass(frozen=True)
class Row:
    """A question with its figures and the wrong answer that most choose, in words."""

    asked: Asked
    measure: Measure
    wrong: str = ""
    wrong_count: int = 0

    @property
    def question(self) -> Question:
        return self.asked.question

    @property
    def how_hard(self) -> str:
        facility = self.measure.facility
        if facility is None:
            return _("Too few answers to say.")
        if facility < 50:
            return _("Most people miss this.")
        return _("Some people miss this.") if facility < 80 else _("Most people get this right.")

    @property
    def how_telling(self) -> str:
        """What the discrimination says, or '' when there is nothing to mend."""
        telling = self.measure.discrimination
        if telling is None or telling >= 20:
            return ""
        if telling < 0:
            return _("Those who do well in the rest miss it more often than others: check which answer is marked right.")
        return _("Those who do well in the rest miss it as often as others: its words may mislead. Read it again.")


def first_attempts() -> QuerySet[Attempt]:
    """Each person's first answer to each question of a lesson."""
    earlier = Attempt.objects.filter(enrolment=OuterRef("enrolment"), question=OuterRef("question"), pk__lt=OuterRef("pk"))
    return Attempt.objects.filter(~Exists(earlier), question__is_current=True)


def first_answers(test: Test) -> QuerySet[Answer]:
    """The answers of everybody's first sitting of `test`, once handed in."""
    return Answer.objects.filter(sitting__test=test, sitting__number=1, score__isnull=False, question__is_current=True)


def measures_of_lessons() -> list[Measure]:
    """Of every lesson's questions that somebody answered, the most missed first. One query."""
    asked = first_attempts().exclude(question__lesson_key=None).order_by()
    rows = asked.values("question").annotate(n=Count("pk"), mean=Avg(real("score"))).order_by("mean", "question")
    return sorted(
        (Measure(row["question"], row["n"], percent(row["mean"]) if row["n"] >= FEWEST else None) for row in rows),
        key=lambda one: one.facility is None,
    )


def measures_of_test(test: Test) -> list[Measure]:
    """Of a test's questions that somebody answered, the most missed first. One query."""
    x, y = real("score"), real(F("sitting__points") - F("score"))
    rows = first_answers(test).order_by().values("question").annotate(
        n=Count("pk"), mean=Avg(x), rest=Avg(y), product=Avg(x * y), square=Avg(x * x), rest_square=Avg(y * y)
    )  # fmt: skip
    return sorted((measured(row) for row in rows.order_by("mean", "question")), key=lambda one: one.facility is None)


def real(expression: Any) -> Cast:
    return Cast(expression, FloatField())


def percent(mean: float) -> float:
    return round(100 * mean, 1)


def measured(row: Any) -> Measure:
    facility = percent(row["mean"]) if row["n"] >= FEWEST else None
    telling = discrimination(row) if row["n"] >= FEWEST_TO_COMPARE else None
    return Measure(row["question"], row["n"], facility, telling)


def discrimination(row: Any) -> float | None:
    """The correlation in percent from the means of x, y, xy, x² and y²; None when all score the same."""
    covariance = row["product"] - row["mean"] * row["rest"]
    variances = (row["square"] - row["mean"] ** 2) * (row["rest_square"] - row["rest"] ** 2)
    return round(100 * covariance / sqrt(variances), 1) if variances > 1e-12 else None


def rows(measures: Iterable[Measure], answers: QuerySet[Any]) -> list[Row]:
    """The questions of these measures with their most frequent wrong answer among `answers`. Three queries."""
    measures = list(measures)
    ids = [one.question_id for one in measures]
    questions = {one.question.pk: one for one in with_choices(Question.objects.filter(pk__in=ids).prefetch_related(CHOICES))}
    wrong = most_chosen(answers.filter(question__in=ids))
    found = []
    for one in measures:
        key, count = wrong.get(one.question_id, ("", 0)) if one.facility is not None else ("", 0)
        found.append(Row(questions[one.question_id], one, in_words(questions[one.question_id], key), count))
    return found


def most_chosen(answers: QuerySet[Any]) -> dict[int, tuple[str, int]]:
    """The most frequent wrong answer to each question and how many gave it. One query."""
    wrong = answers.filter(score__lt=ALL).exclude(given="").order_by().values("question", "given")
    found: dict[int, tuple[str, int]] = {}
    for row in wrong.annotate(n=Count("pk")).order_by("question", "-n", "given"):
        found.setdefault(row["question"], (row["given"], row["n"]))
    return found


def in_words(asked: Asked, key: str) -> str:
    """An answer as a reader would say it; '' for none."""
    question, comma = asked.question, _(", ")
    if not key:
        return ""
    if question.kind == Kind.NUMBER:
        return f"{key} {said(question, 'unit')}".strip()
    if question.kind == Kind.ORDER:
        placed = sorted(zip(asked.places(key), asked.choices, strict=True), key=lambda pair: pair[0])
        return " → ".join(str(said(one, "text")) for _place, one in placed)
    if question.kind == Kind.MATCH:
        partners = dict(enumerate(asked.choices, 1))
        pairs = [(one, partners.get(place)) for one, place in zip(asked.choices, asked.places(key), strict=True)]
        return comma.join(f"{said(one, 'text')} → {said(other, 'partner')}" for one, other in pairs if other and one != other)
    return comma.join(str(said(one, "text")) for one in asked.chosen(key))
