"""What a stay or some seats come to, row by row. Pure; whole fen.

A room is priced for a night however many sleep in it; children and grown people are told apart where each pays for themselves.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.clock import shanghai_day
from shops.availability.models import Bookable, Rate, Session
from shops.availability.rates import by_rank, days_between, rate_on

LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True)
class Row:
    """So many of something, each at so many fen, in words of both languages."""

    words_zh_hans: str
    words_en: str
    count: int
    each: int

    @property
    def fen(self) -> int:
        return self.count * self.each

    @property
    def words(self) -> str:
        """In the reader's language."""
        return self.words_en if translation.get_language() == "en" else self.words_zh_hans


@dataclass(frozen=True)
class Price:
    rows: tuple[Row, ...]

    @property
    def total(self) -> int:
        return sum(row.fen for row in self.rows)


def stay_price(
    bookable: Bookable, rates: Iterable[Rate], first: date, until: date, *, rooms: int, extra_beds: int = 0, meals: int = 0
) -> Price:
    """What so many rooms cost from `first` to `until`; `extra_beds` in all of them, `meals`: how many people eat each day.

    How many sleep in the rooms changes nothing: `checking` says how many may.
    """
    ranked, nights = by_rank(rates), (until - first).days
    held = [rate_on(ranked, day) for day in days_between(first, until)]
    rows = []
    for rate in (None, *ranked):
        count = sum(one is rate for one in held)
        rows.append(row(NIGHT, count * rooms, rate.price if rate else bookable.visit.price, rate))
    rows += [row(EXTRA_BED, extra_beds * nights, bookable.extra_bed_price), *meal_rows(bookable, meals * nights)]
    return Price(tuple(one for one in rows if one.count))


def seats_price(session: Session, rates: Iterable[Rate], *, adults: int, children: int = 0, meals: int = 0) -> Price:
    """What so many seats cost. `children` pay the child's price where there is one, never more than a grown person."""
    bookable, each = session.bookable, seat_price(session, rates)
    child = each if bookable.child_price is None else min(bookable.child_price, each)
    rows = [row(ADULT, adults, each), row(CHILD, children, child), *meal_rows(bookable, meals)]
    return Price(tuple(one for one in rows if one.count))


def seat_price(session: Session, rates: Iterable[Rate]) -> int:
    """Fen for one grown person: the session's own price, else the day's."""
    if session.price is not None:
        return session.price
    rate = rate_on(by_rank(rates), shanghai_day(session.starts_at))
    return rate.price if rate else session.bookable.visit.price


def off_early(bookable: Bookable, first: date, whole: int, today: date) -> int:
    """Fen off what begins on the day `first`, booked on `today`, where that is as early as the host rewards: half up, once for
    the whole."""
    if not bookable.early_days or not bookable.early_percent or (first - today).days < bookable.early_days:
        return 0
    return (whole * bookable.early_percent + 50) // 100


def early_row(bookable: Bookable, off: int) -> Row:
    return Row(*said_in_both(lambda: early_words(bookable)), 1, -off)


def early_words(bookable: Bookable) -> str:
    """ "Booked 30 days ahead: 10% off", in the language that is on."""
    days, percent = bookable.early_days or 0, bookable.early_percent
    said = ngettext("Booked %(n)s day ahead: %(percent)s%% off", "Booked %(n)s days ahead: %(percent)s%% off", days)
    return said % {"n": days, "percent": percent}


NIGHT, EXTRA_BED, MEAL = _("Room, a night"), _("Extra bed, a night"), _("Meal")
ADULT, CHILD = _("Adult"), _("Child")


def meal_rows(bookable: Bookable, count: int) -> list[Row]:
    if not count or bookable.meal_price is None:
        return []
    named = {language: getattr(bookable, f"meal_{language}") for language in ("zh_hans", "en")}
    said = said_in_both(MEAL)
    either = named["zh_hans"] or named["en"]
    return [Row(named["zh_hans"] or either or said[0], named["en"] or either or said[1], count, bookable.meal_price)]


def row(words: str | Promise, count: int, each: int, rate: Rate | None = None) -> Row:
    zh, en = said_in_both(words)
    if rate is None:
        return Row(zh, en, count, each)
    own: tuple[str, str] = tuple(getattr(rate, f"name_{language}") or "" for language in ("zh_hans", "en"))  # type: ignore[assignment]
    return Row(f"{zh}（{own[0] or own[1]}）", f"{en} ({own[1] or own[0]})", count, each)


def said_in_both(words: str | Promise | Callable[[], str]) -> tuple[str, str]:
    """Chinese, English."""
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(words() if callable(words) else str(words))
    return said[0], said[1]
