"""A statement as a workbook: an order a line, every part in its column, and the balances. Text is text, never a formula."""

from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from common.clock import shanghai_day
from common.sheets import packed, write
from shops.settlement.reckoning import PAID_OUT
from shops.settlement.statements import Moved, OrderLine, Statement
from shops.settlement.wording import SAID, summary

KINDS = [kind for kind in SAID if kind != PAID_OUT]


def workbook(statement: Statement, lines: list[OrderLine]) -> bytes:
    """The XLSX file; amounts are yuan with two places, and each row sums to its last column."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = statement.period.key
    write(sheet, 1, [f"{statement.shop.name} {statement.period}"], bold=True)
    write(sheet, 2, [summary(statement)])
    write(sheet, 3, [_("At the beginning"), *blanks(), yuan_of(statement.opening)])
    write(sheet, 4, headings(), bold=True)
    row = 4
    for line in lines:
        row += 1
        write(sheet, row, [line.number, shanghai_day(line.at).isoformat(), *amounts(line.moved), yuan_of(line.moved.total)])
    for payout in statement.payouts:
        row += 1
        write(sheet, row, [str(SAID[PAID_OUT]), shanghai_day(payout.at).isoformat(), *blanks(1), yuan_of(-payout.amount)])
    write(sheet, row + 1, [_("Together"), "", *amounts(statement.moved), yuan_of(statement.moved.total)], bold=True)
    write(sheet, row + 2, [_("At the end"), *blanks(), yuan_of(statement.closing)], bold=True)
    for cells in sheet.iter_rows(min_row=3, min_col=3):
        for cell in cells:
            cell.number_format = "0.00"
    for letter in "ABCDEFGHIJKLMNO":
        sheet.column_dimensions[letter].width = 18 if letter in "AB" else 14
    sheet.freeze_panes = "A5"
    return packed(book)


def headings() -> list[str]:
    discounts = [_("Discount at your cost"), _("Discount at the county’s cost")]
    others = [_("Other")]
    before = _("Returned to the buyer before the goods came")
    return [
        _("Order number"),
        _("Day"),
        _("Sold"),
        *discounts,
        before,
        *(str(SAID[kind]) for kind in KINDS),
        *others,
        _("To you"),
    ]


def blanks(less: int = 0) -> list[None]:
    """Empty cells up to the last column of a row that begins with one cell, or with `less` more."""
    return [None] * (len(KINDS) + 6 - less)


def amounts(moved: Moved) -> list[Decimal]:
    """In the order of the headings; what has no column of its own is in the last."""
    own = [moved.kinds.get(kind, 0) for kind in KINDS]
    told = [moved.sold, -moved.off_shop, -moved.off_county, -moved.back_before, *own]
    return [yuan_of(fen) for fen in [*told, moved.total - sum(told)]]


def yuan_of(fen: int) -> Decimal:
    return Decimal(fen) / 100
