"""What a programme asks of its graduates, and how far each is from it: for the trainee's own page and a whole cohort's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.assessment.models import Assignment, Submission
from courses.certificates.models import Certificate
from courses.cohorts.models import Cohort, Enrolment
from courses.fieldlog.models import LogRule
from courses.fieldlog.queries import counts_of, rule_of

State = Enrolment.State


@dataclass(frozen=True)
class Asked:
    """The rules of a programme: every piece approved and, where a field log is kept, enough in it."""

    pieces: tuple[Assignment, ...]
    log: LogRule | None


@dataclass(frozen=True)
class Candidate:
    """One trainee against the rules: which pieces are still to be approved, what stands in the log."""

    place: Enrolment
    asked: Asked
    missing: tuple[Assignment, ...]
    entries: int = 0
    checked: int = 0

    @property
    def certificate(self) -> Certificate | None:
        return getattr(self.place, "certificate", None)

    @property
    def name(self) -> str:
        """As on the certificate: the name applied with, else the account's."""
        application = self.place.application
        return (application.full_name if application else "") or self.place.trainee.name

    @property
    def approved(self) -> int:
        return len(self.asked.pieces) - len(self.missing)

    @property
    def entries_left(self) -> int:
        return max(0, self.asked.log.least_entries - self.entries) if self.asked.log else 0

    @property
    def checked_left(self) -> int:
        return max(0, self.asked.log.least_checked - self.checked) if self.asked.log else 0

    @property
    def has_done_all(self) -> bool:
        return bool(self.asked.pieces) and not (self.missing or self.entries_left or self.checked_left)

    @property
    def is_ready(self) -> bool:
        """A certificate that stands, or everything that is needed for one. Of who was erased no paper is made any more."""
        if self.place.trainee.erased_at:
            return False
        if self.certificate:
            return self.certificate.revoked_at is None
        return self.place.state == State.ACTIVE and self.has_done_all

    @property
    def obstacles(self) -> list[str]:
        """Why there is no certificate for them, a sentence each; none for who is ready."""
        if self.place.trainee.erased_at:
            return [_("They had what we held of them deleted: there is no paper any more.")]
        if self.certificate:
            return [_("The certificate was revoked: %(reason)s") % {"reason": self.certificate.revoked_reason}]
        found = [WHY_NOT[self.place.state]()] if self.place.state in WHY_NOT else []
        if not self.asked.pieces:
            return [*found, _("The boot camp asks for no pieces yet.")]
        if not self.approved:
            found.append(_("No piece is approved yet."))
        elif self.missing:
            named = _(", ").join(str(one.get_piece_display()) for one in self.missing)
            found.append(_("Not approved yet: %(names)s") % {"names": named})
        return found + self.log_obstacles()

    def log_obstacles(self) -> list[str]:
        found = []
        if n := self.entries_left:
            found.append(
                ngettext("The field log needs %(n)s more entry.", "The field log needs %(n)s more entries.", n) % {"n": n}
            )
        if n := self.checked_left:
            one, more = "The field log needs %(n)s more check on site.", "The field log needs %(n)s more checks on site."
            found.append(ngettext(one, more, n) % {"n": n})
        return found


WHY_NOT: dict[str, Callable[[], str]] = {
    State.PAUSED: lambda: _("They pause: it comes when they are back."),
    State.WITHDRAWN: lambda: _("They left the cohort."),
    State.GRADUATED: lambda: _("They graduated before certificates were kept."),
}


def asked_by(programme_key: Any) -> Asked:
    """The rules of a programme. Two queries."""
    return Asked(tuple(Assignment.objects.filter(programme_key=programme_key).order_by("position")), rule_of(programme_key))


def candidates(places: QuerySet[Enrolment], asked: Asked) -> list[Candidate]:
    """Each of these trainees against the rules. Two queries, and one more where a field log is kept."""
    rows = Submission.objects.filter(enrolment__in=places, state=Submission.State.APPROVED, number=1)
    approved = set(rows.values_list("enrolment_id", "assignment_id"))
    logs = counts_of(places) if asked.log else {}
    found = []
    for place in places.select_related("trainee", "application", "certificate"):
        missing = tuple(one for one in asked.pieces if (place.pk, one.pk) not in approved)
        found.append(Candidate(place, asked, missing, *logs.get(place.pk, (0, 0))))
    return found


def candidates_in(cohort: Cohort) -> list[Candidate]:
    """Everybody of a cohort, in the order of their names. Four queries, or five, whatever their number."""
    found = candidates(Enrolment.objects.filter(cohort=cohort), asked_by(cohort.programme_key))
    return sorted(found, key=lambda one: (one.name, one.place.pk))


def candidate(place: Enrolment) -> Candidate:
    """One trainee against the rules of their programme. Four queries, or five."""
    (found,) = candidates(Enrolment.objects.filter(pk=place.pk), asked_by(place.cohort.programme_key))
    return found
