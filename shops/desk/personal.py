"""Which lessons a person wants suggested no more."""

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part

mine = part("desk")
mine.holds(
    "desk.Dismissal", "person", title=_("Lessons you wanted suggested no more"),
    shown={"lesson_key": _("lesson"), "until_on": _("until")}, erase=DELETE,
)  # fmt: skip
mine.holds_nothing("desk.LessonAdvice", why="which lesson helps with which trouble of any shop")
mine.holds_nothing("desk.DeskTold", why="that a shop was looked over for a letter, and for which")
