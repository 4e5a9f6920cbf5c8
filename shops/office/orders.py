"""Orders: found by what buyers say on the telephone, each with all that happened; what waits or is unposted is cancelled."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from accounts.contact import shown
from common.rights import can
from shops.franchise.models import Shop
from shops.fulfilment.models import Posting
from shops.fulfilment.operations import cancel_for_shop
from shops.office.listing import Field, Listing, Records, moment, money, said
from shops.office.pressing import Press, Pressing, Record
from shops.office.queries import order_found_by, whole, with_sums
from shops.orders.models import Order, ShopOrder
from shops.orders.moving import cancel_unpaid

WHY = _("Why? The buyer reads it.")


class OrderFilter(WagtailFilterSet):
    placed_at = django_filters.DateFromToRangeFilter(label=_("Placed"), widget=DateRangePickerWidget)
    shop = django_filters.ModelChoiceFilter(
        queryset=Shop.objects.filter(orders__isnull=False).distinct().order_by("name_zh_hans"), field_name="parcels__shop",
        label=_("Shop"),
    )  # fmt: skip

    class Meta:
        model = Order
        fields = ["state", "way", "placed_at", "shop"]


class OrderList(Listing):
    filterset_class = OrderFilter

    def rows(self) -> QuerySet[Order]:
        return with_sums(super().rows())

    def found_by(self, words: str) -> Q:
        return order_found_by(words)


def cancel_order(order: Order, words: str, by: Any, at: Any) -> str:
    cancel_unpaid(order=order, by=by, reasons=words, at=at)
    return _now("Cancelled. The packs are back on the shelf, and the buyer is told.")


def cancel_part(parcel: ShopOrder, words: str, by: Any, at: Any) -> str:
    cancel_for_shop(parcel=parcel, by=by, reasons=words, at=at)
    return _now("Cancelled. The packs are back on the shelf; the shop and the buyer are told. What was paid goes back.")


def may_cancel_order(user: Any, order: Order) -> bool:
    return order.state == Order.State.WAITING and can(user, "cancel unpaid order")


def may_cancel_part(user: Any, parcel: ShopOrder) -> bool:
    """Before anything of it was posted."""
    is_here = parcel.state == ShopOrder.State.TO_PACK and not Posting.objects.filter(parcel=parcel).exists()
    return is_here and can(user, "cancel for shop", parcel.shop)


CANCEL_ORDER = Press(
    "cancel", _("Cancel the order"),
    _("It is not paid in full. Once cancelled, its goods are for sale again; what was paid, or comes after all, goes back."),
    cancel_order, may_cancel_order, WHY, is_grave=True,
)  # fmt: skip
CANCEL_PART = Press(
    "cancel", _("Cancel this shop’s part"),
    _("The shop can then not post it any more. What was paid for it goes back to the buyer; other shops’ parts stay."),
    cancel_part, may_cancel_part, _("Why? The shop and the buyer read it."), is_grave=True,
)  # fmt: skip


class OrderRecord(Record):
    page_title = pgettext_lazy("bought", "Order")
    template_name = "shops/office/order.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = whole(self.object)
        parts = [
            (parcel, postings, reverse(f"{self.space}:part", args=[parcel.pk, CANCEL_PART.key])
             if not postings and may_cancel_part(self.request.user, parcel) else "")
            for parcel, postings in found.parts
        ]  # fmt: skip
        money_at = reverse("settlement:order", args=[self.object.number])
        return {**super().get_context_data(**kwargs), "whole": found, "parts": parts, "money_at": money_at}


class PartPressing(Pressing):
    """Of one shop's part; it leads back to the whole."""

    def back(self) -> str:
        return reverse(f"{self.space}:inspect", args=[self.record.order_id])

    def get_page_subtitle(self) -> str:
        return f"{self.record.order.number} · {self.record.shop}"


class Orders(Records):
    model = Order
    name = "market-orders"
    icon = "list-ul"
    menu_label = _("Orders")
    index_view_class = OrderList
    inspect_view_class = OrderRecord
    inspect_template_name = "shops/office/order.html"
    inspect_view_fields = (
        "number", "state", "way", "name", "phone", "place", "street", "note", "placed_at", "expires_at", "confirmed_at",
    )  # fmt: skip
    search_fields = ("number", "name", "phone")
    presses = (CANCEL_ORDER,)
    fields = (
        Field("number", _("Order number"), lambda row: row.number, "number"),
        Field("name", _("Who takes it in"), lambda row: row.name),
        Field("phone", _("Mobile number"), lambda row: shown(row.phone)),
        Field("state", _("State"), said("state"), "state"),
        Field("way", _("Way of paying"), said("way"), "way"),
        Field("shops", _("Shops"), lambda row: row.shops),
        money("fen", _("Sum, ¥"), lambda row: row.fen),
        moment("placed_at", _("Placed"), lambda row: row.placed_at, "placed_at"),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        view = PartPressing.as_view(model=ShopOrder, space=self.name, presses=(CANCEL_PART,))
        return [*super().get_urlpatterns(), path("part/<int:pk>/<slug:key>/", view, name="part")]
