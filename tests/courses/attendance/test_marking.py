"""Who came: the roll, the code, and every change with its reason. Twice is once, and a denial changes nothing."""

from datetime import date, time, timedelta

import pytest

from common.models import AuditEntry
from courses.attendance import asking, marking, operations
from courses.attendance.marking import Line, take_roll, use_code
from courses.attendance.models import CorrectionRequest, Mark, MarkChange, TrainingDay
from courses.attendance.roster import on_the_roll
from courses.cohorts import places as places_of
from courses.cohorts.models import EnrolmentChange
from outbox.models import Message
from tests.factories import attendance as make
from tests.factories import cohorts


def state(day, place):
    mark = Mark.objects.filter(day=day, enrolment=place).first()
    return (mark.state, mark.how) if mark else None


def test_a_roll_marks_who_was_pressed_and_twice_is_once(day, places, mentor):
    one, two, three = places
    assert make.roll(day, {one: "present", two: "late"}) == marking.Taken(2, 0)
    assert make.roll(day, {one: "present", two: "late"}) == marking.Taken(0, 0)
    assert [state(day, place) for place in places] == [("present", "roll"), ("late", "roll"), None]
    assert (MarkChange.objects.count(), AuditEntry.objects.filter(action="take roll").count()) == (2, 1)
    one.refresh_from_db()
    assert one.last_active_at == day.starts_at  # who came has given a sign of life
    three.refresh_from_db()
    assert three.last_active_at is None


def test_a_change_of_what_was_kept_needs_a_reason_and_keeps_who_when_from_and_to(day, place, mentor):
    make.roll(day, {place: "absent"})
    with pytest.raises(operations.WhyMissing):
        make.roll(day, {place: "late"}, why="  ")
    assert state(day, place) == ("absent", "roll")
    assert make.roll(day, {place: "late"}, why="10:20 到的", at=make.clock(13)) == marking.Taken(0, 1)
    (_first, change) = MarkChange.objects.all()
    assert (change.from_state, change.to_state, change.how, change.why) == ("absent", "late", "roll", "10:20 到的")
    assert (change.by, change.at) == (mentor, make.clock(13))


def test_a_line_not_touched_since_the_page_was_shown_lets_a_code_stand_that_came_meanwhile(day, place, mentor):
    use_code(trainee=place.trainee, code="482913", at=make.clock(8, 40))
    taken = take_roll(day=day, lines={place.pk: Line("", "")}, how="roll", by=mentor, at=make.NOON)
    assert (taken, state(day, place)) == (marking.Taken(0, 0), ("present", "code"))


def test_the_roll_has_the_last_word_over_a_code_and_both_stay_on_record(day, place):
    use_code(trainee=place.trainee, code="482913", at=make.clock(8, 40))
    with pytest.raises(operations.WhyMissing):
        make.roll(day, {place: "absent"})
    make.roll(day, {place: "absent"}, why="码是转发的，人没来")
    mark = Mark.objects.get()
    assert (mark.state, mark.how, mark.code_at) == ("absent", "roll", make.clock(8, 40))
    assert use_code(trainee=place.trainee, code="482913", at=make.clock(14)).state == "absent"


def test_no_roll_of_a_day_to_come_or_called_off(day, place, mentor):
    with pytest.raises(operations.FutureDay):
        make.roll(day, {place: "present"}, at=make.clock(23, on=date(2027, 1, 11)))
    operations.call_off(day=day, why="路被水淹了", by=mentor, at=make.clock(7))
    with pytest.raises(operations.CalledOff):
        make.roll(day, {place: "present"})
    with pytest.raises(operations.CalledOff):
        use_code(trainee=place.trainee, code="482913", at=make.clock(8, 40))
    assert Mark.objects.count() == 0


def test_who_pauses_or_left_is_not_called_but_stays_where_they_were_marked(day, run, places, mentor):
    one, two, three = places
    make.roll(day, {one: "present"})
    places_of.pause(enrolment=one, words="收茶", until=date(2027, 2, 1), by=mentor, at=make.clock(18))
    places_of.withdraw(enrolment=two, words="外出务工", by=mentor, at=make.clock(18))
    assert set(on_the_roll(day)) == {one, two, three}  # they studied then: a paper list may come later
    after = make.day(run, mentor, held_on=date(2027, 1, 19))
    assert set(on_the_roll(after)) == {three}
    make.roll(after, {one: "present", two: "present", three: "absent"})
    assert [state(after, place) for place in places] == [None, None, ("absent", "roll")]
    assert state(day, one) == ("present", "roll")


