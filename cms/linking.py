"""The pages that things for sale may be linked to, and what each kind of them is called."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.models import CulturePage, FestivalPage, PlacePage, RoutePage
from cms.queries import in_both


@dataclass(frozen=True)
class Kind:
    """A kind of page: its name in addresses and templates, the model, and what a list of them is called."""

    name: str
    model: type[Page]
    title: Any


KINDS = (
    Kind("culture", CulturePage, _("Yao culture")),
    Kind("place", PlacePage, _("Places")),
    Kind("route", RoutePage, _("Routes")),
    Kind("festival", FestivalPage, _("Festivals")),
)


def kind_of(page: Page) -> str:
    """The name of the page's kind; '' for a page that nothing is linked to."""
    model = page.specific_class
    return next((kind.name for kind in KINDS if kind.model is model), "")


def linkable() -> list[Page]:
    """Every live page of these kinds, once, in the reader's language where it exists. One query."""
    return in_both(Page.objects.type(*(kind.model for kind in KINDS)))


def pages_of(keys: Collection[UUID] | Any) -> list[Page]:
    """The live pages among `keys` (or a subquery of them). One query, none for no keys."""
    if isinstance(keys, Collection) and not keys:
        return []
    return in_both(Page.objects.type(*(kind.model for kind in KINDS)).filter(translation_key__in=keys))


def by_kind(pages: Iterable[Page]) -> list[tuple[Kind, list[Page]]]:
    """`pages` under their kinds, in the order of `KINDS`; kinds without any are left out."""
    found: dict[str, list[Page]] = {kind.name: [] for kind in KINDS}
    for page in pages:
        if name := kind_of(page):
            found[name].append(page)
    return [(kind, found[kind.name]) for kind in KINDS if found[kind.name]]
