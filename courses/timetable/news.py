"""What is told of a day, and whether it is worth telling."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SOON = timedelta(days=42)  # a new day further off stands in the calendar, and is told of when it changes


@dataclass(frozen=True)
class DayFacts:
    """A day as its people need it. Instants; a training day has no title of its own, and its place is as it was typed."""

    starts_at: datetime
    ends_at: datetime
    title_zh_hans: str = ""
    title_en: str = ""
    place_zh_hans: str = ""
    place_en: str = ""
    is_off: bool = False
    why: str = ""  # it is called off

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self) | {"starts_at": self.starts_at.isoformat(), "ends_at": self.ends_at.isoformat()}

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "DayFacts":
        instants = {name: datetime.fromisoformat(kept[name]) for name in ("starts_at", "ends_at")}
        return cls(**{**kept, **instants})

    def moved(self, by: timedelta) -> "DayFacts":
        return replace(self, starts_at=self.starts_at + by, ends_at=self.ends_at + by)

    @property
    def when(self) -> tuple[datetime, datetime]:
        return self.starts_at, self.ends_at

    @property
    def where(self) -> tuple[str, str]:
        return self.place_zh_hans, self.place_en

    @property
    def title(self) -> str:
        return in_reader_language(self.title_zh_hans, self.title_en) or _("Day on the base")

    @property
    def place(self) -> str:
        return in_reader_language(self.place_zh_hans, self.place_en)

    @property
    def hours(self) -> str:
        """The day and its hours in Shanghai."""
        first, last = (timezone.localtime(at, timezone.get_default_timezone()) for at in self.when)
        return f"{date_format(first, 'DATE_FORMAT')} {first:%H:%M}–{last:%H:%M}"


def in_reader_language(chinese: str, english: str) -> str:
    return (english or chinese) if get_language() == "en" else (chinese or english)


@dataclass(frozen=True)
class NewsLine:
    """One line of the letter, in its reader's language. `kind` is new, moved, off or on again; '' is as it was."""

    kind: str
    starts_at: datetime
    title: str
    hours: str
    place: str
    was_hours: str = ""
    was_place: str = ""
    why: str = ""


def line_of(before: dict[str, Any] | None, after: dict[str, Any], at: datetime) -> NewsLine | None:
    """The line of a day that was `before` and is now `after`, in the active language; None when nobody need know at `at`."""
    was, now = DayFacts.read(before) if before else None, DayFacts.read(after)
    if not (kind := kind_of(was, now, at)):
        return None
    moved, elsewhere = (was and was.when != now.when), (was and was.where != now.where)
    return NewsLine(
        kind, now.starts_at, now.title, now.hours, now.place, was.hours if was and moved else "",
        was.place if was and elsewhere else "", now.why,
    )  # fmt: skip


def kind_of(was: DayFacts | None, now: DayFacts, at: datetime) -> str:
    """What happened: '' for what is over, far off, or as it was."""
    to_come = now.ends_at > at
    if was is None:
        return "new" if to_come and not now.is_off and now.starts_at <= at + SOON else ""
    if was.is_off:
        return "on again" if to_come and not now.is_off else ""
    if not (to_come or was.ends_at > at):
        return ""
    if now.is_off:
        return "off"
    return "moved" if (was.when, was.where) != (now.when, now.where) else ""
