"""Days on the base of the farming camp's running cohort: two with a roll, one today, one to come."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from accounts.models import User
from common.clock import shanghai_day
from courses.attendance import asking, marking, operations
from courses.attendance.marking import Line
from courses.attendance.models import How, TrainingDay
from courses.cohorts.models import Cohort, Enrolment
from demo.content import read

BEGINS, ENDS = time(8, 30), time(16, 30)


def load_days(people: dict[str, User], at: datetime) -> int:
    """Plan and mark the days that are not there yet, by the operations people use; returns how many were new."""
    cohort = Cohort.objects.get(name_zh_hans="农牧第一期")
    if TrainingDay.objects.filter(cohort=cohort).exists():
        return 0
    words = read("attendance.yaml")
    places = {place.trainee_id: place for place in Enrolment.objects.filter(cohort=cohort)}
    for line in words["days"]:
        day = plan(cohort, line["in_days"], words["place"], people[words["leader"]], at)
        fill(day, line, {name: places[people[name].pk] for name in ("chunsheng", "yongfu")})
    return len(words["days"])


def plan(cohort: Cohort, in_days: int, place: str, leader: User, at: datetime) -> TrainingDay:
    on = shanghai_day(at) + timedelta(days=in_days)
    key = uuid5(NAMESPACE_URL, f"training-day/{cohort.pk}/{in_days}")
    return operations.add_day(
        cohort=cohort, key=key, held_on=on, place=place, starts=BEGINS, ends=ENDS, leader=leader, by=leader, at=at
    )


def fill(day: TrainingDay, line: dict[str, Any], places: dict[str, Enrolment]) -> None:
    """The roll, what a trainee said was wrong with it, and the codes that came."""
    if roll := line.get("roll"):
        lines = {places[name].pk: Line(state) for name, state in roll.items()}
        marking.take_roll(day=day, lines=lines, how=How.ROLL, by=day.leader, at=day.starts_at + timedelta(minutes=20))
    if said := line.get("correction"):
        place, evening = places[said["trainee"]], day.ends_at + timedelta(hours=2)
        asked = asking.ask_correction(day=day, enrolment=place, words=said["words"], at=evening)
        answered = evening + timedelta(hours=1)
        asking.answer_correction(request=asked, state=said["to"], answer=said["answer"], by=day.leader, at=answered)
    for name, minutes in line.get("code", {}).items():
        marking.use_code(trainee=places[name].trainee, code=day.code, at=day.starts_at - timedelta(minutes=minutes))
