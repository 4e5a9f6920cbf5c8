"""A place paused, taken up again, given up, moved: nothing made is lost, and the trainee is told each time."""

from contextlib import suppress
from datetime import date, timedelta

import pytest

from common.models import AuditEntry
from common.states import WrongState
from courses.assessment import operations as assessment
from courses.assessment.models import Submission
from courses.certificates.models import Certificate
from courses.cohorts import mentors, operations, places
from courses.cohorts.models import Enrolment, EnrolmentChange
from courses.cohorts.queries import current_enrolment
from outbox.models import Message
from tests.factories import assessment as work
from tests.factories import cohorts as make
from tests.factories import pages, people

NOW = make.NOW
LATER = {"starts_on": date(2027, 4, 1), "ends_on": date(2027, 6, 1), "apply_by": date(2027, 3, 20)}


@pytest.fixture
def run(programme, mentor):
    return make.cohort(programme, mentors=(mentor,))


@pytest.fixture
def manager(db):
    return people.person("欧阳静", role="programme manager")


@pytest.fixture
def place(run, trainee, mentor):
    return make.enrolment(run, trainee, mentor=mentor)


def letters(trainee) -> list[str]:
    return list(Message.objects.filter(recipient=trainee, channel="site").order_by("pk").values_list("subject", flat=True))


def history(place) -> list[str]:
    return list(place.changes.order_by("pk").values_list("kind", flat=True))


def test_a_pause_keeps_the_place_and_says_why_and_until_when(place, manager, trainee):
    places.pause(enrolment=place, words="收红薯", until=date(2026, 12, 15), by=manager, at=NOW)
    place.refresh_from_db()
    assert (place.state, place.state_words, place.paused_until) == ("paused", "收红薯", date(2026, 12, 15))
    assert place.last_contact_at == NOW
    assert letters(trainee) == ["您的学习暂停到 2026年12月15日"]
    assert "收红薯" in Message.objects.get(recipient=trainee, channel="site").body
    assert AuditEntry.objects.get(action="trainee paused").actor == manager
    assert history(place) == ["paused"]
    assert operations.places_taken(place.cohort) == 1
    assert current_enrolment(trainee) == place


@pytest.mark.parametrize(
    ("words", "until", "fault"),
    [(" \u200b", date(2026, 12, 15), operations.WordsMissing), ("收红薯", date(2026, 11, 23), places.DayPassed)],
)
def test_a_pause_without_a_reason_or_into_the_past_changes_nothing(place, manager, trainee, words, until, fault):
    with pytest.raises(fault):
        places.pause(enrolment=place, words=words, until=until, by=manager, at=NOW)
    place.refresh_from_db()
    assert (place.state, history(place), letters(trainee)) == ("active", [], [])


def test_pressing_pause_twice_pauses_once(place, manager, trainee):
    for _ in range(2):
        with suppress(WrongState):
            places.pause(enrolment=place, words="收红薯", until=date(2026, 12, 15), by=manager, at=NOW)
    assert (history(place), len(letters(trainee))) == (["paused"], 1)


def test_nothing_is_handed_in_while_pausing_and_the_draft_is_kept(place, manager, programme):
    asked = work.assignments(programme, pieces=("name", "story"))
    submission = assessment.start(enrolment=place, assignment=asked["name"])
    places.pause(enrolment=place, words="收红薯", until=date(2026, 12, 15), by=manager, at=NOW)
    assessment.save_draft(submission=submission, draft={"name_zh": "盘家"}, at=NOW)
    with pytest.raises(places.Paused):
        work.sent(place, asked["name"])
    submission.refresh_from_db()
    assert (submission.state, submission.draft, submission.versions.count()) == ("draft", {"name_zh": "盘家"}, 0)
    places.resume(enrolment=place, by=manager, at=NOW)
    assert work.sent(place, asked["name"]).number == 1


def test_who_comes_back_when_all_is_approved_graduates_then(place, manager, mentor, programme):
    asked = work.assignments(programme, pieces=("name", "story"))
    work.approved(place, asked["name"], mentor=mentor)
    last = work.sent(place, asked["story"])
    places.pause(enrolment=place, words="收红薯", until=date(2026, 12, 15), by=manager, at=NOW)
    assessment.approve(version=last, mentor=mentor, at=NOW)
    assert Certificate.objects.count() == 0
    places.resume(enrolment=place, by=manager, at=NOW + timedelta(days=9))
    place.refresh_from_db()
    assert (place.state, Certificate.objects.count()) == ("graduated", 1)


