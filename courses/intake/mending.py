"""The sheets an office gets: only the rows to mend, with their reasons, to be corrected and sent again; and an empty list."""

from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from common.sheets import packed, write
from courses.intake.models import TraineeList
from courses.intake.queries import to_mend

EMPTY = ("姓名", "手机", "乡镇", "村", "出生日期", "单位或合作社", "备注")  # an office’s, in Chinese whoever asks
PREPARED = 200  # rows of the empty list whose cells are text
WIDEST = 40


def rows_to_mend(trainees: TraineeList, by: Any) -> bytes:
    """XLSX: the reasons first, then the columns as the office wrote them, sheet by sheet, without the ID numbers."""
    book, lines = Workbook(), to_mend(trainees, by)
    book.remove(book.worksheets[0])
    for name, headings in trainees.headings.items():
        rows = [[" ".join(line.faults), *line.row.typed] for line in lines if line.row.sheet == name]
        if rows or len(trainees.headings) == 1:
            add_sheet(book, name, [_("What to mend"), *headings], rows, text_rows=len(rows) + 1)
    return packed(book)


def empty_list() -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    add_sheet(book, "", [*EMPTY], [], text_rows=PREPARED)
    return packed(book)


def add_sheet(book: Workbook, name: str, headings: list[str], rows: list[list[str]], *, text_rows: int) -> None:
    """Every cell is formatted as text, so that no number of eleven digits is shortened."""
    sheet: Any = book.create_sheet(name or "名单")
    write(sheet, 1, headings, bold=True)
    for number, row in enumerate(rows, 2):
        write(sheet, number, row)
    for column, heading in enumerate(headings, 1):
        words = [heading, *(row[column - 1] for row in rows if column <= len(row))]
        sheet.column_dimensions[get_column_letter(column)].width = min(max(len(one) for one in words) * 2 + 4, WIDEST)
        for number in range(1, text_rows + 1):
            sheet.cell(row=number, column=column).number_format = "@"
    sheet.freeze_panes = "A2"
