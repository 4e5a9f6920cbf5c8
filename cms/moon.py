"""Which day a date by the moon falls on, and where the calendar alone cannot say."""

from dataclasses import dataclass
from datetime import date, timedelta

from lunardate import LunarDate

from cms.pages.occurrence import Occurrence


@dataclass(frozen=True)
class Reckoned:
    on: date
    doubt: str  # of Occurrence.Doubt; "" where there is none


def month_length(year: int, month: int) -> int:
    """29 or 30 days, of the month itself and not of its leap one. Raises ValueError outside 1900–2099."""
    first = LunarDate(year, month, 1).to_solar_date()
    thirtieth = LunarDate.from_solar_date(*(first + timedelta(days=29)).timetuple()[:3])
    return 30 if thirtieth.day == 30 else 29


def reckon(year: int, month: int, day: int) -> Reckoned | None:
    """The day of month `month`, day `day` in the lunar year `year`; None for what no calendar of ours reaches.

    A month that comes twice and a thirtieth that does not exist that year are doubtful: villages decide these.
    """
    try:
        length = month_length(year, month)
        on = LunarDate(year, month, min(day, length)).to_solar_date()
        leap = LunarDate.leap_month_for_year(year)
    except ValueError:
        return None
    if day > length:
        return Reckoned(on, Occurrence.Doubt.MISSING)
    return Reckoned(on, Occurrence.Doubt.LEAP if leap == month else "")
