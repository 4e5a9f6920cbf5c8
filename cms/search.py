"""Finding the county's pages by words of either language, or any part of a Chinese word."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce
from wagtail.models import Page

from cms.pages.base import WrittenPage
from cms.pages.bigrams import query_terms
from cms.routing import reader_language

MOST = 120


@dataclass(frozen=True)
class Found:
    """A page that matched: in the reader's language where it exists, with its title in the other."""

    kind: str  # the model's name: "lessonpage"
    title: str
    second: str
    language: str
    lede: str
    drawing: str
    url: str


def search_pages(text: str) -> list[Found]:
    """Open pages that match every word of `text` in either language, the best first. Three queries."""
    terms = query_terms(text)
    if not terms:
        return []
    found = Page.objects.live().search(terms, operator="and")[:MOST]
    places = {key: place for place, key in reversed(list(enumerate(page.translation_key for page in found)))}
    pairs: dict[Any, dict[str, dict]] = {}
    for row in rows(list(places)):
        pairs.setdefault(row["translation_key"], {})[row["language"]] = row
    return [as_found(pairs[key]) for key in sorted(pairs, key=places.__getitem__)]


def kinds() -> list[type[WrittenPage]]:
    """Every kind of page editors write, of whichever app."""
    found, todo = [], [WrittenPage]
    while todo:
        for kind in todo.pop().__subclasses__():
            todo.append(kind)
            if not kind._meta.abstract:
                found.append(kind)
    return found


def rows(keys: list[Any]) -> Any:
    """Title, lede and drawing of the pages with these keys, whatever their kind, in two queries."""
    names = [kind._meta.model_name for kind in kinds()]
    pages = (
        Page.objects.live()
        .public()
        .filter(translation_key__in=keys, content_type__app_label__in={k._meta.app_label for k in kinds()})
    )
    return pages.annotate(
        lede=Coalesce(*[f"{name}__lede" for name in names]),
        drawing=Coalesce(*[f"{name}__drawing" for name in names]),
        kind=F("content_type__model"),
        language=F("locale__language_code"),
    ).values("translation_key", "title", "url_path", "lede", "drawing", "kind", "language")


def as_found(pair: dict[str, dict]) -> Found:
    mine = pair.get(reader_language()) or next(iter(pair.values()))
    other = next((row for row in pair.values() if row is not mine), None)
    return Found(
        kind=mine["kind"],
        title=mine["title"],
        second=other["title"] if other and other["title"] != mine["title"] else "",
        language=mine["language"],
        lede=mine["lede"] or "",
        drawing=mine["drawing"] or "",
        url=f"/{reader_language()}/{mine['url_path'].split('/', 2)[2]}",
    )
