"""Workbooks (.xlsx): guarded before they are opened, read as a stream, merged cells filled in. Formulas are never run: a cell
is what Excel showed when it was saved."""

import re
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from uploads.tables.lines import MOST_COLUMNS, Line, Sheet, kept
from uploads.tables.refusals import MOST_UNPACKED, NotAList, TooManyRows, UnpacksTooLarge

MOST_PARTS = 2000
LAST_ROW = 1_048_576  # of a sheet in Excel; a file may claim more
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
MOST_MERGED = 5000


def read_workbook(raw: bytes, most: int) -> list[Sheet]:
    """The visible sheets that say anything. Raises NotAList, UnpacksTooLarge, TooManyRows."""
    try:
        with ZipFile(BytesIO(raw)) as archive:
            refuse_bomb(archive)
            return sheets(raw, archive, most)
    except (UnpacksTooLarge, TooManyRows, NotAList):
        raise
    except Exception as fault:  # a broken workbook may break the reader in any way
        raise NotAList from fault


def refuse_bomb(archive: ZipFile) -> None:
    """By the sizes the archive names, beyond which nothing is unpacked; and no document type, where entities multiply."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnpacksTooLarge
    if "xl/workbook.xml" not in archive.namelist():
        raise NotAList
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(1024):
                    raise BadZipFile(part.filename)


def sheets(raw: bytes, archive: ZipFile, most: int) -> list[Sheet]:
    book = load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    found = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        rows = sheet.iter_rows(min_row=1, max_row=LAST_ROW, min_col=1, max_col=MOST_COLUMNS, values_only=True)
        if lines := kept(rows, most):
            part: Any = sheet._worksheet_path  # type: ignore[attr-defined]  # the streaming reader skips merged cells
            found.append(Sheet(sheet.title[:31], filled(lines, archive.read(part))))
    book.close()
    return found if len(found) != 1 else [Sheet("", found[0].lines)]


def filled(lines: list[Line], xml: bytes) -> list[Line]:
    """The lines with what a merged cell says in every line it spans. Lines that were empty stay away."""
    cells = {line.number: list(line.cells) for line in lines}
    for reference in MERGED.findall(xml)[:MOST_MERGED]:
        left, top, right, bottom = range_boundaries(reference.decode())
        right = min(right, MOST_COLUMNS)
        words = cells[top][left - 1] if top in cells and left <= MOST_COLUMNS else ""
        for number in range(top, min(bottom, lines[-1].number) + 1) if words else ():
            if number in cells:
                cells[number][left - 1 : right] = [words] * (right - left + 1)
    return [Line(number, tuple(row)) for number, row in cells.items()]
