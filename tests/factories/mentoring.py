"""Questions on lessons, office hours and what comes of them, for tests."""

from datetime import UTC, datetime, time
from uuid import UUID, uuid4

from courses.mentoring import answering, booking
from courses.mentoring.models import Answer, Appointment, LessonQuestion, OfficeHours

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # Monday, 09:00 in Shanghai


def question(place, *, words: str = "袋子用熨斗封可以吗？", lesson_key: UUID | None = None, at=NOW, **given) -> LessonQuestion:
    """A question that waits."""
    return answering.ask(enrolment=place, lesson_key=lesson_key or uuid4(), words=words, at=at, **given)


def answer(
    place, *, mentor, shared: bool = True, asked: str = "袋子能用熨斗封吗？", words: str = "能，垫一层布。",
    question_words: str = "袋子用熨斗封可以吗？", **given,
) -> Answer:  # fmt: skip
    """A question asked and answered, for all unless said otherwise."""
    waiting = question(place, words=question_words, **given)
    return answering.answer(question=waiting, mentor=mentor, words=words, asked=asked, is_shared=shared, at=NOW)


def hours(
    mentor, *, weekday: int | None = 2, starts: time = time(19, 30), minutes: int = 15, slots: int = 4, **given
) -> OfficeHours:
    """Office hours, each Wednesday evening by telephone unless said otherwise."""
    words = {"way": "phone", "where": "0746 000 0121", "at": NOW}
    return booking.offer(mentor=mentor, weekday=weekday, starts=starts, minutes=minutes, slots=slots, **{**words, **given})


WEDNESDAY = datetime(2026, 11, 25, 11, 30, tzinfo=UTC)  # the first slot of `hours`


def appointment(place, mentor, *, starts_at: datetime = WEDNESDAY, about: str = "定价", at: datetime = NOW) -> Appointment:
    """A booked slot."""
    return booking.book(enrolment=place, mentor_id=mentor.pk, starts_at=starts_at, about=about, at=at)
