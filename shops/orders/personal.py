"""What orders hold of people: who bought, what, and where it went."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, KEEP, NAME, part
from shops.orders.models import Order
from shops.orders.queries import UNDER_WAY

mine = part("orders")
KEPT = _("What was bought and paid stays for three years, as the E-Commerce Law (article 31) asks; name, number and street go.")
mine.holds("orders.Basket", "buyer", title=_("Your basket"), shown={"changed_at": _("changed on")}, erase=DELETE)
mine.holds(
    "orders.BasketLine", "basket__buyer", title=_("What is in your basket"),
    shown={"offer__variant__product__name": _("product name"), "packs": _("packs"), "added_at": _("added on")}, erase=DELETE,
)  # fmt: skip
mine.holds(
    "orders.Address", "owner", title=_("Your addresses"),
    shown={
        "title": _("what you call it"), "name": _("who takes it in"), "phone": _("mobile number"),
        "place": _("province, city, county, town"), "street": _("street and number"),
    },
    erase=DELETE,
)  # fmt: skip
mine.holds(
    "orders.Order", "buyer", title=_("Your orders"),
    shown={
        "number": _("order number"), "state": _("state"), "way": _("way of paying"),
        "name": _("who takes it in"),
        "phone": _("mobile number"), "place": _("province, city, county, town"), "street": _("street and number"),
        "note": _("note"), "placed_at": _("ordered on"),
    },
    erase={"name": NAME, "phone": "", "street": "", "note": ""},
    kept=KEPT,
)  # fmt: skip
mine.holds(
    "orders.ShopOrder", "order__buyer", title=_("Parcels of your orders"),
    shown={"order__number": _("order number"), "shop__name": _("shop"), "state": _("state"), "delivery": _("fen for delivery"),
           "note": _("note")},
    erase={"note": ""},
)  # fmt: skip
mine.holds(
    "orders.OrderLine", "parcel__order__buyer", title=_("What you ordered"),
    shown={"parcel__order__number": _("order number"), "name_zh_hans": _("product name"), "pack_zh_hans": _("pack"),
           "packs": _("packs"), "price": _("fen each")},
    erase=KEEP,
    kept=KEPT,
)  # fmt: skip
mine.holds(
    "orders.BasketVisit", "basket__buyer", title=_("Visits in your basket"),
    shown={"visit__name": _("visit"), "first": _("day"), "adults": _("grown people"), "children": _("children"),
           "added_at": _("added on")}, erase=DELETE,
)  # fmt: skip
mine.holds(
    "orders.Booking", "line__parcel__order__buyer", title=_("Visits you booked"),
    shown={"line__name_zh_hans": _("visit"), "arrives_at": _("arrival"), "leaves_at": _("departure"),
           "adults": _("grown people"), "children": _("children"), "came_at": _("came")},
    erase=KEEP,
    kept=KEPT,
)  # fmt: skip
mine.holds_nothing("orders.LineDiscount", why="fen off a line, and who funds it")
mine.holds(
    "orders.BasketCode", "basket__buyer", title=_("Codes typed for your basket"),
    shown={"coupon__code": _("code"), "typed_at": _("typed on")}, erase=DELETE,
)  # fmt: skip


@mine.prevents
def orders_under_way(person: Any) -> str | Promise | None:
    """Goods on their way need a name and a street."""
    waits = Order.objects.filter(buyer=person, parcels__state__in=UNDER_WAY).exists()
    return _("An order of yours is still under way. It must have come, or be cancelled, first.") if waits else None
