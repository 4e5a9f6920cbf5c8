"""Orders and money in the CMS's menu, and what waits on its first page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSetGroup

from shops.office.claims import Claims
from shops.office.desk import MoneyDesk
from shops.office.differences import Bills, Differences
from shops.office.orders import Orders
from shops.office.payments import Payments, Refunds
from shops.office.payouts import Payouts
from shops.office.pressing import looks_after


class WayOut(MenuItem):
    """To a page of the site, for those who look after money."""

    def is_shown(self, request: HttpRequest) -> bool:
        return looks_after(request.user)


class OrdersAndMoney(ViewSetGroup):
    menu_label = _("Orders and money")
    menu_icon = "list-ul"
    menu_order = 610
    items = (Orders, Payments, Refunds, Claims, Payouts, Differences, Bills)

    def get_submenu_items(self) -> list[Any]:
        return [
            *super().get_submenu_items(),
            WayOut(_("Transfers to look at"), reverse_lazy("payments:transfers"), icon_name="image", order=90),
            WayOut(_("Accounts and payouts"), reverse_lazy("settlement:money"), icon_name="table", order=91),
            WayOut(_("Harvests sold ahead"), "/franchise/presales/", icon_name="date", order=93),
            WayOut(_("The county’s promotions"), reverse_lazy("office:promotions"), icon_name="tag", order=92),
        ]


@hooks.register("register_admin_viewset")
def orders_and_money() -> OrdersAndMoney:
    return OrdersAndMoney()


@hooks.register("construct_homepage_panels")
def money_desk(request: HttpRequest, panels: list[Component]) -> None:
    if looks_after(request.user):
        panels.append(MoneyDesk())
