"""A cohort as large as they come, made as rows: for what must not grow with it."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from courses.assessment.models import Assignment, Review, Submission, Version
from courses.cohorts.models import Application, Enrolment, LessonProgress
from courses.questions.models import Attempt, Question
from tests.factories import assessment as work


def fill(run, camp, mentor, trainees: int, events: int) -> None:
    """Many trainees, each with pieces in every state and many events, as rows."""
    now, asked = timezone.now(), asked_of(camp)
    people_ = User.objects.bulk_create(User(name=f"学员{n:04}", phone=f"+86137{n:08}") for n in range(trainees))
    forms = Application.objects.bulk_create(
        Application(applicant=one, cohort=run, full_name=one.name, signal="home", state="admitted", started_at=now, sent_at=now)
        for one in people_
    )
    places = Enrolment.objects.bulk_create(
        Enrolment(trainee=one, cohort=run, application=form, mentor=mentor, started_at=now - timedelta(days=28),
                  last_active_at=now - timedelta(days=n % 20), last_contact_at=now)
        for n, (one, form) in enumerate(zip(people_, forms, strict=True))
    )  # fmt: skip
    states = ("approved", "approved", "change asked", "sent")
    works = Submission.objects.bulk_create(
        Submission(enrolment=one, assignment=assignment, state=state, sent_at=now - timedelta(days=6))
        for one in places
        for assignment, state in zip(asked.values(), states, strict=False)
    )
    versions = Version.objects.bulk_create(
        Version(submission=one, number=1, content={}, sent_at=now - timedelta(days=6)) for one in works
    )
    Review.objects.bulk_create(
        Review(version=one, mentor=mentor, decision="ask change", words="改", at=now - timedelta(days=6))
        for one in versions if one.submission.state != "sent"
    )  # fmt: skip
    question = Question.objects.create(lesson_key=camp.translation_key, text="？")
    Attempt.objects.bulk_create(
        (
            Attempt(enrolment=one, question=question, given="1", score=0, is_right=False, at=now)
            for one in places
            for _ in range(events)
        ),
        batch_size=5000,
    )
    LessonProgress.objects.bulk_create(
        LessonProgress(enrolment=one, lesson_key=camp.translation_key, completed_at=now) for one in places
    )


def asked_of(camp) -> dict:
    """The assignments of the boot camp, made once."""
    there = Assignment.objects.filter(programme_key=camp.translation_key)
    return {one.piece: one for one in there} or work.assignments(camp)
