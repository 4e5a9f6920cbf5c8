"""Every write to a cohort's days: sessions, due days, pace, more time for one, and moving the whole cohort.

Locks: the cohort before its rows. Whoever presses twice changes nothing the second time.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.formats import date_format

from common import audit
from common.clock import shanghai_day
from common.rights import can
from courses.cohorts.mentors import STUDYING
from courses.cohorts.messages import tell_trainee
from courses.cohorts.models import Cohort, Enrolment
from courses.cohorts.operations import locked
from courses.cohorts.places import reason_in
from courses.curriculum.queries import StageLine
from courses.timetable.models import DueRule, Extension, Pace, Session
from courses.timetable.news import DayFacts
from courses.timetable.telling import note_day, shift_news
from outbox.operations import tell


class NotYours(Exception):
    """The person may not do this; nothing was changed."""


class DayPassed(Exception):
    """The day is before today; nothing was changed."""


@transaction.atomic
def set_session(*, facts: dict[str, Any], by: Any, at: datetime, session: Session | None = None) -> Session:
    """Make a session, or change `session`. `facts` are its columns by name, checked."""
    new = session is None or session.pk is None
    hold_cohorts(facts, session)
    one = Session() if new else Session.objects.select_for_update().get(pk=session.pk)  # type: ignore[union-attr]
    changed = sorted(name for name, value in facts.items() if new or getattr(one, name) != value)
    if not changed:
        return one
    before = None if new else (one.cohort_id, facts_of(one))
    for name, value in facts.items():
        setattr(one, name, value)
    one.changes, one.changed_at = (0 if new else one.changes + 1), at
    one.save()
    audit.record(by, "set session" if new else "change session", one, at=at, changed=changed)
    note_session(one, before, at)
    return one


def hold_cohorts(facts: dict[str, Any], session: Session | None) -> None:
    """Lock the cohort that a session is in and the one it is given to, in the order of their numbers, as a move locks them."""
    there = Session.objects.filter(pk=session.pk).values_list("cohort_id", flat=True) if session else []
    wanted = {*there, facts["cohort"].pk} if "cohort" in facts else set(there)
    list(Cohort.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))


def note_session(one: Session, before: tuple[int, DayFacts] | None, at: datetime) -> None:
    """Let its people be told. Given to another cohort, it is called off in the one and new in the other."""
    cohort_id, was = before or (one.cohort_id, None)
    after = facts_of(one)
    if was and cohort_id != one.cohort_id:
        note_day(cohort_id=cohort_id, day_key=one.key, before=was, after=replace(was, is_off=True), at=at)
        was = None
    note_day(cohort_id=one.cohort_id, day_key=one.key, before=was, after=after, at=at)


def facts_of(one: Session) -> DayFacts:
    words = {name: getattr(one, name) or "" for name in ("title_zh_hans", "title_en", "place_zh_hans", "place_en")}
    return DayFacts(one.starts_at, one.ends_at, is_off=one.is_off, **words)


@transaction.atomic
def set_due(
    *, cohort: Cohort, stage_key: UUID, kind: str, by: Any, at: datetime, on: date | None = None, days: int | None = None,
    work: str = "",
) -> None:  # fmt: skip
    """Say when a stage's piece is due; with kind '' nothing is due any more. The same again changes nothing."""
    run = locked(cohort.pk)
    rule = DueRule.objects.filter(cohort=run, stage_key=stage_key).first()
    wanted = {"kind": kind, "on": on, "days": days, "work": work}
    if not (audit.written(rule or DueRule(cohort=run, stage_key=stage_key), wanted) if kind else rule and rule.delete()):
        return
    said = {"kind": kind, "on": on.isoformat() if on else "", "days": days, "work": work}
    audit.record(by, "set due day", run, at=at, stage=str(stage_key), **said)


