"""A PDF of one empty page, for what does not look at what is printed."""

from io import BytesIO

from pypdf import PdfWriter


def one_page(width: int = 842) -> bytes:
    book, out = PdfWriter(), BytesIO()
    book.add_blank_page(width, 595)
    book.write(out)
    return out.getvalue()
