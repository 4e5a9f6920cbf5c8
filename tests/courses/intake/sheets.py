"""Lists as offices send them, for tests."""

from io import BytesIO

from openpyxl import Workbook

TITLE = "江华瑶族自治县农产品电商培训班学员名单"


def csv(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(lines).encode(encoding)


def xlsx(*rows: list, merged: tuple = (), more: tuple = ()) -> bytes:
    """A workbook of one sheet with these rows, `merged` cells in it, and more sheets: (name, rows)."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    for name, others in more:
        another = book.create_sheet(name)
        for row in others:
            another.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
