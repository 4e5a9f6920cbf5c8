"""A person's certificates."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from common.personal import NAME, part
from courses.certificates.models import Certificate

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
mine.spares("certificates.Certificate", "holder_name", "mentor_name")  # a certificate says who taught, as it was


@mine.names
def as_on_the_paper(person: Any) -> Iterable[str]:
    return Certificate.objects.filter(enrolment__trainee=person).values_list("holder_name", flat=True)
