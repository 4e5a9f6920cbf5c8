"""My orders, and finding a guest's order again."""

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.contact import parse_contact
from common.clock import now
from common.rights import visible
from shops.orders.finding import ask, is_right
from shops.orders.forms import NO_PHONE
from shops.orders.models import Order
from shops.orders.queries import with_parts
from shops.orders.remembering import ORDERS, remember_order

ASKED, LIMIT, MOST = "order_asked", "find_order", 30


class FindForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Order number"), max_length=24,
        help_text=gettext_lazy("In the message you got, like 261126-K7M2QX."),
        error_messages={"required": gettext_lazy("Enter the order’s number, like 261126-K7M2QX.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=gettext_lazy("Mobile number it was ordered with"), max_length=24, error_messages={"required": NO_PHONE},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip

    def clean_number(self) -> str:
        return "".join(self.cleaned_data["number"].split()).upper()

    def clean_phone(self) -> str:
        try:
            return parse_contact(self.cleaned_data["phone"]).phone or ""
        except ValidationError:
            raise ValidationError(NO_PHONE) from None


def orders(request: HttpRequest) -> HttpResponse:
    """A person's orders, or those of this browser; below, how to find another."""
    rows = visible(request.user, Order) if request.user.is_authenticated else remembered(request)
    form = FindForm(request.POST or None)
    if form.is_bound and form.is_valid():
        if not ratelimit.consume(request, action=LIMIT, key=form.cleaned_data["number"]):
            messages.warning(request, _("Many codes were asked for this order. Try again tomorrow, or call the help line."))
            return redirect("orders:orders")
        request.session[ASKED] = ask(**form.cleaned_data, at=now())
        return redirect("orders:code")
    return render(request, "shops/orders/orders.html", {"orders": list(with_parts(rows)[:MOST]), "form": form})


def remembered(request: HttpRequest) -> QuerySet[Order]:
    return Order.objects.filter(number__in=request.session.get(ORDERS, []), buyer=None)


def code(request: HttpRequest) -> HttpResponse:
    """The code that was sent; right, the order is this browser's."""
    asked = request.session.get(ASKED)
    if not asked:
        return redirect("orders:orders")
    if request.method == "POST":
        right = is_right(asked, request.POST.get("code", "")[:20], now())
        request.session[ASKED] = asked
        if right:
            del request.session[ASKED]
            remember_order(request, asked["of"])
            return redirect("orders:order", asked["of"])
        messages.warning(request, _("That is not the code, or it is too old. Ask for a new one if it does not come."))
    return render(request, "shops/orders/code.html", {"number": asked["of"]})
