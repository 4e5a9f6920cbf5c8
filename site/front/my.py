"""One page that tells each role what needs them now; who has several roles sees several panels."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.models import Role
from accounts.queries import has_role
from cms.queries import pages_in_work
from common.clock import now
from common.rights import can, visible
from courses.assessment.models import Review, Version
from courses.assessment.queries import change_asked, waiting_for
from courses.cohorts.applying import applications_to_decide, open_application
from courses.cohorts.models import Application
from courses.cohorts.queries import Progress, current_enrolment, progress
from courses.curriculum.queries import outline
from courses.mentoring.asked import OwnQuestion, next_appointment, own_questions
from courses.mentoring.guidance import in_review
from courses.mentoring.models import Appointment
from courses.mentoring.queries import questions_waiting
from courses.mentoring.risk import silent_count
from front.models import Erasure
from outbox.queries import unread_for
from shops.franchise.models import Shop
from shops.franchise.queries import last_return, shops_of, waiting
from shops.orders.models import ShopOrder
from shops.orders.queries import UNDER_WAY, parcels_by_state

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


def asked(standing: Progress | None) -> list[OwnQuestion]:
    """The person's latest questions on lessons, answered or waiting."""
    return own_questions(standing.enrolment, standing.outline) if standing else []


def appointment(standing: Progress | None) -> Appointment | None:
    """The person's time with a mentor to come."""
    return next_appointment(standing.enrolment, at=now()) if standing else None


def change(studying: Progress | None) -> Review | None:
    """The change a mentor asked for and the person has not made yet."""
    return change_asked(studying.enrolment) if studying and studying.next_step else None


@dataclass(frozen=True)
class OwnShop:
    """A shop the person owns or helps in, and what was said when it was given back."""

    shop: Shop
    returned: Any = None


@dataclass(frozen=True)
class Bought:
    """What the person ordered: parcels waited for, and those of them on their way."""

    waiting: int
    on_its_way: int


def bought(user: Any) -> Bought | None:
    """None for who never ordered. One query."""
    states = parcels_by_state(user)
    going = {state: states.get(state, 0) for state in UNDER_WAY}
    return Bought(sum(going.values()), going[ShopOrder.State.SENT]) if states else None


def own_shops(user: Any) -> list[OwnShop]:
    """The shops the person owns, then those they help in."""
    return [OwnShop(shop, last_return(shop) if shop.state == Shop.State.RETURNED else None) for shop in shops_of(user)]


@dataclass(frozen=True)
class Applying:
    """An application that has led nowhere yet, and where its applicant goes on with it."""

    application: Application
    url: str


def applying_now(user: Any) -> Applying | None:
    """The latest one; None when there is none, or when its boot camp has no page any more."""
    application = open_application(user)
    course = outline(application.cohort.programme_key) if application else None
    return Applying(application, reverse("cohorts:apply", args=[course.slug])) if application and course else None


def coursework(user: Any) -> Waiting | None:
    """The work that waits on a mentor's desk, the oldest first; None for who is no mentor."""
    if not has_role(user, Role.MENTOR):
        return None
    versions: list[Version] = waiting_for(user)
    return shown(versions)


def questions(user: Any) -> int:
    """How many questions on lessons wait for a mentor."""
    return len(questions_waiting(user, at=now())) if has_role(user, Role.MENTOR) else 0


def inspections(user: Any) -> Waiting | None:
    return shown(list(waiting())) if has_role(user, Role.FRANCHISE_MANAGER) else None


def applications(user: Any) -> Waiting | None:
    """Applications that wait for a decision, the oldest first; None for who does not decide them."""
    if not has_role(user, Role.PROGRAMME_MANAGER):
        return None
    return shown([one for one in applications_to_decide(user) if one.state == Application.State.SENT])


def silent(user: Any) -> int | None:
    """How many trainees have given no sign for too long; None for who neither runs cohorts nor mentors."""
    return silent_count(user, at=now()) if can(user, "read cohorts") else None


def drafts(user: Any) -> Waiting | None:
    """Pages changed and not published yet, the latest first; None for who does not edit."""
    if not has_role(user, Role.EDITOR):
        return None
    return shown(list(pages_in_work()))


def unread(user: Any) -> Waiting | None:
    """Messages not read yet; None when there is none."""
    rows = list(unread_for(user))
    return shown(rows) if rows else None


def erasures(user: Any) -> int:
    """How many wishes to be erased wait for whoever confirms them."""
    if not can(user, "see erasures"):
        return 0
    return visible(user, Erasure).filter(state=Erasure.State.ASKED).exclude(person_id=user.pk).count()


def guidance(user: Any) -> Waiting | None:
    """Guidance that mentors sent for review, the oldest first; None for who does not edit."""
    return shown(in_review()) if has_role(user, Role.EDITOR) else None


def panels(user: Any) -> dict[str, Any]:
    """Everything the page may show this person; what is not theirs is None."""
    standing = study(user)
    return {
        "unread": unread(user),
        "study": standing,
        "change": change(standing),
        "asked": asked(standing),
        "appointment": appointment(standing),
        "applying": applying_now(user),
        "bought": bought(user),
        "shops": own_shops(user),
        "coursework": coursework(user),
        "questions": questions(user),
        "inspections": inspections(user),
        "applications": applications(user),
        "silent": silent(user),
        "erasures": erasures(user),
        "drafts": drafts(user),
        "in_review": guidance(user),
        "may_administer": has_role(user, Role.ADMINISTRATOR),
    }


@login_required
def my(request: HttpRequest) -> HttpResponse:
    """What needs the signed-in person now."""
    context = panels(request.user)
    context["is_new"] = not any(context.values())
    return render(request, "front/my.html", context)
