"""Reads for lists: what would become of each row now, and what became of it. The same judgement is asked before pressing, for
all rows at once, and by the job under the cohort's lock."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cms.models import Township
from courses.cohorts.mentors import STUDYING
from courses.cohorts.models import Application, Cohort, Enrolment
from courses.cohorts.operations import places_taken
from courses.intake.faults import say
from courses.intake.filling import fillable
from courses.intake.models import ListRow, TraineeList

Outcome = ListRow.Outcome
WILL = {
    Outcome.ADMITTED: _("Will be admitted"), Outcome.WAIT_LISTED: _("Goes on the waiting list"),
    Outcome.HERE: _("Already here"), Outcome.LEFT_OUT: _("Left out"),
}  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """What the site knows of a number: whose it is, their place here, another in the same boot camp, their application."""

    user: User | None = None
    place: Enrolment | None = None
    elsewhere: Cohort | None = None
    application: Application | None = None


def standings(cohort: Cohort, phones: Iterable[str]) -> dict[str, Standing]:
    """The standing of each number that belongs to somebody. Three queries, however many numbers."""
    people = {one.pk: one for one in User.objects.filter(phone__in=[phone for phone in phones if phone])}
    places: dict[int, Enrolment] = {}
    elsewhere: dict[int, Cohort] = {}
    rows = Enrolment.objects.filter(trainee__in=people, cohort__programme_key=cohort.programme_key).select_related("cohort")
    for row in rows:
        if row.cohort_id == cohort.pk:
            places[row.trainee_id] = row
        elif row.state in STUDYING:
            elsewhere[row.trainee_id] = row.cohort
    sent = {one.applicant_id: one for one in Application.objects.filter(applicant__in=people, cohort=cohort)}
    return {
        str(one.phone): Standing(one, places.get(pk), elsewhere.get(pk), sent.get(pk)) for pk, one in people.items()
    }  # fmt: skip


def plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def fault_of(row: ListRow, known: Standing, by: Any) -> list[Any] | None:
    """Why somebody the site knows cannot be admitted from this row, as a code with its words; None when they can."""
    user, place, sent = known.user, known.place, known.application
    if user is None:
        return None
    if user.pk == by.pk:
        return ["yourself", {}]
    if not user.is_active:
        return ["closed", {}]
    if not row.is_same_person and plain(row.name) not in {plain(user.name), plain(sent.full_name if sent else "")}:
        return ["other-name", {"known": user.name}]
    if place:
        return ["left", {}] if place.state == Enrolment.State.WITHDRAWN else None
    if known.elsewhere:
        return ["elsewhere", {"cohort": known.elsewhere.name}]
    decided = {Application.State.DECLINED: "declined", Application.State.ADMITTED: "admitted-before"}
    return [decided[Application.State(sent.state)], {}] if sent and sent.state in decided else None


def is_here(known: Standing) -> bool:
    """Whether they have a place or wait for one: then nothing is to be done."""
    return bool(known.place or (known.application and known.application.state == Application.State.WAIT_LISTED))


@dataclass(frozen=True)
class Line:
    """A row to show: the row, what becomes or became of it (an Outcome), its township’s name, its faults and remarks as
    sentences."""

    row: ListRow
    outcome: str
    township: str
    faults: list[str]
    remarks: list[str]
    may_be_same: bool = False

    @property
    def words(self) -> Any:
        """What became of it."""
        return Outcome(self.outcome).label

    @property
    def will(self) -> Any:
        """What will become of it."""
        return WILL[Outcome(self.outcome)]


@dataclass(frozen=True)
class Plan:
    """What pressing would do now."""

    lines: list[Line]
    free: int  # places
    waiting: int  # already on the cohort's waiting list
    fillable: list[int]  # numbers of lines whose township or village may be that of the line above

    @property
    def fillable_lines(self) -> str:
        """The first twelve of them, as words."""
        return ", ".join(map(str, self.fillable[:12])) + ("…" if len(self.fillable) > 12 else "")

    def count(self, outcome: str) -> int:
        return sum(line.outcome == outcome for line in self.lines)

    @property
    def admitted(self) -> int:
        return self.count(Outcome.ADMITTED)

    @property
    def wait_listed(self) -> int:
        return self.count(Outcome.WAIT_LISTED)

    @property
    def here(self) -> int:
        return self.count(Outcome.HERE)

    @property
    def left_out(self) -> int:
        return self.count(Outcome.LEFT_OUT)

    @property
    def good(self) -> int:
        return self.admitted + self.wait_listed

    @property
    def may_be_same(self) -> bool:
        return any(line.may_be_same for line in self.lines)

    @property
    def faulty(self) -> list[Line]:
        return [line for line in self.lines if line.outcome == Outcome.LEFT_OUT]

    @property
    def others(self) -> list[Line]:
        return [line for line in self.lines if line.outcome != Outcome.LEFT_OUT]


def plan(trainees: TraineeList, by: Any) -> Plan:
    """Every row of a list that waits to be pressed. Seven queries, however many rows."""
    cohort, rows = trainees.cohort, list(trainees.rows.all())
    known = standings(cohort, [row.phone for row in rows])
    free = max(cohort.capacity - places_taken(cohort), 0)
    names, lines, left = township_names(), [], free
    for row in rows:
        standing = known.get(row.phone, Standing())
        fault = None if row.faults else fault_of(row, standing, by)
        outcome = Outcome.LEFT_OUT if row.faults or fault else Outcome.HERE if is_here(standing) else Outcome.ADMITTED
        if outcome == Outcome.ADMITTED:
            outcome = Outcome.ADMITTED if left > 0 else Outcome.WAIT_LISTED
            left -= 1
        faults = [*row.faults, *([fault] if fault else [])]
        may_be_same = row.is_same_person or bool(fault and fault[0] == "other-name")
        lines.append(Line(row, outcome, names.get(row.township, ""), say(faults), say(row.remarks), may_be_same))
    waiting = cohort.applications.filter(state=Application.State.WAIT_LISTED).count()
    return Plan(lines, free, waiting, [row.number for row, _new in fillable(rows)])


def outcomes(trainees: TraineeList) -> list[Line]:
    """What became of each row. Two queries."""
    names = township_names()
    return [
        Line(row, row.outcome, names.get(row.township, ""), say(row.faults), say(row.remarks)) for row in trainees.rows.all()
    ]


def township_names() -> dict[str, str]:
    return {one.slug: one.name for one in Township.objects.all()}


def to_mend(trainees: TraineeList, by: Any) -> list[Line]:
    """The rows that are or would be left out, in the file's order."""
    lines = plan(trainees, by).lines if trainees.state == TraineeList.State.READ else outcomes(trainees)
    return [line for line in lines if line.outcome == Outcome.LEFT_OUT]
