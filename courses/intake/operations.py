"""Taking in a list, having it admitted, deleting it. Locks are taken in the house's order, the cohort before the list."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from common import audit
from common.clock import shanghai_day
from common.sanitise import one_line
from common.states import WrongState, move
from courses.cohorts.models import Cohort
from courses.intake.filling import FILLED, fillable
from courses.intake.jobs import admit_list
from courses.intake.models import KEPT_FOR, ListRow, TraineeList
from courses.intake.people import understand
from courses.intake.refusals import MOST_ROWS
from uploads.tables.reading import read_file

State = TraineeList.State
STALLED = timedelta(minutes=2)


def take_in(*, raw: bytes, name: str, cohort: Cohort, by: Any, at: datetime) -> TraineeList:
    """The people of a file as a list to look over; the file itself is not kept. The same file again is the same list.

    Raises Refused, with words for the person, for what is no list.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    if again := TraineeList.objects.filter(cohort=cohort, uploaded_by=by, sha256=sha256, state=State.READ).first():
        return again
    return keep(understand(read_file(raw, most=MOST_ROWS), today=shanghai_day(at)), name, sha256, cohort, by, at)


@transaction.atomic
def keep(understood: Any, name: str, sha256: str, cohort: Cohort, by: Any, at: datetime) -> TraineeList:
    trainees = TraineeList.objects.create(
        cohort=cohort, name=one_line(name)[:120], sha256=sha256, headings=understood.headings, unused=understood.unused,
        passed_over=understood.passed_over, had_id_numbers=understood.had_id_numbers, uploaded_by=by, uploaded_at=at,
        total=len(understood.people),
    )  # fmt: skip
    rows = [ListRow(trainees=trainees, position=place, **asdict(one)) for place, one in enumerate(understood.people)]
    ListRow.objects.bulk_create(rows, batch_size=200)
    audit.record(by, "take in list", trainees, at=at, cohort=cohort.pk, rows=len(rows))
    return trainees


@transaction.atomic
def confirm(*, trainees: TraineeList, same: Iterable[int], by: Any, at: datetime) -> None:
    """Have the good rows admitted by a job. `same` are keys of rows whose number has another name, and are the same person.

    Raises WrongState when it was pressed before: nothing happens twice.
    """
    move(trainees, State.ADMITTING, confirmed_by=by, moved_at=at)
    trainees.rows.filter(pk__in=list(same)).update(is_same_person=True)
    audit.record(by, "confirm list", trainees, at=at, same_person=sorted(same))
    transaction.on_commit(partial(admit_list.enqueue, trainees.pk))


@transaction.atomic
def fill_down(*, trainees: TraineeList, by: Any, at: datetime) -> int:
    """Give empty townships and villages what the line above says, because the cells were merged; how many rows. A second press
    finds none. Raises WrongState once the list was pressed.
    """
    held = TraineeList.objects.select_for_update().get(pk=trainees.pk)
    if held.state != State.READ:
        raise WrongState(held, State.READ)
    rows = []
    for row, new in fillable(held.rows.all()):
        for name, said in new.items():
            setattr(row, name, said)
        row.remarks += [[FILLED, {}]]
        rows.append(row)
    if rows:
        ListRow.objects.bulk_update(rows, ["township", "village", "remarks"], batch_size=200)
        audit.record(by, "fill down list", held, at=at, rows=len(rows))
    return len(rows)


def stalled(trainees: TraineeList, at: datetime) -> bool:
    """Whether nobody was decided for so long that the worker must have died, or there is none."""
    return trainees.moved_at is not None and at - trainees.moved_at > STALLED


@transaction.atomic
def go_on(*, trainees: TraineeList, by: Any, at: datetime) -> None:
    """Have a list whose job died admitted to the end; rows that are done stay as they are. While a job may still be at it, and
    so for a second press, nothing is done. Raises WrongState.
    """
    stopped = TraineeList.objects.select_for_update().get(pk=trainees.pk)
    if stopped.state != State.ADMITTING:
        raise WrongState(stopped, State.ADMITTING)
    if not stalled(stopped, at):
        return
    TraineeList.objects.filter(pk=stopped.pk).update(moved_at=at)
    audit.record(by, "go on with list", trainees, at=at)
    transaction.on_commit(partial(admit_list.enqueue, trainees.pk))


@transaction.atomic
def discard(*, trainees: TraineeList, by: Any, at: datetime) -> None:
    """Delete what the list says of people, before its seven days are over. Raises WrongState while it is being admitted."""
    held = TraineeList.objects.select_for_update().get(pk=trainees.pk)
    if held.state == State.ADMITTING:
        raise WrongState(held, State.DISCARDED)
    if held.state == State.READ:
        move(held, State.DISCARDED, finished_at=at)
    if held.rows.all().delete()[0]:
        audit.record(by, "delete list", held, at=at)


@transaction.atomic
def forget_lists(*, at: datetime) -> int:
    """Delete the rows of every list of more than seven days ago; how many lists. Run twice, it changes nothing."""
    old = TraineeList.objects.select_for_update().filter(uploaded_at__lt=at - KEPT_FOR)
    told = [one for one in old if one.state in (State.READ, State.ADMITTING) or one.rows.exists()]
    for trainees in told:
        trainees.rows.all().delete()
        if trainees.state != State.DONE:
            move(trainees, State.DISCARDED, finished_at=at)
        audit.record(None, "delete list", trainees, at=at)
    return len(told)
