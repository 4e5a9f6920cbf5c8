"""Editors say on which days festivals fall."""

from datetime import date

import pytest

from cms.models import FestivalIndexPage, FestivalPage, Occurrence, VisitIndexPage
from tests.factories.pages import child

NEW = "/admin/occurrence/new/"


@pytest.fixture
def festival(homes):
    visit = child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "来走走"}, {"title": "Visit"})
    index = child(visit, FestivalIndexPage, "festivals", {"title": "节日"}, {"title": "Festivals"})
    return child(index, FestivalPage, "panwang", {"title": "盘王节"}, {"title": "Panwang Festival"})


def day(festival, on="2030-11-11"):
    return {"festival_key": str(festival.translation_key), "starts_on": on}


def test_an_editor_adds_a_day_and_readers_see_it(sign_in, festival):
    client = sign_in("editor")
    assert client.post(NEW, day(festival)).status_code == 302
    assert Occurrence.objects.get().starts_on == date(2030, 11, 11)
    assert "盘王节" in client.get("/admin/occurrence/").content.decode()


def test_the_same_day_twice_is_explained(sign_in, festival):
    client = sign_in("editor")
    for _twice in range(2):
        response = client.post(NEW, day(festival))
    assert "这个节日已经有这一天了。" in response.content.decode()
    assert Occurrence.objects.count() == 1


def test_a_mentor_may_not_add_one(sign_in, festival):
    sign_in("mentor").post(NEW, day(festival))
    assert Occurrence.objects.count() == 0
