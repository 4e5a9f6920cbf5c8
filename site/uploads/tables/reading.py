"""An uploaded file as sheets of text: CSV in whatever encoding an office saves it, or a workbook. Nothing of it is kept."""

import csv
import re
from io import StringIO

from uploads.tables.lines import Line, Sheet, kept
from uploads.tables.refusals import MOST_BYTES, ListTooLarge, NoRows, NotAList, OldExcel, WebPage
from uploads.tables.workbooks import read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, .et, and any workbook with a password
MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|table|meta)", re.I)
DELIMITERS = ("\t", ";", "，", ",")


def read_file(raw: bytes, *, most: int) -> list[Sheet]:
    """The sheets of the file, of `most` rows at most, their empty lines left out. Raises Refused, saying what to do instead."""
    if len(raw) > MOST_BYTES:
        raise ListTooLarge
    if raw.startswith(OLE):
        raise OldExcel
    if raw.startswith(b"PK"):
        return read_workbook(raw, most)
    text = decoded(raw)
    if MARKUP.match(text[:200].encode()):
        raise WebPage
    return [Sheet("", read_csv(text, most))]


def decoded(raw: bytes) -> str:
    """The text of a CSV file: UTF-8 and UTF-16 by their marks, else UTF-8, else what Chinese Excel writes. Raises NotAList."""
    if not raw.strip():
        raise NoRows
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise NotAList


def read_csv(text: str, most: int) -> list[Line]:
    head = "\n".join(text.splitlines()[:40])
    delimiter = max(DELIMITERS, key=head.count)
    try:
        return kept(csv.reader(StringIO(text, newline=""), delimiter=delimiter), most)
    except csv.Error as fault:
        raise NotAList from fault
