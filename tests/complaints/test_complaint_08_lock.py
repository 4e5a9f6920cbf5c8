"""Complaint 8: "No lock between lessons; learners skip to the end". Ours waits with what is done, never with what is read."""

import pytest

from courses.assessment.models import Submission, Version
from courses.cohorts import opening
from courses.cohorts.models import LessonProgress, Opening
from courses.cohorts.operations import finish_lesson
from courses.cohorts.prerequisites import StillClosed, missing
from courses.cohorts.queries import progress
from courses.curriculum.models import LessonPage
from courses.questions.models import Attempt
from tests.factories import assessment, cohorts, people
from tests.factories.assessment import NOW

LAST = "/en/learn/ecommerce/stage-2/lesson-2/"


@pytest.fixture
def asked(programme):
    return assessment.assignments(programme, pieces=("name", "story"))


@pytest.fixture
def place(asked, programme, trainee, client):
    client.force_login(trainee)
    return cohorts.enrolment(cohorts.cohort(programme), trainee)


@pytest.fixture
def lessons(programme):
    return list(LessonPage.objects.filter(locale__language_code="zh-hans").order_by("path"))


def test_the_last_lesson_can_be_read_but_not_ticked_and_says_what_comes_first(client, place, lessons):
    page = client.get(LAST).content.decode()
    assert "Lesson 2.2" in page
    assert "This check opens a little later" in page
    assert f'href="/en/work/{place.pk}/name/1/">Hand in: Show your name</a>' in page
    assert client.post(f"/en/work/check/{lessons[3].translation_key}/").status_code == 302
    with pytest.raises(StillClosed) as closed:
        finish_lesson(enrolment=place, lesson_key=lessons[3].translation_key, at=NOW)
    assert [(one.kind, one.title) for one in closed.value.missing] == [("piece", "Show your name")]
    assert (LessonProgress.objects.count(), Attempt.objects.count()) == (0, 0)


def test_a_piece_before_its_time_keeps_what_is_typed_and_is_not_sent(client, place):
    url = f"/en/work/{place.pk}/story/1/"
    answer = client.post(
        url, {"do": "send", "story": "奶奶的茶树长在河口村上头。\n我们赶在雾散之前采。", "expected": "1"}, follow=True
    )
    page = answer.content.decode()
    assert "You can hand this piece in a little later" in page
    assert "What you wrote is kept. Send it once this is done: Show your name." in page
    assert "奶奶的茶树长在河口村上头" in page
    assert (Version.objects.count(), Submission.objects.get().state) == (0, "draft")


def test_who_goes_in_order_is_never_stopped(place, asked, lessons):
    for number, piece in enumerate(("name", "story")):
        for lesson in lessons[2 * number : 2 * number + 2]:
            assert progress(place).next_step.lesson.key == lesson.translation_key
            assert finish_lesson(enrolment=place, lesson_key=lesson.translation_key, at=NOW)
        assert progress(place).next_step.kind == "piece"
        assessment.sent(place, asked[piece])


def test_chosen_lessons_come_first_and_each_is_named(place, lessons):
    first, second = str(lessons[0].translation_key), str(lessons[1].translation_key)
    LessonPage.objects.filter(pk=lessons[1].pk).update(opens="after lessons", needs=[first, second])  # itself: not waited for
    assert [one.title for one in missing(progress(place), lessons[1].translation_key)] == ["第 1.1 课"]
    finish_lesson(enrolment=place, lesson_key=lessons[0].translation_key, at=NOW)
    assert missing(progress(place), lessons[1].translation_key) == ()


def test_editors_can_let_a_lesson_open_at_once(place, lessons):
    LessonPage.objects.filter(pk=lessons[3].pk).update(opens="freely")
    assert finish_lesson(enrolment=place, lesson_key=lessons[3].translation_key, at=NOW)


@pytest.mark.parametrize("whose", ["enrolment", "cohort"])
def test_a_manager_opens_early_on_record_once_and_ends_it(place, lessons, whose):
    manager, stage = people.person(role="programme manager"), progress(place).outline.stages[1]
    target = {"enrolment": place, "cohort": place.cohort}[whose]
    for _twice in range(2):
        kept = opening.open_early(stage=stage, words="去过别的班", by=manager, at=NOW, **{whose: target})
    assert (Opening.objects.count(), kept.by, kept.words, kept.at) == (1, manager, "去过别的班", NOW)
    assert missing(progress(place), lessons[3].translation_key) == ()
    opening.end_opening(opening_id=kept.pk, whose=target, by=manager, at=NOW)
    assert len(missing(progress(place), lessons[3].translation_key)) == 1
