"""Writing workbooks: text is text, never a formula, whoever typed it."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(sheet: Worksheet, row: int, values: Iterable[Any], *, bold: bool = False) -> None:
    """One row. What people wrote and a spreadsheet might run is marked as plain text."""
    for column, value in enumerate(values, 1):
        cell: Any = sheet.cell(row=row, column=column, value=value)
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(FORMULA)
        if bold:
            cell.font = Font(bold=True)


def packed(book: Workbook) -> bytes:
    """The workbook as a file."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()
