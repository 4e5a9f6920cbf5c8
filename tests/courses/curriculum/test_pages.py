"""The pages of a boot camp: what they show and what they cost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtailmedia.models import Media

from courses.curriculum.models import LessonPage
from tests.factories import certificates as award
from tests.factories import cohorts as make
from tests.factories import pages
from tests.factories.checks import quick_check

LESSON = "/zh-hans/learn/{slug}/stage-1/lesson-1/"
PROGRAMME = "/zh-hans/learn/{slug}/"


@pytest.fixture
def camps(homes, mentor):
    """Two programmes, of one lesson and of twenty, each with a cohort, a quick check and assignments."""
    small = pages.programme(homes, slug="small", stages=1, lessons=1)
    large = pages.programme(homes, slug="large", stages=2, lessons=10)
    for camp in (small, large):
        make.cohort(camp, mentors=(mentor,))
        award.assignments(camp)
    for lesson in LessonPage.objects.filter(slug="lesson-1", locale__language_code="zh-hans"):
        quick_check(lesson)
    return small, large


def cost(client, url, counting):
    client.get(url)
    with counting() as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.fixture
def counting(django_assert_max_num_queries):
    return lambda: django_assert_max_num_queries(12)


@pytest.mark.parametrize(("page", "queries"), [(PROGRAMME, 7), (LESSON, 7)])
def test_what_a_page_costs_a_reader(client, camps, counting, page, queries):
    assert [cost(client, page.format(slug=slug), counting) for slug in ("small", "large")] == [queries, queries]


@pytest.mark.parametrize(("page", "queries"), [(PROGRAMME, 11), (LESSON, 12)])
def test_what_a_page_costs_a_trainee(client, camps, counting, trainee, mentor, page, queries):
    client.force_login(trainee)
    for camp in camps:
        make.enrolment(make.cohort(camp), trainee, mentor=mentor)
    assert [cost(client, page.format(slug=slug), counting) for slug in ("small", "large")] == [queries, queries]


def test_titles_are_in_both_languages(client, programme):
    words = client.get(LESSON.format(slug="ecommerce")).content.decode()
    assert '第 1.1 课<span class="zh" lang="en">Lesson 1.1</span>' in words
    words = client.get("/en/learn/ecommerce/stage-1/").content.decode()
    assert 'Stage 1<span class="zh" lang="zh-Hans">第 1 关</span>' in words


def test_a_lesson_that_is_not_translated_is_shown_marked(client, programme):
    LessonPage.objects.filter(locale__language_code="en").update(live=False)
    words = client.get("/en/learn/ecommerce/stage-1/lesson-1/").content.decode()
    assert '<article lang="zh-Hans">' in words
    assert "第 1.1 课" in words


def test_who_has_no_place_is_told_how_to_get_one(client, programme):
    make.cohort(programme, capacity=9)
    words = client.get("/en/learn/ecommerce/").content.decode()
    assert "9 of 9 places left" in words
    assert "Apply for a place" in words
    assert 'href="/en/learn/ecommerce/stage-1/lesson-1/"' in words


def test_a_trainee_sees_where_they_stand(client, programme, trainee, mentor):
    place = make.enrolment(make.cohort(programme), trainee, mentor=mentor)
    first, *_rest = award.assignments(programme)
    award.approve(place, first)
    client.force_login(trainee)
    words = client.get("/en/learn/ecommerce/").content.decode()
    for said in ("1 of 2 stages done", "You are here", "Continue lesson", "/en/learn/ecommerce/stage-2/lesson-1/"):
        assert said in words
    assert "Apply for a place" not in words


def test_a_stage_says_what_it_asks_for(client, programme, trainee):
    award.assignments(programme)
    place = make.enrolment(make.cohort(programme), trainee)
    assert "Apply for a place to hand it in" in client.get("/en/learn/ecommerce/stage-1/").content.decode()
    client.force_login(trainee)
    assert f"/en/work/{place.pk}/name/1/" in client.get("/en/learn/ecommerce/stage-1/").content.decode()


def test_the_learn_page_lists_the_camps(client, camps):
    words = client.get("/en/learn/").content.decode()
    assert 'href="/en/learn/small/"' in words
    assert 'href="/en/learn/large/"' in words


def test_a_lesson_with_recordings_says_how_it_can_be_taken_and_what_each_weighs(client, programme, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    plain = client.get(LESSON.format(slug="ecommerce")).content.decode()
    assert "这一课怎么学" not in plain
    rows = [
        (kind, Media.objects.create(title=kind, type=kind, duration=0, file=SimpleUploadedFile(name, bytes(size))))
        for kind, name, size in (("video", "w.mp4", 6_200_000), ("audio", "l.mp3", 900_000))
    ]
    lesson = LessonPage.objects.get(url_path__endswith="/ecommerce/stage-1/lesson-1/", locale__language_code="zh-hans")
    lesson.body = [(kind, media) for kind, media in rows]
    lesson.save()
    shown = client.get(LESSON.format(slug="ecommerce")).content.decode()
    ways = shown.split('class="ways"')[1].split("</nav>")[0]
    assert [words for words in ("看视频", "听", "看文字", "不另费流量") if words not in ways] == []
    for (_kind, media), size in zip(rows, ("6.2 MB", "0.9 MB"), strict=True):
        assert f'href="#media-{media.pk}"' in ways
        assert f'id="media-{media.pk}"' in shown
        assert size in ways
