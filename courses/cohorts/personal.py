"""What is held of who applies, studies and teaches."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.queries import township_names
from common.personal import DELETE, KEEP, NAME, part
from courses.cohorts.choices import said
from courses.cohorts.models import Application, Enrolment
from courses.curriculum.models import LessonPage

mine = part("cohorts")
BY_NUMBER = "names by number who decided or taught; the row it points to holds no name any more"
COUNTED = _("That somebody studied from when to when stays, without a name: the county’s report counts it.")
STUDYING = (Enrolment.State.ACTIVE, Enrolment.State.PAUSED)


def lesson_title(row: Any) -> str:
    """The title of the lesson a row is about, in the reader's language."""
    pages = LessonPage.objects.filter(translation_key=row.lesson_key, locale__language_code=get_language())
    return pages.values_list("title", flat=True).first() or ""


def township_name(row: Any) -> str:
    """The township of an application or a shop by its name."""
    return township_names().get(row.township, row.township)


mine.holds(
    "cohorts.Application", "applicant", title=_("Applications"),
    shown={
        "cohort__name": _("cohort"), "full_name": _("name"), "township": _("township"), "village": _("village"),
        "sells": _("what you sell"), "offers": _("what you offer"), "signal": _("signal"), "hours": _("hours"),
        "hopes": _("hopes"), "state": _("state"), "started_at": _("begun on"), "sent_at": _("sent on"),
        "decided_at": _("decided on"), "decision_words": _("answer"),
    },
    reads={"sells": lambda row: said(row.sells), "township": township_name},
    erase={
        "full_name": NAME, "township": "", "village": "", "sells": [], "offers": "", "signal": "", "hours": "", "hopes": "",
        "decision_words": "",
    },
)  # fmt: skip
mine.holds(
    "cohorts.Enrolment", "trainee", title=_("Boot camps"),
    shown={
        "cohort__name": _("cohort"), "mentor__name": _("mentor"), "state": _("state"), "started_at": _("since"),
        "graduated_at": _("graduated on"), "paused_until": _("paused until"), "state_words": _("words"),
    },
    erase={"state_words": "", "paused_until": None}, kept=COUNTED,
)  # fmt: skip
mine.holds(
    "cohorts.LessonProgress", "enrolment__trainee", title=_("Lessons done"), reads={"lesson": lesson_title},
    shown={"lesson": _("lesson"), "completed_at": _("done on")}, erase=KEEP,
)  # fmt: skip
mine.holds(
    "cohorts.EnrolmentChange", "enrolment__trainee", title=_("Changes of your place"),
    shown={"kind": _("kind"), "words": _("words"), "until": _("until"), "at": _("when")}, erase={"words": ""},
)  # fmt: skip
mine.holds(
    "cohorts.MentorTerms", "mentor", title=_("What you offer as a mentor"),
    shown={
        "field": _("field"), "goods": _("goods"), "most_trainees": _("most trainees"),
        "wants_digest": _("evening letter wanted"),
    },
    erase=DELETE,
)  # fmt: skip
mine.holds(
    "cohorts.MentorLeave", "mentor", title=_("Days away"),
    shown={"starts_on": _("from"), "ends_on": _("until"), "words": _("words")}, erase=DELETE,
)  # fmt: skip
mine.holds(
    "cohorts.Opening", "enrolment__trainee", title=_("Stages opened early for you"),
    shown={"words": _("words"), "at": _("when")}, erase={"words": ""},
)  # fmt: skip
mine.points("cohorts.Application", "decided_by", why=BY_NUMBER)
mine.points("cohorts.Opening", "by", why=BY_NUMBER)
mine.points("cohorts.Enrolment", "mentor", why=BY_NUMBER)
mine.points("cohorts.EnrolmentChange", "from_mentor", "to_mentor", "by", why=BY_NUMBER)
mine.points("cohorts.Cohort_mentors", "user", why="emptied when a mentor is erased")
mine.spares("cohorts.Application", "full_name")


@mine.names
def as_applied(person: Any) -> Iterable[str]:
    return Application.objects.filter(applicant=person).values_list("full_name", flat=True)


@mine.prevents
def trainees_given(person: Any) -> Promise | None:
    if Enrolment.objects.filter(mentor=person, state__in=STUDYING).exists():
        return _("Trainees are given to you as their mentor. Ask the programme manager to give them another one first.")
    return None


@mine.also
def leave(person: Any) -> None:
    """Whoever is gone neither studies, nor waits for a place, nor teaches."""
    undecided = (Application.State.DRAFT, Application.State.SENT, Application.State.WAIT_LISTED)
    Application.objects.filter(applicant=person, state__in=undecided).update(state=Application.State.WITHDRAWN)
    Enrolment.objects.filter(trainee=person, state__in=STUDYING).update(state=Enrolment.State.WITHDRAWN)
    person.cohorts_mentored.clear()
