"""Ways of paying that are offered at checkout, before cash: those that something is set up for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from common.rights import can
from shops.orders.models import Order
from shops.orders.pricing import Quote
from shops.orders.ways import Offered, offered
from shops.payments.companies import is_set_up

Way = Order.Way


def to_the_payment(request: HttpRequest, order: Order) -> HttpResponse:
    return redirect("payments:pay", order.number)


def learns_to_sell(quote: Quote, buyer: Any) -> bool:
    """Only who works in every shop of the basket may practise with it: it pays nobody."""
    return bool(getattr(buyer, "is_authenticated", False)) and all(can(buyer, "change goods", shop) for shop in quote.shops)


def when_set_up(way: str) -> Any:
    return lambda _quote, _buyer: is_set_up(way)


offered[:0] = [
    Offered(Way.WECHAT, _("WeChat Pay"), _("In WeChat, or by scanning a code."), when_set_up(Way.WECHAT), to_the_payment, True),
    Offered(Way.ALIPAY, _("Alipay"), _("In the app, or on Alipay’s page."), when_set_up(Way.ALIPAY), to_the_payment, True),
]
offered += [
    Offered(Way.BANK, _("Bank transfer"), _("You transfer within two days and send us a picture of it."),
            when_set_up(Way.BANK), to_the_payment),
    Offered(Way.PRACTICE, _("Practice: no money"), _("To learn selling with your own shop. Nobody pays, nothing is sent."),
            learns_to_sell, to_the_payment, True),
]  # fmt: skip
