"""The goods of a person's shop."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from common.personal import DELETE, KEEP, part
from shops.catalogue.models import Product

mine = part("catalogue")
mine.holds(
    "catalogue.Product", "shop__owner", title=_("Your goods"),
    shown={
        "name": pgettext_lazy("of a thing", "name"),
        "variety": _("variety"), "grade": _("grade"), "origin": _("place"), "batch": _("batch"),
        "storage": _("how to keep it"), "best_before": _("best before"), "about": _("about"),
        "state": _("state"), "permit": _("permit"), "permit_until": _("the permit holds until"), "created_at": _("made on"),
    },
    erase={"origin": "", "batch": "", "about": "", "permit": "", "permit_until": None},
    kept=_("Names, packs and prices of the goods stay: what was bought must be there to be checked."),
)  # fmt: skip
mine.holds(
    "catalogue.Variant", "product__shop__owner", title=_("Packs"),
    shown={"product__name": _("product"), "name": _("pack"), "grams": _("grams")}, erase=KEEP,
)  # fmt: skip
mine.holds(
    "catalogue.Offer", "variant__product__shop__owner", title=_("Prices and stock"),
    shown={
        "variant__product__name": _("product"), "price": _("fen"), "group_price": _("fen in a group"),
        "group_size": _("group of"), "cost": _("what it costs, in fen"), "stock": _("stock"),
    },
    erase=KEEP,
)  # fmt: skip
mine.holds(
    "catalogue.StockMove", "offer__variant__product__shop__owner", title=_("How your stock moved"),
    shown={
        "offer__variant__product__name": _("product"), "why": _("why"), "change": _("change"),
        "left": _("left"), "at": _("when"),
    },
    erase=KEEP,
)  # fmt: skip
mine.holds(
    "catalogue.GoodsChange", "shop__owner", title=_("What was changed of your goods lately"),
    shown={"what": _("what"), "rows": _("before and after"), "at": _("when")}, erase=DELETE,
)  # fmt: skip
mine.points("catalogue.GoodsChange", "by", why="names by number who changed it; the row it points to holds no name any more")
mine.points("catalogue.StockMove", "by", why="names by number who counted or took; the row it points to holds no name any more")
mine.holds(
    "catalogue.ProductPhoto", "product__shop__owner", "photo__owner", title=_("Photos of your goods"),
    shown={"product__name": _("product"), "position": _("place in the row"), "caption": _("caption")}, erase=DELETE,
)  # fmt: skip
mine.holds_nothing("catalogue.Tie", why="which of the county's pages goods and shops are linked to")


@mine.also
def hide(person: Any) -> None:
    """None is found by search any more."""
    for product in Product.objects.filter(shop__owner=person):
        index.remove_object(product)
