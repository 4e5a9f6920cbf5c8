"""What a person offers to guests."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from common.personal import DELETE, part
from shops.visits.models import Visit

mine = part("visits")
mine.holds(
    "visits.Visit", "shop__owner", title=_("Rooms, activities and walks"),
    shown={
        "name": pgettext_lazy("of a thing", "name"),
        "kind": _("kind"), "about": _("about it"), "price": _("fen"), "months": _("months"),
        "rooms": _("rooms"), "beds": _("beds in a room"), "minutes": _("minutes"), "least": _("at least"), "most": _("at most"),
        "included": _("what is in the price"), "bring": _("what guests bring"), "safety": _("what could hurt a guest"),
        "stops": _("the stops"), "meeting": _("where guests are met"), "come": _("how to come"), "phone": _("telephone"),
        "registration": _("permit or filing number"),
        "registration_until": _("the permit holds until"), "created_at": _("made on"),
    },
    erase=DELETE,
)  # fmt: skip
mine.holds(
    "visits.VisitPhoto", "visit__shop__owner", "photo__owner", title=_("Photos of them"),
    shown={"visit__name": pgettext_lazy("of a thing", "name"),
           "position": _("place in the row"), "caption": _("caption")}, erase=DELETE,
)  # fmt: skip


@mine.also
def hide(person: Any) -> None:
    """None is found by search any more."""
    for visit in Visit.objects.filter(shop__owner=person):
        index.remove_object(visit)
