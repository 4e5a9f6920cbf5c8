"""Sitting a test in the browser's terms, without JavaScript; and a lesson's check of every kind."""

import pytest

from courses.cohorts.models import LessonProgress
from courses.curriculum.models import ModulePage
from courses.questions.models import Answer, Attempt, Sitting
from tests.factories import cohorts
from tests.factories import questions as make
from tests.factories.people import person

KINDS = ("single", "several", "number", "order", "match")
LESSON = "/zh-hans/learn/ecommerce/stage-1/lesson-1/"


@pytest.fixture
def stage(programme):
    return ModulePage.objects.filter(locale__language_code="zh-hans").order_by("path").first()


@pytest.fixture
def every_kind(stage):
    return make.test(stage.translation_key, *KINDS, attempts=1, pass_mark=60)


@pytest.fixture
def sitting(client, place, every_kind):
    response = client.post(f"/en/work/{place.pk}/test/{every_kind.pk}/")
    assert response.url == f"/en/work/sitting/{Sitting.objects.get().pk}/1/"
    return Sitting.objects.get()


def answer_all(client, sitting, right=True):
    from courses.questions.queries import steps

    for answer, asked in steps(sitting):
        wrong = {"number": "1", "order": "3-1-2", "match": "3-1-2"}.get(
            asked.question.kind, str(asked.choices[-1].pk) if asked.choices else ""
        )
        client.post(
            f"/en/work/sitting/{sitting.pk}/{answer.position}/", make.posted(asked, make.right(asked) if right else wrong)
        )


def test_a_whole_test_is_passed(client, place, every_kind, sitting):
    answer_all(client, sitting)
    words = client.get(f"/en/work/sitting/{sitting.pk}/").content.decode()
    assert "Every question has an answer" in words
    assert client.post(f"/en/work/sitting/{sitting.pk}/").status_code == 302
    words = client.get(f"/en/work/sitting/{sitting.pk}/").content.decode()
    assert '<h1 class="mt2">Passed</h1>' in words
    assert "100 %" in words
    assert "5 of 5 wholly right" in words
    assert client.get("/en/learn/ecommerce/stage-1/").content.decode().count("Best score 100 %") == 1


def test_a_failed_test_says_why_and_what_was_right(client, place, sitting):
    answer_all(client, sitting, right=False)
    client.post(f"/en/work/sitting/{sitting.pk}/")
    words = client.get(f"/en/work/sitting/{sitting.pk}/").content.decode()
    assert "Not passed yet" in words
    assert "You wrote 1." in words
    assert "For 错二" in words
    assert "1. E 采" in words
    assert "E 茶 → E 罐" in words


def test_leaving_keeps_the_answers_and_coming_back_goes_on(client, place, every_kind, sitting):
    from courses.questions.queries import steps

    _answer, asked = steps(sitting)[0]
    client.post(f"/en/work/sitting/{sitting.pk}/1/", {**make.posted(asked, make.right(asked)), "do": "leave"})
    assert Answer.objects.get(position=1).given == make.right(asked)
    assert "Go on with the test" in client.get(f"/en/work/{place.pk}/test/{every_kind.pk}/").content.decode()
    response = client.post(f"/en/work/{place.pk}/test/{every_kind.pk}/")
    assert response.url == f"/en/work/sitting/{sitting.pk}/2/"
    assert Sitting.objects.count() == 1
    shown = client.get(f"/zh-hans/work/sitting/{sitting.pk}/1/").content.decode()
    assert f'value="{make.right(asked)}" checked' in shown


def test_what_is_not_understood_is_kept_and_mended(client, sitting):
    response = client.post(f"/en/work/sitting/{sitting.pk}/3/", {"number": "差不多半斤"})
    assert response.url == f"/en/work/sitting/{sitting.pk}/3/"
    words = client.get(response.url).content.decode()
    assert 'value="差不多半斤"' in words
    assert "Write a number, such as 250" in words
    client.post(f"/en/work/sitting/{sitting.pk}/3/", {"number": "半斤"})
    assert Answer.objects.get(position=3).given == "250"


def test_a_second_tab_cannot_begin_another_attempt(client, place, every_kind, sitting):
    answer_all(client, sitting)
    client.post(f"/en/work/sitting/{sitting.pk}/")
    page = f"/en/work/{place.pk}/test/{every_kind.pk}/"
    assert client.post(page).url == page
    assert "All attempts at this test are used" in client.get(page).content.decode()
    assert client.post(f"/en/work/sitting/{sitting.pk}/1/", {"choice": "1"}).url == f"/en/work/sitting/{sitting.pk}/"
    assert client.post(f"/en/work/sitting/{sitting.pk}/").status_code == 302
    assert Sitting.objects.get().percent == 100


def test_a_stranger_finds_nothing_and_changes_nothing(client, place, every_kind, sitting):
    client.force_login(person(role="trainee"))
    paths = (f"{place.pk}/test/{every_kind.pk}/", f"sitting/{sitting.pk}/", f"sitting/{sitting.pk}/1/")
    for path in paths:
        assert client.get(f"/en/work/{path}").status_code == 404
        assert client.post(f"/en/work/{path}", {"choice": "1"}).status_code == 404
    assert list(Answer.objects.values_list("given", flat=True)) == [""] * 5
    assert Sitting.objects.get().handed_in_at is None


