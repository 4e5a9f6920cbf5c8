"""What stands in a cell, as text: numbers without their float, days as 2026-03-05, and no ID number that is kept."""

import re
import unicodedata
from datetime import date, datetime
from typing import Any

from common.sanitise import one_line

LONGEST = 300
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "########"})
# 431129199003051234, also cut into 6, 8 and 4, and any long run: bank cards, the ID numbers of before 1999.
PRIVATE = re.compile(r"(?<!\d)(?:\d{6}[ -]?(?:18|19|20)\d{6}[ -]?\d{3}[\dXx]|(?!0086)\d{14}[\dXx]|\d{16,}[Xx]?)(?![\dXx])")
STRUCK_OUT = "***"
AS_TEXT = re.compile(r'="([^"]*)"\Z')  # how a CSV file keeps Excel from taking a number for a number


def text_of(value: Any) -> str:
    """The cell's value on one line, at most 300 characters. Nothing in it is ever evaluated."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = one_line(unicodedata.normalize("NFKC", str(value)))[:LONGEST]
    if text in ERRORS:
        return ""
    if found := AS_TEXT.match(text):
        text = found[1].strip()
    return text.removeprefix("'").strip()


def has_private_number(text: str) -> bool:
    return bool(PRIVATE.search(text))


def struck_out(text: str) -> str:
    """The text without ID numbers and bank cards."""
    return PRIVATE.sub(STRUCK_OUT, text)
