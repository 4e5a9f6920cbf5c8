"""One mentor's page, their own and a manager's: what they offer, and days away with all that follows of them."""

from datetime import date, timedelta
from importlib import import_module

import pytest

from common.clock import now, shanghai_day
from common.models import AuditEntry
from courses.cohorts import absences
from courses.cohorts.mentors import freest_mentor, hand_over
from courses.cohorts.models import MentorLeave, MentorTerms
from courses.mentoring import booking
from courses.mentoring.models import Appointment
from courses.mentoring.slots import free_slots
from outbox.models import Message
from tests.factories import mentoring as make
from tests.factories import people
from tests.factories.mentoring import NOW

CARD = "/en/mentoring/card/"
DAYS = {"starts_on": date(2026, 11, 25), "ends_on": date(2026, 11, 26)}
PAGE_QUERIES = 7


@pytest.fixture
def manager(client, db):
    person = people.person("欧阳静", role="programme manager")
    client.force_login(person)
    return person


def page_of(mentor) -> str:
    return f"/en/learn/cohorts/mentors/{mentor.pk}/"


def typed(first, last, **more) -> dict:
    return {"do": "leave", "starts_on": first, "ends_on": last, "words": "探亲", **more}


def test_one_absence_stops_admissions_and_slots_and_cancels_what_is_booked(seat, class_of, mentor, colleague):
    make.hours(mentor)
    make.appointment(seat, mentor)
    done = [booking.be_away(mentor=mentor, by=mentor, at=NOW, **DAYS).cancelled for _press in range(2)]
    assert (done, Appointment.objects.get().state, MentorLeave.objects.count()) == ([1, 0], "cancelled", 1)
    assert freest_mentor(class_of, day=DAYS["starts_on"]) == colleague
    assert [slot for slot in free_slots([mentor.pk], at=NOW) if slot.day in DAYS.values()] == []
    seat.refresh_from_db()
    assert seat.mentor == mentor


def test_a_manager_who_writes_it_down_tells_the_trainee_of_other_times(seat, mentor, colleague):
    boss = people.person(role="programme manager")
    for one in (mentor, colleague):
        make.hours(one)
    appointment = make.appointment(seat, mentor)
    absence = booking.be_away(mentor=mentor, by=boss, at=NOW, passes_on=True, **DAYS)
    assert [(place.pk, place.mentor) for place in absence.handover.moved] == [(seat.pk, colleague)]
    appointment.refresh_from_db()
    assert (appointment.state, appointment.cancelled_by) == ("cancelled", boss)
    letter = Message.objects.get(recipient=seat.trainee, key__startswith="appointment_cancelled", channel="site")
    assert "别的时间还空着：" in letter.body


def test_nobody_who_is_away_on_the_first_day_is_given_the_trainees(seat, mentor, colleague):
    boss = people.person(role="programme manager")
    absences.take_leave(mentor=colleague, starts_on=DAYS["starts_on"], ends_on=DAYS["starts_on"], by=boss, at=NOW)
    absence = booking.be_away(mentor=mentor, by=boss, at=NOW, passes_on=True, **DAYS)
    assert ([place.pk for place in absence.handover.left], absence.handover.moved) == ([seat.pk], ())
    assert [place.pk for place in hand_over(mentor=mentor, by=boss, at=NOW).moved] == [seat.pk]


def test_days_that_overlap_hand_nobody_over(seat, mentor):
    boss = people.person(role="programme manager")
    absences.take_leave(mentor=mentor, starts_on=DAYS["ends_on"], ends_on=date(2026, 12, 1), by=boss, at=NOW)
    with pytest.raises(absences.LeaveOverlaps):
        booking.be_away(mentor=mentor, by=boss, at=NOW, passes_on=True, **DAYS)
    seat.refresh_from_db()
    assert (seat.mentor, MentorLeave.objects.count(), Message.objects.count()) == (mentor, 1, 0)


def test_a_mentor_writes_down_days_away_and_takes_them_back(client, mentor):
    client.force_login(mentor)
    day = shanghai_day(now())
    backwards = client.post(CARD, typed(day + timedelta(days=2), day + timedelta(days=1)))
    assert backwards.context["leave"].errors == {"ends_on": ["The last day is before the first. Change one of them."]}
    gone = client.post(CARD, typed(day - timedelta(days=3), day - timedelta(days=1)))
    assert gone.context["leave"].errors == {"ends_on": ["This day is over. Choose one to come."]}
    assert client.post(CARD, typed(day, day + timedelta(days=2))).url == CARD
    overlap = client.post(CARD, typed(day + timedelta(days=1), day + timedelta(days=5), passes_on="on"))
    assert "Take that absence back first" in overlap.content.decode()
    assert 'value="探亲"' in overlap.content.decode()
    leave = MentorLeave.objects.get()
    assert (leave.mentor, leave.words) == (mentor, "探亲")
    for _press in range(2):
        assert client.post(CARD, {"do": f"back-{leave.pk}"}).url == CARD
    assert MentorLeave.objects.count() == 0
    assert AuditEntry.objects.filter(action="mentor back").count() == 1


