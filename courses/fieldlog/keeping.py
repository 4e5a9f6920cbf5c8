"""Plots and herds: begun, closed, opened again, and put right by the office.

Every write locks the enrolment first, like those of entries: closing and writing come one after the other.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from common import audit
from common.clock import shanghai_day
from common.rights import can
from courses.cohorts.models import Enrolment
from courses.fieldlog.models import Herd, Plot
from courses.fieldlog.operations import DaysCrossed, FutureDay, NotYours, hold, refuse_day
from courses.fieldlog.queries import first_day_of, last_day_of
from courses.fieldlog.subjects import REASONS, Ground, Reason

MOST_SUBJECTS = 20  # open plots and herds of one trainee
MOST_EVER = 100  # with those that were closed


class TooMany(Exception):
    """There are twenty open plots and herds already, or a hundred with the closed ones."""


class NotAPartner(Exception):
    """The organisation is no partner of the trainee's cohort."""


class WrongReason(Exception):
    """A reason that is not of this kind: land does not get sold, animals have no season."""


class TooEarly(Exception):
    """The log has work, or a beginning, after this day; `last` is that day."""

    def __init__(self, last: date) -> None:
        self.last = last
        super().__init__(last)


class WhyMissing(Exception):
    """It must be said in a few words why."""


class OwnLand(Exception):
    """Own land belongs to no organisation."""


def refuse_days(fields: dict[str, Any], at: datetime) -> None:
    """Raise FutureDay or DaysCrossed for days on which nothing can have been planted, moved or taken in."""
    sown, moved = fields.get("planted_on"), fields.get("transplanted_on")
    if any(day and day > shanghai_day(at) for day in (sown, moved, fields.get("since"))):
        raise FutureDay
    if sown and moved and moved < sown:
        raise DaysCrossed


@transaction.atomic
def begin_plot(*, enrolment: Enrolment, key: UUID, at: datetime, **fields: Any) -> Plot:
    """A plot the trainee keeps a log of. The same key again returns the first.

    Raises FutureDay, DaysCrossed, NotAPartner, TooMany.
    """
    place = hold(enrolment.pk)
    if made := Plot.objects.filter(enrolment=place, key=key).first():
        return made
    refuse_days(fields, at)
    return begin(Plot, place, key, at, fields)


@transaction.atomic
def begin_herd(*, enrolment: Enrolment, key: UUID, at: datetime, **fields: Any) -> Herd:
    """A herd the trainee keeps a log of. The same key again returns the first.

    Raises FutureDay, NotAPartner, TooMany.
    """
    place = hold(enrolment.pk)
    if made := Herd.objects.filter(enrolment=place, key=key).first():
        return made
    refuse_days(fields, at)
    return begin(Herd, place, key, at, fields)


def begin(kind: Any, place: Enrolment, key: UUID, at: datetime, fields: dict[str, Any]) -> Any:
    closed = [*place.plots.values_list("closed_on", flat=True), *place.herds.values_list("closed_on", flat=True)]  # type: ignore[attr-defined]
    if len(closed) >= MOST_EVER or closed.count(None) >= MOST_SUBJECTS:
        raise TooMany
    partner = fields.get("organisation")
    if partner and not place.cohort.organisations.filter(pk=partner.pk).exists():
        raise NotAPartner
    subject = kind.objects.create(enrolment=place, key=key, started_at=at, **fields)
    audit.record(place.trainee, f"begin {subject.kind}", subject, at=at)
    return subject


def held(subject: Plot | Herd) -> Any:
    """The plot or herd as it is now, its enrolment locked until the transaction ends."""
    hold(subject.enrolment_id)
    return type(subject)._default_manager.select_related("enrolment__cohort", "organisation").get(pk=subject.pk)


@transaction.atomic
def close_subject(*, subject: Plot | Herd, by: Any, on: date, reason: str, words: str, at: datetime) -> Plot | Herd:
    """Let a plot or herd take no more entries; what is written stays. One that is closed already stays as it is.

    Raises NotYours, WrongReason, WhyMissing, FutureDay, LongAgo, and TooEarly when there is work after that day.
    """
    one = held(subject)
    if not can(by, "close subject", one):
        raise NotYours
    if one.closed_on:
        return one
    if reason not in REASONS[one.kind]:
        raise WrongReason
    if reason == Reason.OTHER and not words.strip():
        raise WhyMissing
    refuse_day(on, at)
    last = max(filter(None, (last_day_of(one), first_day_of(one))), default=None)
    if last and on < last:
        raise TooEarly(last)
    one.closed_on, one.close_reason, one.close_words = on, reason, words.strip()
    one.save(update_fields=["closed_on", "close_reason", "close_words"])
    audit.record(by, f"close {one.kind}", one, at=at, on=on.isoformat(), reason=reason, words=one.close_words)
    return one


@transaction.atomic
def reopen_subject(*, subject: Plot | Herd, by: Any, words: str, at: datetime) -> Plot | Herd:
    """Let a closed plot or herd take entries again; when and why it was closed goes into the record. Open, it stays so.

    Raises NotYours and WhyMissing.
    """
    one = held(subject)
    if not can(by, "reopen subject", one):
        raise NotYours
    if one.closed_on is None:
        return one
    if not words.strip():
        raise WhyMissing
    was = {"closed_on": one.closed_on.isoformat(), "reason": one.close_reason, "close_words": one.close_words}
    one.closed_on, one.close_reason, one.close_words = None, "", ""
    one.save(update_fields=["closed_on", "close_reason", "close_words"])
    audit.record(by, f"reopen {one.kind}", one, at=at, words=words.strip(), **was)
    return one


@transaction.atomic
def change_subject(*, subject: Plot | Herd, facts: dict[str, Any], by: Any, at: datetime) -> Plot | Herd:
    """Put right what was said of a plot or herd: `facts` are its columns by name, checked.

    Batches that stand on crates and labels stay as they are. Raises NotYours, FutureDay, DaysCrossed, OwnLand.
    """
    one = held(subject)
    if not can(by, "change subject", one):
        raise NotYours
    refuse_days(facts, at)
    if facts.get("ground", one.ground) == Ground.OWN and facts.get("organisation", one.organisation):
        raise OwnLand
    was = {name: getattr(one, name) for name in facts}
    changed = {name: [plain(was[name]), plain(value)] for name, value in facts.items() if was[name] != value}
    if changed:
        for name, value in facts.items():
            setattr(one, name, value)
        one.save(update_fields=list(facts))
        audit.record(by, f"change {one.kind}", one, at=at, changed=changed)
    return one


def plain(value: Any) -> Any:
    """A column's value as JSON can hold it."""
    return value if isinstance(value, str | int | None) else str(value)
