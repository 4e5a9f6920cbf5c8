"""A lesson's quick check, without JavaScript: try as often as you like; a right answer ticks the lesson."""

import uuid

import pytest

from courses.cohorts.models import LessonProgress
from courses.curriculum.models import LessonPage
from courses.questions.models import Attempt
from tests.factories import cohorts as make
from tests.factories.checks import quick_check


@pytest.fixture
def lesson(programme):
    return LessonPage.objects.filter(locale__language_code="zh-hans").order_by("path").first()


@pytest.fixture
def choices(lesson):
    return quick_check(lesson)


@pytest.fixture
def place(programme, trainee, client):
    client.force_login(trainee)
    return make.enrolment(make.cohort(programme), trainee)


def take(client, lesson, choice, language="zh-hans"):
    return client.post(f"/{language}/work/check/{lesson.translation_key}/", {"choice": choice} if choice else {})


def test_a_wrong_answer_says_why_and_may_be_tried_again(client, lesson, choices, place):
    response = take(client, lesson, choices[1].pk)
    assert response.url == f"/zh-hans/learn/ecommerce/stage-1/lesson-1/?answer={choices[1].pk}#check"
    words = client.get(response.url).content.decode()
    assert "因为2" in words
    assert "再试一次" in words
    assert (Attempt.objects.get().is_right, LessonProgress.objects.count()) == (False, 0)


def test_a_right_answer_ticks_the_lesson_and_the_next_step_is_one_press_away(client, lesson, choices, place):
    take(client, lesson, choices[1].pk)
    response = take(client, lesson, choices[0].pk)
    words = client.get(response.url).content.decode()
    assert "因为1" in words
    assert 'class="btn go full" href="/zh-hans/learn/ecommerce/stage-1/lesson-2/"' in words
    assert LessonProgress.objects.get().lesson_key == lesson.translation_key
    take(client, lesson, choices[2].pk)
    assert list(Attempt.objects.order_by("pk").values_list("is_right", flat=True)) == [False, True, False]
    assert LessonProgress.objects.count() == 1


def test_the_other_language_has_the_same_tick_and_answer(client, lesson, choices, place):
    take(client, lesson, choices[0].pk)
    words = client.get("/en/learn/ecommerce/stage-1/lesson-1/").content.decode()
    assert "Because 1" in words
    assert "This lesson is done and ticked." in words
    assert f'value="{choices[0].pk}" checked' in words


def test_without_a_place_why_is_said_and_nothing_stored(client, lesson, choices, trainee):
    for signed_in in (False, True):
        if signed_in:
            client.force_login(trainee)
        response = take(client, lesson, choices[0].pk, "en")
        words = client.get(response.url).content.decode()
        assert "Because 1" in words
        assert "/en/learn/ecommerce/apply/" in words
        assert (Attempt.objects.count(), LessonProgress.objects.count()) == (0, 0)


@pytest.mark.parametrize("choice", ["", "999999", "x", "1 OR 1=1"])
def test_no_answer_or_a_made_up_one_changes_nothing(client, lesson, choices, place, choice):
    response = take(client, lesson, choice, "en")
    assert response.url.endswith("?answer=none#check")
    assert "Choose one answer" in client.get(response.url).content.decode()
    assert (Attempt.objects.count(), LessonProgress.objects.count()) == (0, 0)


def test_a_choice_of_another_lesson_is_no_answer(client, lesson, choices, place, programme):
    other = quick_check(LessonPage.objects.filter(locale__language_code="zh-hans").order_by("path").last())
    assert take(client, lesson, other[0].pk).url.endswith("?answer=none#check")
    assert Attempt.objects.count() == 0


def test_a_lesson_without_a_question_is_ticked_by_saying_so(client, lesson, place):
    assert "这一课学完了" in client.get("/zh-hans/learn/ecommerce/stage-1/lesson-1/").content.decode()
    take(client, lesson, "")
    assert LessonProgress.objects.get().lesson_key == lesson.translation_key


def test_an_unknown_lesson_is_not_found_and_looking_is_not_answering(client, place, lesson):
    assert client.post(f"/en/work/check/{uuid.uuid4()}/").status_code == 404
    assert client.get(f"/en/work/check/{lesson.translation_key}/").status_code == 405
