"""Binding finished documents into one file: their pages as they are, one after another."""

from collections.abc import Iterable
from io import BytesIO


class NotWhole(Exception):
    """What was to be bound is no PDF, or one without pages."""


def count_pages(pdf: bytes) -> int:
    """How many pages a document has. Raises NotWhole."""
    from pypdf import PdfReader  # here and below: only the jobs that bind need it, and the web starts sooner without
    from pypdf.errors import PyPdfError

    try:
        pages = len(PdfReader(BytesIO(pdf)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as fault:  # what a broken file makes of a parser
        raise NotWhole(str(fault)) from fault
    if not pages:
        raise NotWhole("no pages")
    return pages


def bind(documents: Iterable[bytes], *, title: str = "") -> bytes:
    """One PDF of all pages, in order. Raises NotWhole."""
    from pypdf import PdfWriter

    book = PdfWriter()
    for pdf in documents:
        count_pages(pdf)
        book.append(BytesIO(pdf), import_outline=False)
    book.add_metadata({"/Title": title})
    book.compress_identical_objects()
    out = BytesIO()
    book.write(out)
    return out.getvalue()
