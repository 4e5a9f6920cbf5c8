"""Lists that readers narrow by what their address asks: read forgivingly, counted, and never a dead end.

The rows of a list are few enough to be read at once: every number is exact, and a list costs the same however it is narrowed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

PAGE = 24
Values = Callable[[Any], Mapping[str, Any]]  # a row's values of a facet, as addresses have them → in words


@dataclass(frozen=True)
class Facet:
    """Something to narrow a list by. `order` says which values come first; others follow as they are found."""

    key: str
    title: Any
    values: Values
    order: Sequence[str] = ()


@dataclass(frozen=True)
class Choice:
    value: str
    words: Any
    count: int  # rows with it, of those that all other choices leave
    is_chosen: bool


@dataclass(frozen=True)
class Field:
    """A facet as the form shows it."""

    key: str
    title: Any
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        return next((one for one in self.choices if one.is_chosen), None)


@dataclass(frozen=True)
class Chip:
    """Something chosen, the address of the list without it, and how many rows that list has."""

    words: Any
    query: str
    count: int


@dataclass(frozen=True)
class Narrowed:
    """A list as its address asks for it: the page of its rows, and everything the form says."""

    page: Page
    rows: list[Any]
    total: int
    fields: list[Field] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    query: str = ""  # of what is chosen, ending in "&", for the pages' links

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def wider(self) -> list[Chip]:
        """What may be taken away so that something is found, the most first."""
        return sorted((chip for chip in self.chips if chip.count), key=lambda chip: -chip.count)


def narrow(rows: Sequence[Any], facets: Sequence[Facet], query: Mapping[str, str]) -> Narrowed:
    """`rows` that have everything `query` asks for. A value that no row has is left out, as if it had not been asked."""
    known = {facet.key: known_values(rows, facet) for facet in facets}
    chosen = {key: str(query[key]) for key, values in known.items() if str(query.get(key, "")) in values}
    found = matching(rows, facets, chosen)
    fields = []
    for facet in facets:
        others = matching(rows, facets, without(chosen, facet.key))
        choices = choices_of(facet, known[facet.key], others, chosen.get(facet.key, ""))
        if narrows(rows, facet):
            fields.append(Field(facet.key, facet.title, choices))
    chips = [
        Chip(known[key][value], urlencode(without(chosen, key)), len(matching(rows, facets, without(chosen, key))))
        for key, value in chosen.items()
    ]
    page = Paginator(found, PAGE).get_page(query.get("page"))
    return Narrowed(page, found, len(rows), fields, chips, f"{urlencode(chosen)}&" if chosen else "")


def known_values(rows: Sequence[Any], facet: Facet) -> dict[str, Any]:
    """Every value that some row has, in words, in the facet's order."""
    found: dict[str, Any] = {}
    for row in rows:
        for value, words in facet.values(row).items():
            found.setdefault(value, words)
    places = {value: place for place, value in enumerate(facet.order)}
    return dict(sorted(found.items(), key=lambda pair: places.get(pair[0], len(places))))


def narrows(rows: Sequence[Any], facet: Facet) -> bool:
    """Whether some row lacks some value: where all rows have the same, there is nothing to ask."""
    return len({frozenset(facet.values(row)) for row in rows}) > 1


def matching(rows: Sequence[Any], facets: Sequence[Facet], chosen: Mapping[str, str]) -> list[Any]:
    wanted = [(facet, chosen[facet.key]) for facet in facets if facet.key in chosen]
    return [row for row in rows if all(value in facet.values(row) for facet, value in wanted)]


def without(chosen: Mapping[str, str], key: str) -> dict[str, str]:
    return {name: value for name, value in chosen.items() if name != key}


def choices_of(facet: Facet, known: Mapping[str, Any], rows: Sequence[Any], chosen: str) -> list[Choice]:
    """The values that still find something, and the one that is chosen."""
    had = [facet.values(row) for row in rows]
    counts = {value: sum(value in values for values in had) for value in known}
    return [Choice(value, known[value], n, value == chosen) for value, n in counts.items() if n or value == chosen]
