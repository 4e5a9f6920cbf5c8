"""What the house holds of a person. Each part declares its own in its `personal.py`; export and erasure read it here.

A part says which of its rows are somebody's (`holds`), which only name by number who did a thing (`points`), by which names it
knows people (`names`), what must be settled before a person goes (`prevents`), and what else goes with them (`also`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

Words = str | Promise
DELETE = "delete"
KEEP = "keep"
NAME = "name"  # in place of a name: `stand_in`
STAND_IN = "（已注销 erased）"  # in place of a name within a text


@dataclass(frozen=True)
class Holding:
    """Rows that are somebody's. `of` are look-ups from a row to the person, any of which makes it theirs.

    `shown`: look-up → label, in the order of the export; `reads`: another way to a value; `files`: file field → suffix.
    `erase`: DELETE, KEEP, or field → value, for every language's column. `kept`: why something of it stays; said to the person.
    """

    model: str
    of: tuple[str, ...]
    title: Words
    shown: dict[str, Words]
    reads: dict[str, Callable[[Any], Any]]
    files: dict[str, str | Callable[[Any], str]]
    erase: str | dict[str, Any]
    kept: Words
    keeps_files: bool


@dataclass
class Part:
    """What one part declares."""

    label: str
    holdings: list[Holding] = field(default_factory=list)
    pointers: dict[tuple[str, str], str] = field(default_factory=dict)
    nobodys: dict[str, str] = field(default_factory=dict)
    spared: set[tuple[str, str]] = field(default_factory=set)
    namers: list[Callable[[Any], Iterable[str]]] = field(default_factory=list)
    obstacles: list[Callable[[Any], Words | None]] = field(default_factory=list)
    further: list[Callable[[Any], None]] = field(default_factory=list)

    def holds(
        self,
        model: str,
        *of: str,
        title: Words,
        shown: dict[str, Words] | None = None,
        erase: str | dict[str, Any],
        reads: dict[str, Callable[[Any], Any]] | None = None,
        files: dict[str, str | Callable[[Any], str]] | None = None,
        kept: Words = "",
        keeps_files: bool = False,
    ) -> None:
        """Rows of `model` are somebody's, found by the look-ups `of`."""
        self.holdings.append(Holding(model, of, title, shown or {}, reads or {}, files or {}, erase, kept, keeps_files))

    def points(self, model: str, *fields: str, why: str) -> None:
        """These fields name by number who did a thing: the row is not theirs and says no more of them once they are erased."""
        self.pointers |= {(model, name): why for name in fields}

    def holds_nothing(self, model: str, *, why: str) -> None:
        """Rows of `model` hang on somebody's rows, and say nothing of a person or go with the row they hang on."""
        self.nobodys[model] = why

    def spares(self, model: str, *fields: str) -> None:
        """Names of other people stand in these fields, so a namesake's must not be swept away."""
        self.spared |= {(model, name) for name in fields}

    def names(self, known: Callable[[Any], Iterable[str]]) -> Callable[[Any], Iterable[str]]:
        """`known(person)` says by which names, numbers and addresses this part knows a person."""
        self.namers.append(known)
        return known

    def prevents(self, obstacle: Callable[[Any], Words | None]) -> Callable[[Any], Words | None]:
        """`obstacle(person)` says what must be settled before they can be erased, and how; None when nothing."""
        self.obstacles.append(obstacle)
        return obstacle

    def also(self, erase: Callable[[Any], None]) -> Callable[[Any], None]:
        """`erase(person)` is done before the part's rows go, in the same transaction; it must bear being done again."""
        self.further.append(erase)
        return erase


_parts: dict[str, Part] = {}


def part(label: str) -> Part:
    """The declarations of the part `label`, to be added to when it is loaded."""
    return _parts.setdefault(label, Part(label))


def parts() -> list[Part]:
    """All parts, the lowest first, as they are loaded."""
    return list(_parts.values())


def stand_in(person: Any) -> str:
    """What an erased person is called wherever a name must stand: two of them can still be told apart."""
    return f"已注销 erased {person.pk}"


def known_as(person: Any) -> list[str]:
    """Every name, number and address the house knows `person` by, the longest first; single characters are no name."""
    found = {name.strip() for one in parts() for known in one.namers for name in known(person) if name}
    return sorted((name for name in found if len(name) > 1 and STAND_IN not in name), key=lambda name: (-len(name), name))


def obstacles(person: Any) -> list[Words]:
    """What must be settled before `person` can be erased, in words that say how."""
    said = (obstacle(person) for one in parts() for obstacle in one.obstacles)
    return [words for words in said if words]
