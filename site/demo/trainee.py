"""One trainee in the middle of the course: pieces approved, one asked again, one waiting on the mentor's desk."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile

from accounts.models import User
from courses.assessment.models import Assignment, Review, Submission, Version
from courses.cohorts.models import Enrolment, LessonProgress
from demo.content import folders, read, slug_of
from demo.pages.blocks import key_of
from demo.pages.plan import lessons
from uploads.operations import take_in_photo

PICTURES = settings.ROOT / "site" / "demo" / "pictures"


def load_trainee(people: dict[str, User], at: datetime) -> bool:
    """Put the coursework of coursework/meihua.yaml in its place, unless she has handed in something already."""
    words = read("coursework/meihua.yaml")
    trainee, mentor = people[words["trainee"]], people[words["mentor"]]
    enrolment = Enrolment.objects.filter(trainee=trainee).first()
    if enrolment is None or enrolment.submissions.exists():
        return False
    study(enrolment, words, at)
    for piece in words["pieces"]:
        hand_in(enrolment, mentor, piece, at)
    return True


def study(enrolment: Enrolment, words: dict, at: datetime) -> None:
    """Tick the lessons of the stages studied, and the first of the next stage."""
    done: list[Any] = []
    for number, stage in enumerate(folders("programmes/ecommerce")):
        keys = [key_of(f"learn/ecommerce/{slug_of(stage)}/{lesson.slug}") for lesson in lessons(str(stage))]
        if number < words["stages_studied"]:
            done += keys
        elif number == words["stages_studied"]:
            done += keys[: words["lessons_of_the_next"]]
    days = len(done) + 1
    LessonProgress.objects.bulk_create(
        LessonProgress(enrolment=enrolment, lesson_key=key, completed_at=at - timedelta(days=2 * (days - number)))
        for number, key in enumerate(done)
    )


def hand_in(enrolment: Enrolment, mentor: User, words: dict, at: datetime) -> None:
    """One piece: its versions, each with the mentor's answer; without `review` it waits on the desk."""
    sent = at - timedelta(days=words["sent_days_ago"], hours=5)
    assignment = Assignment.objects.get(programme_key=enrolment.cohort.programme_key, piece=words["piece"])
    content = words.get("content") or photographs(enrolment.trainee, words["photos"], sent)
    submission = Submission.objects.create(
        enrolment=enrolment, assignment=assignment, state=Submission.State.SENT, draft={}, sent_at=sent
    )
    version = Version.objects.create(submission=submission, number=1, content=content, note=words["note"], sent_at=sent)
    if words.get("ask_change"):
        answer(version, mentor, Review.Decision.ASK_CHANGE, words["ask_change"], sent + timedelta(hours=20))
        sent = at - timedelta(days=words["again"]["sent_days_ago"], hours=3)
        again = {"content": words["again"]["content"], "note": words["again"]["note"]}
        version = Version.objects.create(submission=submission, number=2, sent_at=sent, **again)
    if words.get("review"):
        answer(version, mentor, Review.Decision.APPROVE, words["review"], sent + timedelta(hours=22))


def answer(version: Version, mentor: User, decision: str, words: str, at: datetime) -> None:
    """The mentor's review, and where it leaves the submission."""
    submission = version.submission
    marks = {}
    for criterion in submission.assignment.criteria.prefetch_related("levels"):
        levels = list(criterion.levels.all())
        marks[str(criterion.pk)] = str(levels[-1].pk)
    if decision == Review.Decision.ASK_CHANGE:
        marks[str(criterion.pk)] = str(levels[-2].pk)
    Review.objects.create(version=version, mentor=mentor, decision=decision, words=words, marks=marks, at=at)
    submission.sent_at = version.sent_at
    if decision == Review.Decision.APPROVE:
        submission.state, submission.approved_at = Submission.State.APPROVED, at
    submission.save()


def photographs(owner: User, words: list[dict], at: datetime) -> dict[str, Any]:
    """The photos piece: files of the pictures folder taken in as hers; the first is the cover."""
    photos = [{"photo": take_in(owner, one["picture"], at), "caption": one["caption"]} for one in words]
    return {"photos": photos, "cover": photos[0]["photo"]}


def take_in(owner: User, name: str, at: datetime) -> int:
    """A file of the pictures folder, taken in as people's photographs are; a job makes its copies."""
    file = ContentFile((PICTURES / f"{name}.jpg").read_bytes(), name=f"{name}.jpg")
    return take_in_photo(owner=owner, file=file, at=at).pk
