"""Where a person stands in a course. Ticks hang on translation keys, so they are the same in both languages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from courses.cohorts.models import Enrolment, LessonProgress, Opening
from courses.curriculum.queries import LessonLine, Outline, StageLine, outline


@dataclass(frozen=True)
class StageWork:
    """The piece a stage makes, as far as it is made. `state` is one of Submission.State."""

    state: str
    title: str
    url: str
    approved_on: date | None = None
    due: Any = None  # a timetable.due.Due, where the cohort has a day for it
    pace_days: int | None = None  # by which day after the start the stage should be done, where managers set it

    @property
    def is_sewn(self) -> bool:
        return self.state == "approved"

    @property
    def waits_for_trainee(self) -> bool:
        return self.state in ("draft", "change asked")

    @property
    def is_handed_in(self) -> bool:
        """Whether it was ever sent; what a mentor gave back for a change counts."""
        return self.state != "draft"


# The parts above know the pieces; they append here how to ask for them ({stage key: StageWork} of an enrolment).
piece_sources: list[Callable[[Enrolment], dict[UUID, StageWork]]] = []


@dataclass(frozen=True)
class StageProgress:
    stage: StageLine
    lessons_done: int
    is_current: bool = False
    work: StageWork | None = None

    @property
    def lessons_total(self) -> int:
        return len(self.stage.lessons)

    @property
    def is_done(self) -> bool:
        """A stage is done, and its petal red, when a mentor approved its piece."""
        return bool(self.work and self.work.is_sewn)


@dataclass(frozen=True)
class NextStep:
    """The one thing to do next: a lesson, or the stage's piece."""

    kind: str  # "lesson" or "piece"
    title: str
    url: str
    stage: StageLine
    lesson: LessonLine | None = None


@dataclass(frozen=True)
class Progress:
    enrolment: Enrolment
    outline: Outline
    ticks: frozenset[UUID]
    stages: tuple[StageProgress, ...]
    next_step: NextStep | None
    opened: frozenset[UUID] = frozenset()  # stages open before their time, for this trainee or their cohort

    @property
    def works(self) -> dict[UUID, StageWork]:
        return {one.stage.key: one.work for one in self.stages if one.work}

    @property
    def done(self) -> int:
        """Stages done: red petals."""
        return sum(stage.is_done for stage in self.stages)

    @property
    def total(self) -> int:
        return len(self.stages)

    @property
    def current(self) -> StageProgress | None:
        return next((stage for stage in self.stages if stage.is_current), None)

    @property
    def next_lesson(self) -> LessonLine | None:
        """The first lesson without a tick, or None when all are done."""
        return next((lesson for lesson in self.outline.lessons if lesson.key not in self.ticks), None)


def enrolments(user: Any) -> QuerySet[Enrolment]:
    """The person's places in cohorts, what they study now first, then the latest; withdrawn ones are left out."""
    studying_first = Case(When(state=Enrolment.State.ACTIVE, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Enrolment.objects.filter(trainee_id=user.pk).exclude(state=Enrolment.State.WITHDRAWN)
    return rows.select_related("cohort", "mentor").order_by(studying_first, "-started_at", "-pk")


def current_enrolment(user: Any) -> Enrolment | None:
    """What the person studies now, else what they graduated from last, else None (also for an anonymous reader)."""
    return enrolments(user).first() if getattr(user, "is_authenticated", False) else None


def enrolment_in(user: Any, programme_key: UUID) -> Enrolment | None:
    """The person's place in this programme, or None."""
    if not getattr(user, "is_authenticated", False):
        return None
    return enrolments(user).filter(cohort__programme_key=programme_key).first()


def lessons_done(enrolment: Enrolment) -> set[UUID]:
    """The translation keys of the lessons ticked."""
    return set(LessonProgress.objects.filter(enrolment=enrolment).values_list("lesson_key", flat=True))


def marks(enrolment: Enrolment) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """The keys of the lessons ticked, and of the stages open before their time. One query."""
    ticked = LessonProgress.objects.filter(enrolment=enrolment).values_list(Value("tick"), "lesson_key")
    whose = Q(enrolment=enrolment) | Q(cohort=enrolment.cohort_id)
    opened = Opening.objects.filter(whose).order_by().values_list(Value("open"), "stage_key")
    found: dict[str, set[UUID]] = {"tick": set(), "open": set()}
    for kind, key in ticked.union(opened, all=True):
        found[kind].add(key)
    return frozenset(found["tick"]), frozenset(found["open"])


def stage_works(enrolment: Enrolment) -> dict[UUID, StageWork]:
    """The pieces of an enrolment by the stage (translation key) that makes them."""
    return {key: work for source in piece_sources for key, work in source(enrolment).items()}


def progress(
    enrolment: Enrolment, course: Outline | None = None, works: dict[UUID, StageWork] | None = None
) -> Progress | None:
    """Where `enrolment` stands; None when its programme has no live page.

    `course` spares the outline's two queries, `works` the pieces' one.
    """
    course = course or outline(enrolment.cohort.programme_key)
    if course is None:
        return None
    ticks, opened = marks(enrolment)
    works = stage_works(enrolment) if works is None else works
    step = next_step(course, ticks, works)
    stages = tuple(
        StageProgress(
            stage=stage,
            lessons_done=sum(lesson.key in ticks for lesson in stage.lessons),
            is_current=step is not None and step.stage.key == stage.key,
            work=works.get(stage.key),
        )
        for stage in course.stages
    )
    return Progress(enrolment, course, ticks, stages, step, opened)


def next_step(course: Outline, ticks: frozenset[UUID], works: dict[UUID, StageWork]) -> NextStep | None:
    """A change a mentor asked for comes first; else the first lesson not ticked or piece not handed in; else None."""
    for stage in course.stages:
        work = works.get(stage.key)
        if work and work.state == "change asked":
            return NextStep("piece", work.title, work.url, stage)
    for stage in course.stages:
        work = works.get(stage.key)
        if work and work.is_sewn:
            continue
        for lesson in stage.lessons:
            if lesson.key not in ticks:
                return NextStep("lesson", lesson.title, lesson.url, stage, lesson)
        if work and work.waits_for_trainee:
            return NextStep("piece", work.title, work.url, stage)
    return None
