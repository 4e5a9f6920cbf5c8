"""Reads for those who apply and those who decide."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

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


def applications_to_decide(user: Any) -> list[Application]:
    """Sent ones first, then the waiting list, each the oldest first. One query."""
    rows = visible(user, Application).filter(state__in=ORDER).select_related("cohort", "applicant")
    return sorted(rows, key=lambda one: (ORDER[one.state], one.sent_at, one.pk))


def applications_decided(user: Any, most: int = 20) -> list[Application]:
    """The latest decisions, newest first. One query."""
    rows = visible(user, Application).filter(state__in=(State.ADMITTED, State.DECLINED)).select_related("cohort")
    return list(rows.order_by("-decided_at", "-pk")[:most])
