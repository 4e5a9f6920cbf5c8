"""What the bank is given: one line for each shop, and their sum. In Chinese, as the bank reads it; text is text."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from common.clock import shanghai_day
from common.sheets import packed, write
from shops.settlement.models import Settlement

COLUMNS = ("序号", "收款户名", "收款账号", "开户银行", "金额（元）", "附言")
WIDTHS = (6, 24, 30, 34, 14, 40)


def bank_sheet(rows: Sequence[Settlement], at: datetime) -> bytes:
    """The XLSX file; account numbers are text, amounts numbers with two places."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = f"付款 {shanghai_day(at).isoformat()}"
    write(sheet, 1, COLUMNS, bold=True)
    for number, row in enumerate(rows, 1):
        purpose = f"货款 {row.begins_on.isoformat()} 至 {row.ends_on.isoformat()} 结算号 {row.pk}"
        write(sheet, number + 1, [number, row.name, row.number, row.bank, yuan_of(row.amount), purpose])
    write(sheet, len(rows) + 2, ["合计", f"{len(rows)} 笔", "", "", yuan_of(sum(row.amount for row in rows)), ""], bold=True)
    for cells in sheet.iter_rows(min_row=2, min_col=5, max_col=5):
        cells[0].number_format = "0.00"
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    return packed(book)


def yuan_of(fen: int) -> Decimal:
    return Decimal(fen) / 100
