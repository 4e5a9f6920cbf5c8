"""Applying, being admitted, studying: every write to applications, enrolments and ticks.

Locks are taken in one order, cohort before application, so that two managers cannot wait for each other.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from accounts.models import Role, RoleGrant
from common import audit
from common.clock import shanghai_day
from common.sanitise import plain_text
from common.states import WrongState, move
from courses.cohorts import mentors
from courses.cohorts.activity import note_activity
from courses.cohorts.messages import tell_applicant
from courses.cohorts.models import Application, Cohort, Enrolment, LessonProgress
from courses.cohorts.prerequisites import refuse_if_closed as refuse_before_its_time

State = Application.State
ANSWERS = frozenset({"full_name", "township", "village", "sells", "offers", "signal", "hours", "hopes"})
ASKED = ("full_name", "township", "sells", "signal", "hours", "hopes")  # what must be there to be sent


class ApplicationsClosed(Exception):
    """The cohort takes no more applications; what was answered is kept."""


class CohortFull(Exception):
    """Every place is taken; what was answered is kept, and the waiting list is open."""


class AlreadyStudying(Exception):
    """The person has a place in this programme: transfer them, or admit them again to the cohort they left."""


class Unanswered(Exception):
    """Something that is asked has no answer yet; `fields` names what."""

    def __init__(self, fields: list[str]) -> None:
        self.fields = fields
        super().__init__(", ".join(fields))


class WordsMissing(Exception):
    """A decision against somebody needs its reason in words."""


class NotYourDraft(Exception):
    """The application was sent or decided already, so its answers stand."""


def locked(cohort_id: int) -> Cohort:
    """The cohort, its row locked until the transaction ends, so that places are counted one at a time."""
    return Cohort.objects.select_for_update().get(pk=cohort_id)


def refuse_if_closed(cohort: Cohort, at: datetime) -> None:
    if shanghai_day(at) > cohort.apply_by:
        raise ApplicationsClosed(cohort)


def places_taken(cohort: Cohort) -> int:
    return cohort.enrolments.exclude(state=Enrolment.State.WITHDRAWN).count()


def refuse_if_full(cohort: Cohort) -> None:
    if places_taken(cohort) >= cohort.capacity:
        raise CohortFull(cohort)


def refuse_second_place(trainee: Any, cohort: Cohort, *, besides: Enrolment | None = None) -> None:
    """One place a programme at a time, and one a cohort for ever: who left comes back to it, who studies is transferred.

    The person's row is locked, after the cohort's and before the mentors': two cohorts at once cannot both give them a place.
    """
    get_user_model().objects.select_for_update(no_key=True).get(pk=trainee.pk)
    here = Q(cohort=cohort) | Q(cohort__programme_key=cohort.programme_key, state__in=mentors.STUDYING)
    rows = Enrolment.objects.filter(here, trainee=trainee)
    if (rows.exclude(pk=besides.pk) if besides else rows).exists():
        raise AlreadyStudying(cohort)


@transaction.atomic
def start(*, applicant: Any, cohort: Cohort, at: datetime) -> Application:
    """The applicant's draft for this cohort, a new one or the one they began; a withdrawn one is a draft again.

    Raises ApplicationsClosed when the last day has passed (in Shanghai). A second start changes nothing.
    """
    refuse_if_closed(cohort, at)
    application, new = Application.objects.get_or_create(applicant=applicant, cohort=cohort, defaults={"started_at": at})
    if not new and application.state == State.WITHDRAWN:
        move(application, State.DRAFT, sent_at=None, decided_at=None)
    if new:
        audit.record(applicant, "start application", application, at=at)
    return application


@transaction.atomic
def answer(*, application: Application, answers: dict[str, Any], at: datetime) -> None:
    """Save checked `answers` (field name → value) to a draft; others stay as they were.

    Raises NotYourDraft when it is no draft any more, KeyError for a field that is not asked.
    """
    if unknown := answers.keys() - ANSWERS:
        raise KeyError(*unknown)
    rows = Application.objects.filter(pk=application.pk, state=State.DRAFT)
    if answers and rows.update(**answers) != 1:
        raise NotYourDraft(application)
    for name, value in answers.items():
        setattr(application, name, value)


@transaction.atomic
def change_cohort(*, application: Application, cohort: Cohort, at: datetime) -> None:
    """Take a draft, all its answers kept, to another cohort of the same programme.

    Raises ApplicationsClosed when that one is closed too, NotYourDraft when it is no draft any more.
    """
    refuse_if_closed(cohort, at)
    if cohort.programme_key != application.cohort.programme_key:
        raise ValueError(cohort)
    if application.cohort_id == cohort.pk:
        return
    if Application.objects.filter(pk=application.pk, state=State.DRAFT).update(cohort=cohort) != 1:
        raise NotYourDraft(application)
    application.cohort = cohort
    audit.record(application.applicant, "change cohort", application, at=at, cohort=cohort.pk)


@transaction.atomic
def send(*, application: Application, at: datetime, wait: bool = False) -> Application:
    """Send a draft; with `wait`, onto the waiting list when every place is taken.

    Raises Unanswered, ApplicationsClosed, CohortFull (only without `wait`), WrongState. Nothing is lost by any of them.
    """
    if missing := [name for name in ASKED if not getattr(application, name)]:
        raise Unanswered(missing)
    cohort = locked(application.cohort_id)
    refuse_if_closed(cohort, at)
    full = places_taken(cohort) >= cohort.capacity
    if full and not wait:
        raise CohortFull(cohort)
    move(application, State.SENT, sent_at=at)
    if full:
        move(application, State.WAIT_LISTED)
    audit.record(application.applicant, "send application", application, at=at, waits=full)
    tell_applicant(application, "application_wait_listed" if full else "application_received", at=at)
    return application


@transaction.atomic
def admit(
    *, application: Application, by: Any, at: datetime, words: str = "", letter: str = "application_admitted",
    among: list[Any] | None = None,
) -> Enrolment:  # fmt: skip
    """Give the applicant a place, and the cohort's freest mentor whose field fits (nobody, when no mentor has room).

    `letter` is what they are told by; `among` are mentors to choose from who were read under this transaction's locks.

    Raises CohortFull when the last place went meanwhile, AlreadyStudying, and WrongState when it was decided already.
    Nothing changes then.
    """
    cohort, applicant = locked(application.cohort_id), application.applicant
    application.refresh_from_db(fields=["state"])
    if State.ADMITTED not in application.TRANSITIONS[State(application.state)]:
        raise WrongState(application, State.ADMITTED)
    refuse_if_full(cohort)
    refuse_second_place(applicant, cohort)
    move(application, State.ADMITTED, decided_at=at, decided_by=by, decision_words=plain_text(words))
    mentor = mentors.freest_mentor(cohort, day=shanghai_day(at), goods=application.sells, trainee_id=applicant.pk, among=among)
    enrolment = Enrolment.objects.create(
        trainee=applicant, cohort=cohort, application=application, mentor=mentor, started_at=at, last_contact_at=at
    )
    RoleGrant.objects.get_or_create(user=applicant, role=Role.TRAINEE, defaults={"granted_by": by, "granted_at": at})
    audit.record(by, "admit", application, at=at, enrolment=enrolment.pk)
    tell_applicant(application, letter, at=at)
    return enrolment


@transaction.atomic
def wait_list(
    *, application: Application, by: Any, at: datetime, words: str = "", letter: str = "application_wait_listed"
) -> None:
    """Put a sent application on the waiting list, told by `letter`. Raises WrongState."""
    move(application, State.WAIT_LISTED, decided_at=at, decided_by=by, decision_words=plain_text(words))
    audit.record(by, "wait-list", application, at=at)
    tell_applicant(application, letter, at=at)


@transaction.atomic
def decline(*, application: Application, by: Any, at: datetime, words: str) -> None:
    """Say no, with the reason. Raises WordsMissing without one, WrongState when it was decided already."""
    if not (reason := plain_text(words)):
        raise WordsMissing(application)
    move(application, State.DECLINED, decided_at=at, decided_by=by, decision_words=reason)
    audit.record(by, "decline", application, at=at)
    tell_applicant(application, "application_declined", at=at)


@transaction.atomic
def withdraw(*, application: Application, at: datetime) -> None:
    """The applicant takes it back; the answers stay for another time. Raises WrongState once it is decided."""
    move(application, State.WITHDRAWN)
    audit.record(application.applicant, "withdraw application", application, at=at)


@transaction.atomic
def finish_lesson(*, enrolment: Enrolment, lesson_key: UUID, at: datetime) -> bool:
    """Tick a lesson, by its translation key so that the tick is there in both languages. Returns whether it is new.

    Raises prerequisites.StillClosed.
    """
    refuse_before_its_time(enrolment, lesson_key)
    done = {"enrolment": enrolment, "lesson_key": lesson_key}
    new = LessonProgress.objects.get_or_create(**done, defaults={"completed_at": at})[1]
    note_activity(enrolment_id=enrolment.pk, at=at)
    return new
