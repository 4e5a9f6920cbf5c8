"""A file as lines of text, whatever it was."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from uploads.tables.cells import text_of
from uploads.tables.refusals import TooManyRows

MOST_COLUMNS = 60
SPARE = 100  # titles, totals and signatures above the rows that count


@dataclass(frozen=True)
class Line:
    number: int  # in the file, from 1
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    name: str
    lines: list[Line]


def kept(rows: Iterable[Iterable[Any]], most: int) -> list[Line]:
    """The lines that say anything, numbered as in the file. Raises TooManyRows as soon as there is one too many for `most`."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = tuple(text_of(value) for value in list(row)[:MOST_COLUMNS])
        if any(cells):
            lines.append(Line(number, cells))
        if len(lines) > most + SPARE:
            raise TooManyRows(most)
    return lines
