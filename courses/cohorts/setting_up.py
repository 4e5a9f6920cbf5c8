"""Setting up cohorts and partner organisations: what a manager does in the CMS, as operations."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Organisation
from common import audit
from courses.cohorts.models import Cohort
from courses.cohorts.operations import locked, places_taken


class TooFewPlaces(Exception):
    """More people have a place than the cohort would have; `taken` says how many."""

    def __init__(self, taken: int) -> None:
        self.taken = taken
        super().__init__(taken)


class MoveInstead(Exception):
    """People have applied: the first day moves by `timetable.operations.move_cohort`, which tells them."""


class HasPeople(Exception):
    """People have applied: the cohort stays in its programme."""


@transaction.atomic
def set_up_cohort(
    *, facts: dict[str, Any], mentors: Any, organisations: Any, by: Any, at: datetime, cohort: Cohort | None = None
) -> Cohort:
    """Make a cohort, or change `cohort`. `facts` are its columns by name, checked. The same again changes nothing.

    Raises TooFewPlaces, HasPeople, MoveInstead.
    """
    new = cohort is None or cohort.pk is None
    run = Cohort() if new else locked(cohort.pk)  # type: ignore[union-attr]
    if not new:
        if facts["capacity"] < (taken := places_taken(run)):
            raise TooFewPlaces(taken)
        if run.programme_key != facts["programme_key"] and has_people(run):
            raise HasPeople(run)
        if run.starts_on != facts["starts_on"] and has_people(run):
            raise MoveInstead(run)
    changed = audit.written(run, facts)
    changed += [name for name, rows in (("mentors", mentors), ("organisations", organisations)) if put(run, name, rows)]
    if changed:
        audit.record(by, "set up cohort" if new else "change cohort", run, at=at, changed=changed)
    return run


def put(run: Cohort, name: str, rows: Any) -> bool:
    """Let the cohort have these rows and no others; whether any came or went."""
    there, wanted = getattr(run, name), {row.pk for row in rows}
    if wanted == set(there.values_list("pk", flat=True)):
        return False
    there.set(rows)
    return True


def has_people(cohort: Cohort) -> bool:
    return cohort.applications.exists() or cohort.enrolments.exists()


@transaction.atomic
def set_up_organisation(
    *, facts: dict[str, Any], by: Any, at: datetime, organisation: Organisation | None = None
) -> Organisation:
    """Write a partner's facts, of a new one or of `organisation`. The same again changes nothing."""
    new = organisation is None or organisation.pk is None
    one = Organisation() if new else Organisation.objects.select_for_update().get(pk=organisation.pk)  # type: ignore[union-attr]
    if audit.written(one, facts):
        audit.record(by, "set up organisation" if new else "change organisation", one, at=at)
    return one
