"""Office hours: offered, booked by one, given back in time, remembered the day before."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from common.models import AuditEntry
from courses.cohorts import absences
from courses.mentoring import booking
from courses.mentoring.models import Appointment, OfficeHours
from courses.mentoring.slots import free_slots
from outbox.models import Message
from tests.factories import cohorts, people
from tests.factories import mentoring as make
from tests.factories.mentoring import NOW, WEDNESDAY


def clocks(mentor, at=NOW):
    """The free slots as "25 19:30", in Shanghai."""
    shanghai = timedelta(hours=8)
    return [f"{slot.starts_at.astimezone(UTC) + shanghai:%d %H:%M}" for slot in free_slots([mentor.pk], at=at)]


def letters(template):
    """Who was told in the site, with the subject."""
    rows = Message.objects.filter(key__startswith=template, channel="site").order_by("pk")
    return [(row.recipient.name, row.subject) for row in rows]


def test_a_weekly_offer_is_free_for_two_weeks(mentor):
    make.hours(mentor, slots=2)
    assert clocks(mentor) == ["25 19:30", "25 19:45", "02 19:30", "02 19:45"]


def test_a_single_day_is_free_once(mentor):
    make.hours(mentor, weekday=None, on=date(2026, 11, 24), starts=time(9), slots=3, minutes=20)
    assert clocks(mentor) == ["24 09:00", "24 09:20", "24 09:40"]


def test_what_begins_within_three_hours_is_not_offered(mentor):
    make.hours(mentor, slots=2)
    assert clocks(mentor, at=WEDNESDAY - timedelta(hours=3))[:1] == ["25 19:30"]
    assert clocks(mentor, at=WEDNESDAY - timedelta(hours=3) + timedelta(seconds=1))[:1] == ["25 19:45"]


def test_days_of_leave_are_not_offered(mentor):
    make.hours(mentor, slots=1)
    away = absences.take_leave(mentor=mentor, starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 25), by=mentor, at=NOW)
    assert clocks(mentor) == ["02 19:30"]
    absences.end_leave(leave=away, by=mentor, at=NOW)
    assert clocks(mentor) == ["25 19:30", "02 19:30"]


@pytest.mark.parametrize(
    ("given", "collides"),
    [
        ({"weekday": 2, "starts": time(20, 15)}, True),
        ({"weekday": 2, "starts": time(20, 30)}, False),
        ({"weekday": 3}, False),
        ({"weekday": None, "on": date(2026, 12, 2)}, True),
        ({"weekday": None, "on": date(2026, 12, 3)}, False),
        ({"weekday": 4, "starts": time(23, 30)}, True),  # past midnight
    ],
)
def test_offers_do_not_overlap(mentor, given, collides):
    make.hours(mentor)
    if collides:
        with pytest.raises(booking.Overlaps):
            make.hours(mentor, **given)
    else:
        make.hours(mentor, **given)
    assert OfficeHours.objects.count() == (1 if collides else 2)


def test_the_same_offer_twice_is_one(mentor):
    assert make.hours(mentor) == make.hours(mentor)
    assert AuditEntry.objects.filter(action="offer office hours").count() == 1


def test_a_stranger_offers_nothing(trainee):
    with pytest.raises(booking.NotYours):
        make.hours(trainee)
    assert OfficeHours.objects.count() == 0


def test_ending_an_offer_is_the_mentors_alone_and_leaves_what_is_booked(seat, mentor, colleague):
    hours = make.hours(mentor, slots=1)
    make.appointment(seat, mentor)
    booking.end_offer(hours_id=hours.pk, mentor=colleague, at=NOW)
    assert clocks(mentor) == ["02 19:30"]
    booking.end_offer(hours_id=hours.pk, mentor=mentor, at=NOW)
    assert (clocks(mentor), Appointment.objects.get().state) == ([], "booked")


def test_booking_takes_the_slot_and_tells_both(seat, mentor, trainee):
    make.hours(mentor, slots=2)
    booked = make.appointment(seat, mentor)
    assert (booked.starts_at, booked.ends_at, booked.where) == (
        WEDNESDAY, WEDNESDAY + timedelta(minutes=15), "0746 000 0121",
    )  # fmt: skip
    assert clocks(mentor)[0] == "25 19:45"
    assert [name for name, _subject in letters("appointment_booked")] == ["盘美花", "李伟"]
    assert letters("appointment_booked")[0][1].startswith("约好了：李伟，")
    assert letters("appointment_booked")[1][1].startswith("盘美花约了您：")


def test_pressing_twice_books_once(seat, mentor):
    make.hours(mentor)
    assert make.appointment(seat, mentor) == make.appointment(seat, mentor)
    assert (Appointment.objects.count(), len(letters("appointment_booked"))) == (1, 2)


def test_a_taken_slot_is_refused(seat, class_of, mentor):
    make.hours(mentor)
    make.appointment(seat, mentor)
    with pytest.raises(booking.SlotTaken):
        make.appointment(cohorts.enrolment(class_of), mentor)
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("starts_at", [WEDNESDAY + timedelta(minutes=5), NOW, datetime(2030, 1, 1, tzinfo=UTC)])
def test_a_time_nobody_offered_is_refused(seat, mentor, starts_at):
    make.hours(mentor)
    with pytest.raises(booking.SlotTaken):
        make.appointment(seat, mentor, starts_at=starts_at)
    assert Appointment.objects.count() == 0


def test_a_mentor_of_another_cohort_is_not_booked(seat):
    stranger = people.person("别人", role="mentor")
    make.hours(stranger)
    with pytest.raises(booking.SlotTaken):
        make.appointment(seat, stranger)
    assert Appointment.objects.count() == 0


def test_one_at_a_time_and_the_next_after_it(seat, mentor):
    make.hours(mentor)
    make.appointment(seat, mentor)
    later = WEDNESDAY + timedelta(days=7)
    with pytest.raises(booking.OneAtATime):
        make.appointment(seat, mentor, starts_at=later)
    assert make.appointment(seat, mentor, starts_at=later, at=WEDNESDAY + timedelta(minutes=15)).starts_at == later


def test_a_trainee_cancels_until_three_hours_before(seat, mentor, trainee):
    make.hours(mentor)
    booked = make.appointment(seat, mentor)
    with pytest.raises(booking.TooLate):
        booking.cancel(appointment=booked, by=trainee, at=WEDNESDAY - timedelta(hours=3) + timedelta(seconds=1))
    for _press in range(2):
        booking.cancel(appointment=booked, by=trainee, at=WEDNESDAY - timedelta(hours=3), reason="下雨")
    booked.refresh_from_db()
    assert (booked.state, booked.cancelled_by, booked.reason) == ("cancelled", trainee, "下雨")
    assert [name for name, _subject in letters("appointment_cancelled")] == ["盘美花", "李伟"]
    assert AuditEntry.objects.filter(action="cancel office hour").count() == 1


def test_a_slot_given_back_is_booked_again(seat, class_of, mentor, trainee):
    make.hours(mentor)
    booking.cancel(appointment=make.appointment(seat, mentor), by=trainee, at=NOW)
    assert make.appointment(cohorts.enrolment(class_of), mentor).state == "booked"


def test_when_the_mentor_cancels_the_trainee_hears_of_other_times(seat, mentor):
    make.hours(mentor, slots=2)
    booking.cancel(appointment=make.appointment(seat, mentor), by=mentor, at=NOW)
    to_trainee, to_mentor = Message.objects.filter(key__startswith="appointment_cancelled", channel="site").order_by("pk")
    assert to_trainee.body.count("19:45") == 2
    assert "别的时间还空着：" in to_trainee.body
    assert "别的时间" not in to_mentor.body


def test_strangers_cancel_nothing(seat, class_of, mentor, colleague):
    make.hours(mentor)
    booked = make.appointment(seat, mentor)
    for stranger in (colleague, cohorts.enrolment(class_of).trainee):
        with pytest.raises(booking.NotYours):
            booking.cancel(appointment=booked, by=stranger, at=NOW)
    booked.refresh_from_db()
    assert (booked.state, letters("appointment_cancelled")) == ("booked", [])


def test_both_are_reminded_the_day_before_once(seat, mentor):
    make.hours(mentor)
    make.appointment(seat, mentor)
    assert booking.remind(at=NOW) == 0  # Monday
    tuesday = NOW + timedelta(days=1)
    assert [booking.remind(at=tuesday) for _time in range(2)] == [1, 0]
    assert [name for name, _subject in letters("appointment_reminder")] == ["盘美花", "李伟"]


def test_what_is_cancelled_is_not_remembered(seat, mentor, trainee):
    make.hours(mentor)
    booking.cancel(appointment=make.appointment(seat, mentor), by=trainee, at=NOW)
    assert booking.remind(at=NOW + timedelta(days=1)) == 0
