"""Which mentor a trainee has: chosen at admission, given by a manager, handed over while one is away.

A mentor's limits are read under a lock on the mentor's own row, taken after the cohort's, so that two admissions at once
cannot both give them the last trainee they may have.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from common import audit
from common.clock import shanghai_day
from common.sanitise import one_line
from courses.cohorts.choices import GOODS
from courses.cohorts.messages import tell_mentor, tell_trainee
from courses.cohorts.models import Cohort, Enrolment, EnrolmentChange, MentorLeave, MentorTerms

STUDYING = (Enrolment.State.ACTIVE, Enrolment.State.PAUSED)


class MentorFull(Exception):
    """The mentor has as many trainees as they take, or as the cohort allows; nothing was changed."""


class NotAMentorHere(Exception):
    """The person is no mentor of this cohort, or it is the trainee themself; nothing was changed."""


class NotStudying(Exception):
    """The trainee has graduated or left: there is nobody to be a mentor to."""


class LeaveOverlaps(Exception):
    """The mentor is away on some of these days already."""


@dataclass(frozen=True)
class Handover:
    """What became of a mentor's trainees: those who have another now, and those nobody could take."""

    moved: tuple[Enrolment, ...]
    left: tuple[Enrolment, ...]


def candidates(cohort: Cohort, day: date) -> list[Any]:
    """The cohort's mentors with what bears on the choice: `trainees`, `here` (in this cohort), `is_away`. Two queries."""
    people = get_user_model().objects
    keys = cohort.mentors.values_list("pk", flat=True)
    list(people.select_for_update().filter(pk__in=list(keys)).order_by("pk"))
    studying = Q(mentees__state=Enrolment.State.ACTIVE)
    away = MentorLeave.objects.filter(mentor=OuterRef("pk"), starts_on__lte=day, ends_on__gte=day)
    rows = cohort.mentors.filter(is_active=True).select_related("mentor_terms").annotate(
        trainees=Count("mentees", filter=studying),
        here=Count("mentees", filter=studying & Q(mentees__cohort=cohort)),
        is_away=Exists(away),
    )  # fmt: skip
    return list(rows.order_by("pk"))


def has_room(mentor: Any, cohort: Cohort) -> bool:
    """Whether one more trainee keeps within the mentor's own limit and the cohort's."""
    own = getattr(mentor, "mentor_terms", None)
    within_own = own is None or own.most_trainees is None or mentor.trainees < own.most_trainees
    return within_own and (cohort.most_per_mentor is None or mentor.here < cohort.most_per_mentor)


def knows(mentor: Any, goods: Iterable[str]) -> bool:
    """Whether the mentor's field has anything of what the trainee wants to sell."""
    own = getattr(mentor, "mentor_terms", None)
    return bool(own and set(own.goods) & set(goods))


def freest_mentor(
    cohort: Cohort, *, day: date, goods: Iterable[str] = (), trainee_id: int | None = None, among: list[Any] | None = None
) -> Any:
    """Of the cohort's mentors who are not away on `day` and have room: one whose field fits, then who has the fewest
    trainees studying now. None when nobody can take another. `among`: the `candidates` that this transaction holds already,
    their counts kept up to date."""
    able = [
        one for one in (candidates(cohort, day) if among is None else among)
        if not one.is_away and has_room(one, cohort) and one.pk != trainee_id
    ]  # fmt: skip
    return min(able, key=lambda one: (not knows(one, goods), one.trainees, one.pk), default=None)


def goods_of(enrolment: Enrolment) -> list[str]:
    return enrolment.application.sells if enrolment.application else []


