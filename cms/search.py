"""Finding the county's pages by words of either language, or any part of a Chinese word."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Count, F, Max, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from wagtail.models import Page

from cms.asked import Asked
from cms.finding import Hits, page_of, rank
from cms.matching import matching
from cms.pages.base import WrittenPage
from cms.routing import reader_language
from cms.snippets import indexed_words, snippet

Groups = Mapping[str, list[int]]  # a group of kinds of page: their content types


@dataclass(frozen=True)
class Found:
    """A page that matched: in the reader's language where it exists, with its title in the other."""

    pk: int
    content_type: int
    title: str
    second: str
    language: str
    lede: str
    drawing: str
    url: str


def kinds() -> list[type[WrittenPage]]:
    """Every kind of page editors write, of whichever app."""
    found, todo = [], [WrittenPage]
    while todo:
        for kind in todo.pop().__subclasses__():
            todo.append(kind)
            if not kind._meta.abstract:
                found.append(kind)
    return found


def closed() -> Q:
    """Pages that not everybody may read. One query."""
    return Page.objects.all().private_q()


def matched(asked: Asked, hidden: Q) -> QuerySet[Page]:
    return Page.objects.live().exclude(hidden).filter(pk__in=matching(Page, asked))


def paired(rows: QuerySet[Page], asked: Asked, *also: str) -> QuerySet[Any, dict[str, Any]]:
    """A row for a page and its translation together: the better rank of the two."""
    pairs = rows.order_by().values("translation_key", *also)
    return pairs.annotate(rank=Max(rank(asked, "title")), last=Max("pk")).order_by("-rank", "-last")


def by_group(rows: QuerySet[Page], groups: Groups) -> QuerySet[Page]:
    every = [When(content_type_id__in=types, then=Value(name)) for name, types in groups.items()]
    asked_for = [each for types in groups.values() for each in types]
    return rows.filter(content_type_id__in=asked_for).annotate(group=Case(*every))


def best_pages(asked: Asked, groups: Groups, most: int) -> dict[str, Hits]:
    """The best few open pages of each group, and how many there are. Four queries, three when titles and ledes say it all."""
    hidden = closed()
    pairs = paired(by_group(matched(asked, hidden), groups), asked, "group").annotate(
        total=Window(Count("*"), partition_by="group"),
        place=Window(RowNumber(), partition_by="group", order_by=[F("rank").desc(), F("last").desc()]),
    )
    rows = list(pairs.filter(place__lte=most).order_by("group", "place"))
    pages = shown(rows, asked, hidden)
    return {
        name: Hits(own[0]["total"], [pages[row["translation_key"]] for row in own if row["translation_key"] in pages])
        for name in groups
        if (own := [row for row in rows if row["group"] == name])
    }


def count_pages(asked: Asked, groups: Groups) -> dict[str, int]:
    """How many there are of each group, a page and its translation being one. Two queries."""
    rows = by_group(matched(asked, closed()), groups).order_by().values("group")
    return dict(rows.annotate(n=Count("translation_key", distinct=True)).values_list("group", "n"))


def pages_of(asked: Asked, types: list[int], total: int, **turn: str) -> Hits:
    """One page of a group's pages. Four queries."""
    hidden = closed()
    hits = page_of(paired(matched(asked, hidden).filter(content_type_id__in=types), asked), total, **turn)
    pages = shown(hits.rows, asked, hidden)
    return replace(hits, rows=[pages[row["translation_key"]] for row in hits.rows if row["translation_key"] in pages])


def shown(rows: list[dict[str, Any]], asked: Asked, hidden: Q) -> dict[Any, Found]:
    """The pages of these rows by their keys, each with the words found in it where its title and lede have none."""
    pairs: dict[Any, dict[str, dict]] = {}
    for row in titles([row["translation_key"] for row in rows], hidden) if rows else ():
        pairs.setdefault(row["translation_key"], {})[row["language"]] = row
    pages = {key: as_found(pair) for key, pair in pairs.items()}
    silent = [page for page in pages.values() if not says(page, asked)]
    words = indexed_words({page.content_type for page in silent}, [page.pk for page in silent]) if silent else {}
    around = {page.pk: snippet(words.get(str(page.pk), ""), asked) for page in silent}
    return {key: replace(page, lede=around.get(page.pk) or page.lede) for key, page in pages.items()}


def says(page: Found, asked: Asked) -> bool:
    return bool(asked.pattern and asked.pattern.search(f"{page.title} {page.lede} {page.second}"))


def titles(keys: list[Any], hidden: Q) -> Any:
    """Title, lede and drawing of the open pages with these keys, whatever their kind. One query."""
    names = [kind._meta.model_name for kind in kinds()]
    pages = Page.objects.live().exclude(hidden).filter(translation_key__in=keys)
    return pages.annotate(
        lede=Coalesce(*[f"{name}__lede" for name in names]),
        drawing=Coalesce(*[f"{name}__drawing" for name in names]),
        language=F("locale__language_code"),
    ).values("pk", "content_type_id", "translation_key", "title", "url_path", "lede", "drawing", "language")


def as_found(pair: dict[str, dict]) -> Found:
    mine = pair.get(reader_language()) or next(iter(pair.values()))
    other = next((row for row in pair.values() if row is not mine), None)
    return Found(
        pk=mine["pk"],
        content_type=mine["content_type_id"],
        title=mine["title"],
        second=other["title"] if other and other["title"] != mine["title"] else "",
        language=mine["language"],
        lede=mine["lede"] or "",
        drawing=mine["drawing"] or "",
        url=f"/{reader_language()}/{mine['url_path'].split('/', 2)[2]}",
    )
