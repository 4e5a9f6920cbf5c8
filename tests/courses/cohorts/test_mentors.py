"""Which mentor a trainee gets, how many a mentor takes, and what becomes of trainees while one is away."""

from datetime import date

import pytest

from common.models import AuditEntry
from courses.cohorts import absences, mentors, operations
from courses.cohorts.activity import note_activity, note_try
from courses.cohorts.models import Enrolment, MentorLeave, MentorTerms
from outbox.models import Message
from tests.factories import cohorts as make
from tests.factories import people

NOW = make.NOW
TODAY = date(2026, 11, 23)


@pytest.fixture
def two(db):
    return people.person("李伟", role="mentor"), people.person("唐琼", role="mentor")


@pytest.fixture
def run(programme, two):
    return make.cohort(programme, mentors=two)


@pytest.fixture
def manager(db):
    return people.person("欧阳静", role="programme manager")


def terms(mentor, most=None, goods=()) -> None:
    MentorTerms.objects.create(mentor=mentor, most_trainees=most, goods=list(goods))


def away(mentor, starts_on=TODAY, ends_on=TODAY) -> MentorLeave:
    return MentorLeave.objects.create(mentor=mentor, starts_on=starts_on, ends_on=ends_on)


def chosen(run, goods=("tea",), day=TODAY):
    return mentors.freest_mentor(run, day=day, goods=goods)


def test_who_knows_the_goods_comes_before_who_is_freer(run, two):
    terms(two[0], goods=["tea"])
    make.enrolment(run, mentor=two[0])
    assert chosen(run) == two[0]
    assert chosen(run, goods=("fruit",)) == two[1]


def test_a_mentors_own_limit_counts_over_all_cohorts(run, two, programme):
    terms(two[0], most=1, goods=["tea"])
    make.enrolment(make.cohort(programme), mentor=two[0])
    assert chosen(run) == two[1]


def test_a_cohorts_limit_counts_in_that_cohort(run, two, programme):
    run.most_per_mentor = 1
    run.save()
    for _ in range(3):
        make.enrolment(make.cohort(programme), mentor=two[1])
    make.enrolment(run, mentor=two[0])
    assert chosen(run) == two[1]
    make.enrolment(run, mentor=two[1])
    assert chosen(run) is None


def test_who_is_away_gets_nobody_new_until_they_are_back(run, two):
    away(two[0], date(2026, 11, 20), TODAY)
    assert chosen(run) == two[1]
    assert chosen(run, day=date(2026, 11, 24)) == two[0]


def test_when_nobody_has_room_the_place_is_given_without_a_mentor(run, two, manager):
    for mentor in two:
        away(mentor)
    place = operations.admit(application=make.application(run), by=manager, at=NOW)
    assert (place.mentor, place.state) == (None, "active")


def test_a_manager_gives_another_mentor_once(run, two, manager, trainee):
    place = make.enrolment(run, trainee, mentor=two[0])
    for _ in range(2):
        mentors.assign_mentor(enrolment=place, mentor=two[1], by=manager, at=NOW, words="李老师去外地")
    place.refresh_from_db()
    assert (place.mentor, place.changes.count()) == (two[1], 1)
    assert Message.objects.get(recipient=trainee, channel="site").subject == "从今天起，唐琼 是您的导师"
    assert "盘美花" in Message.objects.get(recipient=two[1], channel="site").body


def test_who_is_no_mentor_here_or_has_no_room_is_not_given(run, two, manager, trainee):
    place = make.enrolment(run, trainee, mentor=two[0])
    terms(two[1], most=1)
    make.enrolment(run, mentor=two[1])
    for person, fault in ((two[1], mentors.MentorFull), (people.person(role="mentor"), mentors.NotAMentorHere)):
        with pytest.raises(fault):
            mentors.assign_mentor(enrolment=place, mentor=person, by=manager, at=NOW)
    place.refresh_from_db()
    assert (place.mentor, place.changes.count(), Message.objects.count()) == (two[0], 0, 0)


def test_all_of_a_mentors_trainees_are_handed_over_as_far_as_others_have_room(run, two, manager):
    terms(two[1], most=2)
    mine = [make.enrolment(run, mentor=two[0]) for _ in range(3)]
    done = make.enrolment(run, mentor=two[0], state="graduated")
    result = mentors.hand_over(mentor=two[0], by=manager, at=NOW, words="休假")
    assert (len(result.moved), len(result.left)) == (2, 1)
    found = list(Enrolment.objects.filter(pk__in=[one.pk for one in mine]).order_by("pk").values_list("mentor", flat=True))
    assert found == [two[1].pk, two[1].pk, two[0].pk]
    assert Enrolment.objects.get(pk=done.pk).mentor == two[0]
    assert Message.objects.filter(recipient=two[1], channel="site").count() == 1
    assert AuditEntry.objects.get(action="hand over trainees").details == {"moved": 2, "left": 1}
    assert len(mentors.hand_over(mentor=two[0], by=manager, at=NOW).moved) == 0


def test_days_away_do_not_overlap_and_can_be_taken_back(two, manager):
    who = {"mentor": two[0], "by": manager, "at": NOW}
    leave, again = (absences.take_leave(starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 10), **who) for _press in range(2))
    assert leave == again
    with pytest.raises(absences.LeaveOverlaps):
        absences.take_leave(starts_on=date(2027, 1, 10), ends_on=date(2027, 1, 12), **who)
    with pytest.raises(ValueError, match="2027-02-01"):
        absences.take_leave(starts_on=date(2027, 2, 2), ends_on=date(2027, 2, 1), **who)
    assert MentorLeave.objects.count() == 1
    for _ in range(2):
        absences.end_leave(leave=leave, by=manager, at=NOW)
    assert AuditEntry.objects.filter(action="mentor back").count() == 1


def test_signs_of_life_only_go_forward(run, trainee):
    place = make.enrolment(run, trainee)
    note_activity(enrolment_id=place.pk, at=NOW)
    note_activity(enrolment_id=place.pk, at=NOW.replace(year=2025))
    place.refresh_from_db()
    assert place.last_active_at == NOW


def test_wrong_answers_in_a_row_to_one_check_are_counted(run, trainee, programme):
    place, first, second = make.enrolment(run, trainee), programme.translation_key, run.programme_key
    other = programme.get_children().first().translation_key

    def tries(*answers) -> int:
        for key, right in answers:
            note_try(enrolment_id=place.pk, lesson_key=key, is_right=right, at=NOW)
        place.refresh_from_db()
        return place.wrong_tries

    assert first == second
    assert tries((first, False), (first, False), (first, False)) == 3
    assert tries((other, True)) == 3
    assert tries((other, False)) == 1
    assert tries((first, False), (first, True)) == 0
