"""Reads about mentors: who they are, for which organisation, in which field, and how full their hands are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.models import Organisation, Role, RoleGrant
from courses.cohorts.absences import away_on
from courses.cohorts.mentors import STUDYING
from courses.cohorts.models import Enrolment, MentorLeave, MentorTerms


@dataclass(frozen=True)
class Teacher:
    """A mentor as others see them. `trainees` study now, `resting` pause; `leaves` have not ended."""

    person: Any
    organisation: Organisation | None
    terms: MentorTerms | None
    trainees: int = 0
    resting: int = 0
    is_away: bool = False
    leaves: tuple[MentorLeave, ...] = ()

    @property
    def is_full(self) -> bool:
        return bool(self.terms and self.terms.most_trainees is not None and self.trainees >= self.terms.most_trainees)


def with_what_they_are(people: QuerySet[Any]) -> QuerySet[Any]:
    """People with their mentor's grant (and its organisation) and terms, in one query more."""
    grants = RoleGrant.objects.filter(role=Role.MENTOR).select_related("organisation")
    return people.select_related("mentor_terms").prefetch_related(Prefetch("grants", grants, to_attr="as_mentor"))


def teacher(person: Any, **facts: Any) -> Teacher:
    grant = next(iter(person.as_mentor), None)
    return Teacher(person, grant.organisation if grant else None, getattr(person, "mentor_terms", None), **facts)


def teachers_of(programme_key: Any, day: date) -> list[Teacher]:
    """The mentors of this programme's cohorts that run or are to come on `day`, each once. Two queries."""
    people = get_user_model().objects.filter(
        cohorts_mentored__programme_key=programme_key, cohorts_mentored__ends_on__gte=day, is_active=True
    )
    return [teacher(person) for person in with_what_they_are(people).distinct().order_by("pk")]


def all_mentors(day: date) -> QuerySet[Any]:
    """Whoever is a mentor by role, teaches in a cohort or has a trainee, with facts."""
    ids = RoleGrant.objects.filter(role=Role.MENTOR).values("user")
    having = Enrolment.objects.filter(state__in=STUDYING).exclude(mentor=None).values("mentor")
    people = get_user_model().objects.filter(Q(pk__in=ids) | Q(pk__in=having) | Q(cohorts_mentored__isnull=False)).distinct()
    return with_facts(people, day)


def with_facts(people: QuerySet[Any], day: date) -> QuerySet[Any]:
    """People with what they are as mentors, their trainees counted, and the days away that have not ended."""
    coming = MentorLeave.objects.filter(ends_on__gte=day)
    return with_what_they_are(people).prefetch_related(Prefetch("leaves", coming, to_attr="coming")).annotate(
        studying=Count("mentees", filter=Q(mentees__state=Enrolment.State.ACTIVE), distinct=True),
        pausing=Count("mentees", filter=Q(mentees__state=Enrolment.State.PAUSED), distinct=True),
        away=away_on(day),
    )  # fmt: skip


def mentor_rows(day: date) -> list[Teacher]:
    """Every mentor, who has the most trainees first. Three queries."""
    return [facts_of(person) for person in all_mentors(day).order_by("-studying", "name", "pk")]


def teacher_of(person: Any, day: date) -> Teacher | None:
    """One mentor, or None for who is none."""
    found = all_mentors(day).filter(pk=person.pk).first()
    return facts_of(found) if found else None


def oneself(person: Any, day: date) -> Teacher:
    """Whoever has a desk, as a mentor: a manager may answer trainees without having the role."""
    return facts_of(with_facts(get_user_model().objects.filter(pk=person.pk), day).get())


def facts_of(person: Any) -> Teacher:
    facts = {"trainees": person.studying, "resting": person.pausing, "is_away": person.away, "leaves": tuple(person.coming)}
    return teacher(person, **facts)