def test_only_who_pauses_comes_back(place, manager):
    with pytest.raises(WrongState):
        places.resume(enrolment=place, by=manager, at=NOW)
    assert history(place) == []


def test_a_place_given_up_is_free_and_can_be_taken_again_with_all_work(run, place, manager, trainee, programme):
    asked = work.assignments(programme, pieces=("name", "story"))
    work.sent(place, asked["name"])
    places.withdraw(enrolment=place, words="外出打工", by=manager, at=NOW)
    assert operations.places_taken(run) == 0
    assert current_enrolment(trainee) is None
    places.readmit(enrolment=place, by=manager, at=NOW)
    place.refresh_from_db()
    assert (place.state, place.state_words, place.submissions.count()) == ("active", "", 1)
    assert history(place) == ["withdrawn", "readmitted"]
    assert letters(trainee)[-2:] == ["您已离开2027 年 1 月期", "您又有名额了：2027 年 1 月期"]


def test_nobody_comes_back_to_a_full_cohort(run, place, manager):
    places.withdraw(enrolment=place, words="外出打工", by=manager, at=NOW)
    type(run).objects.update(capacity=1)
    make.enrolment(run)
    with pytest.raises(operations.CohortFull):
        places.readmit(enrolment=place, by=manager, at=NOW)
    place.refresh_from_db()
    assert (place.state, history(place)) == ("withdrawn", ["withdrawn"])


def test_a_transfer_takes_all_work_and_chooses_the_mentor_anew(place, manager, trainee, mentor, programme):
    other = people.person("唐琼", role="mentor")
    later = make.cohort(programme, mentors=(other,), name_zh_hans="四月期", **LATER)
    lesson = programme.get_children().first().get_children().first().specific
    make.tick(place, lesson)
    asked = work.assignments(programme, pieces=("name", "story"))
    work.sent(place, asked["name"])
    places.transfer(enrolment=place, cohort=later, by=manager, at=NOW)
    place.refresh_from_db()
    assert (place.cohort, place.mentor, place.state) == (later, other, "active")
    assert (place.lessons_done.count(), place.submissions.count(), Submission.objects.get().state) == (1, 1, "sent")
    change = EnrolmentChange.objects.get()
    assert (change.from_cohort.name, change.to_cohort, change.from_mentor, change.to_mentor, change.at) == (
        "2027 年 1 月期", later, mentor, other, NOW,
    )  # fmt: skip
    assert letters(trainee) == ["您已转到四月期"]
    assert letters(other) == ["有新学员交给您"]


def test_a_mentor_who_teaches_there_too_stays(place, manager, mentor, programme):
    later = make.cohort(programme, mentors=(people.person(role="mentor"), mentor), **LATER)
    places.transfer(enrolment=place, cohort=later, by=manager, at=NOW)
    assert Enrolment.objects.get().mentor == mentor


def test_what_cannot_be_transferred_stays_where_it_is(place, manager, programme, homes):
    full = make.cohort(programme, capacity=1, **LATER)
    make.enrolment(full)
    elsewhere = make.cohort(pages.programme(homes, slug="farming", stages=1))
    for cohort, fault in (
        (full, operations.CohortFull), (elsewhere, places.OtherProgramme), (place.cohort, places.AlreadyThere),
    ):  # fmt: skip
        with pytest.raises(fault):
            places.transfer(enrolment=place, cohort=cohort, by=manager, at=NOW)
    for state in ("graduated", "withdrawn"):
        Enrolment.objects.filter(pk=place.pk).update(state=state)
        with pytest.raises(mentors.NotStudying):
            places.transfer(enrolment=place, cohort=make.cohort(programme, **LATER), by=manager, at=NOW)
    assert (Enrolment.objects.get(pk=place.pk).cohort, history(place)) == (place.cohort, [])


def test_who_studies_in_one_cohort_is_not_admitted_to_another(place, manager, trainee, programme):
    later = make.cohort(programme, **LATER)
    application = make.application(later, trainee)
    with pytest.raises(operations.AlreadyStudying):
        operations.admit(application=application, by=manager, at=NOW)
    application.refresh_from_db()
    assert (application.state, Enrolment.objects.count()) == ("sent", 1)
