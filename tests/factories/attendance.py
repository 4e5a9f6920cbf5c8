"""Training days, marks and corrections, for tests. The clock is Shanghai's."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile

from courses.attendance import marking, operations
from courses.attendance.marking import Line
from courses.attendance.models import CorrectionRequest, PrintedList, TrainingDay
from courses.cohorts.models import Cohort
from tests.factories.people import person

ON = date(2027, 1, 12)


def clock(hour: int, minute: int = 0, *, on: date = ON) -> datetime:
    """An instant of the day, by Shanghai's clock."""
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


NOON = clock(12)
BEFORE = clock(12, on=date(2026, 11, 23))


def cohort(**fields: Any) -> Cohort:
    """A cohort without any page, from 4 January to 14 March 2027."""
    given = {"name_zh_hans": "农牧第一期", "name_en": "Farming, first cohort", "starts_on": date(2027, 1, 4),
             "ends_on": date(2027, 3, 14), "apply_by": date(2026, 12, 20), "capacity": 600}  # fmt: skip
    return Cohort.objects.create(programme_key=fields.pop("programme_key", uuid4()), **{**given, **fields})


def day(run: Cohort, leader: Any = None, *, held_on: date = ON, **fields: Any) -> TrainingDay:
    """From 8:30 to 16:30 on the demonstration base, as a row: also outside the cohort's dates."""
    given = {"place": "示范基地 3 号棚", "starts": time(8, 30), "ends": time(16, 30), "added_at": NOON}
    code = fields.pop("code", None) or operations.free_code(held_on)
    return TrainingDay.objects.create(
        cohort=run, leader=leader or person("李伟", role="mentor"), held_on=held_on, code=code, **{**given, **fields}
    )


def roll(day: TrainingDay, states: dict[Any, str], *, at: datetime | None = None, **given: Any) -> marking.Taken:
    """The roll by {enrolment: state}."""
    lines = {place.pk: Line(state) for place, state in states.items()}
    fields = {"how": "roll", "by": day.leader, **given}
    return marking.take_roll(day=day, lines=lines, at=at or clock(12, on=day.held_on), **fields)


def request(day: TrainingDay, place: Any, words: str = "我到了，手机没电") -> CorrectionRequest:
    return CorrectionRequest.objects.create(day=day, enrolment=place, words=words, asked_at=NOON)


def printed(day: TrainingDay, by: Any) -> PrintedList:
    return PrintedList.objects.create(day=day, asked_by=by, asked_at=BEFORE, pdf=ContentFile(b"%PDF-1.7", "l.pdf"))
