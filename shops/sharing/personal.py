"""What was printed for a person's shop, and the pictures of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part
from shops.sharing.models import Card, Printed

mine = part("sharing")
mine.holds(
    "sharing.Printed", "shop__owner", title=_("Posters and labels you had printed"),
    shown={"shop__name": _("shop"), "kind": _("kind"), "asked_at": _("asked on")}, files={"pdf": "pdf"}, erase=DELETE,
)  # fmt: skip
mine.points("sharing.Printed", "asked_by", why="names by number who had it printed")
mine.holds(
    "sharing.Card", "shop__owner", title=_("Pictures to share"), shown={"shop__name": _("shop")}, files={"file": "png"},
    erase=DELETE,
)  # fmt: skip
mine.holds_nothing("sharing.ProductCode", why="a code drawn by lot, printed on parcels; it says nothing of a person")


@mine.also
def unprint(person: Any) -> None:
    """The files say the shop's words: they go with the rows."""
    for row in Printed.objects.filter(shop__owner=person).exclude(pdf=""):
        row.pdf.delete(save=False)
    for card in Card.objects.filter(shop__owner=person).exclude(file=""):
        card.file.delete(save=False)
