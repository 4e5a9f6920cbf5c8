"""What the site's search finds, by kind: pages of the county, goods, shops, and what guests can stay in and do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet, Window
from django.utils.translation import gettext_lazy as _

from cms.asked import Asked
from cms.finding import Hits, page_of
from cms.search import best_pages, count_pages, kinds, pages_of
from shops.catalogue.models import Product
from shops.catalogue.queries import with_cards
from shops.catalogue.search import goods_found
from shops.franchise.models import Shop
from shops.franchise.search import shops_found
from shops.visits.models import Visit
from shops.visits.search import visits_found

SHOWN = 6  # of each kind, until one kind is asked for
PAGES = {
    "learn": {"learnindexpage", "programmepage", "modulepage", "lessonpage"},
    "guidance": set[str](),  # and every other page: help, privacy
    "routes": {"routeindexpage", "routepage"},
    "places": {"visitindexpage", "placeindexpage", "placepage"},
    "festivals": {"festivalindexpage", "festivalpage"},
    "culture": {"cultureindexpage", "culturepage"},
}
LABELS = {
    "goods": _("Goods"), "shops": _("Shops"), "stays": _("Stay and do"), "learn": _("Learn"), "guidance": _("Guidance"),
    "routes": _("Routes"), "places": _("Places"), "festivals": _("Festivals"), "culture": _("Culture"),
}  # fmt: skip
ROWS: dict[str, Callable[[Asked], QuerySet[Any]]] = {"goods": goods_found, "shops": shops_found, "stays": visits_found}
DRESSED: dict[str, QuerySet[Any]] = {
    "goods": with_cards(Product.objects.all()),
    "shops": Shop.objects.all(),
    "stays": Visit.objects.select_related("shop"),
}


@dataclass(frozen=True)
class Group:
    """The results of one kind."""

    key: str
    hits: Hits

    @property
    def label(self) -> Any:
        return LABELS[self.key]

    @property
    def has_more(self) -> bool:
        return self.hits.total > len(self.hits.rows)


def page_groups() -> dict[str, list[int]]:
    """The kinds of page of each group. Their ids are asked for once in the life of a process."""
    types = ContentType.objects.get_for_models(*kinds())
    of = {name: group for group, names in PAGES.items() for name in names}
    groups: dict[str, list[int]] = {group: [] for group in PAGES}
    for model, kind in types.items():
        groups[of.get(model._meta.model_name or "", "guidance")].append(kind.pk)
    return groups


def found(asked: Asked) -> list[Group]:
    """The best of every kind with how many there are of it, kinds without a match left out. Nine queries at most."""
    hits = {key: best_rows(key, asked) for key in ROWS} | best_pages(asked, page_groups(), SHOWN)
    return [Group(key, hits[key]) for key in LABELS if key in hits and hits[key].total]


def best_rows(key: str, asked: Asked) -> Hits:
    """The best few, after their keys alone were sorted: a sort of whole rows took three times as long."""
    cut = list(ROWS[key](asked).annotate(total=Window(Count("*"))).values_list("pk", "total")[:SHOWN])
    return Hits(cut[0][1], dressed(key, [pk for pk, _total in cut])) if cut else Hits()


def dressed(key: str, ids: list[int]) -> list[Any]:
    """These rows as the page shows them, in this order."""
    rows = {row.pk: row for row in DRESSED[key].filter(pk__in=ids)}
    return [rows[pk] for pk in ids if pk in rows]


def found_of(kind: str, asked: Asked, **turn: str) -> list[Group]:
    """Every kind with how many there are of it, and a page of one. Eleven queries at most."""
    pages = page_groups()
    totals = {key: ROWS[key](asked).count() for key in ROWS} | count_pages(asked, pages)
    total = totals.get(kind, 0)
    if total:
        own = pages_of(asked, pages[kind], total, **turn) if kind in pages else rows_of(kind, asked, total, **turn)
    return [Group(key, own if key == kind else Hits(totals[key])) for key in LABELS if totals.get(key)]


def rows_of(key: str, asked: Asked, total: int, **turn: str) -> Hits:
    hits = page_of(ROWS[key](asked).values("pk", "rank", "last"), total, **turn)
    return Hits(total, dressed(key, [row["pk"] for row in hits.rows]), hits.before, hits.after)
