"""What a person asked of the house as a whole."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part
from front.models import DataExport

mine = part("front")
mine.holds(
    "front.PrintedReport", "asked_by", title=_("Reports you had printed"), shown={"asked_at": _("asked on")},
    files={"pdf": "pdf"}, erase=DELETE,
)  # fmt: skip
mine.holds("front.DataExport", "person", title=_("Copies of your data"), shown={"asked_at": _("asked on")}, erase=DELETE)
mine.holds(
    "front.Erasure", "person", title=_("Wishes to be erased"),
    shown={"state": _("state"), "asked_at": _("asked on"), "due_at": _("due on"), "reason": _("why it was refused")},
    erase={"reason": ""},
    kept=_("That somebody asked to be erased, and when it was done: under a number, to prove that it was."),
)  # fmt: skip
mine.points(
    "front.Erasure",
    "confirmed_by",
    "refused_by",
    why="names by number who decided; the row it points to holds no name any more",
)


@mine.also
def delete_copies(person: Any) -> None:
    """Copies of data are no part of a copy of data, so their files go here."""
    for export in DataExport.objects.filter(person=person).exclude(zip=""):
        export.zip.storage.delete(str(export.zip.name))
