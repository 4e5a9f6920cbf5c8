"""What is held of whose days were moved, and of who teaches on a day."""

from django.utils.translation import gettext_lazy as _

from common.personal import part

mine = part("timetable")
mine.holds(
    "timetable.Extension", "enrolment__trainee", title=_("More time given to you"),
    shown={"until": _("until"), "words": _("words"), "at": _("when")}, erase={"words": ""},
)  # fmt: skip
mine.points("timetable.Extension", "by", why="names by number who gave the time")
mine.points("timetable.Session", "mentor", why="names by number who taught; the row it points to holds no name any more")
