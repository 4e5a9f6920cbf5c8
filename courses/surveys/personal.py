"""What a person said of the course."""

from django.utils.translation import gettext_lazy as _

from common.personal import part

mine = part("surveys")
mine.holds(
    "surveys.Answer", "enrolment__trainee", title=_("What you said of the course"),
    shown={
        "questions__face": _("what was asked"), "face": _("face, of five"), "questions__choice": _("what was asked"),
        "option": _("what you chose"), "questions__sentence": _("what was asked"), "words": _("words"),
        "shows_name": _("with your name, to your mentor"), "at": _("when"),
    },
    erase={"words": "", "shows_name": False},
    kept=_("Which face and which choice stays, without a name: the results of a cohort count it."),
)  # fmt: skip
mine.points("surveys.Questions", "written_by", why="names by number who worded the questions")
