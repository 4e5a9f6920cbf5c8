"""Plots, herds, entries and checks, for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from courses.fieldlog import keeping, operations
from courses.fieldlog.models import Check, Herd, LogEntry, LogRule, Plot
from courses.fieldlog.operations import Said

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
SPRAYED = Said(used="苏云金杆菌", quantity=Decimal(30), unit="g", dose="1500 倍", waiting_days=14, weather="sun")


def rule(enrolment, **fields) -> LogRule:
    """The enrolment's programme keeps a log: three entries, one of them checked."""
    return LogRule.objects.create(programme_key=enrolment.cohort.programme_key, **fields)


def plot(enrolment, **fields: Any) -> Plot:
    """Half a mu of cabbage on the base, transplanted on 1 October 2026."""
    given = {"name": "P07", "place": "基地东坡", "area_m2": 333, "crop": "vegetables", "variety": "京丰一号",
             "planted_on": date(2026, 9, 1), "transplanted_on": date(2026, 10, 1)}  # fmt: skip
    return keeping.begin_plot(enrolment=enrolment, key=uuid4(), at=NOW, **{**given, **fields})


def herd(enrolment, **fields: Any) -> Herd:
    """Twelve pigs since 1 November 2026."""
    given = {
        "name": "后山猪栏",
        "place": "枫木村",
        "animal": "pigs",
        "breed": "藏香猪",
        "count": 12,
        "since": date(2026, 11, 1),
    }
    return keeping.begin_herd(enrolment=enrolment, key=uuid4(), at=NOW, **{**given, **fields})


def entry(subject, activity: str = "weed", on: date = date(2026, 11, 20), *, at: datetime = NOW, **said: Any) -> LogEntry:
    """An entry of work done on 20 November 2026."""
    words = Said(**{"words": "锄了两垄", **said})
    return operations.write_entry(subject=subject, key=uuid4(), activity=activity, done_on=on, said=words, at=at)


def harvest(subject, kg: int = 100, grade: str = "A", on: date = date(2026, 11, 21)) -> LogEntry:
    activity = "harvest" if subject.kind == "plot" else "sell"
    return entry(subject, activity, on, kg=Decimal(kg), grade=grade)


def check(
    entry: LogEntry,
    checker,
    *,
    result: str = "confirmed",
    on: date = date(2026, 11, 22),
    words: str = "看过了",
    at: datetime = NOW,
) -> Check:
    points = [key for key, _words in entry.work.points]
    return operations.check_entry(entry=entry, checker=checker, seen_on=on, points=points, result=result, words=words, at=at)
