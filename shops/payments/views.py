"""Paying an order: choosing a way, going to the company, coming back. Loaded again or in two tabs, it is the same payment."""

import json
import secrets
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cms.county import county
from common.clock import now
from printing.codes import qr_svg
from shops.orders.models import Order
from shops.orders.queries import order_at
from shops.orders.remembering import may_open
from shops.orders.ways import is_at_once
from shops.payments.asking import ask_now
from shops.payments.companies import NotOffered, gateway_of, is_pretended, is_set_up
from shops.payments.forms import ProofForm
from shops.payments.gateways import Refused, Silent, Stands, Told
from shops.payments.models import Payment, Proof
from shops.payments.opening import NotToBePaid, TooOften, Where, begin, is_wanted
from shops.payments.taking import take_in
from shops.payments.views_notices import PAYER, SIGNER

Way, Means = Order.Way, Payment.Means
WAYS = (Way.WECHAT, Way.ALIPAY, Way.BANK)
AWAY = frozenset({Means.H5, Means.PAGE, Means.WAP})  # paid at the company's own address


def own_order(request: HttpRequest, number: str) -> Order:
    """404 for whoever did not place it."""
    found = order_at(number)
    if found is None or not may_open(request, found):
        raise Http404
    return found


def means_for(way: str, agent: str) -> str:
    """How a browser pays: within WeChat by its dialog, on a phone in the app, else with a code or on a page."""
    on_phone = any(word in agent for word in ("Mobile", "Android", "iPhone"))
    if way == Way.WECHAT:
        return Means.JSAPI if "MicroMessenger" in agent else Means.H5 if on_phone else Means.NATIVE
    if way == Way.ALIPAY:
        return Means.WAP if on_phone else Means.PAGE
    return Means.TRANSFER if way == Way.BANK else Means.PRACTICE


@csp_update({"form-action": settings.PAYING_HOSTS})  # type: ignore[arg-type]  # a press here leads to who takes the money
def pay(request: HttpRequest, number: str) -> HttpResponse:
    """What is to be paid, until when, and how; a press begins."""
    order = own_order(request, number)
    if not order.is_payable:
        return redirect("orders:order", number)
    if request.method == "POST":
        return begun(request, order, request.POST.get("way", ""))
    chosen = order.way
    others = [way for way in WAYS if way != chosen and is_set_up(way) and chosen != Way.PRACTICE]
    others = [way for way in others if is_at_once(way) or not order.kept_by]
    context = {"order": order, "chosen": Way(chosen), "others": others, "is_pretended": is_pretended(chosen)}
    return render(request, "shops/payments/pay.html", context)


def begun(request: HttpRequest, order: Order, way: str) -> HttpResponse:
    """To the company, or to the page that shows what to scan or where to transfer; what stops it is said."""
    is_practice = order.way == Way.PRACTICE
    if (way == Way.PRACTICE) != is_practice or way not in (*WAYS, Way.PRACTICE) or not is_set_up(way):
        return redirect("payments:pay", order.number)
    means = means_for(way, request.headers.get("User-Agent", ""))
    if means == Means.JSAPI and not request.session.get(PAYER):
        return to_who_pays(request, order)
    try:
        payment = begin(
            order=order,
            way=way,
            means=means,
            where=where(request, order, way),
            words=words_for(order),
            by=request.user,
            at=now(),
        )
    except NotToBePaid:
        return redirect("orders:order", order.number)
    except (Silent, Refused, NotOffered):
        messages.warning(
            request, _("This way of paying does not answer just now. Nothing was paid: try again, or choose another.")
        )
        return redirect("payments:pay", order.number)
    except TooOften:
        messages.warning(request, _("This order was begun to be paid very often. Write to us, or order again."))
        return redirect("payments:pay", order.number)
    if means in AWAY:
        return redirect(payment.link)
    return redirect("payments:trying", order.number, payment.number)


