"""What mentors keep and offer, and what trainees asked them. Rows, not operations: nobody is sent a letter of the demo's."""

from datetime import datetime, time, timedelta

from accounts.models import User
from common.idempotency import fingerprint
from courses.cohorts.models import Enrolment, MentorTerms
from courses.mentoring.answering import in_column
from courses.mentoring.models import Answer, Appointment, LessonQuestion, OfficeHours, SavedReply
from courses.mentoring.slots import free_slots
from demo.content import both, read
from demo.pages.blocks import key_of


def load_mentoring(people: dict[str, User], at: datetime) -> None:
    """Everything of coursework/mentoring.yaml that is not there yet."""
    words = read("coursework/mentoring.yaml")
    for mentor in words["mentors"]:
        set_up(people[mentor["key"]], mentor, at)
    for question in words["questions"]:
        ask(question, people, at)
    meet(words["appointment"], people, at)


def set_up(mentor: User, words: dict, at: datetime) -> None:
    """The mentor's sentences and hours; what a mentor changed since is left alone."""
    if not MentorTerms.objects.filter(mentor=mentor).exists():  # they come after, with the partners
        for position, reply in enumerate(words.get("replies", []), 1):
            SavedReply.objects.get_or_create(mentor=mentor, words=reply, defaults={"position": position})
        for one in words["hours"]:
            given = {**one, "starts": time.fromisoformat(one["starts"])}
            OfficeHours.objects.get_or_create(mentor=mentor, offered_at=at, **given)


def put(words: dict, lesson: str, people: dict[str, User], at: datetime) -> LessonQuestion | None:
    """The question as its trainee asked it; None when it is there already."""
    enrolment = Enrolment.objects.filter(trainee=people[words["trainee"]]).order_by("pk").first()
    if enrolment is None:
        return None
    asked_at = at - timedelta(days=words.get("days_ago", 0), hours=words.get("hours_ago", 5))
    question, new = LessonQuestion.objects.get_or_create(
        enrolment=enrolment, lesson_key=key_of(f"learn/{lesson}"), fingerprint=fingerprint(words["words"]),
        defaults={"words": words["words"], "asked_at": asked_at},
    )  # fmt: skip
    return question if new else None


def ask(words: dict, people: dict[str, User], at: datetime) -> None:
    """A question, with its answer and those that were pointed to the same answer."""
    question = put(words, words["lesson"], people, at)
    if question is None or "answer" not in words:
        return
    mentor, answered_at = people[words["mentor"]], question.asked_at + timedelta(hours=21)
    asked = both(words["asked"], "asked") if "asked" in words else in_column("asked", words["words"])
    answer = Answer.objects.create(
        programme_key=question.enrolment.cohort.programme_key, lesson_key=question.lesson_key, mentor=mentor,
        is_shared="asked" in words, at=answered_at, **asked, **both(words["answer"], "words"),
    )  # fmt: skip
    pointed = [put(one, words["lesson"], people, at) for one in words.get("points", [])]
    for one in filter(None, [question, *pointed]):
        one.state, one.answer, one.answered_by = LessonQuestion.State.ANSWERED, answer, mentor
        one.answered_at = one.asked_at + timedelta(hours=21)
        one.save()


def meet(words: dict, people: dict[str, User], at: datetime) -> None:
    """One slot of the coming days, booked."""
    mentor = people[words["mentor"]]
    enrolment = Enrolment.objects.filter(trainee=people[words["trainee"]]).order_by("pk").first()
    if enrolment is None or enrolment.appointments.exists():
        return
    for slot in free_slots([mentor.pk], at=at)[:1]:
        Appointment.objects.create(
            enrolment=enrolment, mentor=mentor, starts_at=slot.starts_at, ends_at=slot.ends_at, way=slot.way,
            where=slot.where, about=words["about"], booked_at=at,
        )  # fmt: skip
