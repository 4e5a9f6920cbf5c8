"""A date of birth in any of the ways people write one."""

import re
from datetime import date, timedelta

from common.numerals import parse_hanzi

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR_FIRST = re.compile(r"((?:18|19|20)\d\d)[-/.年 ](\d{1,2})(?:[-/.月 ](\d{1,2})日?|月)?(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?\Z")
RUN = re.compile(r"((?:18|19|20)\d\d)(\d\d)(\d\d)?\Z")
SERIAL = re.compile(r"\d{5}\Z")  # Excel's count of days, when a date lost its format
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -]((?:19|20)\d\d)\Z", re.I)
MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\Z", re.I)
HANZI = re.compile(r"([零〇一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?\Z")
FIRST_SERIAL = date(1899, 12, 30)


def read_birth(text: str, *, today: date) -> str:
    """The day as 1990-05-01, or the month as 1990-05 where no day is said. Raises ValueError for what is no day before
    `today`, or over 110 years ago."""
    year, month, day = parts(text.strip())
    born = date(year, month, day or 1)
    if not today - timedelta(days=110 * 366) < born < today:
        raise ValueError(text)
    return born.isoformat() if day else born.isoformat()[:7]


def parts(text: str) -> tuple[int, int, int | None]:
    """Year, month, and the day where one is said. Raises ValueError."""
    if found := YEAR_FIRST.match(text) or RUN.match(text):
        return int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    if found := HANZI.match(text):
        said = [parse_hanzi(part.replace("〇", "零")) if part else None for part in found.groups()]
        return said[0] or 0, said[1] or 0, said[2]
    if SERIAL.match(text):
        day = FIRST_SERIAL + timedelta(days=int(text))
        return day.year, day.month, day.day
    if found := DAY_FIRST.match(text):
        return int(found[3]), month_of(found[2]), int(found[1])
    if found := MONTH_FIRST.match(text):
        return int(found[3]), month_of(found[1]), int(found[2])
    raise ValueError(text)


def month_of(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1