def words_for(order: Order) -> str:
    """What the company writes beside the sum."""
    return f"{county().site_name} {order.number}"


def where(request: HttpRequest, order: Order, way: str) -> Where:
    back_to = settings.BASE_URL + reverse("payments:back", args=[order.number])
    notify_to = settings.BASE_URL + reverse("paying:notice", args=[way]) if way in (Way.WECHAT, Way.ALIPAY) else ""
    ip = request.META.get("REMOTE_ADDR", "")
    return Where(back_to, notify_to, ip, request.session.get(PAYER, ""))


def to_who_pays(request: HttpRequest, order: Order) -> HttpResponse:
    """Within WeChat, it must say who pays first; it comes back to `views_notices.payer`."""
    gateway: Any = gateway_of(Way.WECHAT)
    state = SIGNER.sign_object({"number": order.number, "language": get_language()})
    return redirect(gateway.who_pays_at(settings.BASE_URL + reverse("paying:payer"), state))


@require_GET
def trying(request: HttpRequest, number: str, try_number: str) -> HttpResponse:
    """What to scan, the dialog within WeChat, where to transfer, or the press that pays nothing."""
    order = own_order(request, number)
    payment = own_payment(order, try_number)
    if not is_wanted(payment, order, now()):
        return redirect("payments:pay" if order.is_payable else "orders:order", number)
    context: dict[str, Any] = {
        "order": order, "payment": payment, "is_pretended": is_pretended(payment.way), "account": settings.BANK_ACCOUNT,
        "proofs": list(payment.proofs.all()) if payment.means == Means.TRANSFER else [], "form": ProofForm(),
    }  # fmt: skip
    context["is_looked_at"] = any(one.state == Proof.State.WAITING for one in context["proofs"])
    if payment.means == Means.NATIVE:
        context["code"] = qr_svg(payment.link)
    if payment.means == Means.JSAPI:
        gateway: Any = gateway_of(Way.WECHAT)
        context["dialog"] = json.dumps(gateway.dialog(payment.link, secrets.token_hex(16), now()))
    return render(request, "shops/payments/trying.html", context)


def own_payment(order: Order, number: str) -> Payment:
    found = Payment.objects.filter(order=order, number=number).first()
    if found is None:
        raise Http404
    found.order = order
    return found


def heard(order: Order) -> bool:
    """Ask how the order's tries stand; whether what was due is paid now."""
    for payment in Payment.objects.filter(order=order, state=Payment.State.STARTED, ask_at__isnull=False).select_related(
        "order"
    ):
        ask_now(payment, at=now())
    fresh = Order.objects.get(pk=order.pk)
    return fresh.state == Order.State.CONFIRMED or fresh.turn > order.turn


def back(request: HttpRequest, number: str) -> HttpResponse:
    """Back from the company, or “I have paid”: its word counts, not the address the browser came with."""
    order = own_order(request, number)
    if order.is_payable and not heard(order):
        messages.info(
            request, _("We have not heard of your payment yet. If you paid, it comes within a minute: this order will say so.")
        )
        return redirect("payments:pay", number)
    return redirect("orders:order", number)


@require_GET
def state(request: HttpRequest, number: str) -> JsonResponse:
    """For a page that waits: whether there is something new to see."""
    order = own_order(request, number)
    waits = order.is_payable and not heard(order)
    return JsonResponse({"waits": waits, "to": reverse("orders:order", args=[number])})


@require_POST
def practised(request: HttpRequest, number: str, try_number: str) -> HttpResponse:
    """The press that stands for a payment, of a practice order only."""
    order = own_order(request, number)
    payment = own_payment(order, try_number)
    if payment.way != Way.PRACTICE:
        raise Http404
    if payment.state == Payment.State.STARTED:
        told = Told(payment.number, Stands.PAID, payment.number, payment.amount)
        take_in(payment=payment, told=told, by=request.user, at=now())
    return redirect("orders:order", number)
