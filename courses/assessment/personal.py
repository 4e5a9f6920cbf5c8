"""A person's coursework, and what was said of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, KEEP, part
from courses.assessment.models import Submission

mine = part("assessment")
mine.holds(
    "assessment.Submission", "enrolment__trainee", title=_("Pieces of your shop"),
    shown={
        "assignment__title": _("piece"), "number": _("product number"), "state": _("state"), "draft": _("draft"),
        "sent_at": _("sent on"), "approved_at": _("approved on"),
    },
    erase={"draft": {}},
)  # fmt: skip
mine.holds(
    "assessment.Review", "version__submission__enrolment__trainee", title=_("What your mentor said"),
    shown={
        "version__submission__assignment__title": _("piece"), "version__number": _("version"), "mentor__name": _("mentor"),
        "decision": _("decision"), "words": _("words"), "at": _("when"),
    },
    erase=KEEP,  # they go with the versions they are about
)  # fmt: skip
mine.holds(
    "assessment.Comment", "review__version__submission__enrolment__trainee", "review__mentor", title=_("Remarks on the work"),
    shown={"review__version__submission__assignment__title": _("piece"), "words": _("words")}, erase=KEEP,
)  # fmt: skip
mine.holds(
    "assessment.Review", "mentor", title=_("What you said as a mentor"),
    shown={
        "version__submission__assignment__title": _("piece"), "decision": _("decision"), "words": _("words"), "at": _("when"),
    },
    erase=KEEP, kept=_("What you said of a trainee’s work stays with that work, without your name."),
)  # fmt: skip
mine.holds(
    "assessment.Version", "submission__enrolment__trainee", title=_("What you handed in"),
    shown={
        "submission__assignment__title": _("piece"), "number": _("version"), "content": _("content"), "note": _("words"),
        "sent_at": _("sent on"),
    },
    erase=DELETE,
)  # fmt: skip


@mine.also
def drop_unfinished(person: Any) -> None:
    """Nobody will finish them, and no mentor is to wait for them; an approved piece stays as the bare fact."""
    Submission.objects.filter(enrolment__trainee=person).exclude(state=Submission.State.APPROVED).delete()
