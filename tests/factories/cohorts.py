"""Cohorts, applications and places in them, for tests."""

from datetime import UTC, date, datetime

from courses.cohorts.models import Application, Cohort, Enrolment, LessonProgress
from courses.curriculum.models import LessonPage, ProgrammePage
from tests.factories.people import person

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai, while applications are open


def cohort(programme: ProgrammePage, *, capacity: int = 24, mentors: tuple = (), **fields) -> Cohort:
    """A cohort of `programme` that starts on 4 January 2027 and takes applications until 20 December 2026."""
    given = {
        "name_zh_hans": "2027 年 1 月期", "name_en": "January 2027", "place_zh_hans": "沱江", "place_en": "Tuojiang",
        "starts_on": date(2027, 1, 4), "ends_on": date(2027, 3, 14), "apply_by": date(2026, 12, 20),
    }  # fmt: skip
    run = Cohort.objects.create(programme_key=programme.translation_key, capacity=capacity, **{**given, **fields})
    run.mentors.set(mentors)
    return run


def application(run: Cohort, applicant=None, *, state: str = "sent", **fields) -> Application:
    """A whole application, sent unless said otherwise."""
    given = {
        "full_name": "邓有财", "township": "weizhukou", "village": "高滩村", "sells": ["tea", "drinks-snacks"],
        "signal": "home", "hours": "evening", "hopes": "把蜂蜜卖到长沙", "started_at": NOW,
        "sent_at": None if state == "draft" else NOW,
    }  # fmt: skip
    return Application.objects.create(applicant=applicant or person(), cohort=run, state=state, **{**given, **fields})


def enrolment(run: Cohort, trainee=None, *, mentor=None, state: str = "active", **fields) -> Enrolment:
    """A place in `run`."""
    given = {"started_at": NOW}
    return Enrolment.objects.create(
        trainee=trainee or person(role="trainee"), cohort=run, mentor=mentor, state=state, **{**given, **fields}
    )


def tick(place: Enrolment, *lessons: LessonPage) -> None:
    """The lessons, done."""
    for lesson in lessons:
        LessonProgress.objects.create(enrolment=place, lesson_key=lesson.translation_key, completed_at=NOW)
