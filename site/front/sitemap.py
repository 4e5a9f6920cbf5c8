"""/sitemap.xml, which names its parts; a part's addresses, each with its other language; /robots.txt."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import CharField, DateTimeField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from common.languages import LANG
from common.models import AuditEntry
from shops.catalogue.models import Category, Product
from shops.franchise.models import Shop

LANGUAGES = [code for code, _ in settings.LANGUAGES]
MOST = 5000  # things of one part: with two languages and alternates far under what readers of sitemaps take


@dataclass(frozen=True)
class Entry:
    """An address and when its words last changed, where that is known."""

    address: str
    changed_at: datetime | None = None


Pair = dict[str, Entry]  # by language


def keys() -> QuerySet:
    """Every page that anybody may open, once for both languages. One query for what is restricted."""
    live = Page.objects.live().public().filter(depth__gte=2)
    return live.order_by("translation_key").values_list("translation_key", flat=True).distinct()


def changed(things: QuerySet, first: str) -> QuerySet:
    """(slug, when it last changed) in a fixed order: by the audit's last line on it, else by its field `first`."""
    subject = Concat(Value(f"{things.model._meta.label}:"), Cast(OuterRef("pk"), CharField()))
    last = AuditEntry.objects.filter(subject=subject).order_by("-at").values("at")[:1]
    return things.order_by("pk").values_list("slug", Coalesce(Subquery(last), first))


def rows(kind: str) -> QuerySet:
    """What the parts of this kind go through, in a fixed order."""
    of = {
        "pages": keys,
        "market": lambda: Category.objects.order_by("pk").values_list("slug", Value(None, DateTimeField())),
        "shops": lambda: changed(Shop.objects.open(), "opened_at"),
        "goods": lambda: changed(Product.objects.on_sale(), "created_at"),
    }
    return of[kind]()


KINDS = ("pages", "market", "shops", "goods")
ROOTS = {"market": "market/", "shops": "shops/", "goods": "products/"}


def page_pairs(chosen: QuerySet) -> list[Pair]:
    """The pages with these keys in both languages, in one query."""
    live = Page.objects.live().public().filter(depth__gte=2, translation_key__in=chosen).order_by("path")
    found: dict[object, Pair] = {}
    columns = ("translation_key", "language", "url_path", "last_published_at")
    for key, language, path, changed_at in live.annotate(language=F("locale__language_code")).values_list(*columns):
        found.setdefault(key, {})[language] = Entry(f"/{language}/{path.split('/', 2)[2]}", changed_at)
    return list(found.values())


def pairs(kind: str, number: int) -> list[Pair]:
    """Part `number` (from 1) of a kind; its first part begins with the list itself."""
    chosen = rows(kind)[(number - 1) * MOST : number * MOST]
    if kind == "pages":
        return page_pairs(chosen)
    found = [(f"{ROOTS[kind]}{slug}/", changed_at) for slug, changed_at in chosen]
    if number == 1 and kind != "goods":
        found.insert(0, (ROOTS[kind], None))
    return [{language: Entry(f"/{language}/{path}", changed_at) for language in LANGUAGES} for path, changed_at in found]


def parts() -> list[str]:
    """The names of all parts: "goods", "goods-2"…"""
    counts = {kind: max(1, -(-rows(kind).count() // MOST)) for kind in KINDS}
    return [kind if n == 1 else f"{kind}-{n}" for kind in KINDS for n in range(1, counts[kind] + 1)]


def host_of(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def sitemap(request: HttpRequest) -> HttpResponse:
    context = {"parts": parts(), "host": host_of(request)}
    return render(request, "front/sitemap_index.xml", context, content_type="application/xml")


def sitemap_part(request: HttpRequest, part: str) -> HttpResponse:
    """Raises Http404 for a part that the site has not."""
    kind, _, number = part.partition("-")
    if kind not in KINDS or (number and not (number.isascii() and number.isdigit() and 2 <= int(number[:6]) < 10_000)):
        raise Http404
    found = pairs(kind, int(number or 1))
    if number and not found:
        raise Http404
    context: dict[str, Any] = {"found": [alternates(pair) for pair in found], "host": host_of(request)}
    return render(request, "front/sitemap.xml", context, content_type="application/xml")


def alternates(pair: Pair) -> dict[str, Any]:
    """A pair's entries, and each with its language's tag; Chinese is for everybody else, where it exists."""
    default = pair.get(settings.LANGUAGE_CODE) or next(iter(pair.values()))
    links = [(LANG[language], entry.address) for language, entry in pair.items()]
    return {"entries": list(pair.values()), "links": [*links, ("x-default", default.address)]}


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
    return HttpResponse(ROBOTS.format(host=host_of(request)), content_type="text/plain")
