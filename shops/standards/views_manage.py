"""After a shop is open: the register of all shops; measures, objections, rights to sell, and moving its address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now
from common.rights import allow_or_404
from common.states import WrongState
from shops.franchise import operations, queries
from shops.franchise.forms import AddressForm
from shops.franchise.models import Shop
from shops.standards import measures
from shops.standards.forms import AnswerForm, MeasureForm, ReopenForm, RightForm
from shops.standards.models import Measure, Objection
from shops.standards.training import decide_right
from shops.standards.views import page_of, to_inspect

PAGE = 24
DONE = {
    Measure.Kind.WARNING: lambda: _("%(shop)s is warned."),
    Measure.Kind.SUSPENDED: lambda: _("%(shop)s is suspended."),
    Measure.Kind.CLOSED: lambda: _("%(shop)s is closed."),
}


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Every shop by name, or those in one state (`?state=`)."""
    allow_or_404(request.user, "inspect shops")
    state = request.GET.get("state", "")
    page = Paginator(queries.all_shops(state), PAGE).get_page(request.GET.get("page"))
    return render(request, "shops/franchise/register.html", {"page": page, "state": state, "states": Shop.State.choices})


@login_required
@require_POST
def stop(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Warn, suspend or close, with reasons that the owner reads, at once or from a day on."""
    shop = to_inspect(request, shop_id)
    form = MeasureForm(request.POST, state=Shop.State.OPEN)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("reasons", "to_do", "effective_on", "grave")}
        kind = Measure.Kind(form.cleaned_data["to"])
        try:
            measure = measures.take_measure(shop=shop, kind=kind, by=request.user, at=now(), **said)
            announced = measure.state == Measure.State.ANNOUNCED
            words = _("%(shop)s: announced; the owner is told.") if announced else DONE[kind]()
            messages.success(request, words % {"shop": shop.name})
            return redirect("franchise:inspect", shop.pk)
        except measures.DayPast:
            form.say_past()
        except measures.NoticeTooShort as short:
            form.say_short(short.earliest)
        except WrongState:
            messages.warning(request, _("This shop is not open any more. Nothing was changed."))
            return redirect("franchise:inspect", shop.pk)
    return page_of(request, shop, stopping=form)


@login_required
@require_POST
def reopen(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Open a suspended shop again."""
    shop = to_inspect(request, shop_id)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return page_of(request, shop, reopening=form)
    given = {"shop": shop, "reasons": form.cleaned_data["reasons"], "by": request.user, "at": now()}
    try:
        measures.take_measure(kind=Measure.Kind.REOPENED, **given)
        messages.success(request, _("%(shop)s is open.") % {"shop": shop.name})
    except WrongState:
        messages.warning(request, _("Only a suspended shop can be opened again. Nothing was changed."))
    return redirect("franchise:inspect", shop.pk)


@login_required
@require_POST
def end_measure(request: HttpRequest, shop_id: int, measure_id: int) -> HttpResponse:
    """Withdraw a running measure, or say that it is settled (`to`)."""
    shop = to_inspect(request, shop_id)
    measure = get_object_or_404(Measure.objects.select_related("shop"), pk=measure_id, shop=shop)
    to = Measure.State.SETTLED if request.POST.get("to") == "settled" else Measure.State.WITHDRAWN
    try:
        measures.end_measure(measure=measure, to=to, by=request.user, at=now())
        messages.success(request, _("Done; the owner is told."))
    except WrongState:
        messages.warning(request, _("This was decided already. Nothing was changed."))
    return redirect("franchise:inspect", shop.pk)


@login_required
@require_POST
def answer_objection(request: HttpRequest, shop_id: int, measure_id: int) -> HttpResponse:
    """Answer the owner's objection, once."""
    shop = to_inspect(request, shop_id)
    objection = get_object_or_404(Objection.objects.select_related("measure__shop"), measure=measure_id, measure__shop=shop)
    form = AnswerForm(request.POST, measure_id=measure_id)
    if not form.is_valid():
        return page_of(request, shop, answering=form)
    try:
        measures.answer_objection(objection=objection, words=form.cleaned_data["words"], by=request.user, at=now())
        messages.success(request, _("Done; the owner is told."))
    except measures.AnotherManagersTurn:
        messages.warning(request, _("You took this measure, so another franchise manager answers the objection."))
    except measures.AlreadyAnswered:
        messages.warning(request, _("This was answered already. Nothing was changed."))
    return redirect("franchise:inspect", shop.pk)


@login_required
@require_POST
def right(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Grant the right to sell a category, or take it back."""
    shop = to_inspect(request, shop_id)
    form = RightForm(request.POST)
    if not form.is_valid():
        return page_of(request, shop, granting=form)
    said = form.cleaned_data
    decide_right(
        shop=shop, category=said["category"], is_granted=said["grants"] == "yes", reason=said["reason"],
        licence=said["licence"], by=request.user, at=now(),
    )  # fmt: skip
    messages.success(request, _("Done; the owner is told."))
    return redirect("franchise:inspect", shop.pk)


@login_required
@require_POST
def address(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Give the shop another address; the old one leads to it for ever."""
    shop = to_inspect(request, shop_id)
    allow_or_404(request.user, "change address", shop)
    form = AddressForm(request.POST)
    if form.is_valid():
        try:
            operations.change_address(shop=shop, slug=form.cleaned_data["slug"], by=request.user, at=now())
            messages.success(request, _("The shop has its new address. The old one leads to it."))
            return redirect("franchise:inspect", shop.pk)
        except operations.AddressTaken:
            form.say_taken()
    return page_of(request, shop, addressing=form)
