"""On which days a person was on the base, and what they said of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.personal import KEEP, part
from courses.attendance.models import PrintedList

mine = part("attendance")
COUNTED = _("That somebody came or stayed away stays, without a name: the county’s report counts it.")
mine.holds(
    "attendance.Mark", "enrolment__trainee", title=_("Days on the base"),
    shown={"day__held_on": _("day"), "day__place": _("place"), "state": _("state"), "how": _("how it was taken")},
    erase=KEEP, kept=COUNTED,
)  # fmt: skip
mine.holds(
    "attendance.MarkChange", "mark__enrolment__trainee", title=_("Changes of your attendance"),
    shown={
        "mark__day__held_on": _("day"), "from_state": _("from"), "to_state": _("to"), "how": _("how it was taken"),
        "why": _("words"), "at": _("when"),
    },
    erase={"why": ""},
)  # fmt: skip
mine.holds(
    "attendance.CorrectionRequest", "enrolment__trainee", title=_("Corrections you asked for"),
    shown={"day__held_on": _("day"), "words": _("words"), "answer": _("answer"), "asked_at": _("when")},
    erase={"words": "", "answer": ""},
)  # fmt: skip
mine.points("attendance.TrainingDay", "leader", why="names by number who led the day")
mine.points("attendance.MarkChange", "by", why="names by number who said so")
mine.points("attendance.CorrectionRequest", "answered_by", why="names by number who answered")
mine.points("attendance.PrintedList", "asked_by", why="names by number who printed the list")


@mine.also
def unprint(person: Any) -> None:
    """Lists printed of their cohorts name them; whoever needs one prints it anew."""
    for printed in PrintedList.objects.filter(day__cohort__enrolments__trainee=person).exclude(pdf="").distinct():
        printed.pdf.delete()
