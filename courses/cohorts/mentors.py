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
from django.db.models import Count, Q

from common import audit
from common.clock import shanghai_day
from common.sanitise import one_line
from courses.cohorts.absences import away_on
from courses.cohorts.choices import GOODS
from courses.cohorts.messages import tell_mentor, tell_trainee
from courses.cohorts.models import Cohort, Enrolment, EnrolmentChange, MentorTerms

STUDYING = (Enrolment.State.ACTIVE, Enrolment.State.PAUSED)
TERMS = ("field_zh_hans", "field_en", "goods", "most_trainees", "wants_digest")
COUNTED = frozenset({"goods", "most_trainees", "wants_digest"})  # what was said of them is on record; words are not


class MentorFull(Exception):
    """The mentor has as many trainees as they take, or as the cohort allows; nothing was changed."""


class NotAMentorHere(Exception):
    """The person is no mentor of this cohort, or it is the trainee themself; nothing was changed."""


class NotStudying(Exception):
    """The trainee has graduated or left: there is nobody to be a mentor to."""


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
    rows = cohort.mentors.filter(is_active=True).select_related("mentor_terms").annotate(
        trainees=Count("mentees", filter=studying),
        here=Count("mentees", filter=studying & Q(mentees__cohort=cohort)),
        is_away=away_on(day),
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
def hand_over(*, mentor: Any, by: Any, at: datetime, words: str = "", day: date | None = None) -> Handover:
    """Give every trainee of `mentor` who studies now to the freest other mentor of their cohort who is not away on `day`
    (today, unless the mentor goes later).

    Whom nobody can take stays, and is told of in the answer. Pressed twice, the second finds only those.
    """
    rows = Enrolment.objects.filter(mentor=mentor, state__in=STUDYING)
    moved, left, day = [], [], day or shanghai_day(at)
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
def set_terms(*, mentor: Any, by: Any, at: datetime, **said: Any) -> None:
    """Write what is `said` (of TERMS) of what the mentor offers; the rest stays. Unknown goods are left out."""
    kept = {name: one_line(said[name])[:80] if name.startswith("field_") else said[name] for name in TERMS if name in said}
    if "goods" in kept:
        kept["goods"] = [one.slug for one in GOODS if one.slug in kept["goods"]]
    get_user_model().objects.select_for_update(no_key=True).get(pk=mentor.pk)
    terms, _new = MentorTerms.objects.get_or_create(mentor=mentor)
    changed = [name for name, value in kept.items() if getattr(terms, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(terms, name, kept[name])
    terms.save(update_fields=changed)
    audit.record(by, "set mentor terms", mentor, at=at, **{name: kept[name] for name in changed if name in COUNTED})
