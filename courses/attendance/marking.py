"""Marking who came: the roll by a mentor (on the phone, or from paper), and a trainee's code. Each locks the day first.

A code is a trainee's own word, and may have been passed on: it marks "by code", and the roll has the last word over it.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.sanitise import one_line
from courses.attendance.models import EARLY, LATE_AFTER, How, Mark, MarkChange, Presence, TrainingDay
from courses.attendance.operations import CalledOff, WhyMissing, hold, refuse_unheld
from courses.attendance.roster import on_the_roll
from courses.cohorts.activity import note_activity
from courses.cohorts.models import Enrolment

CAME = (Presence.PRESENT, Presence.LATE)


class WrongCode(Exception):
    """It is the code of no day of this person's cohorts."""


class NotStudying(Exception):
    """The person's place is paused or over, so they are on no roll."""


class TooEarly(Exception):
    """More than an hour before the code counts; `day` says from when."""

    def __init__(self, day: TrainingDay) -> None:
        self.day = day
        super().__init__(day.opens_at)


class TooLate(Exception):
    """The code counts no more; `day` says which one it was of."""

    def __init__(self, day: TrainingDay) -> None:
        self.day = day
        super().__init__(day.closes_at)


@dataclass(frozen=True)
class Line:
    """One trainee's line as it was sent: what was pressed, and what the page showed before (both '' for nothing)."""

    state: str
    was: str = ""


@dataclass(frozen=True)
class Taken:
    """How many were marked for the first time, and of how many the mark was changed."""

    marked: int
    corrected: int


@transaction.atomic
def take_roll(
    *, day: TrainingDay, lines: Mapping[int, Line], how: str, by: Any, at: datetime, why: str = "", guests: int | None = None
) -> Taken:
    """Mark trainees (by their enrolment's number) as `lines` say; who is not on the roll is left out.

    A line that was not touched since the page was shown changes nothing: a code that came meanwhile stands. What was kept and
    is changed needs `why`. Sent twice, the second changes nothing. Raises CalledOff, FutureDay, WhyMissing.
    """
    held, reason = hold(day.pk), one_line(why)
    refuse_unheld(held, at)
    marks = {mark.enrolment_id: mark for mark in held.marks.all()}
    pressed = {
        place.pk: lines[place.pk].state
        for place in on_the_roll(held)
        if place.pk in lines and lines[place.pk].state in Presence and lines[place.pk].state != lines[place.pk].was
    }
    new = {pk: state for pk, state in pressed.items() if pk not in marks}
    other = {pk: state for pk, state in pressed.items() if pk in marks and marks[pk].state != state}
    if other and not reason:
        raise WhyMissing(held)
    for pk, state in new.items():
        write(Mark(day=held, enrolment_id=pk), state, how, by=by, at=at)
    for pk, state in other.items():
        write(marks[pk], state, how, by=by, at=at, why=reason)
    kept_guests = guests is not None and guests != held.guests
    if kept_guests:
        TrainingDay.objects.filter(pk=held.pk).update(guests=guests)
    if new or other or kept_guests:
        audit.record(by, "take roll", held, at=at, how=how, marked=len(new), corrected=len(other), guests=guests)
    return Taken(len(new), len(other))


def write(mark: Mark, state: str, how: str, *, by: Any, at: datetime, why: str = "") -> None:
    """Keep the mark and the line of its history; who came has given a sign of life. The caller holds the day."""
    before = mark.state
    mark.state, mark.how, mark.at = state, how, at
    mark.save()
    MarkChange.objects.create(mark=mark, from_state=before, to_state=state, how=how, why=why, by=by, at=at)
    if state in CAME:
        note_activity(enrolment_id=mark.enrolment_id, at=min(at, mark.day.starts_at))


def tidy(code: str) -> str:
    """The digits of a code as typed: spaces, dashes and full-width digits are forgiven."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", code) if sign.isascii() and sign.isdigit())


@transaction.atomic
def use_code(*, trainee: Any, code: str, at: datetime) -> Mark:
    """Mark the trainee by the code they typed or scanned, late when it comes a quarter of an hour after the beginning.

    Up to an hour before the code counts it is kept, and `Mark.at` is the instant from which it does. What a roll said stands:
    then only the coming of the code is kept. Raises WrongCode, NotStudying, TooEarly, TooLate, CalledOff.
    """
    place, found = day_of(trainee, tidy(code), at)
    day = hold(found.pk)
    if day.called_off_at:
        raise CalledOff(day)
    if at < day.opens_at - EARLY:
        raise TooEarly(day)
    if at > day.closes_at:
        raise TooLate(day)
    mark = Mark.objects.filter(day=day, enrolment=place).first()
    if mark and mark.code_at:
        return mark
    if mark:
        mark.code_at = at
        mark.save(update_fields=["code_at"])
    else:
        mark = Mark(day=day, enrolment=place, code_at=at)
        state = Presence.LATE if day.starts_at + LATE_AFTER < at <= day.ends_at else Presence.PRESENT
        write(mark, state, How.CODE, by=trainee, at=max(at, day.opens_at))
    note_activity(enrolment_id=place.pk, at=at)
    audit.record(trainee, "use attendance code", day, at=at, enrolment=place.pk)
    return mark


def day_of(trainee: Any, digits: str, at: datetime) -> tuple[Enrolment, TrainingDay]:
    """The place and the day this code is for: the nearest, should two dates share it. Raises WrongCode, NotStudying."""
    places = {place.cohort_id: place for place in Enrolment.objects.filter(trainee=trainee).order_by("pk")}
    days = TrainingDay.objects.filter(cohort__in=places, code=digits).order_by("pk")
    near = min(days, key=lambda day: abs(day.starts_at - at), default=None)
    if near is None:
        raise WrongCode(digits)
    place = places[near.cohort_id]
    if place.state != Enrolment.State.ACTIVE:
        raise NotStudying(place)
    return place, near