def test_a_test_of_another_programme_is_not_found(client, place, homes):
    from tests.factories import pages

    other = pages.programme(homes, slug="farming", stages=1)
    key = ModulePage.objects.child_of(other).first().translation_key
    asked = make.test(key, "single")
    assert client.post(f"/en/work/{place.pk}/test/{asked.pk}/").status_code == 404
    assert Sitting.objects.count() == 0


def test_there_is_no_question_nought(client, sitting):
    for position in (0, 6):
        assert client.get(f"/en/work/sitting/{sitting.pk}/{position}/").status_code == 404


@pytest.mark.parametrize("page", ["step", "open", "result", "front", "stage"])
def test_pages_cost_the_same_for_one_question_and_twenty(client, programme, trainee, page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(trainee)
    stages = list(ModulePage.objects.filter(locale__language_code="zh-hans").order_by("path"))
    place = cohorts.enrolment(cohorts.cohort(programme), trainee)
    found = []
    for stage, count in zip(stages, (1, 20), strict=True):
        asked = make.test(stage.translation_key, *["single"] * count)
        client.post(f"/en/work/{place.pk}/test/{asked.pk}/")
        sitting = Sitting.objects.get(test=asked)
        if page == "result":
            client.post(f"/en/work/sitting/{sitting.pk}/")
        address = {
            "step": f"/en/work/sitting/{sitting.pk}/1/", "front": f"/en/work/{place.pk}/test/{asked.pk}/",
            "stage": f"/en/learn/ecommerce/{stage.slug}/",
        }.get(page, f"/en/work/sitting/{sitting.pk}/")  # fmt: skip
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found.append(len(queries))
    cost = {"step": 5, "open": 7, "result": 8, "front": 8, "stage": 11}[page]
    assert found == [cost, cost]


# --- a lesson's check -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_check_of_any_kind_is_answered_and_ticks_the_lesson(client, place, lesson, kind):
    asked = make.question(kind, lesson_key=lesson.translation_key, explanation_en="So it is.")
    address = f"/en/work/check/{lesson.translation_key}/"
    response = client.post(address, make.posted(asked, make.right(asked)))
    words = client.get(response.url).content.decode()
    assert "This lesson is done and ticked." in words
    assert "So it is." in words
    assert (Attempt.objects.get().given, LessonProgress.objects.count()) == (make.right(asked), 1)


@pytest.mark.parametrize(("kind", "wrong"), [("several", None), ("number", "300"), ("order", "2-1-3"), ("match", "2-1-3")])
def test_a_wrong_try_brings_the_hint_and_may_be_tried_again(client, place, lesson, kind, wrong):
    asked = make.question(kind, lesson_key=lesson.translation_key, hint_en="Weigh it.", explanation_en="So it is.")
    assert "Weigh it." not in client.get(LESSON.replace("zh-hans", "en")).content.decode()
    wrong = wrong or str(asked.choices[0].pk)
    response = client.post(f"/en/work/check/{lesson.translation_key}/", make.posted(asked, wrong))
    words = client.get(response.url).content.decode()
    assert "Weigh it." in words
    assert "So it is." not in words
    assert "Try again" in words
    assert (Attempt.objects.get().is_right, LessonProgress.objects.count()) == (False, 0)


def test_an_order_with_a_place_twice_is_given_back_as_it_was(client, place, lesson):
    asked = make.question("order", lesson_key=lesson.translation_key)
    posted = {"place-1": "1", "place-2": "1", "place-3": ""}
    response = client.post(f"/en/work/check/{lesson.translation_key}/", posted)
    words = client.get(response.url).content.decode()
    assert "Give every step a place of its own" in words
    assert words.count('<option value="1" selected>') == 2
    assert asked.mixed
    assert Attempt.objects.count() == 0


def test_two_questions_tick_the_lesson_when_both_were_answered_right(client, place, lesson):
    first = make.question("single", lesson_key=lesson.translation_key, position=1)
    second = make.question("number", lesson_key=lesson.translation_key, position=2)
    address = f"/en/work/check/{lesson.translation_key}/"
    response = client.post(address, {**make.posted(first, make.right(first)), "question": "1"})
    words = client.get(response.url).content.decode()
    assert 'href="?question=2#check"' in words
    assert LessonProgress.objects.count() == 0
    assert "Question 2 of 2" in client.get("/en/learn/ecommerce/stage-1/lesson-1/").content.decode()
    client.post(address, {**make.posted(second, "250"), "question": "2"})
    assert LessonProgress.objects.count() == 1


def test_what_a_lesson_costs_is_the_same_for_every_kind(client, place, lesson, django_assert_num_queries):
    for at, kind in enumerate(KINDS, 1):
        make.question(kind, lesson_key=lesson.translation_key, position=at, drawing="l-weigh")
    for at in range(1, 6):
        client.get(f"{LESSON}?question={at}")
        with django_assert_num_queries(12):
            assert client.get(f"{LESSON}?question={at}").status_code == 200


@pytest.mark.parametrize(
    "query", ["answer=%00", "answer=none&typed=%3Cscript%3E", "question=999&answer=1-1-1", "question=x", "answer=" + "9" * 500]
)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_the_address_breaks_the_lesson(client, lesson, kind, query):
    make.question(kind, lesson_key=lesson.translation_key)
    response = client.get(f"{LESSON}?{query}")
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().split("</head>")[1]
