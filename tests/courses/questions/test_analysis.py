"""What answers say of a question: exact figures, from first attempts alone."""

import pytest
from django.utils import translation

from courses.curriculum.models import ModulePage
from courses.questions import analysis, operations
from courses.questions.marking import Given
from tests.factories import cohorts
from tests.factories import questions as make
from tests.factories.people import person


@pytest.fixture
def run(programme):
    return cohorts.cohort(programme)


@pytest.fixture
def stage(programme):
    return ModulePage.objects.filter(locale__language_code="zh-hans").order_by("path").first()


def places(run, count):
    return [cohorts.enrolment(run) for _ in range(count)]


def practise(place, asked, key):
    operations.practise(enrolment=place, asked=asked, given=key, finishes=True, at=make.NOW)


def test_first_answers_make_the_facility_and_name_the_wrong_choice(run, lesson, django_assert_num_queries):
    asked = make.question(lesson_key=lesson.translation_key)
    right, first, second = (str(one.pk) for one in asked.choices)
    for place, key in zip(places(run, 8), [right, right, first, second, second, second, first, second], strict=True):
        practise(place, asked, key)
        practise(place, asked, right)  # after reading why: counts for nothing
    with django_assert_num_queries(4):
        (row,) = analysis.rows(analysis.measures_of_lessons(), analysis.first_attempts())
    assert (row.measure.answers, row.measure.facility, row.measure.discrimination) == (8, 25.0, None)
    assert (row.wrong, row.wrong_count) == ("错二", 4)
    with translation.override("en"):
        assert row.how_hard == "Most people miss this."


def test_few_answers_say_nothing(run, lesson):
    asked = make.question(lesson_key=lesson.translation_key)
    for place in places(run, 4):
        practise(place, asked, str(asked.choices[1].pk))
    (row,) = analysis.rows(analysis.measures_of_lessons(), analysis.first_attempts())
    assert (row.measure.answers, row.measure.facility, row.wrong, row.wrong_count) == (4, None, "", 0)
    with translation.override("en"):
        assert row.how_hard == "Too few answers to say."


def test_discrimination_is_moodles(run, stage, django_assert_num_queries):
    """Checked by hand: question 1 is right for the five best of ten (rest 2 of 2), wrong for the others (rest 0, one 1)."""
    test = make.test(stage.translation_key, "single", "single", "single", attempts=2)
    for at, place in enumerate(places(run, 10)):
        make.sat(place, test, at < 5, at < 5, at < 6)
        make.sat(place, test, True, True, True)  # a second attempt counts for nothing
    with django_assert_num_queries(1):
        found = {one.question_id: one for one in analysis.measures_of_test(test)}
    ids = list(test.questions.order_by("position").values_list("pk", flat=True))
    # x: 1×5, 0×5; y: 2×5, 1, 0×4. mean x .5, mean y 1.1; cov = 1.0 - .55 = .45; var x .25, var y 2.1 - 1.21 = .89
    assert [found[one].facility for one in ids] == [50.0, 50.0, 60.0]
    assert [found[one].discrimination for one in ids] == [95.4, 95.4, 81.6]


def test_a_question_the_best_miss_is_pointed_at(run, stage):
    test = make.test(stage.translation_key, "single", "single", "single")
    for at, place in enumerate(places(run, 10)):
        make.sat(place, test, at >= 5, at < 5, at < 5)
    found = analysis.rows(analysis.measures_of_test(test), analysis.first_answers(test))
    first = next(row for row in found if row.question.position == 1)
    assert first.measure.discrimination == -100.0
    with translation.override("en"):
        assert "check which answer is marked right" in first.how_telling


def test_when_all_are_right_there_is_no_discrimination(run, stage):
    test = make.test(stage.translation_key, "single", "single")
    for place in places(run, 10):
        make.sat(place, test, True, True)
    assert [(one.facility, one.discrimination) for one in analysis.measures_of_test(test)] == [(100.0, None)] * 2


def test_a_sitting_not_handed_in_counts_for_nothing(run, stage):
    test = make.test(stage.translation_key, "single")
    (place,) = places(run, 1)
    sitting = operations.start_test(enrolment=place, test=test, at=make.NOW)
    answer = sitting.answers.get()
    operations.save_answer(answer=answer, given=Given("1", ""))
    assert analysis.measures_of_test(test) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("number", "300", "300 克"), ("order", "2-1-3", "晒 → 采 → 装"), ("match", "2-1-3", "茶 → 瓶，蜜 → 罐"), ("single", "", ""),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_said_as_a_reader_would(kind, key, words):
    said = analysis.in_words(make.question(kind), key)
    assert said.replace("、", "，").replace(", ", "，") == words


def test_the_page_costs_the_same_for_one_question_and_twenty(client, run, lesson, stage):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(person(role="mentor"))
    everybody, costs = places(run, 6), []
    test = make.test(stage.translation_key, *["single"] * 20)
    for place in everybody:
        make.sat(place, test, *[False] * 20)
    for count in (1, 19):
        for at in range(count):
            asked = make.question(lesson_key=lesson.translation_key, position=count + at)
            for place in everybody:
                practise(place, asked, str(asked.choices[2].pk))
        client.get("/en/work/questions/")
        with CaptureQueriesContext(connection) as queries:
            words = client.get("/en/work/questions/").content.decode()
        costs.append(len(queries))
        assert words.count("The wrong answer they choose is “E 错二” (6 of 6).") in (1, 20)
    assert costs == [8, 8]
    with CaptureQueriesContext(connection) as queries:
        words = client.get(f"/en/work/questions/?test={test.pk}").content.decode()
    assert words.count("Most people miss this.") == 20
    assert len(queries) == 9


def test_a_page_that_is_not_there_is_the_last_and_a_made_up_test_is_not_found(client, homes):
    client.force_login(person(role="editor"))
    assert client.get("/en/work/questions/?page=99&test=x").status_code == 200
    assert client.get("/en/work/questions/?test=99").status_code == 404
