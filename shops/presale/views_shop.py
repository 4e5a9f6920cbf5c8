"""The shop's side: which harvests are sold ahead and on which terms, who booked, and the presses that end it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from common.clock import now, shanghai_day
from common.keys import key_of
from common.states import WrongState
from shops.builder.views import own_shop
from shops.catalogue.bands import NotInBand
from shops.catalogue.rules import Breached
from shops.franchise.changing import NotChangeable
from shops.franchise.selling import NotTrained
from shops.presale import ending
from shops.presale.forms import DEPOSIT, EARLY, FailedForm, HarvestForm, PutOffForm, TermsForm
from shops.presale.models import Presale
from shops.presale.offering import Already, NotInTime, NotLater, TooFew, change_harvest, put_off, start_presale
from shops.presale.queries import PAGE, booked_in, figures_of, packs_of, presale_at, presales_of

NOT_NOW = gettext_lazy("Your shop cannot be changed just now. Nothing was changed.")


@login_required
@require_safe
def presales(request: HttpRequest) -> HttpResponse:
    """What is or was sold ahead, and packs that might be."""
    shop = own_shop(request, "change goods")
    context = {"shop": shop, "presales": list(presales_of(shop)[:PAGE]), "packs": packs_of(shop)}
    return render(request, "shops/presale/shop.html", context)


@login_required
def start(request: HttpRequest, offer_id: int) -> HttpResponse:
    """All terms on one page, filled in as the chosen beginning has them."""
    shop = own_shop(request, "change goods")
    offer = packs_of(shop).filter(pk=offer_id).first()
    if offer is None:
        raise Http404
    kind = DEPOSIT if request.GET.get("as") == DEPOSIT else EARLY
    form = TermsForm(request.POST or None, offer=offer, kind=kind, today=shanghai_day(now()))
    if form.is_bound and form.is_valid() and (made := started(request, offer, form)) is not None:
        return made
    return render(request, "shops/presale/terms.html", {"shop": shop, "offer": offer, "form": form})


def started(request: HttpRequest, offer: Any, form: TermsForm) -> HttpResponse | None:
    """Where it goes on; None where something is said on the form."""
    try:
        made = start_presale(offer=offer, terms=form.terms(), by=request.user, at=now())
    except NotInBand as fault:
        for one in fault.faults:
            form.add_error("price", one.words)
        return None
    except (NotChangeable, Breached, NotTrained):
        messages.warning(request, NOT_NOW)
        return redirect("presale:shop")
    except Already:
        messages.warning(request, _("A harvest of this pack is sold ahead already."))
        return redirect("presale:shop")
    messages.success(request, _("Saved. It is on the product’s page from its first day on."))
    return redirect("presale:one", made.pk)


def own_presale(request: HttpRequest, pk: int) -> Presale:
    """404 for another shop's."""
    shop, found = own_shop(request, "change goods"), presale_at(pk)
    if found is None or found.offer.variant.product.shop_id != shop.pk:
        raise Http404
    return found


@login_required
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """How it stands: figures, orders, what may be pressed."""
    return page_of(request, own_presale(request, pk))


def page_of(request: HttpRequest, presale: Presale, *, for_manager: bool = False, **forms: Any) -> HttpResponse:
    before = key_of(request.GET.get("before", ""))
    found = booked_in(presale, before)
    context = {
        "presale": presale, "shop": presale.offer.variant.product.shop, "figures": figures_of(presale),
        "orders": found[:PAGE], "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "failed_form": forms.get("failed_form") or FailedForm(), "for_manager": for_manager,
        "harvest_form": forms.get("harvest_form")
        or HarvestForm(initial={"quota": presale.quota, "closes_on": presale.closes_on}),
        "put_off_form": forms.get("put_off_form")
        or PutOffForm(initial={"ready_on": presale.ready_on, "ships_from": presale.ships_from}),
    }  # fmt: skip
    return render(request, "shops/presale/one.html", context)


@require_POST
@login_required
def is_ready(request: HttpRequest, pk: int) -> HttpResponse:
    """The harvest is there."""
    presale = own_presale(request, pk)
    try:
        ending.ready(presale=presale, by=request.user, at=now())
        messages.success(
            request, _("Balances can be paid now, and the buyers are told. What is paid appears among your orders.")
        )
    except WrongState:
        messages.warning(request, _("The crop failed: all money went back."))
    return redirect("presale:one", pk)


@require_POST
@login_required
def is_otherwise(request: HttpRequest, pk: int) -> HttpResponse:
    """More or fewer packs, or another last day."""
    presale, form = own_presale(request, pk), HarvestForm(request.POST)
    if not form.is_valid() or not changed(request, presale, form):
        return page_of(request, own_presale(request, pk), harvest_form=form)
    return redirect("presale:one", pk)


def changed(request: HttpRequest, presale: Presale, form: HarvestForm) -> bool:
    """Done, and said; or said on the form."""
    try:
        change_harvest(presale=presale, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, _("Saved. Who has booked keeps what they booked."))
    except TooFew:
        words = _("%(taken)s packs are booked or being paid: write at least as many.")
        form.add_error("quota", words % {"taken": Presale.objects.get(pk=presale.pk).taken})
    except NotInTime:
        form.add_error("closes_on", _("Choose a day from today to the day the harvest is ready."))
    except WrongState:
        messages.warning(request, _("It is ready or over: it takes no orders any more."))
    return not form.errors


@require_POST
@login_required
def is_later(request: HttpRequest, pk: int) -> HttpResponse:
    """The harvest is late."""
    presale = own_presale(request, pk)
    form = PutOffForm(request.POST)
    if not form.is_valid() or not was_put_off(request, presale, form):
        return page_of(request, presale, put_off_form=form)
    return redirect("presale:one", pk)


def was_put_off(request: HttpRequest, presale: Presale, form: PutOffForm) -> bool:
    """Done, and said; or said on the form."""
    try:
        put_off(presale=presale, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, _("Put off. The buyers are told, and may call it off."))
    except NotLater:
        form.add_error(None, _("Choose a later day, and a day of posting that is not before it."))
    except WrongState:
        messages.warning(request, _("It is ready or over: its days stay."))
    return not form.errors


@require_POST
@login_required
def has_failed(request: HttpRequest, pk: int) -> HttpResponse:
    """The crop failed."""
    presale = own_presale(request, pk)
    return failed_press(request, presale) or redirect("presale:one", pk)


def failed_press(request: HttpRequest, presale: Presale, *, for_manager: bool = False) -> HttpResponse | None:
    """Done, and said; the page again where no reason was given."""
    form = FailedForm(request.POST)
    if not form.is_valid():
        return page_of(request, presale, for_manager=for_manager, failed_form=form)
    ending.fail(presale=presale, why=form.cleaned_data["why"], by=request.user, at=now())
    messages.success(
        request, _("Every order is cancelled and all money goes back. The buyers read your words with an apology.")
    )
    return None
