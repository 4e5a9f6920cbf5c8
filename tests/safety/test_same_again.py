"""The same values written again change no row, write no second line of the audit and no second letter."""

from datetime import date, time
from types import SimpleNamespace
from uuid import UUID

import pytest

from accounts.models import Organisation
from common.models import AuditEntry
from courses.attendance import operations as days
from courses.attendance import prints
from courses.cohorts import mentors, opening, setting_up
from courses.cohorts import operations as applying
from courses.cohorts.models import Application, Cohort, Enrolment
from courses.fieldlog.rules import set_rule
from courses.mentoring import booking, keeping
from courses.questions.models import Choice, Question
from courses.questions.operations import retire_question, write_question
from courses.timetable import operations as timetable
from outbox.models import Message
from tests.factories import attendance as base_days
from tests.factories import cohorts as make
from tests.factories import questions
from tests.factories.people import person
from tests.safety.world import records

pytestmark = pytest.mark.django_db
STAGE = UUID(int=7)
ON = date(2027, 1, 12)


class Scene:
    """A cohort with a mentor, a trainee, a manager and a stage; nothing of it needs a page."""

    def __init__(self) -> None:
        self.manager, self.mentor = person("欧阳静", role="programme manager"), person("李伟", role="mentor")
        self.run = base_days.cohort(programme_key=UUID(int=1))
        self.run.mentors.add(self.mentor)
        self.place = make.enrolment(self.run, person("盘美花", role="trainee"), mentor=self.mentor)
        self.stage = SimpleNamespace(key=STAGE, title_zh_hans="第一阶段", title_en="Stage 1")
        self.by = {"by": self.manager, "at": make.NOW}

    def due(self, kind: str = "on", on: date | None = ON) -> None:
        timetable.set_due(cohort=self.run, stage_key=STAGE, kind=kind, on=on, **self.by)

    def pace(self, days: int | None = 20) -> None:
        timetable.set_pace(cohort=self.run, stage_key=STAGE, days=days, **self.by)

    def session(self) -> None:
        kept = self.run.sessions.first()
        facts = {"cohort": self.run, "title_zh_hans": "开班", "title_en": "First day", "starts_at": base_days.clock(9),
                 "ends_at": base_days.clock(11), "place": "基地"}  # fmt: skip
        timetable.set_session(facts=facts, session=kept, **self.by)

    def longer(self) -> None:
        timetable.extend(enrolment=self.place, stage=self.stage, until=ON, words="下大雨", **self.by)

    def move(self) -> None:
        timetable.move_cohort(cohort=self.run, starts_on=date(2027, 2, 4), words="农忙", **self.by)

    def day(self) -> None:
        day = self.run.training_days.first() or base_days.day(self.run, self.mentor, code="482913")
        planned = {"held_on": ON, "place": "二号棚", "starts": time(8, 30), "ends": time(16, 30), "leader": self.mentor}
        days.change_day(day=day, **planned, **self.by)

    def called_off(self) -> None:
        day = self.run.training_days.first() or base_days.day(self.run, self.mentor, code="482913")
        days.call_off(day=day, why="路被水淹了", **self.by)

    def cohort(self) -> None:
        names = ("programme_key", "name_zh_hans", "name_en", "starts_on", "ends_on", "apply_by", "capacity")
        facts = {
            **{name: getattr(self.run, name) for name in names},
            "capacity": 30,
            "place_zh_hans": "沱江",
            "place_en": "Tuojiang",
        }
        setting_up.set_up_cohort(cohort=self.run, facts=facts, mentors=[self.mentor, self.manager], organisations=[], **self.by)

    def organisation(self) -> None:
        facts = {"kind": "company", "name_zh_hans": "瑶山茶社", "name_en": "Yaoshan Tea", "contact": "0746-2320000"}
        setting_up.set_up_organisation(facts=facts, organisation=Organisation.objects.first(), **self.by)

    def mentor_terms(self) -> None:
        said = {"field_zh_hans": "电商", "field_en": "E-commerce", "goods": ["tea"], "most_trainees": 8, "wants_digest": True}
        mentors.set_terms(mentor=self.mentor, **said, **self.by)

    def same_mentor(self) -> None:
        other = self.run.mentors.exclude(pk=self.mentor.pk).first() or person("邓老师", role="mentor")
        self.run.mentors.add(other)
        place = Enrolment.objects.get(pk=self.place.pk)
        mentors.assign_mentor(enrolment=place, mentor=other, words="换", **self.by)

    def handed_over(self) -> None:
        self.run.mentors.add(self.run.mentors.exclude(pk=self.mentor.pk).first() or person("邓老师", role="mentor"))
        mentors.hand_over(mentor=self.mentor, words="休假", **self.by)

    def opened(self) -> None:
        opening.open_early(stage=self.stage, words="已会", enrolment=self.place, **self.by)

    def other_cohort(self) -> None:
        mine = {"cohort__programme_key": self.run.programme_key}
        draft = Application.objects.filter(**mine).first() or make.application(self.run, state="draft")
        other = Cohort.objects.filter(programme_key=self.run.programme_key).exclude(pk=self.run.pk).first() or base_days.cohort(
            programme_key=self.run.programme_key
        )
        applying.change_cohort(application=draft, cohort=other, at=make.NOW)

    def log_rule(self) -> None:
        set_rule(programme_key=self.run.programme_key, least_entries=10, least_checked=2, **self.by)

    def saved_reply(self) -> None:
        keeping.keep_reply(mentor=self.mentor, words="照片再亮一点", at=make.NOW)

    def office_hours(self) -> None:
        given = {"starts": time(19), "minutes": 15, "slots": 4, "way": "phone", "where": ""}
        booking.offer(mentor=self.mentor, weekday=2, **given, at=make.NOW)

    def printed(self) -> None:
        prints.ask_for_list(day=self.run.training_days.first() or base_days.day(self.run, self.mentor), **self.by)

    def question(self) -> None:
        made = Question.objects.first() or questions.question("single").question
        made.topics = "price"
        write_question(question=made, choices=list(Choice.objects.filter(question=made)), **self.by)

    def retired(self) -> None:
        retire_question(question=Question.objects.first() or questions.question("single").question, **self.by)


WRITES = [name for name in vars(Scene) if not name.startswith("_")]


@pytest.fixture
def scene(monkeypatch) -> Scene:
    monkeypatch.setattr(prints, "print_list", SimpleNamespace(enqueue=lambda pk: None))
    return Scene()


@pytest.mark.parametrize("write", WRITES)
def test_the_same_again_is_once(scene, write):
    before = AuditEntry.objects.count()
    getattr(scene, write)()
    assert AuditEntry.objects.count() - before >= 1
    once, told = records(), Message.objects.count()
    getattr(scene, write)()
    assert (records(), Message.objects.count()) == (once, told)


@pytest.mark.parametrize(("write", "nothing"), [("due", {"kind": "", "on": None}), ("pace", {"days": None})])
def test_taking_a_day_back_twice_is_once_and_taking_back_nothing_is_nothing(scene, write, nothing):
    lines = AuditEntry.objects.filter(action__in=("set due day", "set pace"))
    getattr(scene, write)(**nothing)
    assert lines.count() == 0
    getattr(scene, write)()
    for _twice in range(2):
        getattr(scene, write)(**nothing)
    assert lines.count() == 2  # set, and taken back
