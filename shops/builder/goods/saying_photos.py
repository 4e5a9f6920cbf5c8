"""What a press changed of a product's photographs, in plain words."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from shops.catalogue.keeping_changes import Row
from shops.catalogue.undoing_photos import PHOTOS

LONGEST = 24


def lines_of_photos(row: Row) -> list[str]:
    """How many there were and are; whose words, order or light changed."""
    before, after = (dict(map(tuple, row[side][PHOTOS])) for side in ("before", "after"))
    if len(before) != len(after):
        return [line(_("Photos"), len(before), len(after))]
    if set(before) != set(after):
        return [_("A photo was cut, straightened or its light changed.")]
    words = [line(_("What a photo shows"), before[key], after[key]) for key in before if before[key] != after[key]]
    return words + ([_("The photos are in another order.")] if list(before) != list(after) else [])


def line(what: str, was: object, now: object) -> str:
    short = {"what": what, "was": Truncator(str(was) or "–").chars(LONGEST), "now": Truncator(str(now) or "–").chars(LONGEST)}
    return _("%(what)s: %(was)s → %(now)s") % short
