"""A place in a cohort, kept through a life: paused for harvest, taken up again, given up, moved to another cohort.

Work is never lost by any of it: submissions, ticks and reviews hang on the enrolment, which stays one row. Locks are taken
in the house's order, cohort before enrolment.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from common import audit
from common.clock import shanghai_day
from common.sanitise import plain_text
from common.states import WrongState, move
from courses.cohorts import mentors, operations
from courses.cohorts.messages import tell_trainee
from courses.cohorts.models import Cohort, Enrolment, EnrolmentChange
from courses.cohorts.operations import WordsMissing

State, Kind = Enrolment.State, EnrolmentChange.Kind
# The parts above append what may have waited for a trainee to come back; each is called as hook(enrolment=…, at=…).
when_back: list[Callable[..., object]] = []


class DayPassed(Exception):
    """The day they mean to come back must be after today; nothing was changed."""


class OtherProgramme(Exception):
    """A transfer stays inside the programme: the pieces of another one are others; nothing was changed."""


class AlreadyThere(Exception):
    """The trainee has a place in that cohort, of now or of before; nothing was changed."""


class Paused(Exception):
    """The trainee pauses: what is written is kept, and nothing is handed in until they are back."""


def reason_in(words: str) -> str:
    """The reason, cleaned. Raises WordsMissing: a decision about somebody is told with its reason."""
    if not (reason := plain_text(words)):
        raise WordsMissing(words)
    return reason


def refuse_if_paused(enrolment: Enrolment) -> None:
    """Read from the row, not from what a request loaded a while ago. Raises Paused."""
    if Enrolment.objects.filter(pk=enrolment.pk, state=State.PAUSED).exists():
        raise Paused(enrolment)


@transaction.atomic
def pause(*, enrolment: Enrolment, words: str, until: date, by: Any, at: datetime) -> None:
    """Let the trainee rest until `until`: they keep their place. Raises WordsMissing, DayPassed, WrongState."""
    reason, place = reason_in(words), mentors.held(enrolment.pk)
    if until <= shanghai_day(at):
        raise DayPassed(until)
    move(place, State.PAUSED, state_words=reason, paused_until=until)
    kept(place, Kind.PAUSED, "trainee_paused", by=by, at=at, words=reason, until=until)


@transaction.atomic
def resume(*, enrolment: Enrolment, by: Any, at: datetime) -> None:
    """Bring a paused trainee back. Raises WrongState for who does not pause."""
    place = mentors.held(enrolment.pk)
    if place.state != State.PAUSED:
        raise WrongState(place, State.ACTIVE)
    move(place, State.ACTIVE, state_words="", paused_until=None)
    kept(place, Kind.RESUMED, "trainee_resumed", by=by, at=at)
    for hook in when_back:
        hook(enrolment=place, at=at)


@transaction.atomic
def withdraw(*, enrolment: Enrolment, words: str, by: Any, at: datetime) -> None:
    """Take the trainee out of the cohort, their place free for another. Raises WordsMissing, WrongState."""
    reason, place = reason_in(words), mentors.held(enrolment.pk)
    move(place, State.WITHDRAWN, state_words=reason, paused_until=None)
    kept(place, Kind.WITHDRAWN, "trainee_left", by=by, at=at, words=reason)


@transaction.atomic
def readmit(*, enrolment: Enrolment, by: Any, at: datetime) -> None:
    """Give who left their place back, with all their work. Raises CohortFull, WrongState."""
    cohort = operations.locked(enrolment.cohort_id)
    place = mentors.held(enrolment.pk)
    if place.state != State.WITHDRAWN:
        raise WrongState(place, State.ACTIVE)
    operations.refuse_if_full(cohort)
    operations.refuse_second_place(place.trainee, cohort, besides=place)
    move(place, State.ACTIVE, state_words="", paused_until=None)
    choose_again(place, cohort, at)
    kept(place, Kind.READMITTED, "trainee_readmitted", by=by, at=at)
    for hook in when_back:
        hook(enrolment=place, at=at)


@transaction.atomic
def transfer(*, enrolment: Enrolment, cohort: Cohort, by: Any, at: datetime, words: str = "") -> None:
    """Move a trainee to another cohort of the same programme: all work goes with them, the mentor is chosen anew.

    Raises OtherProgramme, AlreadyThere, CohortFull, NotStudying (who graduated or left). A second press is AlreadyThere.
    """
    target = operations.locked(cohort.pk)
    place = mentors.held(enrolment.pk)
    before, mentor_before = place.cohort, place.mentor
    if place.state not in mentors.STUDYING:
        raise mentors.NotStudying(place)
    if before.programme_key != target.programme_key:
        raise OtherProgramme(target)
    if Enrolment.objects.filter(trainee=place.trainee, cohort=target).exists():
        raise AlreadyThere(target)
    operations.refuse_if_full(target)
    place.cohort = target
    place.save(update_fields=["cohort"])
    choose_again(place, target, at)
    changes = {"from_cohort": before, "to_cohort": target, "from_mentor": mentor_before, "to_mentor": place.mentor}
    kept(place, Kind.TRANSFERRED, "trainee_transferred", by=by, at=at, words=plain_text(words), **changes)
    if place.mentor and place.mentor != mentor_before:
        mentors.tell_mentor(place.mentor, [place], at=at)


def choose_again(place: Enrolment, cohort: Cohort, at: datetime) -> None:
    """Keep the mentor who teaches in this cohort and can take one more; else the freest who fits, or nobody."""
    day = shanghai_day(at)
    here = [one for one in mentors.candidates(cohort, day) if one.pk == place.mentor_id and not one.is_away]
    if here and (place.state == State.ACTIVE or mentors.has_room(here[0], cohort)):
        return
    place.mentor = mentors.freest_mentor(cohort, day=day, goods=mentors.goods_of(place), trainee_id=place.trainee_id)
    place.save(update_fields=["mentor"])


def kept(place: Enrolment, kind: str, letter: str, *, by: Any, at: datetime, words: str = "", **facts: Any) -> None:
    """Write the turn into the trainee's history and the audit, and tell them."""
    EnrolmentChange.objects.create(enrolment=place, kind=kind, words=words, by=by, at=at, **facts)
    said = {name: getattr(fact, "pk", fact) for name, fact in facts.items()}
    said = {name: fact.isoformat() if isinstance(fact, date) else fact for name, fact in said.items()}
    audit.record(by, f"trainee {kind}", place, at=at, words=words, **said)
    tell_trainee(place, letter, at=at, words=words, until=facts.get("until"))
