"""The table of a cohort: every trainee in one row, from two queries however many trainees and events there are.

Signs and contacts are read from the enrolment (cohorts.activity keeps them), pieces are counted by the database; no ticks,
answers or messages are read.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q

from common.clock import shanghai_day
from common.rights import visible
from courses.assessment.models import Piece, Submission
from courses.cohorts.models import Application, Cohort, Enrolment
from courses.curriculum.queries import Outline
from courses.mentoring.risk import Signs, reasons, silent_days, silent_limit

State = Enrolment.State
COLUMNS = (
    "pk", "state", "started_at", "last_active_at", "last_contact_at", "paused_until", "wrong_tries", "mentor_id",
    "trainee__name", "trainee__last_login", "mentor__name", "application__full_name", "application__village",
    "application__signal",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One trainee. `waits_on` is "mentor", "trainee" or ''; `waits_since` the instant it began, when it is known."""

    pk: int
    name: str
    village: str
    state: str
    mentor: str
    sewn: int
    total: int
    stage: str  # the title of the stage reached, '' when its page is not live
    last_active_at: datetime | None
    last_seen_at: datetime | None  # signed in, when that was later
    last_contact_at: datetime | None
    waits_on: str
    waits_since: datetime | None
    silent: int  # days
    has_signal_in_town_only: bool
    paused_until: date | None
    reasons: tuple[str, ...]
    at: datetime

    @property
    def number(self) -> int:
        """The stage reached."""
        return min(self.sewn + 1, self.total)

    @property
    def surname(self) -> str:
        return self.name[:1].upper()

    @property
    def is_studying(self) -> bool:
        return self.state == State.ACTIVE

    @property
    def hours(self) -> int:
        """Whole hours it has waited."""
        return int((self.at - self.waits_since).total_seconds() // 3600) if self.waits_since else 0

    @property
    def is_quiet_without_signal(self) -> bool:
        """Silent longer than others may be, but with a signal only in town: not a risk yet, and said so."""
        return self.is_studying and self.has_signal_in_town_only and silent_limit("") <= self.silent < silent_limit("town")


def rows(user: Any, cohort: Cohort, course: Outline | None, *, at: datetime) -> list[Row]:
    """Everybody in the cohort whom this person may see, in no order. Two queries."""
    once = Q(submissions__number=1, submissions__assignment__piece__in=Piece.values)
    done = Q(submissions__state=Submission.State.APPROVED)
    sent = Q(submissions__state=Submission.State.SENT)
    places = visible(user, Enrolment).filter(cohort=cohort).values(*COLUMNS).annotate(
        sewn=Count("submissions", filter=once & done),
        handed=Count("submissions", filter=once & (done | sent)),
        sent_since=Min("submissions__sent_at", filter=sent),
    )  # fmt: skip
    asked = changes_asked(cohort)
    return [row(place, cohort, course, asked.get(place["pk"]), at) for place in places]


def changes_asked(cohort: Cohort) -> dict[int, datetime]:
    """When the oldest change still awaited was asked for, by enrolment. One query."""
    open_ones = Submission.objects.filter(enrolment__cohort=cohort, state=Submission.State.CHANGE_ASKED).order_by()
    found: dict[int, datetime] = {}
    for enrolment_id, asked in open_ones.annotate(asked=Max("versions__review__at")).values_list("enrolment_id", "asked"):
        if asked:
            found[enrolment_id] = min(asked, found.get(enrolment_id, asked))
    return found


def row(place: dict[str, Any], cohort: Cohort, course: Outline | None, asked: datetime | None, at: datetime) -> Row:
    total = len(course.stages) if course else 8
    signs = signs_of(place, cohort, asked)
    stage = course.stages[min(place["sewn"], total - 1)].title if course and course.stages else ""
    waits_on, since = waiting_on(place, asked)
    seen, active = place["trainee__last_login"], place["last_active_at"]
    return Row(
        pk=place["pk"],
        name=place["application__full_name"] or place["trainee__name"],
        village=place["application__village"] or "",
        state=place["state"],
        mentor=place["mentor__name"] or "",
        sewn=place["sewn"],
        total=total,
        stage=stage,
        last_active_at=active,
        last_seen_at=seen if seen and (active is None or seen > active) else None,
        last_contact_at=place["last_contact_at"],
        waits_on=waits_on,
        waits_since=since,
        silent=silent_days(signs, at),
        has_signal_in_town_only=signs.signal == Application.Signal.TOWN,
        paused_until=place["paused_until"],
        reasons=tuple(reasons(signs, ends_on=cohort.ends_on, total=total, at=at)),
        at=at,
    )


def signs_of(place: dict[str, Any], cohort: Cohort, asked: datetime | None) -> Signs:
    seen = [sign for sign in (place["last_active_at"], place["trainee__last_login"]) if sign]
    return Signs(
        state=place["state"],
        began_on=max(cohort.starts_on, shanghai_day(place["started_at"])),
        last_sign_at=max(seen, default=None),
        signal=place["application__signal"] or "",
        handed_in=place["handed"],
        change_asked_at=asked,
        wrong_tries=place["wrong_tries"],
    )


def waiting_on(place: dict[str, Any], asked: datetime | None) -> tuple[str, datetime | None]:
    """Whose turn it is: the mentor's while a piece lies with them, else the trainee's, for who studies."""
    if place["state"] not in (State.ACTIVE, State.PAUSED):
        return "", None
    if place["sent_since"]:
        return "mentor", place["sent_since"]
    return ("trainee", asked) if place["state"] == State.ACTIVE else ("", None)
