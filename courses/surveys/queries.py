"""What a cohort says of each stage and of the whole: how many answered of how many who reached it, and nothing that names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from courses.cohorts.models import Cohort
from courses.curriculum.queries import Outline, StageLine
from courses.surveys.forms import FACE_WORDS
from courses.surveys.models import Answer, Moment, Questions
from courses.surveys.reaching import reached_in

FEWEST = 3  # answers to one wording, and to each of its questions, before anything of them is shown


@dataclass(frozen=True)
class Tally:
    words: Any
    count: int
    of: int  # who answered this question
    face: int = 0


@dataclass(frozen=True)
class Sentence:
    words: str
    name: str = ""


@dataclass(frozen=True)
class Worded:
    """The answers to one wording of the questions; a question that too few answered has none here."""

    questions: Questions
    answered: int
    faces: list[Tally]
    options: list[Tally]
    sentences: list[Sentence]
    is_partial: bool  # some question has answers that are too few


@dataclass(frozen=True)
class Result:
    """A stage, or the end (without one): `answered` of `reached`. Wordings with too few answers are not in `worded`."""

    stage: StageLine | None
    reached: int
    answered: int
    worded: list[Worded]

    @property
    def is_held_back(self) -> bool:
        """Whether some answers are not shown because they are too few."""
        return sum(one.answered for one in self.worded) < self.answered or any(one.is_partial for one in self.worded)


def current(moment: str) -> Questions | None:
    """What is asked now. One query."""
    return Questions.objects.filter(moment=moment).first()


def moment_of(stage_key: UUID | None) -> str:
    return Moment.STAGE if stage_key else Moment.END


def results(cohort: Cohort, course: Outline, reader: Any) -> list[Result]:
    """Every stage of the course and its end. Three queries, however many answered."""
    approved, graduated = reached_in(cohort)
    rows = Answer.objects.filter(enrolment__cohort=cohort).select_related("questions", "enrolment__trainee")
    by_stage: dict[UUID | None, list[Answer]] = {}
    for one in rows:
        by_stage.setdefault(one.stage_key, []).append(one)
    stages = [
        Result(stage, approved[stage.key] + graduated, *counted(by_stage.get(stage.key, []), reader)) for stage in course.stages
    ]
    return [*stages, Result(None, graduated, *counted(by_stage.get(None, []), reader))]


def counted(answers: list[Answer], reader: Any) -> tuple[int, list[Worded]]:
    """How many answered, and what they said where they are enough, the latest wording first."""
    by_wording: dict[int, list[Answer]] = {}
    for one in answers:
        by_wording.setdefault(one.questions_id, []).append(one)
    groups = [by_wording[key] for key in sorted(by_wording, reverse=True) if len(by_wording[key]) >= FEWEST]
    return len(answers), [worded(group, reader) for group in groups]


def worded(group: list[Answer], reader: Any) -> Worded:
    questions = group[0].questions
    faces, options = numbers(one.face for one in group), numbers(one.option for one in group)
    said = sorted((Sentence(one.words, name_for(reader, one)) for one in group if one.words), key=lambda one: one.words)
    return Worded(
        questions, len(group),
        enough([Tally(words, faces[face], faces.total(), face) for face, words in FACE_WORDS.items()], faces.total()),
        enough([Tally(words, options[n], options.total()) for n, words in enumerate(questions.options, 1)], options.total()),
        enough(said, len(said)),
        any(0 < count < FEWEST for count in (faces.total(), options.total(), len(said))),
    )  # fmt: skip


def enough(rows: list[Any], answered: int) -> list[Any]:
    """`rows`, or none of them where so few answered the question."""
    return rows if answered >= FEWEST else []


def numbers(found: Iterable[int | None]) -> Counter[int]:
    return Counter(one for one in found if one is not None)


def name_for(reader: Any, answer: Answer) -> str:
    """Who said it, for their own mentor where they ticked that; '' for everybody else."""
    mine = answer.shows_name and answer.enrolment.mentor_id == reader.pk
    return str(answer.enrolment.trainee.name) if mine else ""
