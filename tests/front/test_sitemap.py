"""The sitemap as an independent reader of XML takes it."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from usp.tree import sitemap_from_str
from wagtail.models import Page, PageViewRestriction

from cms.models import CultureIndexPage, TextPage
from common import audit
from front import sitemap
from shops.franchise.models import Shop
from tests.factories import catalogue, shops
from tests.factories.pages import child, put

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOST = "http://testserver"


def tree(client, name: str = "sitemap"):
    return ElementTree.fromstring(client.get(f"/{name}.xml").content)


def addresses(client, name: str) -> list[str]:
    return [one.text for one in tree(client, name).iterfind(".//s:loc", SPACE)]


@pytest.fixture
def culture(homes):
    return child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})


def test_the_index_names_every_part_and_each_part_is_there(client, homes, monkeypatch):
    of = shops.shop()
    for _ in range(3):
        catalogue.product(of=of)
    monkeypatch.setattr(sitemap, "MOST", 2)
    named = [address.removeprefix(f"{HOST}/") for address in addresses(client, "sitemap")]
    assert named == [f"sitemap-{part}.xml" for part in ("pages", "market", "shops", "goods", "goods-2")]
    every = [address for part in ("goods", "goods-2") for address in addresses(client, f"sitemap-{part}")]
    assert (len(every), len(set(every))) == (6, 6)
    for part in ("goods", "goods-2"):
        read = sitemap_from_str(client.get(f"/sitemap-{part}.xml").content.decode())
        assert [page.url for page in read.all_pages()] == addresses(client, f"sitemap-{part}")


def test_each_address_names_both_languages_and_the_default(client, culture):
    Page.objects.filter(pk=culture.pk).update(last_published_at=datetime(2027, 3, 1, 4, tzinfo=UTC))
    entry = next(one for one in tree(client, "sitemap-pages") if one.findtext("s:loc", "", SPACE) == f"{HOST}/zh-hans/culture/")
    links = {one.get("hreflang"): one.get("href") for one in entry.iterfind("x:link", SPACE)}
    zh, en = f"{HOST}/zh-hans/culture/", f"{HOST}/en/culture/"
    assert links == {"zh-Hans": zh, "en": en, "x-default": zh}
    assert entry.findtext("s:lastmod", "", SPACE) == "2027-03-01T12:00:00+08:00"


def test_a_page_in_one_language_has_no_address_in_the_other(client, homes):
    put(homes["en"], TextPage(title="Help", slug="help", locale=homes["en"].locale))
    assert f"{HOST}/en/help/" in addresses(client, "sitemap-pages")
    assert f"{HOST}/zh-hans/help/" not in addresses(client, "sitemap-pages")


def test_drafts_and_closed_pages_are_not_told_of(client, culture):
    PageViewRestriction.objects.create(page=culture, restriction_type="login")
    Page.objects.filter(slug="culture", locale__language_code="en").update(live=False)
    assert addresses(client, "sitemap-pages") == [f"{HOST}/zh-hans/", f"{HOST}/en/"]


@pytest.mark.parametrize("part", ["people", "goods-1", "goods-0", "goods-x", "goods-2", "pages-99999999999999999999", "-2"])
def test_a_part_that_is_not_there_is_404(client, homes, part):
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


@pytest.mark.parametrize("count", [1, 20])
def test_parts_cost_the_same_for_one_and_twenty(client, culture, django_assert_num_queries, count):
    of = shops.shop()
    for n in range(count):
        catalogue.product(of=of)
        child(culture, TextPage, f"text-{n}", {"title": "文"}, {"title": "Text"})
    for part, queries in (("sitemap", 5), ("sitemap-pages", 3), ("sitemap-goods", 1)):
        with django_assert_num_queries(queries):
            client.get(f"/{part}.xml")


def test_goods_and_shops_say_when_they_last_changed(client, homes):
    sold = catalogue.product()
    audit.record(None, "change product", sold, at=datetime(2027, 3, 1, 4, tzinfo=UTC))
    audit.record(None, "count stock", sold, at=datetime(2027, 3, 2, 4, tzinfo=UTC))
    Shop.objects.update(opened_at=datetime(2027, 1, 5, 4, tzinfo=UTC))
    said = {
        one.findtext("s:loc", "", SPACE).removeprefix(f"{HOST}/en/"): one.findtext("s:lastmod", None, SPACE)
        for part in ("shops", "goods") for one in tree(client, f"sitemap-{part}")
    }  # fmt: skip
    assert said[f"products/{sold.slug}/"] == "2027-03-02T12:00:00+08:00"
    assert said[f"shops/{sold.shop.slug}/"] == "2027-01-05T12:00:00+08:00"
    assert said["shops/"] is None


def test_every_part_has_the_shape_of_the_schema(client, culture):
    """The order and the kinds of sitemap.xsd: loc, lastmod, then what other schemas add; addresses whole and unique."""
    catalogue.product()
    index = tree(client)
    assert index.tag == f"{{{SPACE['s']}}}sitemapindex"
    for part in ("pages", "market", "shops", "goods"):
        whole = tree(client, f"sitemap-{part}")
        assert whole.tag == f"{{{SPACE['s']}}}urlset"
        seen = [one.findtext("s:loc", "", SPACE) for one in whole]
        assert len(seen) == len(set(seen)) <= 50_000
        for one in whole:
            names = [each.tag.rpartition("}")[2] for each in one]
            assert names == [
                *(["loc", "lastmod"] if "lastmod" in names else ["loc"]),
                *["link"] * (len(names) - 1 - ("lastmod" in names)),
            ]
            assert one.findtext("s:loc", "", SPACE).startswith(f"{HOST}/")
            assert not (at := one.findtext("s:lastmod", "", SPACE)) or datetime.fromisoformat(at).tzinfo
