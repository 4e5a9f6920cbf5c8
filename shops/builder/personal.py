"""How a person's shop came from their coursework."""

from django.utils.translation import gettext_lazy as _

from common.personal import KEEP, part

mine = part("builder")
mine.holds(
    "builder.Generation", "enrolment__trainee", title=_("How your shop was made"),
    shown={"shop__name": _("shop"), "generated_at": _("made on")}, erase=KEEP,
)  # fmt: skip