def held(enrolment_id: int) -> Enrolment:
    """The enrolment with its people, its row locked until the transaction ends."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("trainee", "mentor", "cohort", "application")
    return rows.get(pk=enrolment_id)


@transaction.atomic
def assign_mentor(*, enrolment: Enrolment, mentor: Any, by: Any, at: datetime, words: str = "") -> None:
    """Give the trainee this mentor of their cohort. The same mentor again changes nothing.

    Raises NotStudying, NotAMentorHere, MentorFull.
    """
    cohort = Cohort.objects.select_for_update().get(pk=enrolment.cohort_id)
    place = held(enrolment.pk)
    if place.state not in STUDYING:
        raise NotStudying(place)
    found = next((one for one in candidates(cohort, shanghai_day(at)) if one.pk == mentor.pk), None)
    if found is None or found.pk == place.trainee_id:
        raise NotAMentorHere(mentor)
    if place.mentor_id == found.pk:
        return
    if not has_room(found, cohort):
        raise MentorFull(found)
    put(place, found, by=by, at=at, words=words)
    tell_mentor(found, [place], at=at)
    enrolment.mentor = found


def put(place: Enrolment, mentor: Any, *, by: Any, at: datetime, words: str = "") -> None:
    """Write that `place` has this mentor from now on, and tell the trainee. The caller holds the row."""
    before = place.mentor
    place.mentor = mentor
    place.save(update_fields=["mentor"])
    said = one_line(words)
    EnrolmentChange.objects.create(
        enrolment=place, kind=EnrolmentChange.Kind.MENTOR, from_mentor=before, to_mentor=mentor, words=said, by=by, at=at
    )
    audit.record(by, "change mentor", place, at=at, was=before.pk if before else None, now=mentor.pk if mentor else None)
    if mentor:
        tell_trainee(place, "mentor_changed", at=at, mentor=mentor.name, words=said)


@transaction.atomic
def hand_over(*, mentor: Any, by: Any, at: datetime, words: str = "") -> Handover:
    """Give every trainee of `mentor` who studies now to the freest other mentor of their cohort.

    Whom nobody can take stays, and is told of in the answer. Pressed twice, the second finds only those.
    """
    rows = Enrolment.objects.filter(mentor=mentor, state__in=STUDYING)
    moved, left, day = [], [], shanghai_day(at)
    for cohort in list(Cohort.objects.select_for_update().filter(pk__in=rows.values("cohort")).order_by("pk")):
        for pk in rows.filter(cohort=cohort).order_by("pk").values_list("pk", flat=True):
            place = held(pk)
            able = [
                one for one in candidates(cohort, day)
                if one.pk not in (mentor.pk, place.trainee_id) and not one.is_away and has_room(one, cohort)
            ]  # fmt: skip
            goods = goods_of(place)
            chosen = min(able, key=lambda one: (not knows(one, goods), one.trainees, one.pk), default=None)
            if chosen is None:
                left.append(place)
                continue
            put(place, chosen, by=by, at=at, words=words)
            moved.append(place)
    for chosen in {place.mentor for place in moved}:
        tell_mentor(chosen, [place for place in moved if place.mentor == chosen], at=at)
    if moved:
        audit.record(by, "hand over trainees", mentor, at=at, moved=len(moved), left=len(left))
    return Handover(tuple(moved), tuple(left))


@transaction.atomic
def take_leave(*, mentor: Any, starts_on: date, ends_on: date, by: Any, at: datetime, words: str = "") -> MentorLeave:
    """Write that the mentor is away from `starts_on` to `ends_on`, both included. Raises LeaveOverlaps, ValueError."""
    if ends_on < starts_on:
        raise ValueError(ends_on)
    get_user_model().objects.select_for_update().get(pk=mentor.pk)
    if MentorLeave.objects.filter(mentor=mentor, starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise LeaveOverlaps(mentor)
    leave = MentorLeave.objects.create(mentor=mentor, starts_on=starts_on, ends_on=ends_on, words=one_line(words))
    audit.record(by, "mentor away", mentor, at=at, starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat())
    return leave


@transaction.atomic
def end_leave(*, leave: MentorLeave, by: Any, at: datetime) -> None:
    """Take a leave back, or end it. Twice is once."""
    if MentorLeave.objects.filter(pk=leave.pk).delete()[0]:
        audit.record(by, "mentor back", leave.mentor, at=at, starts_on=leave.starts_on.isoformat())


@transaction.atomic
def set_terms(
    *, mentor: Any, field: dict[str, str], goods: list[str], most_trainees: int | None, by: Any, at: datetime
) -> None:
    """Write what the mentor offers. `field` is by language ("zh_hans", "en"); unknown goods are left out.

    The same again changes nothing.
    """
    known = [one.slug for one in GOODS if one.slug in goods]
    words = {f"field_{language}": one_line(said)[:80] for language, said in field.items()}
    get_user_model().objects.select_for_update(no_key=True).get(pk=mentor.pk)
    terms = MentorTerms.objects.filter(mentor=mentor).first() or MentorTerms(mentor=mentor)
    if audit.written(terms, {**words, "goods": known, "most_trainees": most_trainees}):
        audit.record(by, "set mentor terms", mentor, at=at, goods=known, most_trainees=most_trainees)
