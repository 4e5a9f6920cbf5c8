"""What a partner organisation holds: its mentors and cohorts, and what the parts above know of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, RoleGrant

# The parts above append what they know: source(organisation) → Holding. Few queries, however much it holds.
sources: list[Callable[[Organisation], "Holding"]] = []


@dataclass(frozen=True)
class Held:
    """One of the things an organisation holds; `address` is its page in the CMS."""

    name: str
    address: str
    facts: str = ""


@dataclass(frozen=True)
class Holding:
    """Things of one kind, under their title: the first `rows` of `count`; `address` is the whole list's, if it is elsewhere."""

    title: str
    rows: list[Held]
    count: int
    address: str = ""


def holdings(organisation: Organisation) -> list[Holding]:
    """All that belongs to a partner. Two queries, and those of the parts above."""
    return [mentors_of(organisation), cohorts_of(organisation), *(source(organisation) for source in sources)]


def mentors_of(organisation: Organisation) -> Holding:
    grants = RoleGrant.objects.filter(role=Role.MENTOR, organisation=organisation).select_related("user").order_by("user__name")
    rows = [Held(one.user.name, reverse("people:person", args=[one.user_id])) for one in grants]
    return Holding(_("Mentors"), rows, len(rows))


def cohorts_of(organisation: Organisation) -> Holding:
    runs: Any = organisation.cohorts.order_by("-starts_on", "-pk")  # type: ignore[attr-defined]
    rows = [Held(one.name, reverse("camp-cohorts:edit", args=[one.pk]), one.place) for one in runs]
    return Holding(_("Cohorts"), rows, len(rows))
