"""How days of prices are said."""

from datetime import date, timedelta

from django import template
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shops.availability import wording
from shops.availability.models import Rate
from shops.availability.rates import LEAP_YEAR
from shops.availability.wording import month_day

register = template.Library()
register.filter("month_day", wording.month_day)
register.filter("weekday", wording.weekday)
ONE_DAY = timedelta(days=1)


@register.filter
def days_said(rate: Rate) -> str:
    """ "1 July – 31 August, every year · Fri, Sat": first and last day."""
    return " · ".join(words for words in (season_said(rate), weekdays_said(rate.weekdays)) if words)


def season_said(rate: Rate) -> str:
    if rate.first and rate.until:
        last = rate.until - ONE_DAY
        return date_format(rate.first) if last == rate.first else f"{date_format(rate.first)} – {date_format(last)}"
    if rate.from_day is None or rate.until_day is None:
        return ""
    first, last = day_of(rate.from_day), day_of(rate.until_day) - ONE_DAY
    said = {"first": month_day(first), "last": month_day(last)}
    return _("%(first)s – %(last)s, every year") % said


def day_of(number: int) -> date:
    return date(LEAP_YEAR, number // 100, number % 100)


def weekdays_said(bits: int) -> str:
    return _(", ").join(str(WEEKDAYS_ABBR[n]) for n in range(7) if bits >> n & 1)
