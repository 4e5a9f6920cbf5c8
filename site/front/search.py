"""The site's search: goods, shops, lessons, journeys, culture and guidance, grouped by kind."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cms.search import Found, search_pages
from common.sanitise import one_line
from shops.catalogue.search import search_products
from shops.franchise.search import search_shops
from shops.visits.search import search_visits

LONGEST = 60  # characters of a query; the rest is not read
SHOWN = 6  # of each kind, until one kind is asked for
LEARN = ("learnindexpage", "programmepage", "modulepage", "lessonpage")
VISIT = ("visitindexpage", "routeindexpage", "routepage", "placeindexpage", "placepage", "festivalindexpage", "festivalpage")
CULTURE = ("cultureindexpage", "culturepage")
EXAMPLES = {"zh-hans": ("苦茶", "山茶油", "拍照", "盘王", "蜂蜜"), "en": ("tea", "oil", "photographs", "drum", "honey")}


@dataclass(frozen=True)
class Group:
    """The results of one kind: all of them, and how many a page shows."""

    key: str
    label: Any
    results: list[Any]
    most: int

    @property
    def shown(self) -> list[Any]:
        return self.results[: self.most]

    @property
    def has_more(self) -> bool:
        return len(self.results) > self.most


def kind_of(found: Found) -> str:
    """Which group a page stands in; plain pages (help, privacy) stand with guidance."""
    for key, models in (("learn", LEARN), ("visit", VISIT), ("culture", CULTURE)):
        if found.kind in models:
            return key
    return "guidance"


def groups(text: str, kind: str = "") -> list[Group]:
    """What matches `text`, by kind, kinds without a match left out; all of `kind` when one is named."""
    pages = search_pages(text)
    found: dict[str, tuple[Any, list[Any]]] = {
        "goods": (_("Goods"), search_products(text)),
        "shops": (_("Shops"), search_shops(text)),
        "stays": (_("Stay and do"), search_visits(text)),
        "learn": (_("Learn"), [page for page in pages if kind_of(page) == "learn"]),
        "visit": (_("Visit"), [page for page in pages if kind_of(page) == "visit"]),
        "culture": (_("Culture"), [page for page in pages if kind_of(page) == "culture"]),
        "guidance": (_("Guidance"), [page for page in pages if kind_of(page) == "guidance"]),
    }
    most = 1000 if kind in found else SHOWN
    return [Group(key, label, rows, most) for key, (label, rows) in found.items() if rows]


def search(request: HttpRequest) -> HttpResponse:
    """`?q=` words of either language or part of a Chinese word; `?kind=` shows all of one kind."""
    text = one_line(request.GET.get("q", ""))[:LONGEST]
    kind = request.GET.get("kind", "")
    found = groups(text, kind) if text else []
    chosen = [group for group in found if group.key == kind] or found
    context = {
        "q": text,
        "groups": found,
        "chosen": chosen,
        "kind": kind if len(chosen) == 1 and chosen[0].key == kind else "",
        "total": sum(len(group.results) for group in found),
        "examples": EXAMPLES.get(getattr(request, "LANGUAGE_CODE", "zh-hans"), EXAMPLES["zh-hans"]),
    }
    return render(request, "front/search.html", context)
