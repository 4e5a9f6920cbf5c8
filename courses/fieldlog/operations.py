"""Keeping a field log: writing and correcting entries, checking one on site.

Every write locks the enrolment first, so that two phones of one trainee, or a trainee and a checker, come one after the other.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from common import audit
from common.clock import shanghai_day
from common.rights import can
from courses.cohorts.models import Enrolment
from courses.fieldlog.activities import ACTIVITIES, YIELD
from courses.fieldlog.models import Check, Herd, LogEntry, Plot, Yield
from uploads.models import Photo

OLDEST = timedelta(days=400)  # how long ago the work of an entry may have been

# The parts above append what must follow a check; each is called as hook(enrolment=…, at=…) in its transaction.
when_checked: list[Callable[..., object]] = []


class FutureDay(Exception):
    """A log tells what was done: its days are not yet to come."""


class LongAgo(Exception):
    """So long ago that it is no log any more."""


class DaysCrossed(Exception):
    """Transplanted before it was sown, or checked before it was done."""


class Closed(Exception):
    """The plot or herd was closed: it takes no new entry. `subject` says when and why."""

    def __init__(self, subject: Plot | Herd) -> None:
        self.subject = subject
        super().__init__(subject.closed_on)


class NotItsWork(Exception):
    """Work on a field was said of animals, or the other way round."""


class Unlikely(Exception):
    """More than a year hardly ever brings: asked once, and kept when the trainee says that it is right.

    `most` kilograms is above what we ask, `basis` what that rests on, `already` was brought before.
    """

    def __init__(self, most: int, basis: str, already: Decimal) -> None:
        self.most, self.basis, self.already = most, basis, already
        super().__init__(f"{already} kg of at most {most} kg")


class AlreadyKept(Exception):
    """The same form came before with other words; `entry` is what was kept."""

    def __init__(self, entry: LogEntry) -> None:
        self.entry = entry
        super().__init__(entry.pk)


class Confirmed(Exception):
    """A second person saw it and found it so: it stands."""


class Replaced(Exception):
    """It was corrected already; the newer entry is what counts."""


class AlreadyChecked(Exception):
    """Somebody checked it before; the first check stands."""


class NotYours(Exception):
    """The person may not check this; nothing was changed."""


class PointsMissing(Exception):
    """Nothing was found so, and yet it should be as the log says."""


class WordsMissing(Exception):
    """A check that finds it otherwise must say what."""


@dataclass(frozen=True)
class Said:
    """What an entry says besides its day and work. `kg` and `grade` make a yield; `is_sure` when asked whether it is right."""

    used: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    dose: str = ""
    waiting_days: int | None = None
    weather: str = ""
    words: str = ""
    kg: Decimal | None = None
    grade: str = ""
    is_sure: bool = False

    def columns(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name not in ("kg", "grade", "is_sure")}


def hold(enrolment_id: int) -> Enrolment:
    """The enrolment, locked until the transaction ends."""
    return Enrolment.objects.select_for_update(of=("self",)).select_related("trainee").get(pk=enrolment_id)


def refuse_day(day: date | None, at: datetime) -> None:
    """Raise FutureDay or LongAgo for a day on which no work of a log can have been done."""
    today = shanghai_day(at)
    if day and day > today:
        raise FutureDay(day)
    if day and day < today - OLDEST:
        raise LongAgo(day)


@transaction.atomic
def write_entry(
    *, subject: Plot | Herd, key: UUID, activity: str, done_on: date, said: Said, at: datetime, photos: Iterable[Photo] = ()
) -> LogEntry:
    """One line of the log. The same form again returns the entry it made.

    Raises AlreadyKept when it came before with other words, and Closed, FutureDay, LongAgo, NotItsWork, Unlikely.
    """
    place = hold(subject.enrolment_id)
    columns = {subject.kind: subject, "activity": activity, "done_on": done_on, **said.columns()}
    if made := kept_before(place, key, columns, said):
        return made
    return keep(place, subject, key, columns, said, photos, at)


@transaction.atomic
def correct_entry(
    *, entry: LogEntry, key: UUID, why: str, activity: str, done_on: date, said: Said, at: datetime,
    photos: Iterable[Photo] = (),
) -> LogEntry:  # fmt: skip
    """A new entry in the place of `entry`, which stays on record with `why` it was wrong.

    Raises what `write_entry` raises, Replaced when it was corrected already, and Confirmed when a second person saw it so.
    """
    place = hold(entry.enrolment_id)
    old = LogEntry.objects.select_related("plot", "herd").get(pk=entry.pk)
    columns = {old.subject.kind: old.subject, "activity": activity, "done_on": done_on, **said.columns(), "why": why}
    if made := kept_before(place, key, columns, said):
        return made
    if LogEntry.objects.filter(replaces=old).exists():
        raise Replaced
    if Check.objects.filter(entry=old, result=Check.Result.CONFIRMED).exists():
        raise Confirmed
    return keep(place, old.subject, key, {**columns, "replaces": old}, said, photos, at)


def kept_before(place: Enrolment, key: UUID, columns: dict[str, Any], said: Said) -> LogEntry | None:
    """The entry this form made before, or None. Raises AlreadyKept when it said something else then."""
    made = LogEntry.objects.select_related("plot", "herd", "brought").filter(enrolment=place, key=key).first()
    if made is None:
        return None
    brought = getattr(made, "brought", None)
    then = {name: getattr(made, name) for name in columns} | {"kg": brought and brought.kg}
    if then != {**columns, "kg": said.kg}:
        raise AlreadyKept(made)
    return made


def keep(
    place: Enrolment,
    subject: Plot | Herd,
    key: UUID,
    columns: dict[str, Any],
    said: Said,
    photos: Iterable[Photo],
    at: datetime,
) -> LogEntry:
    """Write the entry, its photos and its yield, once its day, work and kilograms are possible."""
    day, activity, old = columns["done_on"], columns["activity"], columns.get("replaces")
    refuse_closed(subject)
    refuse_day(day, at)
    if ACTIVITIES[activity].of != subject.kind:
        raise NotItsWork
    kg = said.kg if ACTIVITIES[activity].asks == YIELD else None
    if kg is not None and not said.is_sure:
        ask_if_unlikely(subject, day, kg, old)
    entry = LogEntry.objects.create(enrolment=place, key=key, written_at=at, **columns)
    entry.photos.set(photo for photo in photos if photo.owner_id == place.trainee_id)
    if kg is not None:
        Yield.objects.create(entry=entry, kg=kg, grade=said.grade, batch=subject.batch(day, said.grade))
    details = {"activity": activity, "done_on": day.isoformat(), **({"replaces": old.pk, "why": columns["why"]} if old else {})}
    details |= {"is_sure": True} if said.is_sure else {}
    audit.record(place.trainee, "correct entry" if old else "write entry", entry, at=at, **details)
    return entry


def refuse_closed(subject: Plot | Herd) -> None:
    """Raise Closed when it is, read under the enrolment's lock."""
    now = type(subject)._default_manager.get(pk=subject.pk)
    if now.closed_on:
        raise Closed(now)


