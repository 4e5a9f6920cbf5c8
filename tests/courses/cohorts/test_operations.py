"""Applying and being admitted."""

from datetime import UTC, date, datetime

import pytest

from common.models import AuditEntry
from common.states import WrongState
from courses.cohorts import operations
from courses.cohorts.models import Application, Enrolment, LessonProgress
from outbox.models import Message
from tests.factories import cohorts as make
from tests.factories import pages, people

NOW = make.NOW
CLOSED = datetime(2026, 12, 20, 16, 0, tzinfo=UTC)  # 21 December, 00:00 in Shanghai


@pytest.fixture
def run(programme):
    return make.cohort(programme, capacity=1)


@pytest.fixture
def manager(db):
    return people.person("欧阳静", role="programme manager")


def test_starting_twice_is_one_draft(run, trainee):
    first = operations.start(applicant=trainee, cohort=run, at=NOW)
    assert operations.start(applicant=trainee, cohort=run, at=NOW) == first
    assert Application.objects.count() == 1
    assert first.state == "draft"


def test_the_last_day_is_shanghais(run, trainee):
    operations.start(applicant=trainee, cohort=run, at=datetime(2026, 12, 20, 15, 59, tzinfo=UTC))
    with pytest.raises(operations.ApplicationsClosed):
        operations.start(applicant=people.person(), cohort=run, at=CLOSED)
    assert Application.objects.count() == 1


def test_answers_are_kept_one_by_one(run, trainee):
    application = operations.start(applicant=trainee, cohort=run, at=NOW)
    operations.answer(application=application, answers={"full_name": "盘美花"}, at=NOW)
    operations.answer(application=application, answers={"sells": ["tea"]}, at=NOW)
    application.refresh_from_db()
    assert (application.full_name, application.sells) == ("盘美花", ["tea"])


def test_a_sent_application_is_not_rewritten(run):
    application = make.application(run)
    with pytest.raises(operations.NotYourDraft):
        operations.answer(application=application, answers={"full_name": "别人"}, at=NOW)
    with pytest.raises(KeyError):
        operations.answer(application=application, answers={"state": "admitted"}, at=NOW)
    application.refresh_from_db()
    assert (application.full_name, application.state) == ("邓有财", "sent")


def test_what_is_not_answered_is_named(run, trainee):
    application = operations.start(applicant=trainee, cohort=run, at=NOW)
    with pytest.raises(operations.Unanswered) as unanswered:
        operations.send(application=application, at=NOW)
    assert unanswered.value.fields == ["full_name", "township", "sells", "signal", "hours", "hopes"]
    assert Application.objects.get().state == "draft"


def test_sending_tells_the_applicant_once(run):
    application = make.application(run, state="draft")
    operations.send(application=application, at=NOW)
    assert (application.state, application.sent_at) == ("sent", NOW)
    message = Message.objects.get(recipient=application.applicant, channel="site")
    assert message.subject == "申请收到了：电商创业训练营" or "电商创业训练营" in message.subject
    assert message.link == "/learn/ecommerce/apply/"
    with pytest.raises(WrongState):
        operations.send(application=application, at=NOW)
    assert Message.objects.filter(channel="site").count() == 1


def test_a_full_cohort_offers_the_waiting_list_and_loses_nothing(run):
    make.enrolment(run)
    application = make.application(run, state="draft")
    with pytest.raises(operations.CohortFull):
        operations.send(application=application, at=NOW)
    application.refresh_from_db()
    assert (application.state, application.hopes) == ("draft", "把蜂蜜卖到长沙")
    operations.send(application=application, at=NOW, wait=True)
    assert application.state == "wait-listed"


def test_a_cohort_that_closed_meanwhile_keeps_the_draft_for_the_next(run, programme):
    application = make.application(run, state="draft")
    with pytest.raises(operations.ApplicationsClosed):
        operations.send(application=application, at=CLOSED)
    later = make.cohort(programme, starts_on=date(2027, 4, 1), ends_on=date(2027, 6, 1), apply_by=date(2027, 3, 20))
    operations.change_cohort(application=application, cohort=later, at=CLOSED)
    operations.send(application=application, at=CLOSED)
    application.refresh_from_db()
    assert (application.cohort, application.state, application.full_name) == (later, "sent", "邓有财")


def test_a_draft_is_not_taken_to_another_programme(run, homes):
    other = make.cohort(pages.programme(homes, slug="farming", stages=1))
    application = make.application(run, state="draft")
    with pytest.raises(ValueError, match="2027"):
        operations.change_cohort(application=application, cohort=other, at=NOW)
    application.refresh_from_db()
    assert application.cohort == run


def test_admission_gives_a_place_a_role_and_the_freest_mentor(programme, manager):
    busy, free = people.person("李伟", role="mentor"), people.person("唐琼", role="mentor")
    run = make.cohort(programme, mentors=(busy, free))
    make.enrolment(run, mentor=busy)
    make.enrolment(run, mentor=free, state="graduated")
    application = make.application(run)
    place = operations.admit(application=application, by=manager, at=NOW, words="欢迎")
    assert (place.trainee, place.mentor, place.state) == (application.applicant, free, "active")
    application.refresh_from_db()
    assert (application.state, application.decided_by, application.decision_words) == ("admitted", manager, "欢迎")
    assert list(application.applicant.grants.values_list("role", flat=True)) == ["trainee"]
    assert AuditEntry.objects.filter(action="admit", actor=manager).count() == 1
    assert Message.objects.filter(recipient=application.applicant, channel="site").count() == 1


def test_no_more_are_admitted_than_there_are_places(run, manager):
    first, second = make.application(run), make.application(run)
    operations.admit(application=first, by=manager, at=NOW)
    with pytest.raises(operations.CohortFull):
        operations.admit(application=second, by=manager, at=NOW)
    second.refresh_from_db()
    assert (second.state, Enrolment.objects.count()) == ("sent", 1)


def test_a_place_given_up_is_free_again(run, manager):
    make.enrolment(run, state="withdrawn")
    operations.admit(application=make.application(run), by=manager, at=NOW)
    assert Enrolment.objects.filter(state="active").count() == 1


def test_admitting_twice_makes_one_place(run, manager):
    run.capacity = 5
    run.save()
    application = make.application(run)
    operations.admit(application=application, by=manager, at=NOW)
    with pytest.raises(WrongState):
        operations.admit(application=Application.objects.get(), by=manager, at=NOW)
    assert Enrolment.objects.count() == 1


def test_saying_no_needs_its_reason(run, manager):
    application = make.application(run)
    with pytest.raises(operations.WordsMissing):
        operations.decline(application=application, by=manager, at=NOW, words=" \u200b ")
    assert Application.objects.get().state == "sent"
    operations.decline(application=application, by=manager, at=NOW, words="请先报农牧营")
    assert Application.objects.get().decision_words == "请先报农牧营"
    assert "请先报农牧营" in Message.objects.get(channel="site").body


def test_what_was_withdrawn_can_be_taken_up_again(run, trainee):
    application = make.application(run, trainee)
    operations.withdraw(application=application, at=NOW)
    again = operations.start(applicant=trainee, cohort=run, at=NOW)
    assert (again.pk, again.state, again.hopes) == (application.pk, "draft", "把蜂蜜卖到长沙")


def test_a_lesson_is_ticked_once(run, trainee, programme):
    place = make.enrolment(run, trainee)
    key = programme.translation_key
    assert operations.finish_lesson(enrolment=place, lesson_key=key, at=NOW) is True
    assert operations.finish_lesson(enrolment=place, lesson_key=key, at=NOW) is False
    assert LessonProgress.objects.get().lesson_key == key
