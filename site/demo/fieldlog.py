"""The farming camp's field logs: what two of its trainees did on their plots and with their herds, some of it checked."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from accounts.models import Organisation, User
from common.clock import shanghai_day
from courses.cohorts.models import Enrolment
from courses.fieldlog import keeping, operations
from courses.fieldlog.measures import parse_area
from courses.fieldlog.models import Check, LogRule
from courses.fieldlog.operations import Said
from demo.content import read
from demo.pages.blocks import key_of

OF_ALL = ("name", "ground", "place")
OWN_OF = {"plot": ("crop", "variety"), "herd": ("animal", "breed", "count")}


def load_field_logs(people: dict[str, User], at: datetime) -> int:
    """Set the farming camp's rule and keep the logs that are not begun yet; returns how many were new."""
    words = read("fieldlog.yaml")
    rule = {name: words["rule"][name] for name in ("least_entries", "least_checked")}
    programme = key_of(f"learn/{words['rule']['programme']}")
    LogRule.objects.get_or_create(programme_key=programme, defaults=rule)
    begun = 0
    for log in words["logs"]:
        place = Enrolment.objects.filter(trainee=people[log["trainee"]], cohort__programme_key=programme).first()
        if place and not place.log_entries.exists():  # type: ignore[attr-defined]
            begun += 1
            for number, subject in enumerate(log["subjects"]):
                keep_log(place, subject, key(place, number), people, at)
    return begun


def key(place: Enrolment, *numbers: int) -> UUID:
    """The key a form would carry, the same at every run."""
    return uuid5(NAMESPACE_URL, f"field-log/{place.pk}/{'/'.join(map(str, numbers))}")


def day(days_ago: int | None, at: datetime) -> date | None:
    return None if days_ago is None else shanghai_day(at - timedelta(days=days_ago))


def partner(key: str | None) -> Organisation | None:
    """The organisation by its key in organisations.yaml; None for own land."""
    names = {one["key"]: one["name"]["zh"] for one in read("organisations.yaml")} if key else {}
    return Organisation.objects.get(name_zh_hans=names[key]) if key else None


def keep_log(place: Enrolment, words: dict[str, Any], subject_key: UUID, people: dict[str, User], at: datetime) -> None:
    """One plot or herd with its entries, by the operations people use."""
    fields = {name: words[name] for name in (*OF_ALL, *OWN_OF[words["kind"]])}
    fields["organisation"] = partner(words.get("partner"))
    if words["kind"] == "plot":
        sown, moved = day(words["planted_days_ago"], at), day(words["transplanted_days_ago"], at)
        fields |= {"area_m2": parse_area(words["area"]), "planted_on": sown, "transplanted_on": moved}
        subject: Any = keeping.begin_plot(enrolment=place, key=subject_key, at=at, **fields)
    else:
        fields["since"] = day(words["since_days_ago"], at)
        subject = keeping.begin_herd(enrolment=place, key=subject_key, at=at, **fields)
    for number, line in enumerate(words["entries"]):
        write(subject, line, uuid5(subject_key, str(number)), people, at)
    if end := words.get("closed"):
        keeping.close_subject(
            subject=subject, by=place.trainee, on=shanghai_day(at - timedelta(days=end["days_ago"])),
            reason=end["reason"], words=end["words"], at=at,
        )  # fmt: skip


def write(subject: Any, line: dict[str, Any], entry_key: UUID, people: dict[str, User], at: datetime) -> None:
    """One entry written on its day, and the check of who went to see it."""
    names = ("used", "unit", "dose", "waiting_days", "weather", "words", "grade")
    said = {name: line[name] for name in names if name in line}
    said |= {name: Decimal(line[name]) for name in ("quantity", "kg") if name in line}
    then = at - timedelta(days=line["days_ago"])
    entry = operations.write_entry(
        subject=subject, key=entry_key, activity=line["activity"], done_on=shanghai_day(then), said=Said(**said), at=then
    )
    if check := line.get("check"):
        seen = at - timedelta(days=check["days_ago"])
        points = [point for point, _words in entry.work.points]
        operations.check_entry(
            entry=entry, checker=people[check["by"]], seen_on=shanghai_day(seen), points=points,
            result=Check.Result.CONFIRMED, words=check["words"], at=seen,
        )  # fmt: skip
