"""A programme's outline."""

import uuid

import pytest
from django.utils import translation

from courses.curriculum import queries
from courses.curriculum.models import LessonPage
from tests.factories import pages


def test_titles_in_both_languages_and_addresses_in_the_readers(programme):
    with translation.override("en"):
        course = queries.outline(programme.translation_key)
    assert (course.title_zh_hans, course.title_en) == ("电商创业训练营", "E-commerce boot camp")
    assert [stage.url for stage in course.stages] == ["/en/learn/ecommerce/stage-1/", "/en/learn/ecommerce/stage-2/"]
    assert [lesson.title_en for lesson in course.stages[1].lessons] == ["Lesson 2.1", "Lesson 2.2"]
    assert [lesson.number for lesson in course.lessons] == [1, 2, 1, 2]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_is_found_from_any_of_its_pages(programme, language):
    for page in (programme, *programme.get_children().specific(), *LessonPage.objects.filter(locale__language_code=language)):
        assert queries.outline_around(page).key == programme.translation_key


def test_a_lesson_not_yet_translated_is_listed_in_the_source_language(programme):
    LessonPage.objects.filter(locale__language_code="en", slug="lesson-2").update(live=False)
    with translation.override("en"):
        course = queries.outline(programme.translation_key)
    second = course.stages[0].lessons[1]
    assert (second.title, second.title_en, second.url) == ("第 1.2 课", "", "/en/learn/ecommerce/stage-1/lesson-2/")


def test_next_and_previous_cross_stages(programme):
    course = queries.outline(programme.translation_key)
    before, after = course.around(course.lessons[1].key)
    assert (before.title, after.title) == ("第 1.1 课", "第 2.1 课")
    assert course.around(course.lessons[0].key)[0] is None
    assert course.around(course.lessons[-1].key)[1] is None
    assert course.around(uuid.uuid4()) == (None, None)


def test_two_queries_for_one_lesson_and_for_twenty(homes, django_assert_num_queries):
    small, large = pages.programme(homes, slug="a", stages=1), pages.programme(homes, slug="b", stages=2, lessons=10)
    for programme in (small, large):
        with django_assert_num_queries(2):
            queries.outline(programme.translation_key)


def test_an_unknown_programme_has_no_outline(homes):
    assert queries.outline(uuid.uuid4()) is None
