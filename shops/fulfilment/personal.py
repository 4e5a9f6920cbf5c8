"""What parcels hold of people: their numbers, which lead to an address at the courier's."""

from django.utils.translation import gettext_lazy as _

from common.personal import part

mine = part("fulfilment")
mine.holds(
    "fulfilment.Posting", "parcel__order__buyer", title=_("Parcels posted to you"),
    shown={
        "parcel__order__number": _("order number"), "carrier": _("courier"), "number": _("parcel number"), "at": _("posted on"),
    },
    erase={"number": ""},
)  # fmt: skip
mine.holds_nothing("fulfilment.PostedLine", why="how many packs of a line one posting holds")
mine.holds_nothing("fulfilment.Watch", why="by when a part is to be posted, and when somebody was told that it is late")
mine.points("fulfilment.Posting", "by", why="names by number who posted it")
