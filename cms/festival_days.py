"""Saying on which days festivals fall: by the moon where that is sure, and by editors, whose word stands."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cms.models import FestivalPage, Occurrence
from cms.moon import Reckoned, reckon
from cms.pages.certainty import Certainty
from cms.routing import SOURCE
from common.audit import record
from common.clock import shanghai_day

YEARS_AHEAD = 3
UNTOUCHED = (Occurrence.State.RECKONED, Occurrence.State.PROPOSED)
TOLD = ("starts_on", "ends_on", "state", "words_zh_hans", "words_en")


class DayTaken(Exception):
    """This festival has another entry for the day."""


class WordsNeeded(Exception):
    """Readers must be told, in both languages, why a day was moved or called off."""


class EndsTooSoon(Exception):
    """The last day is before the first."""


def rules() -> Iterator[FestivalPage]:
    """The festivals whose days a machine may reckon: live, by the moon, and sure."""
    pages = FestivalPage.objects.live().filter(locale__language_code=SOURCE, certainty=Certainty.SURE)
    yield from pages.filter(lunar_month__isnull=False, lunar_day__isnull=False).defer("body").order_by("pk")


def reckon_days(*, at: datetime) -> int:
    """Write the days of this lunar year and the next three that are missing; how many were written or put right.

    What an editor confirmed, moved or called off is never touched. Safe to run at any time, in several processes at once.
    """
    year = shanghai_day(at).year
    count = 0
    for page in rules():
        for each in range(year, year + YEARS_AHEAD + 1):
            found = reckon(each, page.lunar_month, page.lunar_day)  # type: ignore[arg-type]
            count += bool(found and write_reckoned(page, each, found, at=at))
    return count


@transaction.atomic
def write_reckoned(page: FestivalPage, year: int, found: Reckoned, *, at: datetime) -> bool:
    """Write one year of a festival; whether anything was new."""
    state = Occurrence.State.PROPOSED if found.doubt else Occurrence.State.RECKONED
    facts = {"starts_on": found.on, "state": state, "doubt": found.doubt}
    of_festival = Occurrence.objects.select_for_update().filter(festival_key=page.translation_key)
    day = of_festival.filter(lunar_year=year).first()
    taken = of_festival.filter(starts_on=found.on).exclude(pk=day.pk if day else 0).first()
    if taken is not None:
        if day is None and taken.lunar_year is None:
            Occurrence.objects.filter(pk=taken.pk).update(lunar_year=year)
        return False
    if day is None:
        day, is_new = Occurrence.objects.get_or_create(
            festival_key=page.translation_key, lunar_year=year, defaults={**facts, "changed_at": at}
        )
    else:
        is_new = day.state in UNTOUCHED and (day.starts_on, day.doubt) != (found.on, found.doubt)
        if is_new:
            Occurrence.objects.filter(pk=day.pk).update(**facts, changes=day.changes + 1, changed_at=at)
    if is_new:
        record(None, "reckon festival day", day, at=at, on=found.on.isoformat(), doubt=found.doubt)
    return is_new


@transaction.atomic
def keep_day(
    *, by: Any, day: int | None, festival_key: Any, starts_on: date, ends_on: date | None, is_cancelled: bool,
    words_zh_hans: str, words_en: str, at: datetime,
) -> Occurrence:  # fmt: skip
    """Write a day as an editor says it: it is confirmed by that, or called off. `day` is the row's number, None for a new one.

    The same again changes nothing and tells no calendar. Raises DayTaken, WordsNeeded, EndsTooSoon.
    """
    row = Occurrence.objects.select_for_update().get(pk=day) if day else Occurrence(festival_key=festival_key)
    others = Occurrence.objects.filter(festival_key=row.festival_key, starts_on=starts_on)
    if others.exclude(pk=row.pk).exists():
        raise DayTaken
    if ends_on and ends_on < starts_on:
        raise EndsTooSoon
    moved_from = where_it_was(row, starts_on)
    if (is_cancelled or moved_from) and not (words_zh_hans and words_en):
        raise WordsNeeded
    before = tuple(getattr(row, name) for name in TOLD)
    row.starts_on, row.ends_on, row.moved_from = starts_on, ends_on, moved_from
    row.words_zh_hans, row.words_en = words_zh_hans, words_en  # type: ignore[attr-defined]
    row.state = Occurrence.State.CANCELLED if is_cancelled else Occurrence.State.CONFIRMED
    if row.pk and before == tuple(getattr(row, name) for name in TOLD):
        return row
    row.changes, row.changed_at = row.changes + (1 if row.pk else 0), at
    row.save()
    record(by, "keep festival day", row, at=at, on=starts_on.isoformat(), state=str(row.state))
    return row


def where_it_was(row: Occurrence, starts_on: date) -> date | None:
    """The day readers first knew, when it is another one now; a day that only editors saw was never known."""
    if row.pk is None or row.state == Occurrence.State.PROPOSED:
        return None
    known = row.moved_from or row.starts_on
    return known if known != starts_on else None
