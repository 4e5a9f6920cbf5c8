"""When a trainee is at risk of falling out, by a rule that is written on the page, each time with its reasons.

Waiting for a mentor is never a trainee's risk. Being without a signal is not being absent: who said that they have one only
in town is given twice the time, and who signed in lately is not silent even when nothing was handed in.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.clock import shanghai_day
from common.rights import visible
from courses.cohorts.models import Application, Enrolment

SILENT_DAYS = 7
SILENT_DAYS_IN_TOWN = 14  # for who has a signal only in town
CHANGE_DAYS = 5
STAGES_BEHIND = 2
WRONG_TRIES = 4


@dataclass(frozen=True)
class Signs:
    """What the rule looks at: one trainee, as the table knows them."""

    state: str
    began_on: date  # the later of the cohort's first day and the day they got their place
    last_sign_at: datetime | None  # worked or signed in last
    signal: str
    handed_in: int  # pieces sent or approved
    change_asked_at: datetime | None  # the oldest change asked for that was not sent again
    wrong_tries: int


def rule() -> list[str]:
    """The rule in plain words, for the page that applies it."""
    return [
        _("No sign for %(days)s days: nothing ticked, answered, saved or sent, and not signed in. Who told us that they have a "
          "signal only in town is given %(town)s days: no signal is not absence.")
        % {"days": SILENT_DAYS, "town": SILENT_DAYS_IN_TOWN},
        _("A change was asked for %(days)s days ago or more, and the piece was not sent again.") % {"days": CHANGE_DAYS},
        _("%(stages)s stages or more behind the cohort’s pace: its stages spread evenly from the first day to the last. For "
          "who came later it begins on the day they came.") % {"stages": STAGES_BEHIND},
        _("%(tries)s wrong answers or more in a row to the check of one lesson.") % {"tries": WRONG_TRIES},
        _("Waiting for a mentor is never a trainee’s risk. Who pauses, has graduated or has left is not counted, nor anybody "
          "before the cohort begins."),
    ]  # fmt: skip


def silent_limit(signal: str) -> int:
    """Days without a sign after which somebody with this signal is called silent."""
    return SILENT_DAYS_IN_TOWN if signal == Application.Signal.TOWN else SILENT_DAYS


def silent_days(signs: Signs, at: datetime) -> int:
    """Whole days since the last sign, never more than since they began; 0 before that."""
    since = shanghai_day(signs.last_sign_at) if signs.last_sign_at else signs.began_on
    return max(0, (shanghai_day(at) - max(since, signs.began_on)).days)


def stages_due(began_on: date, ends_on: date, total: int, today: date) -> int:
    """How many stages the cohort's pace has done by the evening before `today`: spread evenly, never more than all."""
    days = (ends_on - began_on).days + 1
    gone = (today - began_on).days
    if days <= 0 or gone <= 0:
        return 0
    return min(total, total * gone // days)


def reasons(signs: Signs, *, ends_on: date, total: int, at: datetime) -> list[str]:
    """Why this trainee is at risk now, the most pressing first; [] for who is not."""
    today = shanghai_day(at)
    if signs.state != Enrolment.State.ACTIVE or today < signs.began_on:
        return []
    found = []
    silent = silent_days(signs, at)
    if silent >= silent_limit(signs.signal):
        found.append(ngettext("No sign for %(n)s day", "No sign for %(n)s days", silent) % {"n": silent})
    if signs.change_asked_at and (days := (at - signs.change_asked_at).days) >= CHANGE_DAYS:
        found.append(ngettext("A change asked %(n)s day ago", "A change asked %(n)s days ago", days) % {"n": days})
    behind = stages_due(signs.began_on, ends_on, total, today) - signs.handed_in
    if behind >= STAGES_BEHIND:
        found.append(ngettext("%(n)s stage behind", "%(n)s stages behind", behind) % {"n": behind})
    if signs.wrong_tries >= WRONG_TRIES:
        found.append(_("%(n)s wrong answers in a row to one check") % {"n": signs.wrong_tries})
    return found


@dataclass(frozen=True)
class Risk:
    """What the rule says of one trainee. `silent` are days."""

    silent: int
    reasons: tuple[str, ...]
    is_quiet_without_signal: bool  # silent longer than others may be, with a signal only in town: no risk yet, and said so


def risk_of(signs: Signs, *, ends_on: date, total: int, at: datetime) -> Risk:
    silent, in_town = silent_days(signs, at), signs.signal == Application.Signal.TOWN
    waits = signs.state == Enrolment.State.ACTIVE and in_town and SILENT_DAYS <= silent < SILENT_DAYS_IN_TOWN
    return Risk(silent, tuple(reasons(signs, ends_on=ends_on, total=total, at=at)), waits)


def silent_count(user: Any, *, at: datetime) -> int:
    """How many trainees this person may see are silent in cohorts that run now. One query, however many there are."""
    today = shanghai_day(at)
    silent = Q()
    for in_town, days in ((False, SILENT_DAYS), (True, SILENT_DAYS_IN_TOWN)):
        since = at - timedelta(days=days)
        town = Q(application__signal=Application.Signal.TOWN)
        quiet = (Q(last_active_at__lt=since) | Q(last_active_at=None)) & Q(started_at__lt=since)
        away = Q(trainee__last_login__lt=since) | Q(trainee__last_login=None)
        silent |= (town if in_town else ~town) & quiet & away & Q(cohort__starts_on__lte=today - timedelta(days=days))
    running = Q(state=Enrolment.State.ACTIVE, cohort__ends_on__gte=today)
    return visible(user, Enrolment).filter(running & silent).count()
