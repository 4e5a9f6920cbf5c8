"""Admitting a list: of each row the person's account, their application, their place.

Locks: the cohort, the list, the people in it, the mentors.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count

from accounts.contact import Contact
from accounts.models import User
from accounts.operations import sign_up
from common import audit
from common.clock import shanghai_day
from common.states import move
from courses.cohorts import mentors
from courses.cohorts import operations as cohorts
from courses.cohorts.models import Application, Cohort, Enrolment
from courses.intake.models import ListRow, TraineeList
from courses.intake.queries import Standing, fault_of, is_here, standings

Outcome, State = ListRow.Outcome, Application.State
COUNTED = {
    Outcome.ADMITTED: "admitted", Outcome.HERE: "here", Outcome.WAIT_LISTED: "wait_listed", Outcome.LEFT_OUT: "left_out",
}  # fmt: skip
KEPT = ("outcome", "application", "faults", "name", "phone", "township", "village", "born", "unit", "note", "typed")
WIPED = ("phone", "township", "village", "born", "unit", "note", "typed")


@transaction.atomic
def admit_some(*, list_id: int, most: int, at: datetime) -> bool:
    """Decide the next `most` rows; whether any are left. Two jobs at once take turns, and no row is decided twice."""
    cohort = cohorts.locked(TraineeList.objects.values_list("cohort", flat=True).get(pk=list_id))
    trainees = TraineeList.objects.select_for_update().get(pk=list_id)
    if trainees.state != TraineeList.State.ADMITTING:
        return False
    rows = list(trainees.rows.filter(outcome=Outcome.WAITING)[:most])
    hold_people(rows, at)
    known = standings(cohort, [row.phone for row in rows])
    free = cohort.capacity - cohorts.places_taken(cohort)
    among = mentors.candidates(cohort, shanghai_day(at)) if rows else []
    for row in rows:
        place = admit_row(
            row, cohort, known.get(row.phone, Standing()), free=free, among=among, by=trainees.confirmed_by, at=at
        )
        if place:
            free -= 1
            note_trainee(among, place.mentor_id)
    ListRow.objects.bulk_update(rows, KEPT)
    count(trainees, at)
    if trainees.rows.filter(outcome=Outcome.WAITING).exists():
        return True
    move(trainees, TraineeList.State.DONE, finished_at=at)
    counts = {name: getattr(trainees, name) for name in COUNTED.values()}
    audit.record(trainees.confirmed_by, "admit list", trainees, at=at, **counts)
    return False


def hold_people(rows: list[ListRow], at: datetime) -> None:
    """Give new numbers their accounts, then lock all of these people, each in one order, so that lists of two cohorts that
    have the same people wait for one another and not each for the other.

    A new person's account is in Chinese, without a password: the first code they are sent confirms the number.
    """
    good = {row.phone: row for row in rows if row.phone and not row.faults}
    known = set(User.objects.filter(phone__in=good).values_list("phone", flat=True))
    for phone in sorted(good.keys() - known):
        sign_up(name=good[phone].name, contact=Contact(phone=phone), language="zh-hans", at=at)
    list(User.objects.select_for_update(no_key=True).filter(phone__in=good).order_by("pk").values_list("pk"))


def count(trainees: TraineeList, at: datetime) -> None:
    """Write how many rows came to what, and when."""
    found = dict(trainees.rows.order_by().values_list("outcome").annotate(Count("pk")))
    for outcome, name in COUNTED.items():
        setattr(trainees, name, found.get(outcome, 0))
    trainees.moved_at = at
    trainees.save(update_fields=[*COUNTED.values(), "moved_at"])


def note_trainee(among: list[Any], mentor_id: int | None) -> None:
    """Count one trainee more for the mentor who was chosen, so that the next row finds the freest."""
    for mentor in among:
        if mentor.pk == mentor_id:
            mentor.trainees, mentor.here = mentor.trainees + 1, mentor.here + 1


def admit_row(
    row: ListRow, cohort: Cohort, known: Standing, *, free: int, among: list[Any], by: Any, at: datetime
) -> Enrolment | None:
    """Decide the row as it stands now, and write the outcome into it; the place, when they were given one.

    Who is in has the row's facts wiped. Somebody who got a place in the same boot camp in this very moment is left out.
    """
    fault = None if row.faults else fault_of(row, known, by)
    row.faults += [fault] if fault else []
    place = None
    if row.faults:
        row.outcome = Outcome.LEFT_OUT
    elif is_here(known):
        row.outcome, row.application = Outcome.HERE, known.application
    else:
        try:
            with transaction.atomic():
                row.application = application_of(row, cohort, known, at)
                place = give_place(row.application, free=free, among=among, by=by, at=at)
            row.outcome = Outcome.ADMITTED if place else Outcome.WAIT_LISTED
        except cohorts.AlreadyStudying:
            row.outcome, row.application, row.faults = Outcome.LEFT_OUT, None, [["placed-meanwhile", {}]]
    if row.outcome != Outcome.LEFT_OUT:
        for name in WIPED:
            setattr(row, name, [] if name == "typed" else "")
    return place


def give_place(application: Application, *, free: int, among: list[Any], by: Any, at: datetime) -> Enrolment | None:
    """A place while there is one, else the waiting list; each told once."""
    if free > 0:
        return cohorts.admit(application=application, by=by, at=at, letter="trainee_invited", among=among)
    cohorts.wait_list(application=application, by=by, at=at, letter="trainee_invited_to_wait")
    return None


def application_of(row: ListRow, cohort: Cohort, known: Standing, at: datetime) -> Application:
    """The person's application, sent: a new one, or theirs, whose own answers stand before the office's."""
    person: Any = known.user  # there for every good row: see `hold_people`
    facts = {"full_name": row.name, "township": row.township, "village": row.village, "unit": row.unit, "office_note": row.note}
    sent = known.application
    if sent is None:
        return Application.objects.create(
            applicant=person, cohort=cohort, state=State.SENT, started_at=at, sent_at=at, **facts
        )  # fmt: skip
    if sent.state == State.WITHDRAWN:
        move(sent, State.DRAFT, decided_at=None, decided_by=None)
    if sent.state == State.DRAFT:
        move(sent, State.SENT, sent_at=at)
    for name, value in facts.items():
        setattr(sent, name, getattr(sent, name) or value)
    sent.save(update_fields=[*facts])
    return sent
