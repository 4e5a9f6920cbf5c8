"""When the cohorts under way meet, and when their pieces are due: days after the start, or after work in the field."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils.timezone import get_default_timezone

from accounts.models import User
from common.clock import shanghai_day
from courses.cohorts.models import Cohort
from courses.timetable import operations
from courses.timetable.models import DayNews, DueRule, Session
from demo.cohorts import monday
from demo.content import both, read
from demo.pages.blocks import key_of

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def load_timetables(people: dict[str, User], at: datetime) -> int:
    """Plan what is not planned yet, by the operations managers use; returns how many sessions were new."""
    planned = 0
    for words in read("timetable.yaml")["cohorts"]:
        cohort = Cohort.objects.get(name_zh_hans=words["name"])
        if Session.objects.filter(cohort=cohort).exists():
            continue
        stages = f"learn/{words['programme']}"
        for line in words["sessions"]:
            facts = session(cohort, line, stages, people, at)
            operations.set_session(facts=facts, by=people[words["by"]], at=at)
        for line in words["due"]:
            kind = DueRule.Kind.AFTER_WORK if "after" in line else DueRule.Kind.AFTER_START
            operations.set_due(
                cohort=cohort, stage_key=key_of(f"{stages}/{line['stage']}"), kind=kind, days=line["days"],
                work=line.get("after", ""), by=people[words["by"]], at=at,
            )  # fmt: skip
        planned += len(words["sessions"])
    return planned


def settle(at: datetime) -> None:
    """Nobody is sent a letter of the demo's: what was planned while it was loaded counts as told."""
    DayNews.objects.filter(first_at=at, told_at=None).update(told_at=at)


def session(cohort: Cohort, line: dict[str, Any], stages: str, people: dict[str, User], at: datetime) -> dict[str, Any]:
    """The columns of one session, its hours as a clock in the county shows them."""
    on = monday(shanghai_day(at)) + timedelta(weeks=line["week"], days=DAYS.index(line["day"]))
    starts, ends = (datetime.combine(on, time.fromisoformat(line[name]), get_default_timezone()) for name in ("from", "to"))
    return {
        "cohort": cohort, "starts_at": starts, "ends_at": ends, "mentor": people[line["mentor"]],
        "stage_key": key_of(f"{stages}/{line['stage']}") if "stage" in line else None,
        **both(line, "title"), **both(line["place"], "place"),
    }  # fmt: skip
