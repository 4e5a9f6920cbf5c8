"""The loaded county as a reader meets it: both languages, the switch between them, search and the sitemap."""

import re

import pytest
from wagtail.models import Page

pytestmark = [pytest.mark.content, pytest.mark.xdist_group("county"), pytest.mark.usefixtures("county"), pytest.mark.django_db]

PAGES = (
    "", "learn/", "learn/ecommerce/", "learn/ecommerce/packing/", "learn/ecommerce/packing/weigh-seal-label/", "visit/",
    "visit/routes/", "visit/routes/water-and-drum/", "visit/places/", "visit/places/qin-cave/", "visit/festivals/",
    "visit/festivals/panwang-festival/", "culture/", "culture/long-drum/", "guidance/", "guidance/honey-never-leaks/", "help/",
    "privacy/", "market/", "market/tea/", "shops/", "shops/zhaoji-youfang/", "products/mountain-honey-500g/", "search/?q=茶",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_the_switch_stays_on_the_same_page(client, path):
    for language, other in (("zh-hans", "en"), ("en", "zh-hans")):
        response = client.get(f"/{language}/{path}")
        assert response.status_code == 200
        words = response.content.decode()
        assert f'<html lang="{"en" if language == "en" else "zh-Hans"}"' in words
        there = re.search(rf'href="(/{other}/{re.escape(path.partition("?")[0])}[^"]*)"', words)
        assert there, f"no way from /{language}/{path} to {other}"
        again = client.get(there.group(1).replace("&amp;", "&"))
        assert again.status_code == 200
        if key := getattr(response.context.get("page"), "translation_key", None):
            assert again.context["page"].translation_key == key


@pytest.mark.parametrize(
    ("path", "queries"),
    [("visit/", 7), ("visit/routes/water-and-drum/", 12), ("culture/long-drum/", 9), ("visit/festivals/", 4)],
)
def test_what_a_page_costs(client, django_assert_num_queries, path, queries):
    client.get(f"/en/{path}")  # contenttypes and sites are remembered by the process
    with django_assert_num_queries(queries):
        client.get(f"/en/{path}")


@pytest.mark.parametrize(
    ("words", "slug"), [("苦茶", "bitter-tea-green-250g"), ("花蜜", "mountain-honey-500g"), ("honey", "mountain-honey-500g")]
)
def test_goods_are_found_by_part_of_a_word(client, words, slug):
    assert f"/zh-hans/products/{slug}/" in client.get("/zh-hans/search/", {"q": words}).content.decode()


def test_the_sitemap_names_everything_in_both_languages(client):
    index = client.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>http://testserver(/sitemap-[a-z]+\.xml)</loc>", index)
    words = "".join(client.get(part).content.decode() for part in parts)
    for path in ("visit/places/qin-cave/", "shops/zhaoji-youfang/", "products/mountain-honey-500g/", "market/tea/"):
        for language in ("zh-hans", "en"):
            assert f"<loc>http://testserver/{language}/{path}</loc>" in words
    assert words.count("<loc>") >= Page.objects.live().filter(depth__gte=2).count()
