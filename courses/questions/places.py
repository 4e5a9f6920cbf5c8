"""Where a question may stand: lessons and stages to choose from, in the reader's language, in the order of the programmes."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from courses.curriculum.queries import Outline, outline, outlines
from courses.questions.models import Question, Test

Choices = list[tuple[str, Any]]


def programmes() -> Iterator[Outline]:
    for line in outlines():
        if course := outline(line.key):
            yield course


def lesson_choices() -> Choices:
    """Every lesson, by its stage: for a select with groups."""
    found: Choices = [("", "–")]
    for course in programmes():
        for stage in course.stages:
            lessons = [(str(one.key), f"{stage.number}.{one.number} {one.title}") for one in stage.lessons]
            found.append((f"{course.title} · {stage.number} {stage.title}", lessons))
    return found


def stage_choices() -> Choices:
    """Every stage, by its programme."""
    return [(course.title, [(str(one.key), f"{one.number} {one.title}") for one in course.stages]) for course in programmes()]


def test_choices() -> Choices:
    return [("", "–"), *((str(one.pk), str(one)) for one in Test.objects.order_by("pk"))]


def next_position(*, lesson_key: UUID | None = None, test: Test | None = None) -> int:
    """The first place that is free after the last of a lesson's or a test's questions; 1 in the bank."""
    if not lesson_key and not test:
        return 1
    rows = Question.objects.current().filter(lesson_key=lesson_key, test=test)
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def place_taken(question_id: int | None, lesson_key: UUID | None, position: int) -> str:
    """A sentence when the place in the lesson has a question already, else ''."""
    rows = Question.objects.current().filter(lesson_key=lesson_key, position=position).exclude(pk=question_id)
    if lesson_key is None or not rows.exists():
        return ""
    return _("Place %(place)s of this lesson is taken; %(free)s is free.") % {
        "place": position, "free": next_position(lesson_key=lesson_key),
    }  # fmt: skip
