"""Answers to surveys, for tests."""

from typing import Any
from uuid import UUID

from courses.cohorts.models import Enrolment
from courses.surveys.models import Answer, Questions
from tests.factories.cohorts import NOW

WORDS = {
    "face_zh_hans": "怎么样？", "face_en": "How was it?", "choice_zh_hans": "难不难？", "choice_en": "How hard?",
    "choices_zh_hans": "容易\n正好\n太难", "choices_en": "Easy\nRight\nHard", "sentence_zh_hans": "改什么？", "sentence_en": "What to mend?",
}  # fmt: skip


def questions(moment: str = "stage", **words: str) -> Questions:
    """A wording, the latest of its moment."""
    return Questions.objects.create(moment=moment, written_at=NOW, **{**WORDS, **words})


def answer(place: Enrolment, asked: Questions, stage_key: UUID | None = None, **said: Any) -> Answer:
    given = {"face": 5, "option": 2, "words": "", "shows_name": False, **said}
    return Answer.objects.create(enrolment=place, questions=asked, stage_key=stage_key, at=NOW, **given)
