"""What must be done before a lesson's check is answered or a stage's piece is handed in.

Only doing waits, never reading. What was done stays open: a prerequisite chosen later closes nothing behind a trainee. Who goes
in order is never stopped, because the next step is always the first thing that is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from courses.cohorts.models import Enrolment
from courses.cohorts.queries import Progress, StageWork, marks, progress
from courses.curriculum.order import Opens
from courses.curriculum.queries import OpensLine, Outline, StageLine

Marks = tuple[frozenset[UUID], frozenset[UUID]]


@dataclass(frozen=True)
class Missing:
    """One thing to do first: a "lesson", or a "piece" to hand in."""

    kind: str
    title: str
    url: str


class StillClosed(Exception):
    """Something comes first; `missing` names it. Nothing was changed, and what was typed is kept."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        self.missing = missing
        super().__init__(", ".join(one.title for one in missing))


def missing(standing: Progress, key: UUID) -> tuple[Missing, ...]:
    """What comes before the lesson or stage `key`; () when it is open."""
    if standing.enrolment.state == Enrolment.State.GRADUATED:
        return ()
    return missing_in(standing.outline, key, standing.works, lambda: (standing.ticks, standing.opened))


def missing_in(course: Outline, key: UUID, works: dict[UUID, StageWork], known: Callable[[], Marks]) -> tuple[Missing, ...]:
    """The same from its parts; `known` (as queries.marks) is asked only when the pieces leave a doubt."""
    stage = course.stage(key)
    line = line_of(stage, key) if stage else None
    if stage is None or line is None or line.opens == Opens.FREELY:
        return ()
    if line is stage and stage.key in works and works[stage.key].is_handed_in:
        return ()
    first = before_stage(course, stage, works)
    if line.opens == Opens.AFTER_STAGE and not first:
        return ()
    ticks, opened = known()
    if key in ticks or stage.key in opened:
        return ()
    return first if line.opens == Opens.AFTER_STAGE else before_lessons(course, line, ticks)


def line_of(stage: StageLine, key: UUID) -> OpensLine | None:
    return stage if stage.key == key else next((lesson for lesson in stage.lessons if lesson.key == key), None)


def before_stage(course: Outline, stage: StageLine, works: dict[UUID, StageWork]) -> tuple[Missing, ...]:
    """The piece of the stage before, while it is not handed in; a stage that makes none stops nobody."""
    last = next((one for one in course.stages if one.number == stage.number - 1), None)
    work = works.get(last.key) if last else None
    return (Missing("piece", work.title, work.url),) if work and not work.is_handed_in else ()


def before_lessons(course: Outline, line: OpensLine, ticks: frozenset[UUID]) -> tuple[Missing, ...]:
    """The chosen lessons without a tick. One that was unpublished, or moved behind, is not waited for."""
    keys = [lesson.key for lesson in course.lessons]
    own = keys.index(line.key) if line.key in keys else None
    if own is None:
        last = [lesson.key for one in course.stages if one.number <= line.number for lesson in one.lessons]
        own = len(last)
    chosen = [lesson for lesson in course.lessons[:own] if lesson.key in line.needs and lesson.key not in ticks]
    return tuple(Missing("lesson", lesson.title, lesson.url) for lesson in chosen)


def refuse_if_closed(enrolment: Enrolment, key: UUID) -> None:
    """Raises StillClosed. Five queries at most; none of them counts on what a page showed a while ago."""
    standing = progress(enrolment)
    if standing and (first := missing(standing, key)):
        raise StillClosed(first)


def missing_piece(course: Outline, enrolment: Enrolment, stage_key: UUID, works: dict[UUID, StageWork]) -> tuple[Missing, ...]:
    """What comes before the piece of a stage, for a page that has the pieces at hand. One query at most."""
    return missing_in(course, stage_key, works, lambda: marks(enrolment))
