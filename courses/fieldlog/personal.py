"""A person's plots, herds and log."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.personal import KEEP, NAME, part
from courses.fieldlog.models import LogEntry

mine = part("fieldlog")
FIGURES = _("Areas, dates, work and yields stay as figures without a name: the base and the goods sold from it rest on them.")
PLACE = {"name": pgettext_lazy("of a thing", "name"), "ground": _("ground"), "place": _("place"), "started_at": _("since"),
         "organisation__name": _("organisation"), "closed_on": _("closed on"), "close_reason": _("why it was closed"),
         "close_words": _("in a few words")}  # fmt: skip
mine.holds(
    "fieldlog.Plot", "enrolment__trainee", title=_("Plots"),
    shown={
        **PLACE, "area_m2": _("square metres"), "crop": _("crop"), "variety": _("variety"), "planted_on": _("planted on"),
        "transplanted_on": _("transplanted on"),
    },
    erase={"name": NAME, "place": "", "variety": "", "close_words": ""}, kept=FIGURES,
)  # fmt: skip
mine.holds(
    "fieldlog.Herd", "enrolment__trainee", title=_("Herds"),
    shown={**PLACE, "animal": _("animal"), "breed": _("breed"), "count": _("how many"), "since": _("since")},
    erase={"name": NAME, "place": "", "breed": "", "close_words": ""}, kept=FIGURES,
)  # fmt: skip
mine.holds(
    "fieldlog.LogEntry", "enrolment__trainee", title=_("Field log"),
    shown={
        "done_on": _("day"), "activity": _("work"), "plot__name": _("plot"), "herd__name": _("herd"),
        "used": _("what was used"),
        "quantity": _("how much"), "unit": _("unit"), "dose": _("dose"), "waiting_days": _("waiting days"),
        "weather": _("weather"), "words": _("words"), "why": _("what was wrong"), "written_at": _("written on"),
    },
    erase={"used": "", "dose": "", "words": "", "why": ""},
)  # fmt: skip
mine.holds(
    "fieldlog.Yield", "entry__enrolment__trainee", title=_("Yields"),
    shown={"entry__done_on": _("day"), "kg": _("kilograms"), "grade": _("grade"), "batch": _("batch")}, erase=KEEP,
)  # fmt: skip
mine.holds(
    "fieldlog.Check", "entry__enrolment__trainee", title=_("Checks on site"),
    shown={"entry__done_on": _("day"), "seen_on": _("seen on"), "result": _("result"), "words": _("words")},
    erase={"words": ""},
)  # fmt: skip
mine.holds(
    "fieldlog.Check", "checker", title=_("Checks you made"),
    shown={"seen_on": _("seen on"), "result": _("result"), "words": _("words")}, erase=KEEP,
)  # fmt: skip
mine.holds_nothing("fieldlog.LogEntry_photos", why="joins an entry to a photo, and goes with the photo")


@mine.also
def take_photos_off(person: Any) -> None:
    LogEntry.photos.through.objects.filter(logentry__enrolment__trainee=person).delete()
