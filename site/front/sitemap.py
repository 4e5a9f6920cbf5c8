"""/sitemap.xml for everything public, each address with its other language; /robots.txt."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from shops.catalogue.models import Category, Product
from shops.franchise.models import Shop

LANGUAGES = [code for code, _ in settings.LANGUAGES]
Addresses = dict[str, str]


def pages() -> Iterator[Addresses]:
    """Every live page's addresses by language, in one query."""
    live = Page.objects.live().filter(depth__gte=2).annotate(language=F("locale__language_code")).order_by("path")
    pairs: dict[object, Addresses] = {}
    for key, language, url_path in live.values_list("translation_key", "language", "url_path"):
        pairs.setdefault(key, {})[language] = f"/{language}/{url_path.split('/', 2)[2]}"
    yield from pairs.values()


def records() -> Iterator[Addresses]:
    """The market, its categories, open shops and what they sell: the same address in every language."""
    paths = ["market/", "shops/"]
    paths += [f"market/{slug}/" for slug in Category.objects.values_list("slug", flat=True)]
    paths += [f"shops/{slug}/" for slug in Shop.objects.open().values_list("slug", flat=True)]
    paths += [f"products/{slug}/" for slug in Product.objects.on_sale().values_list("slug", flat=True)]
    for path in paths:
        yield {language: f"/{language}/{path}" for language in LANGUAGES}


def sitemap(request: HttpRequest) -> HttpResponse:
    host = request.build_absolute_uri("/").rstrip("/")
    found = [{language: host + path for language, path in pair.items()} for pair in (*pages(), *records())]
    return render(request, "front/sitemap.xml", {"found": found}, content_type="application/xml")


ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /*/account/
Disallow: /*/my/
Disallow: /*/work/
Disallow: /*/mentoring/
Disallow: /*/search/
Sitemap: {host}/sitemap.xml
"""


def robots(request: HttpRequest) -> HttpResponse:
    host = request.build_absolute_uri("/").rstrip("/")
    return HttpResponse(ROBOTS.format(host=host), content_type="text/plain")
