"""How much comes back when a guest cancels: three ladders, each a list of rungs, said in plain words. Pure.

A rung is [hours before the beginning, percent]: who cancels at least so many hours before gets so much back. The rungs go down;
below the last nothing comes back.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

Rungs = Sequence[Sequence[int]]
DAY = 24  # hours


class Ladder(models.TextChoices):
    """What an owner chooses from."""

    EASY = "easy", gettext_lazy("Easy for guests")
    MIDDLE = "middle", gettext_lazy("In between")
    STRICT = "strict", gettext_lazy("Safe for me")


RUNGS: dict[str, list[list[int]]] = {
    Ladder.EASY: [[DAY, 100], [0, 50]],
    Ladder.MIDDLE: [[3 * DAY, 100], [DAY, 50]],
    Ladder.STRICT: [[7 * DAY, 100], [3 * DAY, 50]],
}


def easy() -> list[list[int]]:
    """The rungs of a bookable whose owner chose none yet."""
    return [list(rung) for rung in RUNGS[Ladder.EASY]]


def percent_back(rungs: Rungs, begins: datetime, at: datetime) -> int:
    """Percent of what was paid that comes back to who cancels at `at` what begins at `begins`; 0 once it has begun."""
    left = begins - at
    if left <= timedelta(0):
        return 0
    return next((percent for hours, percent in rungs if left >= timedelta(hours=hours)), 0)


def told(rungs: Rungs) -> list[str]:
    """The ladder as sentences in the reader's language, the best first."""
    said = [rung_told(hours, percent) for hours, percent in rungs]
    last = rungs[-1][0] if rungs else None
    if last is None:
        return [_("Nothing comes back.")]
    return [*said, _("After that nothing comes back.")] if last else said


def rung_told(hours: int, percent: int) -> str:
    said: dict[str, Any] = {"percent": percent, "before": how_long(hours)}
    if percent == 100:
        return _("Until %(before)s before it begins: all of the money comes back.") % said
    if hours:
        return _("Until %(before)s before it begins: %(percent)s%% comes back.") % said
    return _("Later, until it begins: %(percent)s%% comes back.") % said


def how_long(hours: int) -> str:
    """ "3 days", "6 hours"."""
    if hours % DAY == 0:
        return ngettext("%(n)s day", "%(n)s days", hours // DAY) % {"n": hours // DAY}
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
