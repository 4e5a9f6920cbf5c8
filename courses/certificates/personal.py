"""A person's certificates."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from common.clock import now
from common.personal import NAME, part
from courses.certificates.models import BatchLine, Certificate, CertificateBatch

mine = part("certificates")
mine.holds(
    "certificates.Certificate", "enrolment__trainee", title=_("Certificates"),
    shown={
        "number": _("number"), "holder_name": _("name"), "programme_zh": _("programme"), "cohort_zh": _("cohort"),
        "mentor_name": _("mentor"), "studied_from": _("since"), "awarded_on": _("awarded on"), "revoked_at": _("revoked on"),
        "revoked_reason": _("words"),
    },
    files={"pdf": "pdf"}, erase={"holder_name": NAME, "pdf": "", "revoked_reason": ""},
    kept=_("The number and its day stay, so that whoever is shown the paper can check it; your name is taken off."),
)  # fmt: skip
mine.holds(
    "certificates.StandingChange", "certificate__enrolment__trainee", title=_("Revoked and reinstated"),
    shown={"kind": _("kind"), "reason": _("words"), "at": _("when")}, erase={"reason": ""},
)  # fmt: skip
mine.holds_nothing("certificates.BatchLine", why="says of a place only that its certificate was made with the others")
mine.points("certificates.StandingChange", "by", why="names by number who decided")
mine.points("certificates.CertificateBatch", "asked_by", why="names by number who pressed")
mine.spares("certificates.Certificate", "holder_name", "mentor_name")  # a certificate says who taught, as it was


@mine.names
def as_on_the_paper(person: Any) -> Iterable[str]:
    return Certificate.objects.filter(enrolment__trainee=person).values_list("holder_name", flat=True)


@mine.also
def unbind(person: Any) -> None:
    """A cohort’s bound certificates show them all: the file goes, the page says so, and the others are bound anew.

    A batch that is being made goes on without them.
    """
    theirs = BatchLine.objects.filter(enrolment__trainee=person)
    for batch in CertificateBatch.objects.select_for_update().filter(pk__in=theirs.values("batch")).order_by("pk"):
        if not batch.finished_at:
            theirs.filter(batch=batch).delete()
        elif batch.pdf:
            batch.pdf.delete(save=False)
            CertificateBatch.objects.filter(pk=batch.pk).update(pdf="", unbound_at=now())
