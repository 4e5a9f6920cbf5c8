"""How days are said."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import get_language

WEEKDAYS_ZH = "一二三四五六日"


def month_day(day: date | datetime) -> str:
    """12月5日, 5 December."""
    return date_format(day, "MONTH_DAY_FORMAT")


def weekday(day: date) -> str:
    """一, Mon: the head of a column."""
    return WEEKDAYS_ZH[day.weekday()] if get_language() == "zh-hans" else date_format(day, "D")
