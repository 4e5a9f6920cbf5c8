"""What trainees of the demo said of stages and of the whole boot camp. Rows, not operations: they said it in the past."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from courses.cohorts.models import Cohort, Enrolment
from courses.surveys.models import Answer, Moment
from courses.surveys.queries import current
from demo.content import read
from demo.pages.blocks import key_of

END = "end"


def load_answers(people: dict[str, User], at: datetime) -> int:
    """Every answer of surveys.yaml that is not there yet; returns how many were new."""
    new = 0
    for words in read("surveys.yaml")["cohorts"]:
        cohort = Cohort.objects.get(name_zh_hans=words["name"])
        for line in words["answers"]:
            new += say(cohort, f"learn/{words['programme']}", line, people[line["who"]], at)
    return new


def say(cohort: Cohort, stages: str, line: dict[str, Any], person: User, at: datetime) -> bool:
    """Whether the answer is new; one that was changed since is left alone, and so is one without a question."""
    place = Enrolment.objects.get(cohort=cohort, trainee=person)
    stage, asked = line["of"], current(Moment.END if line["of"] == END else Moment.STAGE)
    if asked is None:
        return False
    said = {
        "questions": asked, "face": line["face"], "option": line["option"], "words": line.get("words", ""),
        "shows_name": line.get("names", False), "at": (place.graduated_at or at) - timedelta(days=1),
    }  # fmt: skip
    key = None if stage == END else key_of(f"{stages}/{stage}")
    return Answer.objects.get_or_create(enrolment=place, stage_key=key, defaults=said)[1]
