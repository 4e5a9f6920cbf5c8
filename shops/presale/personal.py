"""What pre-sales hold of people: which harvests they booked, and that they may order the next one first."""

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, KEEP, part

mine = part("presale")
mine.holds(
    "presale.Advance", "order__buyer", title=_("Harvests you booked ahead"),
    shown={"order__number": _("order number"), "state": _("state"), "packs": _("packs"), "taken_at": _("ordered on")},
    erase=KEEP,
)  # fmt: skip
mine.holds(
    "presale.First", "person", title=_("Harvests you may order first"),
    shown={"product__name": _("product"), "given_at": _("since")}, erase=DELETE,
)  # fmt: skip
mine.holds_nothing("presale.Presale", why="what a shop sells ahead, on which terms")
