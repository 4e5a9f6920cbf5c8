"""What a person asked, answered, booked, and how they work as a mentor."""

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, KEEP, part
from courses.cohorts.personal import BY_NUMBER, lesson_title

mine = part("mentoring")
mine.holds(
    "mentoring.LessonQuestion", "enrolment__trainee", title=_("Questions you asked"), reads={"lesson": lesson_title},
    shown={"lesson": _("lesson"), "words": _("words"), "asked_at": _("asked on"), "answer__words": _("answer")}, erase=DELETE,
)  # fmt: skip
mine.holds(
    "mentoring.Answer", "mentor", title=_("Answers you gave"), reads={"lesson": lesson_title},
    shown={"lesson": _("lesson"), "asked": _("question"), "words": _("answer"), "at": _("when")},
    erase=KEEP, kept=_("What you said of a trainee’s work stays with that work, without your name."),
)  # fmt: skip
mine.holds(
    "mentoring.Appointment", "enrolment__trainee", "mentor", title=_("Appointments"),
    shown={
        "starts_at": _("from"), "ends_at": _("until"), "way": _("way"), "where": _("place"), "about": _("about"),
        "state": _("state"), "reason": _("words"),
    },
    erase=DELETE,
)  # fmt: skip
mine.holds(
    "mentoring.OfficeHours", "mentor", title=_("Office hours"),
    shown={"weekday": _("weekday, 0 is Monday"), "on": _("day"), "starts": _("from"), "where": _("place")}, erase=DELETE,
)  # fmt: skip
mine.holds("mentoring.SavedReply", "mentor", title=_("Your own sentences"), shown={"words": _("words")}, erase=DELETE)
mine.holds("mentoring.DeskVisit", "mentor", title=_("Last look at the desk"), shown={"seen_at": _("when")}, erase=DELETE)
mine.holds("mentoring.CalendarAddress", "person", title=_("Calendar address"), erase=DELETE)
mine.points("mentoring.LessonQuestion", "answered_by", why=BY_NUMBER)
mine.points("mentoring.Appointment", "cancelled_by", why=BY_NUMBER)
