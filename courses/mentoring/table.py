"""The table of a cohort: every trainee in one row, from two queries however many trainees and events there are."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from common.clock import shanghai_day
from common.rights import visible
from courses.attendance.queries import NOTHING, Share, shares
from courses.cohorts.models import Cohort, Enrolment
from courses.curriculum.queries import Outline
from courses.mentoring import signs
from courses.mentoring.risk import Risk, risk_of

State = Enrolment.State
COLUMNS = (
    *signs.COLUMNS, "last_contact_at", "paused_until", "mentor_id", "mentor__name", "application__full_name",
    "application__village",
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
    risk: Risk
    paused_until: date | None
    share: Share  # of the days on the base
    at: datetime

    @property
    def number(self) -> int:
        """The stage reached."""
        return min(self.sewn + 1, self.total)

    @property
    def surname(self) -> str:
        return self.name[:1].upper()

    @property
    def hours(self) -> int:
        """Whole hours it has waited."""
        return int((self.at - self.waits_since).total_seconds() // 3600) if self.waits_since else 0


def rows(user: Any, cohort: Cohort, course: Outline | None, *, at: datetime) -> list[Row]:
    """Everybody in the cohort whom this person may see, in no order. Two queries."""
    places = signs.counted(visible(user, Enrolment).filter(cohort=cohort)).values(
        *COLUMNS, "sewn", "handed", "sent_since", "change_asked_at"
    )
    came = shares(cohort, shanghai_day(at))
    return [row(place, cohort, course, came.get(place["pk"], NOTHING), at) for place in places]


def row(place: dict[str, Any], cohort: Cohort, course: Outline | None, share: Share, at: datetime) -> Row:
    total = len(course.stages) if course else 8
    stage = course.stages[min(place["sewn"], total - 1)].title if course and course.stages else ""
    waits_on, since = waiting_on(place)
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
        risk=risk_of(signs.signs_of(place, cohort.starts_on), ends_on=cohort.ends_on, total=total, at=at),
        paused_until=place["paused_until"],
        share=share,
        at=at,
    )


def waiting_on(place: dict[str, Any]) -> tuple[str, datetime | None]:
    """Whose turn it is: the mentor's while a piece lies with them, else the trainee's, for who studies."""
    if place["state"] not in (State.ACTIVE, State.PAUSED):
        return "", None
    if place["sent_since"]:
        return "mentor", place["sent_since"]
    return ("trainee", place["change_asked_at"]) if place["state"] == State.ACTIVE else ("", None)