@transaction.atomic
def set_pace(*, cohort: Cohort, stage_key: UUID, days: int | None, by: Any, at: datetime) -> None:
    """Say by which day after the start a stage should be done; None spreads it evenly again. The same again changes nothing."""
    run = locked(cohort.pk)
    pace = Pace.objects.filter(cohort=run, stage_key=stage_key).first()
    if (pace.days if pace else None) == days:
        return
    if days is None:
        Pace.objects.filter(cohort=run, stage_key=stage_key).delete()
    else:
        audit.written(pace or Pace(cohort=run, stage_key=stage_key), {"days": days})
    audit.record(by, "set pace", run, at=at, stage=str(stage_key), days=days)


@transaction.atomic
def extend(*, enrolment: Enrolment, stage: StageLine, until: date, words: str, by: Any, at: datetime) -> Extension:
    """Give one trainee more time for one piece, and tell them. Raises NotYours, WordsMissing, DayPassed."""
    place = Enrolment.objects.select_for_update(of=("self",)).select_related("trainee", "cohort", "mentor").get(pk=enrolment.pk)
    if not can(by, "extend due day", place):
        raise NotYours
    reason = reason_in(words)
    if until < shanghai_day(at):
        raise DayPassed(until)
    last = Extension.objects.filter(enrolment=place, stage_key=stage.key).first()
    if last and last.until == until:
        return last
    made = Extension.objects.create(enrolment=place, stage_key=stage.key, until=until, words=reason, by=by, at=at)
    audit.record(by, "extend due day", place, at=at, stage=str(stage.key), until=until.isoformat(), words=reason)
    titles: dict[str, Any] = {
        "title_zh": stage.title_zh_hans or stage.title_en,
        "title_en": stage.title_en or stage.title_zh_hans,
    }
    tell_trainee(place, "due_extended", at=at, until=until, words=reason, **titles)
    return made


@transaction.atomic
def move_cohort(*, cohort: Cohort, starts_on: date, words: str, by: Any, at: datetime) -> int:
    """Let the cohort begin on another day: its end, its sessions to come and every relative day move with it.

    Days fixed to a date stay. Trainees and mentors are told once. Returns by how many days it moved, 0 for a second press.
    Raises WordsMissing.
    """
    reason, run = reason_in(words), locked(cohort.pk)
    by_days = starts_on - run.starts_on
    if not by_days:
        return 0
    before = run.starts_on
    run.starts_on, run.ends_on = starts_on, run.ends_on + by_days
    if run.apply_by >= shanghai_day(at):
        run.apply_by = run.apply_by + by_days
    run.save(update_fields=["starts_on", "ends_on", "apply_by"])
    move_sessions(run, by_days, at)
    moved = {"from_on": before.isoformat(), "to_on": starts_on.isoformat(), "words": reason}
    audit.record(by, "move cohort", run, at=at, **moved)
    tell_of_move(run, reason, at)
    return by_days.days


def move_sessions(run: Cohort, by_days: timedelta, at: datetime) -> None:
    to_come = Session.objects.filter(cohort=run, starts_at__gt=at)
    shift_news(cohort=run, day_keys=list(to_come.values_list("key", flat=True)), by=by_days)
    to_come.update(
        starts_at=F("starts_at") + by_days, ends_at=F("ends_at") + by_days, changes=F("changes") + 1, changed_at=at
    )  # fmt: skip


def tell_of_move(run: Cohort, reason: str, at: datetime) -> None:
    places = Enrolment.objects.filter(cohort=run, state__in=STUDYING).select_related("trainee", "cohort", "mentor")
    for place in places:
        tell_trainee(place, "cohort_moved", at=at, words=reason)
    for mentor in run.mentors.filter(is_active=True):
        with translation.override(mentor.language):
            said = {"name": mentor.name, "cohort": str(run.name), "starts_on": date_format(run.starts_on, "DATE_FORMAT")}
        key = f"cohort_moved:{run.pk}:{mentor.pk}:{at.isoformat()}"
        tell(user=mentor, key=key, template="cohort_moved", context={**said, "words": reason}, at=at)
