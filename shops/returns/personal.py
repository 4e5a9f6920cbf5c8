"""What claims hold of people: what a buyer said and photographed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part
from shops.returns.models import ClaimPhoto

mine = part("returns")
mine.holds(
    "returns.Claim", "parcel__order__buyer", title=_("Your claims to money back"),
    shown={
        "parcel__order__number": _("order number"), "reason": _("what is wrong"), "wanted": _("sum in fen"),
        "words": _("what the buyer says"), "answer": _("what the shop says"), "against": _("why it went to the manager"),
        "decision": _("what the manager says"), "state": _("state"), "number": _("parcel number"), "asked_at": _("asked on"),
    },
    erase={"words": "", "number": "", "against": ""}, kept=_("That money went back, and why, belongs to the books."),
)  # fmt: skip
mine.holds_nothing("returns.ClaimedLine", why="how many packs of a line a claim is of")
mine.holds(
    "returns.ClaimPhoto", "parcel__order__buyer", title=_("Photos of your claims"),
    shown={"parcel__order__number": _("order number"), "taken_at": _("taken on")}, files={"picture": ".jpg"},
    erase=DELETE,
)  # fmt: skip
mine.points("returns.Claim", "answered_by", "decided_by", why="names by number who answered or decided")


@mine.also
def unkeep(person: Any) -> None:
    """The files go with the rows."""
    for photo in ClaimPhoto.objects.filter(parcel__order__buyer=person):
        photo.picture.delete(save=False)
