"""A shop's orders: what is to be packed first; one of them: to whom, what, handing it over."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common.clock import now
from common.keys import key_of
from common.money import yuan
from common.states import WrongState
from shops.builder.views import own_shop
from shops.fulfilment import cash, operations, queries, short
from shops.fulfilment.forms import BackForm, CancelForm, FewerForm, PostForm
from shops.orders.models import Order, ShopOrder
from shops.orders.remembering import pressed
from shops.payments.models import Refund
from shops.payments.queries import Gone, gone_of
from shops.payments.refunds import NothingPaid, TooMuch
from shops.returns import answering
from shops.returns.forms import GiveForm

State = ShopOrder.State


@login_required
def orders(request: HttpRequest) -> HttpResponse:
    """Orders of one state, the newest first; those to be packed unless another is asked for."""
    shop = own_shop(request, "change goods")
    asked = request.GET.get("state", State.TO_PACK)
    state = asked if asked in queries.SHOWN else State.TO_PACK
    before = request.GET.get("before", "")
    counts = queries.counts_of(shop)
    context = {
        "shop": shop, "state": state, "states": [(one, one.label, counts.get(one, 0)) for one in queries.SHOWN],
        "page": queries.orders_of(shop, state, key_of(before)),
    }  # fmt: skip
    return render(request, "shops/desk/orders.html", context)


@login_required
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """One order: posted, or cancelled with words; paid at the door, or come back."""
    parcel = part(request, pk)
    if parcel.kind == ShopOrder.Kind.VISIT:
        return redirect("desk:booking", parcel.lines.all()[0].booking.pk)
    is_cash, do = parcel.order.way == Order.Way.CASH, request.POST.get("do")
    form = PostForm(request.POST if do == "post" else None, left=left_of(parcel), is_cash=is_cash)
    saying = CancelForm(request.POST if do == "cancel" else None)
    gone, press = gone_of([parcel]), pressed(request)
    back = BackForm(request.POST if do == "back" else None, sent=bought_of(parcel, gone))
    fewer = FewerForm(request.POST if do == "fewer" else None, left=form.left)
    giving = GiveForm(request.POST if do == "give" else None, auto_id="give_%s")
    if giving.is_bound and giving.is_valid() and gave_back(request, parcel, giving, press):
        return redirect("desk:order", pk)
    if do == "cash":
        took_cash(request, parcel)
        return redirect("desk:order", pk)
    if back.is_bound and back.is_valid():
        came_back(request, parcel, back)
        return redirect("desk:order", pk)
    if fewer.is_bound and fewer.is_valid() and went_out(request, parcel, fewer, press):
        return redirect("desk:order", pk)
    if form.is_bound and form.is_valid() and posted(request, parcel, form):
        return redirect("desk:order", pk)
    if saying.is_bound and saying.is_valid():
        cancelled(request, parcel, saying.cleaned_data["reasons"])
        return redirect("desk:order", pk)
    context: dict[str, Any] = {
        "shop": parcel.shop, "parcel": parcel, "order": parcel.order, "form": form, "saying": saying,
        "back": back, "fewer": fewer, "giving": giving,
        "may_give": parcel.state == State.RECEIVED or (parcel.state == State.SENT and not is_cash),
        "press": press, "gone": gone,
        "refunds": Refund.objects.filter(parcel=parcel).select_related("payment").order_by("pk"),
        "sum": parcel.total - gone.less,
        "waits_for_cash": is_cash and parcel.state == State.SENT,
        "postings": queries.postings_of([parcel]).get(parcel.pk, []),
    }  # fmt: skip
    return render(request, "shops/desk/order.html", context)


def part(request: HttpRequest, pk: int) -> ShopOrder:
    shop = own_shop(request, "change goods")
    parcel = queries.parcel_of(shop, pk)
    if parcel is None:
        raise Http404
    parcel.shop = shop
    return parcel


def left_of(parcel: ShopOrder) -> dict[Any, int]:
    left = operations.left_to_post(parcel) if parcel.state == State.TO_PACK else {}
    return {line: left[line.pk] for line in parcel.lines.all() if line.pk in left}


def bought_of(parcel: ShopOrder, gone: Gone) -> dict[Any, int]:
    """Each line with the packs that are still of it."""
    return {line: line.packs - gone.packs.get(line.pk, 0) for line in parcel.lines.all()}


def went_out(request: HttpRequest, parcel: ShopOrder, form: FewerForm, press: str) -> bool:
    """Whether some packs were taken out of what is sent; what was wrong is said on the form."""
    facts = {"are_there": form.cleaned_data["are_there"], "reasons": form.cleaned_data["why"]}
    try:
        made = short.send_fewer(
            parcel=parcel, packs=form.packs, press=press, by=request.user, at=now(), **facts
        )  # fmt: skip
    except short.NothingTakenOut:
        form.add_error(None, _("Say how many packs cannot be sent, at least one."))
        return False
    except short.AllOfIt:
        form.add_error(None, _("Nothing would be left to send. Cancel the order instead: it is below."))
        return False
    except WrongState:
        messages.warning(request, _("Somebody was faster: see how it stands now."))
        return True
    messages.success(request, _("Taken out: the buyer is told, and pays %(sum)s less.") % {"sum": yuan(made.amount)})
    return True


def gave_back(request: HttpRequest, parcel: ShopOrder, form: GiveForm, press: str) -> bool:
    """Whether money went back unasked; what was wrong is said on the form."""
    packs = {line.pk: line.packs for line in parcel.lines.all()}
    try:
        refund = answering.give_back(
            parcel=parcel, packs=packs, press=press, by=request.user, at=now(), **form.cleaned_data
        )  # fmt: skip
    except TooMuch as fault:
        form.add_error("amount", _("Of this order, %(sum)s may still go back.") % {"sum": yuan(fault.left)})
        return False
    except (WrongState, NothingPaid):
        messages.warning(request, _("Somebody was faster: see how it stands now."))
        return True
    messages.success(request, _("%(sum)s go back to the buyer, who is told.") % {"sum": yuan(refund.whole)})
    return True


def posted(request: HttpRequest, parcel: ShopOrder, form: PostForm) -> bool:
    """Whether it was handed over; what was wrong is said on the form."""
    facts = form.cleaned_data
    try:
        if facts.get("cash"):
            cash.bring(parcel=parcel, packs=form.packs, by=request.user, at=now())
        else:
            operations.post(
                parcel=parcel, carrier=facts["carrier"], number=facts["number"], packs=form.packs, by=request.user, at=now()
            )  # fmt: skip
    except operations.NothingPosted:
        form.add_error(None, _("Say how many packs go, at least one and no more than are left."))
        return False
    except cash.NotAllOfIt:
        form.add_error("cash", _("Cash is taken with the last of it. Untick it, or let all of it go now."))
        return False
    except WrongState:
        messages.warning(request, _("Somebody was faster: see how it stands now."))
        return True
    messages.success(request, _("Written down. The buyer is told."))
    return True


def cancelled(request: HttpRequest, parcel: ShopOrder, reasons: str) -> None:
    try:
        operations.cancel(parcel=parcel, by=request.user, reasons=reasons, at=now())
        messages.success(request, _("Cancelled. The packs are back on the shelf, and the buyer is told."))
    except WrongState:
        messages.warning(request, _("Somebody was faster: see how it stands now."))


def took_cash(request: HttpRequest, parcel: ShopOrder) -> None:
    try:
        cash.take_cash(parcel=parcel, by=request.user, at=now())
        messages.success(request, _("Written down: you have the cash. It is set against what the shop is paid."))
    except (WrongState, cash.NotCash):
        messages.warning(request, _("Somebody was faster: see how it stands now."))


def came_back(request: HttpRequest, parcel: ShopOrder, form: BackForm) -> None:
    try:
        cash.came_back(
            parcel=parcel, spoiled=form.spoiled, words=form.cleaned_data["words"], by=request.user, at=now()
        )  # fmt: skip
        messages.success(request, _("Written down. The good packs are on the shelf again, and the buyer owes nothing."))
    except (WrongState, cash.NotCash):
        messages.warning(request, _("Somebody was faster: see how it stands now."))
