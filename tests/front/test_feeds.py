"""The feed as a reader of Atom takes it."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from wagtail.models import Page, PageViewRestriction

from cms.models import CultureIndexPage, CulturePage
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
