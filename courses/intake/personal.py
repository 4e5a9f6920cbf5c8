"""What a township office wrote of a person, for the few days a list is kept."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part
from courses.intake.models import ListRow

mine = part("intake")
mine.holds(
    "intake.ListRow", "application__applicant", title=_("You in a list of trainees"),
    shown={
        "trainees__name": _("file"), "name": _("name"), "phone": _("telephone"), "village": _("village"), "born": _("born"),
        "unit": _("cooperative"), "note": _("remark"), "trainees__uploaded_at": _("when"),
    },
    erase=DELETE,
)  # fmt: skip
mine.points("intake.TraineeList", "uploaded_by", "confirmed_by", why="names by number who brought the list")


@mine.also
def strike_out(person: Any) -> None:
    """Lines that led to no place know them by their number only."""
    if person.phone:
        ListRow.objects.filter(phone=person.phone).delete()
