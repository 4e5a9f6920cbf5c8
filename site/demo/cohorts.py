"""Runs of the boot camps: one of each that may be applied for, one of each under way with people in it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from cms.models import Township
from common.clock import shanghai_day
from courses.cohorts.models import Application, Cohort, Enrolment
from demo.content import both, read
from demo.pages.blocks import key_of


@dataclass(frozen=True)
class Run:
    """A cohort to be; weeks are counted from the Monday of the week it is loaded in."""

    programme: str
    name: dict[str, str]
    place: dict[str, str]
    starts_in: int
    lasts: int
    mentors: tuple[str, ...]
    trainees: tuple[str, ...] = ()
    hopefuls: tuple[str, ...] = ()  # applied, not decided yet


TOWN, BASE = {"zh": "沱江镇", "en": "Tuojiang"}, {"zh": "示范基地", "en": "The demonstration base"}
RUNS = (
    Run("ecommerce", {"zh": "电商第三期", "en": "E-commerce, third cohort"}, TOWN, -6, 10, ("liwei", "tangqiong"),
        trainees=("meihua", "xiulian", "fengxiaolong", "guixiang")),
    Run("ecommerce", {"zh": "电商第四期", "en": "E-commerce, fourth cohort"}, TOWN, 6, 10, ("liwei",), hopefuls=("yongfu",)),
    Run("farming", {"zh": "农牧第一期", "en": "Farming, first cohort"}, BASE, -2, 12, ("liwei", "jianguo"),
        trainees=("chunsheng", "yongfu")),
    Run("farming", {"zh": "农牧第二期", "en": "Farming, second cohort"}, BASE, 6, 12, ("liwei", "jianguo")),
)  # fmt: skip
SELLS = {
    "meihua": "tea",
    "xiulian": "vegetables",
    "fengxiaolong": "fruit",
    "guixiang": "crafts",
    "chunsheng": "meat",
    "yongfu": "meat",
}


def load_cohorts(people: dict[str, User], at: datetime) -> int:
    """Set up the runs that are not there yet; returns how many."""
    new = [run for run in RUNS if not Cohort.objects.filter(name_zh_hans=run.name["zh"]).exists()]
    for run in new:
        cohort = set_up(run, monday(shanghai_day(at)))
        cohort.mentors.set(people[key] for key in run.mentors)
        for key in run.trainees:
            enrol(key, cohort, people, at)
        for key in run.hopefuls:
            apply(key, cohort, people, at - timedelta(days=2))
    return len(new)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def set_up(run: Run, today: date) -> Cohort:
    starts = today + timedelta(weeks=run.starts_in)
    return Cohort.objects.create(
        programme_key=key_of(f"learn/{run.programme}"),
        starts_on=starts,
        ends_on=starts + timedelta(weeks=run.lasts, days=-1),
        apply_by=starts - timedelta(days=10),
        capacity=30,
        **both(run.name, "name"),
        **both(run.place, "place"),
    )


def apply(key: str, cohort: Cohort, people: dict[str, User], sent: datetime) -> Application:
    """An application as its applicant would have sent it."""
    words = next(one for one in read("people.yaml") if one["key"] == key)
    village = words["village"]["zh"]
    townships: list[Any] = list(Township.objects.all())
    township = next((one for one in townships if village.startswith(one.name_zh_hans)), None)
    return Application.objects.create(
        applicant=people[key],
        cohort=cohort,
        full_name=words["name"]["zh"],
        township=township.slug if township else "",
        village=village.removeprefix(township.name_zh_hans) if township else village,
        sells=[SELLS[key]],
        offers=words["about"]["zh"].partition("。")[0],
        signal=Application.Signal.HOME,
        hours=Application.Hours.EVENING,
        hopes="想开一家自己的店，学会定价和寄货。",
        state=Application.State.SENT,
        started_at=sent - timedelta(hours=1),
        sent_at=sent,
    )


def enrol(key: str, cohort: Cohort, people: dict[str, User], at: datetime) -> Enrolment:
    """Admitted ten days before the start, and studying since."""
    start = at - timedelta(days=(shanghai_day(at) - cohort.starts_on).days)
    application = apply(key, cohort, people, start - timedelta(days=18))
    application.state = Application.State.ADMITTED
    application.decided_by, application.decided_at = people["ouyangjing"], start - timedelta(days=10)
    application.save()
    return Enrolment.objects.create(
        trainee=people[key], cohort=cohort, application=application, mentor=people["liwei"], started_at=start
    )
