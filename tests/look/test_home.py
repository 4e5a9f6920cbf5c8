"""The front page: where to begin, the three doors, the way, new goods and the next festival, in both languages."""

from datetime import date

import pytest

from cms.models import FestivalIndexPage, FestivalPage, Occurrence, VisitIndexPage
from tests.factories import catalogue, cohorts, pages

pytestmark = pytest.mark.django_db
QUERIES = 10  # two find the page; the other language’s headline; which goods are new, the goods, packs and covers; the day and its festival


def festival(homes, number: int) -> None:
    """A festival of next year under visit/festivals/."""
    visit = VisitIndexPage.objects.filter(locale=homes["zh-hans"].locale).first()
    visit = visit or pages.child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "游瑶都"}, {"title": "Visit"})
    days = FestivalIndexPage.objects.filter(locale=homes["zh-hans"].locale).first()
    days = days or pages.child(visit, FestivalIndexPage, "festivals", {"title": "节日"}, {"title": "Festivals"})
    page = pages.child(days, FestivalPage, f"f{number}", {"title": f"盘王节{number}"}, {"title": f"Panwang {number}"})
    Occurrence.objects.create(festival_key=page.translation_key, starts_on=date(2099, 1, number))


def test_a_guest_is_shown_where_to_begin(client, homes):
    text = client.get("/en/").content.decode()
    assert 'href="/en/learn/">Start learning' in text
    assert '<span class="zh" lang="zh-Hans">学会，种好</span>' in text


def test_a_guest_begins_with_the_first_lesson(client, programme):
    for language in ("en", "zh-hans"):
        text = client.get(f"/{language}/").content.decode()
        assert f'<a class="btn go" href="/{language}/learn/ecommerce/stage-1/lesson-1/">' in text


def test_the_chinese_page_does_not_break_a_phrase_and_has_no_second_line(client, homes):
    text = client.get("/zh-hans/").content.decode()
    assert '<h1><span class="ph-">学会，</span><span class="ph-">种好</span></h1>' in text
    assert "开始学习" in text
    assert "Start learning" not in text


def test_who_studies_goes_on_from_here(client, homes, programme, trainee):
    cohorts.enrolment(cohorts.cohort(programme), trainee)
    client.force_login(trainee)
    text = client.get("/en/").content.decode()
    assert "Lesson 1.1" in text
    assert "Start learning" not in text


def test_the_next_festival_is_named_with_its_day(client, homes):
    festival(homes, 2)
    text = client.get("/en/").content.decode()
    assert "Panwang 2" in text
    assert '<time class="date" datetime="2099-01-02">' in text


@pytest.mark.parametrize("rows", [1, 20])
def test_the_front_page_asks_the_database_as_often_for_one_product_as_for_twenty(
    client, homes, django_assert_num_queries, rows
):
    festival(homes, 1)
    for _ in range(rows):
        catalogue.photo(catalogue.product())
    client.get("/en/")
    with django_assert_num_queries(QUERIES):
        client.get("/en/")
