"""Months in words, in the reader's language: a season, a calendar's column."""

from django import template
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import get_language

register = template.Library()


@register.filter
def month(number: int) -> str:
    """November, 十一月."""
    return str(MONTHS[number])


@register.filter
def month_short(number: int) -> str:
    """Nov, 11 月."""
    return f"{number} 月" if get_language() == "zh-hans" else str(MONTHS_3[number]).capitalize()


@register.filter
def month_initial(number: int) -> str:
    """N, 11: for a column of the year."""
    return str(number) if get_language() == "zh-hans" else str(MONTHS[number])[0]


def runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Neighbours joined, also over the new year: [1, 3, 4, 12] → [(3, 4), (12, 1)]."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    if len(found) > 1 and (found[0][0], found[-1][1]) == (1, 12):
        first = found.pop(0)
        found[-1] = (found[-1][0], first[1])
    return found


@register.filter
def months(numbers: list[int]) -> str:
    """Months as printed: [3, 4, 5, 11] → "Mar–May, Nov", "3–5 月、11 月"."""
    spans = [tuple(dict.fromkeys(run)) for run in runs(numbers)]
    if get_language() == "zh-hans":
        return "、".join("–".join(map(str, span)) + " 月" for span in spans)
    return ", ".join("–".join(map(month_short, span)) for span in spans)
