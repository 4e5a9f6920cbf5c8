"""Planning training days: adding one, moving one, calling one off. Each locks the cohort or the day first."""

import secrets
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from common import audit
from common.clock import shanghai_day
from common.sanitise import one_line
from courses.attendance.models import TrainingDay
from courses.cohorts.models import Cohort
from courses.timetable.news import DayFacts
from courses.timetable.telling import note_day

DIGITS = 6


class OutsideCohort(Exception):
    """The day is before the cohort begins or after it ends."""


class TimesCrossed(Exception):
    """It would end before it begins."""


class AlreadyPlanned(Exception):
    """The cohort has a day at that time already."""


class DayMarked(Exception):
    """Somebody is marked on it: it was held, so it stays where it is."""


class CalledOff(Exception):
    """The day was called off: nothing is marked on it."""


class FutureDay(Exception):
    """A roll tells who came: its day has begun."""


class WhyMissing(Exception):
    """What changes a record says why."""


def hold(day_id: int) -> TrainingDay:
    """The day, locked until the transaction ends."""
    return TrainingDay.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=day_id)


def refuse_times(cohort: Cohort, held_on: date, starts: time, ends: time, besides: TrainingDay | None = None) -> None:
    """Raise OutsideCohort, TimesCrossed or AlreadyPlanned."""
    if not cohort.starts_on <= held_on <= cohort.ends_on:
        raise OutsideCohort(held_on)
    if ends <= starts:
        raise TimesCrossed(ends)
    same = TrainingDay.objects.filter(cohort=cohort, held_on=held_on, starts=starts, called_off_at=None)
    if (same.exclude(pk=besides.pk) if besides else same).exists():
        raise AlreadyPlanned(held_on)


def free_code(held_on: date) -> str:
    """Six digits that no other day of this date has; the unique constraint is what holds it."""
    taken = set(TrainingDay.objects.filter(held_on=held_on).values_list("code", flat=True))
    while (code := f"{secrets.randbelow(10**DIGITS):0{DIGITS}}") in taken:
        continue
    return code


@transaction.atomic
def add_day(
    *, cohort: Cohort, key: UUID, held_on: date, place: str, starts: time, ends: time, leader: Any, by: Any, at: datetime
) -> TrainingDay:
    """Plan a day, past ones too: a list on paper may come before its day is written here.

    The same key again returns the first. Raises OutsideCohort, TimesCrossed, AlreadyPlanned.
    """
    run = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if made := TrainingDay.objects.filter(cohort=run, key=key).first():
        return made
    refuse_times(run, held_on, starts, ends)
    day = TrainingDay.objects.create(
        cohort=run, key=key, held_on=held_on, place=one_line(place), starts=starts, ends=ends, leader=leader,
        code=free_code(held_on), added_at=at,
    )  # fmt: skip
    audit.record(by, "add training day", day, at=at, held_on=held_on.isoformat())
    note_day(cohort_id=run.pk, day_key=day.key, before=None, after=facts_of(day), at=at)
    return day


@transaction.atomic
def change_day(
    *, day: TrainingDay, held_on: date, place: str, starts: time, ends: time, leader: Any, by: Any, at: datetime
) -> TrainingDay:
    """Write another time, place or leader. A day on which somebody is marked keeps its date and times.
    The same again changes nothing.

    Raises CalledOff, DayMarked, OutsideCohort, TimesCrossed, AlreadyPlanned.
    """
    held = hold(day.pk)
    if held.called_off_at:
        raise CalledOff(held)
    before, told = (held.held_on, held.starts, held.ends), facts_of(held)
    if (*before, held.place, held.leader_id) == (held_on, starts, ends, one_line(place), leader.pk):
        return held
    if (held_on, starts, ends) != before:
        if held.marks.exists():
            raise DayMarked(held)
        refuse_times(held.cohort, held_on, starts, ends, besides=held)
    if held_on != held.held_on:
        held.code = free_code(held_on)
    held.held_on, held.starts, held.ends, held.place, held.leader = held_on, starts, ends, one_line(place), leader
    if (after := facts_of(held)) != told:
        held.changes, held.changed_at = held.changes + 1, at
        note_day(cohort_id=held.cohort_id, day_key=held.key, before=told, after=after, at=at)
    held.save(update_fields=["held_on", "starts", "ends", "place", "leader", "code", "changes", "changed_at"])
    audit.record(by, "change training day", held, at=at, was=before[0].isoformat(), now=held_on.isoformat())
    return held


@transaction.atomic
def call_off(*, day: TrainingDay, why: str, by: Any, at: datetime) -> None:
    """Say that a day is not held, and why. Twice is once. Raises WhyMissing, DayMarked."""
    reason, held = one_line(why), hold(day.pk)
    if held.called_off_at:
        return
    if not reason:
        raise WhyMissing(held)
    if held.marks.filter(at__lte=at).exists():  # an early code alone does not make a day
        raise DayMarked(held)
    before = facts_of(held)
    held.called_off_at, held.called_off_why = at, reason
    held.changes, held.changed_at = held.changes + 1, at
    held.save(update_fields=["called_off_at", "called_off_why", "changes", "changed_at"])
    note_day(cohort_id=held.cohort_id, day_key=held.key, before=before, after=facts_of(held), at=at)
    audit.record(by, "call off training day", held, at=at, why=reason)


def facts_of(day: TrainingDay) -> DayFacts:
    """What its trainees need to know of it."""
    return DayFacts(
        day.starts_at, day.ends_at, place_zh_hans=day.place, place_en=day.place, is_off=day.called_off_at is not None,
        why=day.called_off_why,
    )  # fmt: skip


def refuse_unheld(day: TrainingDay, at: datetime) -> None:
    """Raise CalledOff, or FutureDay for one still to come."""
    if day.called_off_at:
        raise CalledOff(day)
    if day.held_on > shanghai_day(at):
        raise FutureDay(day.held_on)
