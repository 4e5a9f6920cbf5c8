"""Inspection: the shops that wait, and one shop to open or return with the list."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.clock import now, shanghai_day
from common.rights import allow_or_404, can, visible
from common.states import WrongState
from shops.franchise import queries
from shops.franchise.forms import AddressForm
from shops.franchise.models import Inspection, Shop
from shops.franchise.operations import ReasonsMissing
from shops.standards import checking, inspecting
from shops.standards.desk import desk
from shops.standards.forms import BROKEN, KEPT, AnswerForm, ChecklistForm, MeasureForm, ReopenForm, RightForm
from shops.standards.queries import changed_since, goods_to_inspect, last_lines, measures_of, rules_on
from shops.standards.training import rights_of
from uploads.models import Photo
from uploads.operations import Refused, take_in_photo


@login_required
def inspect_list(request: HttpRequest) -> HttpResponse:
    """The shops that wait, the longest waiting first, and what was decided lately."""
    allow_or_404(request.user, "inspect shops")
    context = {"waiting": list(queries.waiting()), "decided": list(queries.decided_lately()), "desk": desk()}
    return render(request, "shops/franchise/list.html", context)


def to_inspect(request: HttpRequest, shop_id: int) -> Shop:
    """The shop, for who may inspect it; 404 for everybody else."""
    shop = get_object_or_404(visible(request.user, Shop).select_related("owner"), pk=shop_id)
    allow_or_404(request.user, "inspect shop", shop)
    return shop


def page_of(request: HttpRequest, shop: Shop, **forms: Form) -> HttpResponse:
    """The shop's page for a franchise manager; `forms` take the place of the empty ones."""
    goods = list(goods_to_inspect(shop))
    context: dict[str, Any] = {
        "shop": shop,
        "addressing": AddressForm(initial={"slug": shop.slug}),
        "may_address": can(request.user, "change address", shop),
        "goods": goods,
        "agreement": shop.agreements.select_related("terms").order_by("-pk").first(),
        "inspections": list(shop.inspections.select_related("inspector")),
        "sent_at": queries.sent_at(shop),
    }
    context |= waiting_part(shop, goods, context["inspections"], forms) if shop.state == Shop.State.SENT else managed_part(shop)
    context |= forms
    context["is_wrong"] = any(form.errors for form in context.values() if isinstance(form, Form) and form.is_bound)
    return render(request, "shops/franchise/inspect.html", context)


def waiting_part(shop: Shop, goods: list[Any], inspections: list[Inspection], forms: dict[str, Form]) -> dict[str, Any]:
    """The list to fill in, what the last inspection found, and what was changed since."""
    last = next(iter(inspections), None)
    earlier = last_lines(shop) if last else {}
    listing = forms.get("listing") or ChecklistForm(results=results_of(shop, goods))
    changes = changed_since(shop, goods, last.at) if last else []
    return {"listing": listing, "earlier": earlier, "last": last, "changes": changes}


def managed_part(shop: Shop) -> dict[str, Any]:
    """What may be done about a shop that does not wait: measures, objections, rights."""
    return {
        "stopping": MeasureForm(state=shop.state), "reopening": ReopenForm(), "answering": AnswerForm(),
        "measures": measures_of(shop), "rights": rights_of(shop), "granting": RightForm(),
    }  # fmt: skip


def results_of(shop: Shop, goods: list[Any] | None = None) -> list[checking.Result]:
    """The rules in force, looked at in this shop."""
    return checking.reckon(shop, rules_on(shanghai_day(now())), goods)


@login_required
def inspect(request: HttpRequest, shop_id: int) -> HttpResponse:
    """One shop: looked at, then opened or returned. Someone else's press first is said, not repeated."""
    shop = to_inspect(request, shop_id)
    decision = request.POST.get("decision") if request.method == "POST" else ""
    if decision not in ("open", "return"):
        return page_of(request, shop)
    form = ChecklistForm(request.POST, results=results_of(shop), files=request.FILES)
    if form.is_valid():
        form.ask_for_all() if decision == "open" else form.ask_for_words()
    if not form.is_valid():
        return page_of(request, shop, listing=form)
    decide(request, shop, form, opens=decision == "open")
    return redirect("franchise:inspect_list")


def decide(request: HttpRequest, shop: Shop, form: ChecklistForm, *, opens: bool) -> None:
    """Open or return with the list, and say what came of it."""
    given: dict[str, Any] = {"shop": shop, "inspector": request.user, "marks": marks_of(request, form), "at": now()}
    try:
        if opens:
            inspecting.open_with_list(**given)
            messages.success(request, _("%(shop)s is open.") % {"shop": shop.name})
        else:
            inspecting.return_with_list(**given, reasons=form.cleaned_data["reasons"])
            messages.success(request, _("%(shop)s is returned with your words.") % {"shop": shop.name})
    except WrongState:
        messages.warning(request, _("This shop was decided already. Nothing was changed."))
    except (inspecting.ListUnfinished, ReasonsMissing):
        messages.warning(request, _("The rules changed meanwhile. Look at the list once more; nothing was decided."))


def marks_of(request: HttpRequest, form: ChecklistForm) -> list[inspecting.Mark]:
    """The lines that were marked, with the photographs taken in."""
    said, marks = form.cleaned_data, []
    for result in form.results:
        mark = said.get(f"mark-{result.rule.pk}")
        if mark in (KEPT, BROKEN):
            photos = taken_in(request, form.files_of(result.rule)) if mark == BROKEN else []
            marks.append(inspecting.Mark(result.rule, mark == KEPT, said.get(f"words-{result.rule.pk}", ""), photos))
    return marks


def taken_in(request: HttpRequest, files: list[Any]) -> list[Photo]:
    """The photographs that could be read; each other is said."""
    taken = []
    for file in files:
        try:
            taken.append(take_in_photo(owner=request.user, file=file, at=now()))
        except Refused as refused:
            messages.error(request, f"{file.name}: {refused}")
    return taken
