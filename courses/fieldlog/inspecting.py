"""One plot, herd or entry as the CMS shows it: what a farmer would say of it, no keys and no numbers of rows."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.views.generic.models import InspectView

PEOPLE = ("trainee_name", "cohort_name")
PLOT = (
    "name", "code", *PEOPLE, "ground", "place", "crop", "variety", "size_words", "planted_on",
    "transplanted_on", "whose", "closed_words",
)  # fmt: skip
HERD = ("name", "code", *PEOPLE, "ground", "place", "animal", "breed", "size_words", "since", "whose", "closed_words")
ENTRY = (
    *PEOPLE, "subject", "done_on", "activity", "used", "amount", "dose", "waiting_days", "weather", "words", "found", "why",
)  # fmt: skip
LABELS = {
    "code": _("Sign"), "trainee_name": _("Trainee"), "cohort_name": _("Cohort"), "size_words": _("Size"),
    "whose": _("Whose land"),
    "closed_words": _("No longer kept"),
    "subject": _("Plot or herd"), "amount": pgettext_lazy("of an input", "How much"), "found": _("On the spot"),
    "why": _("What was wrong in the entry before"),
}  # fmt: skip


class RecordInspect(InspectView):
    page_title = pgettext_lazy("a record", "To read")

    def get_field_label(self, field_name: str, field: Any) -> Any:
        return LABELS.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """A dash for what was not said."""
        value = super().get_field_display_value(field_name, field)
        return "–" if value in (None, "") else value

    def get_trainee_name_display_value(self) -> str:
        return self.object.enrolment.trainee.name

    def get_cohort_name_display_value(self) -> str:
        return self.object.enrolment.cohort.name

    def get_amount_display_value(self) -> str:
        entry = self.object
        return "" if entry.quantity is None else f"{entry.quantity.normalize():f} {entry.get_unit_display()}"
