"""Which promotions combine, as data: the one table of it (commerce.md, §5.4).

A price that a group or an advance booking gives replaces the line's price, and no coupon is taken off it. Then the shop's
promotions, then the county's on what is left, then those on delivery. Of each class a line (a parcel, for delivery) takes one:
the one that takes most off. What a host takes off a visit that is booked early is one of the shop's (`EARLY_IS`): so it, or
the best promotion of the shop, and the county's after it.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Class(TextChoices):
    REPLACED = "replaced", _("Price of a group or of booking ahead")
    SHOP = "shop", _("Promotion of the shop")
    COUNTY = "county", _("Promotion of the county")
    DELIVERY = "delivery", _("Postage")


@dataclass(frozen=True)
class Rule:
    """`after`: what a line may have taken before it and still take one of this class."""

    after: frozenset[str]


EARLY_IS = Class.SHOP  # what is off because a visit is booked early
ORDER = (Class.SHOP, Class.COUNTY, Class.DELIVERY)
COMBINES = {
    Class.SHOP: Rule(frozenset()),
    Class.COUNTY: Rule(frozenset({Class.SHOP})),
    Class.DELIVERY: Rule(frozenset({Class.REPLACED, Class.SHOP, Class.COUNTY})),
}


def may_follow(stage: str, taken: frozenset[str] | set[str]) -> bool:
    """Whether what took these classes may take one of `stage` too."""
    return taken <= COMBINES[Class(stage)].after
