"""One page that tells each role what needs them now; who has several roles sees several panels."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from accounts.models import Role
from accounts.queries import has_role
from common.clock import now
from common.rights import can
from courses.assessment.models import Version
from courses.assessment.queries import waiting_for
from courses.cohorts.models import Application
from courses.cohorts.queries import Progress, current_enrolment, progress
from courses.mentoring.risk import silent_count
from shops.franchise.models import Shop
from shops.franchise.queries import waiting

SHOWN = 3  # of a waiting list; its own page shows all


@dataclass(frozen=True)
class Waiting:
    """A waiting list: how many, and the first few."""

    count: int
    first: list[Any]


def shown(rows: list[Any]) -> Waiting:
    return Waiting(len(rows), rows[:SHOWN])


def study(user: Any) -> Progress | None:
    """Where the person stands in their course, or None when they are in none."""
    enrolment = current_enrolment(user)
    return progress(enrolment) if enrolment else None


def open_application(user: Any) -> Application | None:
    """The latest application that has led nowhere yet."""
    waiting_states = (Application.State.DRAFT, Application.State.SENT, Application.State.WAIT_LISTED)
    rows = Application.objects.filter(applicant=user, state__in=waiting_states).select_related("cohort")
    return rows.order_by("-started_at").first()


def coursework(user: Any) -> Waiting | None:
    """What waits on a mentor's desk, the oldest first; None for who is no mentor."""
    if not has_role(user, Role.MENTOR):
        return None
    versions: list[Version] = waiting_for(user)
    return shown(versions)


def inspections(user: Any) -> Waiting | None:
    return shown(list(waiting())) if has_role(user, Role.FRANCHISE_MANAGER) else None


def applications(user: Any) -> Waiting | None:
    """Applications that wait for a decision, the oldest first; None for who does not decide them."""
    if not has_role(user, Role.PROGRAMME_MANAGER):
        return None
    rows = Application.objects.filter(state=Application.State.SENT).select_related("cohort").order_by("sent_at")
    return shown(list(rows))


def silent(user: Any) -> int | None:
    """How many trainees have given no sign for too long; None for who neither runs cohorts nor mentors."""
    return silent_count(user, at=now()) if can(user, "read cohorts") else None


def drafts(user: Any) -> Waiting | None:
    """Pages changed and not published yet, the latest first; None for who does not edit."""
    if not has_role(user, Role.EDITOR):
        return None
    return shown(list(Page.objects.filter(has_unpublished_changes=True).order_by("-latest_revision_created_at")))


def panels(user: Any) -> dict[str, Any]:
    """Everything the page may show this person; what is not theirs is None."""
    return {
        "study": study(user),
        "application": open_application(user),
        "shops": list(Shop.objects.filter(owner=user)),
        "coursework": coursework(user),
        "inspections": inspections(user),
        "applications": applications(user),
        "silent": silent(user),
        "drafts": drafts(user),
        "may_administer": has_role(user, Role.ADMINISTRATOR),
    }


@login_required
def my(request: HttpRequest) -> HttpResponse:
    """What needs the signed-in person now."""
    context = panels(request.user)
    context["is_new"] = not any(context.values())
    return render(request, "front/my.html", context)
