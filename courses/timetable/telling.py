"""Telling a cohort's people what became of its days: several changes in one letter, each once, nothing of days that are over.

Whatever adds, changes or calls off a day says so by `note_day` in its own transaction; the clock tells it (`tell_of_days`) when
nothing more has changed for ten minutes, or an hour after the first change. What was changed and changed back is not told.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max, Min, Q, QuerySet
from django.utils import translation

from common import audit
from courses.cohorts.mentors import STUDYING
from courses.cohorts.messages import tell_trainee
from courses.cohorts.models import Cohort, Enrolment
from courses.cohorts.operations import locked
from courses.timetable.models import DayNews
from courses.timetable.news import DayFacts, NewsLine, line_of
from outbox.operations import tell

QUIET = timedelta(minutes=10)
LONGEST = timedelta(hours=1)
PAGE = "/my/dates/"


def note_day(*, cohort_id: int, day_key: UUID, before: DayFacts | None, after: DayFacts, at: datetime) -> None:
    """Keep what became of a day until it is told. Call it inside the operation that holds the day."""
    waiting = untold().select_for_update().filter(cohort_id=cohort_id, day_key=day_key).first()
    if waiting:
        waiting.after, waiting.changed_at = after.kept(), at
        waiting.save(update_fields=["after", "changed_at"])
    else:
        was = before.kept() if before else None
        DayNews.objects.create(
            cohort_id=cohort_id, day_key=day_key, before=was, after=after.kept(), first_at=at, changed_at=at
        )  # fmt: skip


def shift_news(*, cohort: Cohort, day_keys: list[UUID], by: timedelta) -> None:
    """The cohort's move tells that these days moved with it: what waits to be told of them moves along."""
    for one in untold().select_for_update().filter(cohort=cohort, day_key__in=day_keys):
        one.before = DayFacts.read(one.before).moved(by).kept() if one.before else None
        one.after = DayFacts.read(one.after).moved(by).kept()
        one.save(update_fields=["before", "after"])


def untold() -> QuerySet[DayNews]:
    return DayNews.objects.filter(told_at=None)


def tell_of_days(*, at: datetime) -> int:
    """Tell every cohort whose news have settled; how many letters were written."""
    settled = Q(last__lte=at - QUIET) | Q(first__lte=at - LONGEST)
    rows = untold().order_by().values("cohort").annotate(last=Max("changed_at"), first=Min("first_at")).filter(settled)
    return sum(tell_cohort(cohort_id=row["cohort"], at=at) for row in rows)


@transaction.atomic
def tell_cohort(*, cohort_id: int, at: datetime) -> int:
    """One letter to each of the cohort's trainees and mentors, and to whoever leads one of these days, with everything that
    waits; how many. Twice is once."""
    run = locked(cohort_id)
    news = list(untold().select_for_update().filter(cohort=run))
    lines = {code: lines_in(code, news, at) for code in ("zh-hans", "en")}
    DayNews.objects.filter(pk__in=[one.pk for one in news]).update(told_at=at)
    if not lines["en"]:
        return 0
    audit.record(None, "tell of days", run, at=at, news=[one.pk for one in news])
    places = Enrolment.objects.filter(cohort=run, state__in=STUDYING).select_related("trainee", "cohort", "mentor")
    for place in places:
        tell_trainee(place, "days_changed", at=at, link=PAGE, lines=lines[place.trainee.language])
    mentors = leading(run, [one.day_key for one in news])
    for mentor in mentors:
        tell_mentor(mentor, run, news[-1].pk, lines[mentor.language], at)
    return len(places) + len(mentors)


def leading(run: Cohort, day_keys: list[UUID]) -> list[Any]:
    """The cohort's mentors and whoever leads one of these days, each once. Training days are of a part above: by their name."""
    theirs = Q(cohorts_mentored=run) | Q(sessions__cohort=run, sessions__key__in=day_keys)
    led = Q(led_days__cohort=run, led_days__key__in=day_keys)
    people = get_user_model().objects
    found = [people.filter(which).values("pk") for which in (theirs, led)]
    return list(people.filter(Q(pk__in=found[0]) | Q(pk__in=found[1]), is_active=True).order_by("pk"))


def lines_in(code: str, news: list[DayNews], at: datetime) -> list[NewsLine]:
    """What is worth telling, by time, in one language."""
    with translation.override(code):
        found = [line for one in news if (line := line_of(one.before, one.after, at))]
    return sorted(found, key=lambda line: line.starts_at)


def tell_mentor(mentor: Any, run: Cohort, last: int, lines: list[NewsLine], at: datetime) -> None:
    with translation.override(mentor.language):
        context = {"name": mentor.name, "cohort": str(run.name), "lines": lines}
    tell(user=mentor, key=f"days_changed:{last}:{mentor.pk}", template="days_changed", context=context, at=at, link=PAGE)
