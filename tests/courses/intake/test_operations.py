"""A list is admitted once, by a job: everybody good has an account, a place or a number on the waiting list, and one SMS."""

from datetime import timedelta

import pytest

from accounts.models import User
from common.models import AuditEntry
from common.states import WrongState
from courses.cohorts.models import Application, Enrolment
from courses.intake import operations
from courses.intake.admitting import admit_some
from courses.intake.models import ListRow, TraineeList
from courses.intake.queries import plan
from outbox.models import Message
from tests.courses.intake.sheets import csv
from tests.factories import cohorts as make
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW, State, Outcome = make.NOW, TraineeList.State, ListRow.Outcome
LIST = csv("姓名,手机,村,单位,备注", "赵一,13812345670,河口村,茶社,会微信", "赵二,13812345671,,,", "赵三,13812345672,,,")


@pytest.fixture
def manager(db):
    return people.person("欧阳静", role="programme manager")


@pytest.fixture
def run(programme, mentor):
    return make.cohort(programme, capacity=2, mentors=(mentor,))


def taken_in(run, manager, raw=LIST, at=NOW) -> TraineeList:
    return operations.take_in(raw=raw, name="名单.csv", cohort=run, by=manager, at=at)


def pressed(trainees, manager, django_capture_on_commit_callbacks, same=()) -> TraineeList:
    with django_capture_on_commit_callbacks(execute=True):
        operations.confirm(trainees=trainees, same=same, by=manager, at=NOW)
    trainees.refresh_from_db()
    return trainees


def counts(trainees) -> tuple:
    return trainees.state, trainees.admitted, trainees.wait_listed, trainees.here, trainees.left_out


def test_good_rows_are_admitted_and_the_rest_wait(run, manager, mentor, django_capture_on_commit_callbacks):
    trainees = taken_in(run, manager)
    told = plan(trainees, manager)
    assert (told.free, told.admitted, told.wait_listed, told.left_out) == (2, 2, 1, 0)
    assert (User.objects.filter(phone__startswith="+86138123").count(), Message.objects.count()) == (0, 0)
    pressed(trainees, manager, django_capture_on_commit_callbacks)
    assert counts(trainees) == (State.DONE, 2, 1, 0, 0)
    one = User.objects.get(phone="+8613812345670")
    assert (one.name, one.language, one.phone_verified, one.has_usable_password(), one.last_login) == (
        "赵一",
        "zh-hans",
        False,
        False,
        None,
    )
    sent = Application.objects.get(applicant=one)
    assert (sent.state, sent.village, sent.unit, sent.office_note, sent.decided_by) == (
        "admitted",
        "河口村",
        "茶社",
        "会微信",
        manager,
    )
    assert (sent.enrolment.mentor, sent.enrolment.state) == (mentor, "active")
    assert Application.objects.get(applicant__name="赵三").state == "wait-listed"
    sms = Message.objects.filter(channel="sms").order_by("pk")
    assert [(one.address, one.language) for one in sms] == [(f"+861381234567{n}", "zh-hans") for n in range(3)]
    assert "用这个手机号登录" in sms[0].body
    assert "名额" in sms[2].body
    assert AuditEntry.objects.filter(actor=manager, action="admit").count() == 2
    row = trainees.rows.first()
    assert (row.name, row.phone, row.unit, row.typed, row.outcome) == ("赵一", "", "", [], Outcome.ADMITTED)


def test_pressing_twice_admits_once_and_the_same_file_again_finds_everybody(run, manager, django_capture_on_commit_callbacks):
    trainees = taken_in(run, manager)
    assert taken_in(run, manager) == trainees
    pressed(trainees, manager, django_capture_on_commit_callbacks)
    for again in (operations.confirm,):
        with pytest.raises(WrongState):
            again(trainees=TraineeList.objects.get(pk=trainees.pk), same=(), by=manager, at=NOW)
    assert admit_some(list_id=trainees.pk, most=20, at=NOW) is False
    second = pressed(taken_in(run, manager), manager, django_capture_on_commit_callbacks)
    assert second != trainees
    assert counts(second) == (State.DONE, 0, 0, 3, 0)
    assert (Enrolment.objects.count(), Message.objects.filter(channel="sms").count()) == (2, 3)


