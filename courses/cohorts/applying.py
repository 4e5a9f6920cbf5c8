"""Reads for those who apply and those who decide."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from common.rights import visible
from courses.cohorts.models import Application, Cohort, Enrolment

State = Application.State
ORDER = {State.SENT: 0, State.WAIT_LISTED: 1}


def with_places(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    """Cohorts with `taken` (people who have a place) and `left` (places free, never below nothing to a reader)."""
    taken = Count("enrolments", filter=~Q(enrolments__state=Enrolment.State.WITHDRAWN))
    return cohorts.annotate(taken=taken, left=F("capacity") - taken)


def open_cohort(programme_key: UUID, day: date) -> Cohort | None:
    """The next cohort that takes applications on `day` and has a place; when all are full, the next one; else None."""
    cohorts: list[Any] = list(
        with_places(Cohort.objects.filter(programme_key=programme_key, apply_by__gte=day)).order_by("starts_on", "pk")
    )
    return next((cohort for cohort in cohorts if cohort.left > 0), cohorts[0] if cohorts else None)


def cohort_with_places(pk: int) -> Cohort:
    return with_places(Cohort.objects.all()).get(pk=pk)


def own_application(user: Any, programme_key: UUID) -> Application | None:
    """The person's latest application to this programme, in whatever state; None when there is none."""
    if not getattr(user, "is_authenticated", False):
        return None
    rows = Application.objects.filter(applicant_id=user.pk, cohort__programme_key=programme_key)
    return rows.select_related("cohort", "applicant").order_by("-cohort__starts_on", "-pk").first()


def open_application(user: Any) -> Application | None:
    """The person's latest application that has led nowhere yet: a draft, sent, or on the waiting list."""
    rows = Application.objects.filter(applicant_id=user.pk, state__in=(State.DRAFT, *ORDER)).select_related("cohort")
    return rows.order_by("-started_at", "-pk").first()


def applications_to_decide(user: Any, *, cohort: int | None = None, state: str = "") -> QuerySet[Application]:
    """Sent ones first, then the waiting list, each the oldest first; of one cohort or in one state when it is named."""
    rows = visible(user, Application).filter(state__in=[state] if state in ORDER else ORDER)
    if cohort is not None:
        rows = rows.filter(cohort_id=cohort)
    rank = Case(*(When(state=one, then=Value(n)) for one, n in ORDER.items()), output_field=IntegerField())
    return rows.select_related("cohort", "applicant").order_by(rank, "sent_at", "pk")


def applications_decided(user: Any, most: int = 20) -> list[Application]:
    """The latest decisions, newest first. One query."""
    rows = visible(user, Application).filter(state__in=(State.ADMITTED, State.DECLINED)).select_related("cohort")
    return list(rows.order_by("-decided_at", "-pk")[:most])


@dataclass(frozen=True)
class Run:
    """A cohort on the admission desk: `cohort` with its places, how many wait, and who is next on its waiting list."""

    cohort: Any
    sent: int
    listed: int
    next: Application | None

    @property
    def has_place_for_next(self) -> bool:
        return self.next is not None and self.cohort.left > 0


def runs_to_fill(user: Any, day: date) -> list[Run]:
    """The cohorts that have not ended on `day` or that somebody waits for, the next one first. Two queries."""
    waiting: dict[int, list[Application]] = {}
    for one in applications_to_decide(user):
        waiting.setdefault(one.cohort_id, []).append(one)
    cohorts = Cohort.objects.filter(Q(ends_on__gte=day) | Q(pk__in=waiting))
    found = []
    for cohort in with_places(cohorts).order_by("starts_on", "pk"):
        theirs = waiting.get(cohort.pk, [])
        listed = [one for one in theirs if one.state == State.WAIT_LISTED]
        found.append(Run(cohort, len(theirs) - len(listed), len(listed), listed[0] if listed else None))
    return found


def place_on_list(application: Application) -> int | None:
    """Which on the waiting list, 1 for the next; None for who is not on it. One query."""
    if application.state != State.WAIT_LISTED:
        return None
    before = Q(sent_at__lt=application.sent_at) | Q(sent_at=application.sent_at, pk__lt=application.pk)
    rows = Application.objects.filter(before, cohort_id=application.cohort_id, state=State.WAIT_LISTED)
    return rows.count() + 1