def ask_if_unlikely(subject: Plot | Herd, day: date, kg: Decimal, old: LogEntry | None) -> None:
    """Raise Unlikely when the year until `day` would have brought more than one hardly ever does."""
    rows = Yield.objects.filter(
        entry__in=subject.entries.current(), entry__done_on__gt=day - timedelta(days=365), entry__done_on__lte=day
    )
    already = rows.exclude(entry=old).aggregate(kg=Sum("kg"))["kg"] or Decimal(0)
    if already + kg > subject.most_kg:
        raise Unlikely(subject.most_kg, subject.most_basis, already)


@transaction.atomic
def check_entry(
    *, entry: LogEntry, checker: Any, seen_on: date, points: Iterable[str], result: str, words: str, at: datetime
) -> Check:
    """What a second person saw on the spot.

    Raises NotYours, Replaced, AlreadyChecked, FutureDay, DaysCrossed, PointsMissing and WordsMissing.
    """
    place = hold(entry.enrolment_id)
    entry = LogEntry.objects.select_related("enrolment__cohort").get(pk=entry.pk)
    if not can(checker, "check entry", entry):
        raise NotYours
    if LogEntry.objects.filter(replaces=entry).exists():
        raise Replaced
    if Check.objects.filter(entry=entry).exists():
        raise AlreadyChecked
    found = found_so(entry, seen_on, points, result, words, at)
    check = Check.objects.create(
        entry=entry, checker=checker, seen_on=seen_on, points=found, result=result, words=words.strip(), at=at
    )
    audit.record(checker, "check entry", entry, at=at, result=result, points=found)
    for hook in when_checked:
        hook(enrolment=place, at=at)
    return check


def found_so(entry: LogEntry, seen_on: date, points: Iterable[str], result: str, words: str, at: datetime) -> list[str]:
    """The points of the entry's work among `points`, once the check says enough."""
    if seen_on > shanghai_day(at):
        raise FutureDay
    if seen_on < entry.done_on:
        raise DaysCrossed
    given = set(points)
    found = [key for key, _words in entry.work.points if key in given]
    if result == Check.Result.CONFIRMED and not found:
        raise PointsMissing
    if result == Check.Result.DIFFERS and not words.strip():
        raise WordsMissing
    return found
