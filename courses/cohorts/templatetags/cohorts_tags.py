"""What pages below show of people: where the reader stands in a course, what they answered, who teaches.

The pages themselves know nothing of people; these tags read the request's user. All of them are quiet for strangers.
"""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext as _

from cms.models import Township
from common.clock import now, shanghai_day
from common.templatetags.drawing import PETALS
from courses.cohorts import applying, queries, teaching
from courses.cohorts.choices import GOODS, said
from courses.cohorts.models import Application, Cohort, Enrolment
from courses.cohorts.promise import promised_hours as hours_of_the_promise
from courses.curriculum import queries as course_pages
from courses.curriculum.queries import Outline

register = template.Library()


@dataclass(frozen=True)
class Answer:
    step: str
    label: str
    words: str


@register.simple_tag
def application_answers(application: Application | None) -> list[Answer]:
    """What was answered so far, in words, in the order it is asked."""
    if application is None:
        return []
    lived = [township_name(application.township), application.village]
    sold = [*said(application.sells), application.offers]
    times = [application.get_signal_display(), application.get_hours_display()]
    comma = _(", ")
    answers = (
        Answer("name", _("Your name"), application.full_name),
        Answer("place", _("Where you live"), comma.join(filter(None, lived))),
        Answer("sells", _("To sell"), comma.join(filter(None, sold))),
        Answer("time", _("Signal and time"), comma.join(str(words) for words in times if words)),
        Answer("hopes", _("Your hopes"), application.hopes),
    )
    return [answer for answer in answers if answer.words]


def township_name(slug: str) -> str:
    township = Township.objects.filter(slug=slug).first() if slug else None
    return str(township.name) if township else slug


@register.simple_tag
def goods_tiles(chosen: list[str] | None) -> list[dict[str, Any]]:
    """The goods to choose from, those chosen marked."""
    fields = ("slug", "words", "drawing", "note")
    return [{**{name: getattr(goods, name) for name in fields}, "is_chosen": goods.slug in (chosen or [])} for goods in GOODS]


@dataclass(frozen=True)
class Standing:
    """Where the reader stands in one programme. `progress` is None for who has no place in it."""

    progress: queries.Progress | None
    application: Application | None = None
    cohort: Cohort | None = None  # the one that takes applications now, with `left`

    @property
    def enrolment(self) -> Enrolment | None:
        return self.progress.enrolment if self.progress else None


@register.simple_tag(takes_context=True)
def course_state(context: dict[str, Any], course: Outline) -> Standing:
    """The reader's standing in `course`; for who has no place, the cohort to apply for and their application."""
    user = context["request"].user if "request" in context else None
    if enrolment := queries.enrolment_in(user, course.key):
        return Standing(queries.progress(enrolment, course))
    return Standing(None, applying.own_application(user, course.key), applying.open_cohort(course.key, shanghai_day(now())))


@register.simple_tag(takes_context=True)
def lesson_state(context: dict[str, Any], course: Outline) -> queries.Progress | None:
    """The reader's progress in the course a lesson belongs to, or None: ticks need a place, reading does not."""
    user = context["request"].user if "request" in context else None
    enrolment = queries.enrolment_in(user, course.key)
    return queries.progress(enrolment, course) if enrolment else None


@register.inclusion_tag("courses/continue_card.html", takes_context=True)
def continue_card(context: dict[str, Any]) -> dict[str, Any]:
    """The one next step of who studies; nothing for others (the page shows Start)."""
    user = context["request"].user if "request" in context else None
    enrolment = queries.current_enrolment(user)
    return {"progress": queries.progress(enrolment) if enrolment else None, "person": user}


@register.simple_tag(takes_context=True)
def my_progress(context: dict[str, Any]) -> queries.Progress | None:
    """The reader's progress in what they study, or None: the home page shows Start instead."""
    enrolment = queries.current_enrolment(context["request"].user) if "request" in context else None
    return queries.progress(enrolment) if enrolment else None


@register.simple_tag
def first_lesson_path() -> str:
    """Where who does not study yet begins: the first lesson, which is open to all."""
    return course_pages.first_lesson_path()


@register.simple_tag
def promised_hours() -> int:
    """Within how many hours a mentor answers."""
    return hours_of_the_promise()


@register.simple_tag
def teachers(course: Outline) -> list[teaching.Teacher]:
    """The mentors of the programme's cohorts that have not ended, each once, with their company and field."""
    return teaching.teachers_of(course.key, shanghai_day(now()))


@register.filter
def ticked(key: Any, progress: queries.Progress | None) -> bool:
    return bool(progress and key in progress.ticks)


@register.filter
def standing_of(stage_key: Any, progress: queries.Progress | None) -> queries.StageProgress | None:
    """The reader's progress in one stage of the outline, or None."""
    return next((one for one in progress.stages if one.stage.key == stage_key), None) if progress else None


# Where each petal's number stands, and which way its stitches lean: the wheel is drawn round (0, 0).
NUMBERS = ((9.6, -22), (23.3, -8.3), (23.3, 10.9), (9.6, 24.6), (-9.6, 24.6), (-23.3, 10.9), (-23.3, -8.3), (-9.6, -22))
LEANS = ("0.6 -1.5", "1.5 -0.6", "1.5 0.6", "0.6 1.5", "-0.6 1.5", "-1.5 0.6", "-1.5 -0.6", "-0.6 -1.5")
FILLS = {"done": "#C2272B", "now": "#F2B134", "to come": "#1E2F66"}
INKS = {"done": "#fff", "now": "#F2B134", "to come": "#C2CDE8"}


@register.inclusion_tag("courses/wheel.html")
def wheel(course: Outline, progress: queries.Progress | None = None) -> dict[str, Any]:
    """The large flower of a programme of eight stages, each petal a link to its stage."""
    petals = []
    for stage, path, place, lean in zip(course.stages, PETALS, NUMBERS, LEANS, strict=False):
        one = standing_of(stage.key, progress)
        state = "to come" if one is None else "done" if one.is_done else "now" if one.is_current else "to come"
        look = {"fill": FILLS[state], "ink": INKS[state], "path": path, "x": place[0], "y": place[1], "lean": lean}
        petals.append({"stage": stage, "state": state, **look})
    return {"petals": petals, "done": progress.done if progress else 0, "total": len(course.stages)}
