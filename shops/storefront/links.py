"""The county's pages that goods are linked to: read back from a product or a shop, and chosen for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from cms.linking import Kind, by_kind, linkable, pages_of
from shops.catalogue.models import Product, Tie


@dataclass(frozen=True)
class Story:
    """A page to read about what is sold, and which kind of page it is."""

    page: Page
    kind: str


@dataclass(frozen=True)
class Group:
    """The pages of a kind, each with whether it is chosen."""

    kind: Kind
    pages: list[tuple[Page, bool]]

    @property
    def chosen(self) -> int:
        return sum(is_chosen for _page, is_chosen in self.pages)


def stories_of(of: Any) -> list[Story]:
    """The pages a product (or its shop) or a shop is linked to, that can be read now. One query; none for what has no links."""
    if not of.is_tied:
        return []
    ties = Q(product=of) | Q(shop=of.shop_id) if isinstance(of, Product) else Q(shop=of)
    pages = pages_of(Tie.objects.filter(ties).order_by().values("page_key"))
    return [Story(page, kind.name) for kind, some in by_kind(pages) for page in some]


def groups(chosen: Iterable[UUID]) -> list[Group]:
    """Everything that can be linked to, by kind. One query."""
    keys = set(chosen)
    return [Group(kind, [(page, page.translation_key in keys) for page in pages]) for kind, pages in by_kind(linkable())]


def read_keys(typed: Iterable[str]) -> list[UUID]:
    """The keys that were ticked; what is none, and what no page has any more, is left out. One query."""
    found = []
    for text in typed:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    known = {page.translation_key for page in pages_of(found)}
    return [key for key in dict.fromkeys(found) if key in known]
