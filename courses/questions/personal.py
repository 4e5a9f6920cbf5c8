"""What a person answered in checks and tests."""

from django.utils.translation import gettext_lazy as _

from common.personal import KEEP, part

mine = part("questions")
COUNTED = _("Which answers were chosen stays, without a name: it shows which questions are badly asked.")
mine.holds(
    "questions.Attempt", "enrolment__trainee", title=_("Answers in lessons"),
    shown={"question__text": _("question"), "given": _("answer"), "is_right": _("right"), "at": _("when")},
    erase=KEEP, kept=COUNTED,
)  # fmt: skip
mine.holds(
    "questions.Sitting", "enrolment__trainee", title=_("Tests"),
    shown={
        "test__title": _("test"), "number": _("attempt"), "started_at": _("begun on"), "handed_in_at": _("handed in on"),
        "percent": _("percent"), "has_passed": _("passed"),
    },
    erase=KEEP,
)  # fmt: skip
mine.holds(
    "questions.Answer", "sitting__enrolment__trainee", title=_("Answers in tests"),
    shown={"question__text": _("question"), "given": _("answer"), "typed": _("as typed"), "score": _("score")},
    erase={"typed": ""},
)  # fmt: skip
