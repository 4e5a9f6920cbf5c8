"""Days by the moon, what editors make of them, and the calendars that follow."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from django.utils import translation

from cms.festival_days import DayTaken, WordsNeeded, keep_day, reckon_days
from cms.models import (
    FestivalIndexPage,
    FestivalPage,
    Occurrence,
    PlaceIndexPage,
    PlacePage,
    RouteIndexPage,
    RoutePage,
    VisitIndexPage,
)
from cms.moon import reckon
from common.models import AuditEntry
from tests.factories.pages import add_stops, child

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 3, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CHANGE = "/admin/occurrence/edit/{}/"
SURE = {"lunar_month": 10, "lunar_day": 16, "certainty": "sure", "township": "tuojiang"}


@pytest.fixture
def visit(homes):
    return child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "来走走"}, {"title": "Visit"})


@pytest.fixture
def index(visit):
    return child(visit, FestivalIndexPage, "festivals", {"title": "节日"}, {"title": "Festivals"})


@pytest.fixture
def panwang(index, monkeypatch):
    for place in ("cms.templatetags.cms_tags.shanghai_day", "cms.views.shanghai_day"):
        monkeypatch.setattr(place, lambda at: TODAY)
    return child(index, FestivalPage, "panwang", {"title": "盘王节", "place": "沱江"}, {"title": "Panwang Festival"}, **SURE)


def days() -> list[tuple]:
    return list(Occurrence.objects.values_list("lunar_year", "starts_on", "state"))


def kept(day=None, /, **given) -> Occurrence:
    usual = {"ends_on": None, "is_cancelled": False, "words_zh_hans": "", "words_en": "", "at": LATER, "by": None}
    return keep_day(**{**usual, "day": day.pk if day else None, "festival_key": day and day.festival_key, **given})


@pytest.mark.parametrize(
    ("year", "month", "day", "found", "doubt"),
    [
        (2026, 10, 16, date(2026, 11, 24), ""), (2029, 10, 16, date(2029, 11, 21), ""), (2027, 2, 1, date(2027, 3, 8), ""),
        (2028, 5, 5, date(2028, 5, 28), "leap"), (2026, 1, 30, date(2026, 3, 18), ""), (2026, 2, 30, date(2026, 4, 16), "missing"),
    ],
)  # fmt: skip
def test_a_day_by_the_moon_says_what_is_doubtful(year, month, day, found, doubt):
    said = reckon(year, month, day)
    assert (said.on, said.doubt) == (found, doubt)


@pytest.mark.parametrize(("year", "month", "day"), [(2100, 1, 1), (1899, 1, 1), (2026, 13, 1), (2026, 0, 1)])
def test_a_day_no_calendar_reaches_is_none(year, month, day):
    assert reckon(year, month, day) is None


def test_four_years_are_reckoned_once(panwang):
    assert reckon_days(at=AT) == 4
    assert days() == [
        (2026, date(2026, 11, 24), "reckoned"), (2027, date(2027, 11, 13), "reckoned"),
        (2028, date(2028, 12, 1), "reckoned"), (2029, date(2029, 11, 21), "reckoned"),
    ]  # fmt: skip
    assert reckon_days(at=LATER) == 0
    assert AuditEntry.objects.filter(action="reckon festival day").count() == 4


@pytest.mark.parametrize("unsure", [{"certainty": "likely"}, {"lunar_day": None}, {"live": False}])
def test_a_rule_that_is_not_sure_has_no_days(panwang, unsure):
    FestivalPage.objects.update(**unsure)
    assert reckon_days(at=AT) == 0


def test_what_an_editor_said_is_never_reckoned_over(panwang):
    reckon_days(at=AT)
    moved, off = Occurrence.objects.filter(lunar_year__in=(2027, 2028))
    kept(moved, starts_on=date(2027, 11, 20), words_zh_hans="下雨", words_en="Rain")
    kept(off, starts_on=off.starts_on, is_cancelled=True, words_zh_hans="停办", words_en="Not held")
    FestivalPage.objects.update(lunar_day=17)
    assert reckon_days(at=LATER) == 2
    assert days() == [
        (2026, date(2026, 11, 25), "reckoned"), (2027, date(2027, 11, 20), "confirmed"),
        (2028, date(2028, 12, 1), "cancelled"), (2029, date(2029, 11, 22), "reckoned"),
    ]  # fmt: skip


def test_a_day_entered_by_hand_is_taken_for_the_reckoned_one(panwang):
    kept(festival_key=panwang.translation_key, starts_on=date(2026, 11, 24))
    assert reckon_days(at=AT) == 3
    assert days()[0] == (2026, date(2026, 11, 24), "confirmed")


def test_a_doubtful_day_is_kept_from_readers_until_an_editor_confirms_it(client, sign_in, panwang):
    FestivalPage.objects.update(lunar_month=5, lunar_day=5)
    reckon_days(at=AT)
    day = Occurrence.objects.get(lunar_year=2028)
    assert (day.state, day.doubt) == ("proposed", "leap")
    assert "2028年5月28日" not in client.get("/zh-hans/visit/festivals/panwang/").content.decode()
    editor = sign_in("editor")
    assert "这一年有闰月" in editor.get(CHANGE.format(day.pk)).content.decode()
    assert editor.post(CHANGE.format(day.pk), {"starts_on": "2028-05-28"}).status_code == 302
    assert Occurrence.objects.get(pk=day.pk).state == "confirmed"
    assert "28 May 2028" in client.get("/en/visit/festivals/panwang/").content.decode()


def test_a_move_needs_words_in_both_languages(sign_in, panwang):
    reckon_days(at=AT)
    day = Occurrence.objects.get(lunar_year=2027)
    given = {"starts_on": "2027-11-20", "words_zh_hans": "因下雨改期", "words_en": ""}
    editor = sign_in("editor")
    assert "请用中英文各写一句" in editor.post(CHANGE.format(day.pk), given).content.decode()
    assert editor.post(CHANGE.format(day.pk), {"starts_on": "", "is_cancelled": "on"}).status_code == 200
    assert Occurrence.objects.get(pk=day.pk).starts_on == date(2027, 11, 13)
    assert editor.post(CHANGE.format(day.pk), {**given, "words_en": "Moved for rain"}).status_code == 302
    day = Occurrence.objects.get(pk=day.pk)
    assert (day.moved_from, day.changes, day.state) == (date(2027, 11, 13), 1, "confirmed")
    assert editor.post(f"/admin/occurrence/delete/{day.pk}/").status_code == 302
    assert Occurrence.objects.filter(pk=day.pk).count() == 1


def test_the_operation_refuses_what_the_form_would(panwang):
    reckon_days(at=AT)
    first, second = Occurrence.objects.all()[:2]
    with pytest.raises(DayTaken):
        kept(first, starts_on=second.starts_on, words_zh_hans="改", words_en="Moved")
    with pytest.raises(WordsNeeded):
        kept(first, starts_on=first.starts_on, is_cancelled=True)
    assert [day.changes for day in Occurrence.objects.all()] == [0, 0, 0, 0]


def test_readers_see_what_was_moved_and_called_off(client, panwang):
    reckon_days(at=AT)
    moved, off = Occurrence.objects.filter(lunar_year__in=(2027, 2028))
    kept(moved, starts_on=date(2027, 11, 20), ends_on=date(2027, 11, 22), words_zh_hans="下雨", words_en="For rain")
    kept(off, starts_on=off.starts_on, is_cancelled=True, words_zh_hans="停办", words_en="Not held")
    page = client.get("/en/visit/festivals/panwang/").content.decode()
    assert '<span class="num">20 November 2027 – 22 November 2027</span> <b>Moved from 13 November 2027</b><br>For rain' in page
    assert '<s class="num">1 December 2028</s> <b>Called off</b><br>Not held' in page
    assert "停办" in client.get("/zh-hans/visit/festivals/").content.decode()


def test_a_calendar_that_follows_is_told_of_every_change(client, panwang):
    reckon_days(at=AT)
    _first, moved, off = Occurrence.objects.all()[:3]
    before = {str(one["UID"]) for one in events(client)}
    kept(moved, starts_on=date(2027, 11, 20), ends_on=date(2027, 11, 22), words_zh_hans="下雨", words_en="For rain")
    for _twice in range(2):
        kept(off, starts_on=off.starts_on, is_cancelled=True, words_zh_hans="停办", words_en="Not held")
    found = {one["DTSTART"].dt: one for one in events(client)}
    assert {str(one["UID"]) for one in found.values()} == before
    said = {day: (int(one["SEQUENCE"]), str(one["STATUS"]), one["DTEND"].dt) for day, one in found.items()}
    assert said == {
        date(2026, 11, 24): (0, "CONFIRMED", date(2026, 11, 25)), date(2027, 11, 20): (1, "CONFIRMED", date(2027, 11, 23)),
        date(2028, 12, 1): (1, "CANCELLED", date(2028, 12, 2)), date(2029, 11, 21): (0, "CONFIRMED", date(2029, 11, 22)),
    }  # fmt: skip
    assert str(found[date(2027, 11, 20)]["DESCRIPTION"]).startswith("For rain")
    assert str(found[date(2027, 11, 20)]["SUMMARY"]) == "Panwang Festival"


def events(client, path="/en/visit/festivals/calendar.ics"):
    answer = client.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_one_festival_can_be_followed_and_a_stranger_cannot(client, panwang, index):
    child(index, FestivalPage, "rice", {"title": "尝新节"}, {"title": "New Rice"})
    reckon_days(at=AT)
    assert len(events(client, "/zh-hans/visit/festivals/panwang.ics")) == 4
    assert events(client, "/zh-hans/visit/festivals/rice.ics") == []
    assert client.get("/en/visit/festivals/nothing.ics").status_code == 404


@pytest.mark.parametrize("count", [1, 60])
def test_sixty_days_cost_what_one_costs(client, panwang, django_assert_num_queries, count):
    Occurrence.objects.bulk_create(
        Occurrence(festival_key=panwang.translation_key, starts_on=date(2026 + n // 12, 1 + n % 12, 28))
        for n in range(11, 11 + count)
    )
    for path, cost in (("/en/visit/festivals/", 4), ("/en/visit/festivals/calendar.ics", 2)):
        client.get(path)
        with django_assert_num_queries(cost):
            words = client.get(path).content.decode()
    assert words.count("SUMMARY:Panwang Festival") == count
    page = client.get("/en/visit/festivals/").content.decode()
    assert page.count('<a href="/en/visit/festivals/panwang/">') == 1
    assert page.count("<time datetime=") == count - 1


def test_a_festival_leads_to_what_is_nearby(client, visit, panwang):
    places = child(visit, PlaceIndexPage, "places", {"title": "地方"}, {"title": "Places"})
    hall = child(places, PlacePage, "hall", {"title": "盘王殿"}, {"title": "Panwang Hall"}, township="tuojiang")
    child(places, PlacePage, "cave", {"title": "岩"}, {"title": "A cave"}, township="qiaoshi")
    routes = child(visit, RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    add_stops(child(routes, RoutePage, "day", {"title": "一日"}, {"title": "A day"}), {"title": "殿"}, place=hall)
    with translation.override("en"):
        words = client.get("/en/visit/festivals/panwang/").content.decode()
    assert 'href="/en/visit/places/hall/">Panwang Hall' in words
    assert 'href="/en/visit/routes/day/">A day' in words
    assert "A cave" not in words


def test_a_claim_says_how_sure_it_is_and_when_it_was_checked(client, panwang):
    FestivalPage.objects.update(sources="县志", certainty="likely", checked_on=date(2026, 5, 1))
    words = client.get("/en/visit/festivals/panwang/").content.decode()
    assert "县志 <b>Likely, not certain in every point.</b> Checked 1 May 2026." in words
