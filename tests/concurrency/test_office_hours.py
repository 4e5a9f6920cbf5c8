"""Ten trainees press the same slot at once: one has it. On PostgreSQL, where there is a race."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from courses.cohorts.models import Enrolment
from courses.mentoring import booking
from courses.mentoring.models import Appointment
from tests.factories import cohorts, pages
from tests.factories import mentoring as make
from tests.factories.people import person

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: there is no race"),
]
TRAINEES = 10


@pytest.fixture
def offered(transactional_db):
    """A mentor with one slot, and trainees who want it, committed."""
    mentor = person("李伟", role="mentor")
    run = cohorts.cohort(pages.programme(pages.homes(), stages=1), mentors=(mentor,))
    make.hours(mentor, slots=1)
    return mentor, [cohorts.enrolment(run, mentor=mentor).pk for _ in range(TRAINEES)]


def press_at_once(mentor, places) -> Counter:
    """What simultaneous presses came to: "booked", or the names of exceptions."""
    start = Barrier(len(places))

    def press(pk: int) -> str:
        try:
            start.wait(timeout=30)
            make.appointment(Enrolment.objects.get(pk=pk), mentor)
            return "booked"
        except Exception as fault:
            return type(fault).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(places)) as pool:
        return Counter(pool.map(press, places))


def look_together(monkeypatch) -> None:
    """Take the lock away, and let all see the slot free before any takes it."""
    seen, look = Barrier(TRAINEES), booking.free_slots

    def looked(*args, **kwargs):
        free = look(*args, **kwargs)
        seen.wait(timeout=30)
        return free

    monkeypatch.setattr(booking, "hold_person", lambda person_id: None)
    monkeypatch.setattr(booking, "free_slots", looked)


def test_one_has_the_slot(offered):
    assert press_at_once(*offered) == {"booked": 1, "SlotTaken": TRAINEES - 1}
    assert Appointment.objects.count() == 1


def test_one_trainee_pressing_everywhere_at_once_has_one_appointment(offered):
    mentor, (first, *_rest) = offered
    assert press_at_once(mentor, [first] * 5) == {"booked": 5}
    assert Appointment.objects.count() == 1


def test_without_the_lock_the_constraint_lets_one_in(offered, monkeypatch):
    look_together(monkeypatch)
    assert press_at_once(*offered) == {"booked": 1, "SlotTaken": TRAINEES - 1}
    assert Appointment.objects.count() == 1


def test_without_lock_and_constraint_all_get_in(offered, monkeypatch):
    """The control: both guards taken away, the slot is sold to everybody."""
    (guard,) = Appointment._meta.constraints
    with connection.schema_editor() as schema:
        schema.remove_constraint(Appointment, guard)
    try:
        look_together(monkeypatch)
        assert press_at_once(*offered) == {"booked": TRAINEES}
    finally:
        Appointment.objects.all().delete()
        with connection.schema_editor() as schema:
            schema.add_constraint(Appointment, guard)