def test_who_changed_the_cohort_is_called_where_they_were_then(day, run, place, mentor):
    other = make.cohort(programme_key=run.programme_key)
    places_of.transfer(enrolment=place, cohort=other, by=mentor, at=make.clock(18))
    assert EnrolmentChange.objects.get().kind == "transferred"
    assert place in on_the_roll(day)
    assert place not in on_the_roll(make.day(other, mentor))
    assert place in on_the_roll(make.day(other, mentor, held_on=date(2027, 1, 20)))


def test_a_trainee_of_another_cohort_is_left_out_of_a_roll(day, mentor):
    stranger = cohorts.enrolment(make.cohort())
    assert make.roll(day, {stranger: "present"}) == marking.Taken(0, 0)
    assert Mark.objects.count() == 0


@pytest.mark.parametrize(("minute", "found"), [(45, "present"), (46, "late")])
def test_a_code_is_late_a_quarter_of_an_hour_after_the_beginning(day, place, minute, found):
    assert use_code(trainee=place.trainee, code="482913", at=make.clock(8, minute)).state == found


def test_a_paused_trainee_and_a_strangers_code_mark_nobody(day, place, mentor):
    place.state = "paused"
    place.save()
    with pytest.raises(marking.NotStudying):
        use_code(trainee=place.trainee, code="482913", at=make.clock(9))
    stranger = cohorts.enrolment(make.cohort())
    with pytest.raises(marking.WrongCode):
        use_code(trainee=stranger.trainee, code="482913", at=make.clock(9))
    assert Mark.objects.count() == 0


def test_a_correction_is_asked_once_answered_once_and_both_are_told(day, place, mentor):
    make.roll(day, {place: "absent"})
    asked = asking.ask_correction(day=day, enrolment=place, words="我到了", at=make.clock(18))
    assert asking.ask_correction(day=day, enrolment=place, words="我真的到了", at=make.clock(19)) == asked
    answer = {"request": asked, "state": "present", "by": mentor, "at": make.clock(20)}
    with pytest.raises(operations.WhyMissing):
        asking.answer_correction(answer=" ", **answer)
    asking.answer_correction(answer="点名时没听到", **answer)
    with pytest.raises(asking.AlreadyAnswered):
        asking.answer_correction(answer="不行", **answer | {"state": "absent"})
    assert state(day, place) == ("present", "roll")
    assert MarkChange.objects.get(from_state="absent").why == "点名时没听到"
    assert CorrectionRequest.objects.get().answer == "点名时没听到"
    told = set(Message.objects.filter(channel="site").values_list("recipient__name", flat=True))
    assert told == {mentor.name, place.trainee.name}


def plan(run, mentor, **given):
    fields = {"key": "0f0e0d0c-0b0a-4908-8706-050403020100", "held_on": make.ON + timedelta(days=7), "place": "基地"}
    times = {"starts": time(8), "ends": time(16)}
    return operations.add_day(cohort=run, leader=mentor, by=mentor, at=make.NOON, **{**fields, **times, **given})


def test_a_day_is_planned_once_inside_the_cohort_and_moved_only_while_nobody_is_marked(day, run, place, mentor):
    made = plan(run, mentor)
    assert (plan(run, mentor), TrainingDay.objects.count(), len(made.code)) == (made, 2, 6)
    with pytest.raises(operations.AlreadyPlanned):
        plan(run, mentor, key="00000000-0000-4000-8000-000000000001")
    with pytest.raises(operations.OutsideCohort):
        plan(run, mentor, key="00000000-0000-4000-8000-000000000002", held_on=date(2027, 3, 15))
    fields = {"place": "新棚", "starts": day.starts, "ends": day.ends, "leader": mentor, "by": mentor, "at": make.NOON}
    make.roll(day, {place: "present"})
    with pytest.raises(operations.DayMarked):
        operations.change_day(day=day, held_on=date(2027, 1, 13), **fields)
    with pytest.raises(operations.DayMarked):
        operations.call_off(day=day, why="雨", by=mentor, at=make.NOON)
    assert operations.change_day(day=day, held_on=day.held_on, **fields).place == "新棚"
    run.starts_on, run.ends_on = date(2027, 2, 4), date(2027, 4, 14)
    run.save()
    assert TrainingDay.objects.select_related("cohort").get(pk=day.pk).is_outside_cohort  # it stays, and says so
