"""What parcels hold of people: their numbers, which lead to an address at the courier's; receipts that were printed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part
from shops.fulfilment.models import PrintedReceipt

mine = part("fulfilment")
mine.holds(
    "fulfilment.Posting", "parcel__order__buyer", title=_("Parcels posted to you"),
    shown={
        "parcel__order__number": _("order number"), "carrier": _("courier"), "number": _("parcel number"), "at": _("posted on"),
    },
    erase={"number": ""},
)  # fmt: skip
mine.holds_nothing("fulfilment.PostedLine", why="how many packs of a line one posting holds")
mine.holds(
    "fulfilment.PrintedReceipt", "order__buyer", title=_("Receipts you had printed"),
    shown={"order__number": _("order number"), "asked_at": _("asked on")}, files={"pdf": "pdf"}, erase=DELETE,
)  # fmt: skip
mine.holds_nothing("fulfilment.Watch", why="by when a part is to be posted, and when somebody was told that it is late")
mine.holds_nothing("fulfilment.Shortfall", why="which packs a shop could not send, and why")
mine.points("fulfilment.Shortfall", "by", why="names by number who said so")
mine.points("fulfilment.Posting", "by", why="names by number who posted it")


@mine.also
def unprint(person: Any) -> None:
    """The files say a name: they go with the rows."""
    for row in PrintedReceipt.objects.filter(order__buyer=person).exclude(pdf=""):
        row.pdf.delete(save=False)
