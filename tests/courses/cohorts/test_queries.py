"""Where a person stands in a course."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from courses.cohorts import queries
from courses.cohorts.models import LessonProgress
from courses.cohorts.queries import StageWork
from courses.curriculum.models import LessonPage, ModulePage
from tests.factories import cohorts as make
from tests.factories import pages


@pytest.fixture
def place(programme, trainee):
    return make.enrolment(make.cohort(programme), trainee)


@pytest.fixture
def works(monkeypatch):
    """What the stages' pieces are, as the parts above would say; a test fills it."""
    pieces: dict = {}
    monkeypatch.setattr(queries, "piece_sources", [lambda enrolment: pieces])
    return pieces


def lessons(language="zh-hans"):
    return list(LessonPage.objects.filter(locale__language_code=language).order_by("path"))


def stage_keys():
    return list(
        ModulePage.objects.filter(locale__language_code="zh-hans").order_by("path").values_list("translation_key", flat=True)
    )


def test_nobody_and_a_stranger_have_no_enrolment(db, trainee):
    assert queries.current_enrolment(AnonymousUser()) is None
    assert queries.current_enrolment(trainee) is None


def test_what_is_studied_now_comes_before_what_was_finished(homes, trainee):
    first = make.enrolment(make.cohort(pages.programme(homes, slug="farming", stages=1)), trainee)
    second = make.enrolment(make.cohort(pages.programme(homes, stages=1)), trainee, state="graduated")
    assert queries.current_enrolment(trainee) == first
    first.state = "withdrawn"
    first.save()
    assert queries.current_enrolment(trainee) == second


def test_the_first_step_is_the_first_lesson(place, works):
    where = queries.progress(place)
    assert (where.done, where.total, where.current.stage.number) == (0, 2, 1)
    assert where.next_step.url == "/zh-hans/learn/ecommerce/stage-1/lesson-1/"
    assert where.next_lesson.title == "第 1.1 课"


def test_a_tick_made_in_english_is_there_in_chinese(place, works):
    make.tick(place, lessons("en")[0])
    assert queries.lessons_done(place) == {lessons("zh-hans")[0].translation_key}
    with translation.override("en"):
        where = queries.progress(place)
        assert where.next_lesson.title == "Lesson 1.2"
    assert [stage.lessons_done for stage in where.stages] == [1, 0]
    assert (where.next_lesson.title_en, where.next_lesson.url) == ("Lesson 1.2", "/en/learn/ecommerce/stage-1/lesson-2/")


def test_after_a_stages_lessons_its_piece_is_next(place, works):
    make.tick(place, *lessons()[:2])
    works[stage_keys()[0]] = StageWork("draft", "取店名", "/zh-hans/work/1/name/1/")
    step = queries.progress(place).next_step
    assert (step.kind, step.url, step.stage.number) == ("piece", "/zh-hans/work/1/name/1/", 1)


def test_while_a_piece_is_with_the_mentor_the_next_stage_goes_on(place, works):
    make.tick(place, *lessons()[:2])
    works[stage_keys()[0]] = StageWork("sent", "取店名", "/")
    where = queries.progress(place)
    assert (where.done, where.current.stage.number, where.next_step.kind) == (0, 2, "lesson")


def test_a_change_asked_for_comes_first(place, works):
    make.tick(place, *lessons()[:2])
    works[stage_keys()[0]] = StageWork("change asked", "取店名", "/change/")
    assert queries.progress(place).next_step.url == "/change/"


def test_an_approved_piece_fills_its_petal_and_at_the_end_nothing_is_next(place, works):
    make.tick(place, *lessons())
    works.update({key: StageWork("approved", "", "/") for key in stage_keys()})
    where = queries.progress(place)
    assert (where.done, where.total, where.next_step, where.current) == (2, 2, None, None)


def test_progress_costs_the_same_for_one_lesson_and_for_twenty(homes, trainee, works, django_assert_num_queries):
    small = make.enrolment(make.cohort(pages.programme(homes, slug="small", stages=1, lessons=1)), trainee)
    large = make.enrolment(make.cohort(pages.programme(homes, slug="large", stages=2, lessons=10)), trainee)
    for place in (small, large):
        with django_assert_num_queries(3):
            queries.progress(place)
    assert LessonProgress.objects.count() == 0


def test_a_programme_without_a_live_page_has_no_progress(place, works, programme):
    programme.unpublish()
    for page in programme.get_translations():
        page.unpublish()
    assert queries.progress(place) is None
