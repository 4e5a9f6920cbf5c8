"""The feed as a reader of Atom takes it."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import feedparser
from wagtail.models import Page, PageViewRestriction

from cms.models import CultureIndexPage, CulturePage, FestivalIndexPage, FestivalPage, Occurrence
from tests.factories.pages import child

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, language: str) -> list[tuple[str, str, str]]:
    feed = ElementTree.fromstring(client.get(f"/{language}/feed.atom").content)
    found = feed.iterfind(f"{ATOM}entry")
    return [
        (one.findtext(f"{ATOM}title"), one.find(f"{ATOM}link").get("href"), one.findtext(f"{ATOM}updated")) for one in found
    ]


def test_the_newest_change_stands_first_in_each_language(client, homes, django_assert_num_queries):
    index = child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    for n, (zh, en) in enumerate((("长鼓", "Long <drum>"), ("油茶", "Oil tea"), ("草稿", "Draft"), ("内部", "Closed")), 1):
        page = child(index, CulturePage, f"p-{n}", {"title": zh}, {"title": en}, kind="food")
        Page.objects.filter(slug=f"p-{n}").update(last_published_at=datetime(2027, 3, n, 4, tzinfo=UTC), live=n != 3)
    for closed in Page.objects.filter(slug=page.slug):
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
    here = "http://testserver/en/culture"
    days = [f"2027-03-0{n}T04:00:00+00:00" for n in (2, 1)]
    assert entries(client, "en") == [("Oil tea", f"{here}/p-2/", days[0]), ("Long <drum>", f"{here}/p-1/", days[1])]
    assert [title for title, _, _ in entries(client, "zh-hans")] == ["油茶", "长鼓"]
    with django_assert_num_queries(2):
        client.get("/en/feed.atom")


def test_a_festivals_day_keeps_its_id_and_says_what_became_of_it(client, homes, django_assert_num_queries):
    index = child(homes["zh-hans"], FestivalIndexPage, "festivals", {"title": "节日"}, {"title": "Festivals"})
    page = child(index, FestivalPage, "panwang", {"title": "盘王节"}, {"title": "Panwang", "lede": "Long drums"})
    states = ({}, {"state": "cancelled", "words": "Rain"}, {"moved_from": date(2099, 11, 1)}, {"state": "proposed"})
    days = [
        Occurrence.objects.create(
            festival_key=page.translation_key,
            starts_on=date(2099, 11, n + 2),
            changed_at=datetime(2027, 3, n, tzinfo=UTC),
            **state,
        )
        for n, state in enumerate(states, 1)
    ]
    with django_assert_num_queries(2):
        answer = client.get("/en/festivals.atom")
    feed = feedparser.parse(answer.content)
    assert (feed.bozo, feed.version, feed.feed.title.split(" · ")[0]) == (False, "atom10", "Festival days")
    assert [(one.id, one.title, one.summary, one.updated) for one in feed.entries] == [
        (
            f"urn:yaodu:festival-day:{days[2].pk}",
            "Panwang · 5 November 2099 (moved to this day)",
            "Long drums",
            "2027-03-03T00:00:00+00:00",
        ),
        (f"urn:yaodu:festival-day:{days[1].pk}", "Panwang · 4 November 2099 (called off)", "Rain", "2027-03-02T00:00:00+00:00"),
        (f"urn:yaodu:festival-day:{days[0].pk}", "Panwang · 3 November 2099", "Long drums", "2027-03-01T00:00:00+00:00"),
    ]
    assert {one.link for one in feed.entries} == {"http://testserver/en/festivals/panwang/"}


def test_pages_name_both_feeds_and_both_can_be_read(client, homes):
    words = client.get("/zh-hans/").content.decode()
    for name in ("feed", "festivals"):
        assert f'href="/zh-hans/{name}.atom"' in words
        assert not feedparser.parse(client.get(f"/zh-hans/{name}.atom").content).bozo
