"""Which lessons a person wants suggested no more; what a shop says on its slips, and the slips it had printed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part
from shops.desk.models import PrintedSlips

mine = part("desk")
mine.holds(
    "desk.Dismissal", "person", title=_("Lessons you wanted suggested no more"),
    shown={"lesson_key": _("lesson"), "until_on": _("until")}, erase=DELETE,
)  # fmt: skip
mine.holds_nothing("desk.LessonAdvice", why="which lesson helps with which trouble of any shop")
mine.holds_nothing("desk.DeskTold", why="that a shop was looked over for a letter, and for which")
mine.holds(
    "desk.Thanks", "shop__owner", title=_("What your shop says to its buyers on the slip"),
    shown={"shop__name": _("shop"), "words_zh_hans": _("in Chinese"), "words_en": _("in English")}, erase=DELETE,
)  # fmt: skip
mine.holds(
    "desk.PrintedSlips", "shop__owner", title=_("Slips and labels you had printed"),
    shown={"shop__name": _("shop"), "asked_at": _("asked on")}, erase=DELETE,
)  # fmt: skip
mine.points("desk.PrintedSlips", "asked_by", why="names by number who had them printed")


@mine.also
def unprint(person: Any) -> None:
    """The files say the names of buyers: they go with the rows."""
    for row in PrintedSlips.objects.filter(shop__owner=person).exclude(pdf=""):
        row.pdf.delete(save=False)