def test_a_job_that_died_goes_on_where_it_stopped(run, manager, django_capture_on_commit_callbacks):
    trainees = taken_in(run, manager)
    operations.confirm(trainees=trainees, same=(), by=manager, at=NOW)
    assert admit_some(list_id=trainees.pk, most=1, at=NOW) is True
    assert Enrolment.objects.count() == 1
    operations.go_on(trainees=trainees, by=manager, at=NOW + timedelta(minutes=2))  # a job may still be at it
    with django_capture_on_commit_callbacks(execute=True):
        for _twice in range(2):
            operations.go_on(trainees=trainees, by=manager, at=NOW + timedelta(minutes=3))
    assert AuditEntry.objects.filter(action="go on with list").count() == 1
    trainees.refresh_from_db()
    assert (counts(trainees), Message.objects.filter(channel="sms").count()) == ((State.DONE, 2, 1, 0, 0), 3)
    with pytest.raises(WrongState):
        operations.go_on(trainees=trainees, by=manager, at=NOW)


KNOWN = (  # what the site knows of the number, and what the row then is
    ("studies here", Outcome.HERE, None), ("left", Outcome.LEFT_OUT, "left"), ("elsewhere", Outcome.LEFT_OUT, "elsewhere"),
    ("waits", Outcome.HERE, None), ("declined", Outcome.LEFT_OUT, "declined"), ("sent", Outcome.ADMITTED, None),
    ("draft", Outcome.ADMITTED, None), ("withdrawn", Outcome.ADMITTED, None), ("closed", Outcome.LEFT_OUT, "closed"),
    ("other name", Outcome.LEFT_OUT, "other-name"), ("knows nobody", Outcome.ADMITTED, None),
)  # fmt: skip


def known(case: str, run, programme) -> None:
    person = people.person("别名" if case == "other name" else "赵 一", phone="+8613812345670", is_active=case != "closed")
    if case in ("studies here", "left"):
        make.enrolment(run, person, state="withdrawn" if case == "left" else "active")
    if case == "elsewhere":
        make.enrolment(make.cohort(programme), person)
    if case in ("waits", "declined", "sent", "draft", "withdrawn"):
        make.application(run, person, state="wait-listed" if case == "waits" else case, full_name="赵一", village="自己写的")


@pytest.mark.parametrize(("case", "outcome", "fault"), KNOWN)
def test_who_is_known_is_not_admitted_over_what_was_decided(
    case, outcome, fault, run, programme, manager, django_capture_on_commit_callbacks
):
    known(case, run, programme)
    trainees = taken_in(run, manager, csv("姓名,手机,村", "赵一,13812345670,河口村"))
    assert [line.outcome for line in plan(trainees, manager).lines] == [outcome]
    before = Enrolment.objects.count()
    pressed(trainees, manager, django_capture_on_commit_callbacks)
    row = trainees.rows.get()
    assert (row.outcome, [code for code, _given in row.faults]) == (outcome, [fault] if fault else [])
    assert Enrolment.objects.count() - before == (outcome == Outcome.ADMITTED)
    if case in ("sent", "draft", "withdrawn"):
        assert row.application.village == "自己写的"


def test_a_manager_may_say_it_is_the_same_person_and_may_not_admit_themself(run, manager, django_capture_on_commit_callbacks):
    known("other name", run, None)
    trainees = taken_in(run, manager, csv("姓名,手机", "赵一,13812345670", f"欧阳静,{manager.phone.removeprefix('+86')}"))
    pressed(trainees, manager, django_capture_on_commit_callbacks, same=[row.pk for row in trainees.rows.all()])
    assert [(row.outcome, row.faults) for row in trainees.rows.all()] == [("admitted", []), ("left out", [["yourself", {}]])]
    assert User.objects.filter(phone="+8613812345670").count() == 1


def test_rows_are_deleted_when_asked_and_after_seven_days(run, manager, django_capture_on_commit_callbacks):
    looked_at, done = taken_in(run, manager), taken_in(run, manager, csv("姓名,手机", "周,无", "赵一,13812345670"))
    pressed(done, manager, django_capture_on_commit_callbacks)
    assert operations.forget_lists(at=NOW + timedelta(days=6, hours=23)) == 0
    operations.discard(trainees=looked_at, by=manager, at=NOW)
    assert (TraineeList.objects.get(pk=looked_at.pk).state, looked_at.rows.count(), done.rows.count()) == (
        State.DISCARDED,
        0,
        2,
    )
    assert [operations.forget_lists(at=NOW + timedelta(days=7, hours=1)) for _ in range(2)] == [1, 0]
    done.refresh_from_db()
    assert (counts(done), ListRow.objects.count(), Enrolment.objects.count()) == ((State.DONE, 1, 0, 0, 1), 0, 1)