def test_a_mentor_may_not_pass_on_trainees_nor_lift_their_limit(client, seat, mentor):
    client.force_login(mentor)
    day = shanghai_day(now())
    MentorTerms.objects.create(mentor=mentor, most_trainees=1)
    client.post(CARD, {"do": "terms", "goods": ["tea"], "most_trainees": "99", "wants_digest": "on"})
    client.post(CARD, typed(day, day, passes_on="on"))
    assert client.post(CARD, {"do": "hand over"}).status_code == 404
    terms = MentorTerms.objects.get()
    assert (terms.most_trainees, terms.goods) == (1, ["tea"])
    seat.refresh_from_db()
    assert seat.mentor == mentor


def test_anothers_days_are_left_alone(client, mentor, colleague):
    leave = absences.take_leave(mentor=colleague, by=colleague, at=NOW, **DAYS)
    client.force_login(mentor)
    client.post(CARD, {"do": f"back-{leave.pk}"})
    assert client.post(page_of(colleague), {"do": f"back-{leave.pk}"}).status_code == 404
    assert MentorLeave.objects.get() == leave


def test_a_manager_writes_what_a_mentor_offers_and_leaves_their_letter_alone(client, manager, mentor):
    MentorTerms.objects.create(mentor=mentor, wants_digest=False, usual_hours=7)
    given = {"do": "terms", "field_zh_hans": "包装", "most_trainees": "十二", "goods": ["tea"], "wants_digest": "on"}
    for _press in range(2):
        assert client.post(page_of(mentor), given).url == page_of(mentor)
    kept = MentorTerms.objects.get()
    assert (kept.field_zh_hans, kept.most_trainees, kept.goods) == ("包装", 12, ["tea"])
    assert (kept.wants_digest, kept.usual_hours) == (False, 7)
    assert AuditEntry.objects.get(action="set mentor terms").details == {"goods": ["tea"], "most_trainees": 12}
    wrong = client.post(page_of(mentor), {**given, "most_trainees": "0"}).content.decode()
    assert "Enter a whole number from 1 to 500" in wrong


def test_a_manager_hands_all_over_at_once_or_with_the_days_away(client, manager, class_of, seat, mentor, colleague):
    client.post(page_of(mentor), {"do": "hand over"})
    seat.refresh_from_db()
    assert seat.mentor == colleague
    day = shanghai_day(now())
    after = client.post(page_of(colleague), typed(day, day, passes_on="on"), follow=True).content.decode()
    assert "One trainee has another mentor now." in after
    seat.refresh_from_db()
    assert seat.mentor == mentor


def test_a_manager_who_answers_trainees_has_a_card_too(client, manager):
    assert client.post(CARD, {"do": "terms", "field_en": "Selling"}).url == CARD
    assert MentorTerms.objects.get().field_en == "Selling"
    assert client.get(page_of(people.person())).url == "/en/learn/cohorts/mentors/"


def test_the_page_costs_the_same_for_one_absence_and_twenty(client, manager, mentor, django_assert_num_queries):
    for number in range(20):
        MentorLeave.objects.create(mentor=mentor, starts_on=date(2099, 1, 1 + number), ends_on=date(2099, 1, 1 + number))
        if number in (0, 19):
            client.get(page_of(mentor))
            with django_assert_num_queries(PAGE_QUERIES):
                client.get(page_of(mentor))


def test_absences_that_share_a_day_are_moved_as_one():
    joined = import_module("courses.mentoring.migrations.0002_one_notion_of_a_mentor").joined
    first, second, third, fourth = (date(2027, 1, day) for day in (1, 5, 5, 9))
    assert joined([(third, fourth, ""), (first, second, "探亲")]) == [(first, fourth, "探亲")]
    assert joined([(first, second, "探亲"), (third, fourth, "开会")]) == [(first, fourth, "探亲; 开会")]
    assert joined([(date(2027, 1, 6), fourth, ""), (first, second, "")]) == [
        (first, second, ""),
        (date(2027, 1, 6), fourth, ""),
    ]
    assert joined([]) == []
