"""Asking to be erased, staying after all, and confirming or refusing another's wish."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from common.clock import now
from common.personal import obstacles
from common.rights import allow_or_404, visible
from common.states import WrongState
from front.models import Erasure
from front.own_data.erasing import GRACE, Prevented, ask_to_be_erased, confirm, kept_after, refuse, take_back
from front.own_data.forms import RefuseForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """What goes, what stays and why, what must be settled first; pressed, the wish stands."""
    user = request.user
    assert isinstance(user, User)
    if request.method == "POST":
        try:
            ask_to_be_erased(person=user, at=now())
            return redirect("front:own_data")
        except Prevented:
            messages.error(request, _("Nothing was changed: something must be settled first. It stands below."))
    context = {"obstacles": obstacles(user), "kept": kept_after(user), "due_at": now() + GRACE}
    return render(request, "front/own_data/erase.html", context)


@require_POST
@login_required
def stay(request: HttpRequest) -> HttpResponse:
    """Take the wish back."""
    mine = Erasure.objects.filter(person_id=request.user.pk, state__in=Erasure.STANDING).first()
    try:
        if mine:
            take_back(erasure=mine, at=now())
        messages.success(request, _("You stay, with everything you have here."))
    except WrongState:
        messages.error(request, _("The erasing has begun and cannot be stopped."))
    return redirect("front:own_data")


@require_safe
@login_required
def standing(request: HttpRequest) -> HttpResponse:
    """The wishes that stand, the oldest first, for who confirms them."""
    allow_or_404(request.user, "see erasures")
    rows = list(visible(request.user, Erasure).select_related("person", "confirmed_by").prefetch_related("person__grants"))
    return render(request, "front/own_data/erasures.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def confirm_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One wish: who asks, what stays and what is in the way; confirmed by a press, refused with a reason.

    A second press finds it decided and is told so; the page itself is there only while the wish stands.
    """
    allow_or_404(request.user, "see erasures")
    rows = Erasure.objects.all() if request.method == "POST" else visible(request.user, Erasure)
    erasure = get_object_or_404(rows.select_related("person"), pk=pk)
    allow_or_404(request.user, "confirm erasure", erasure)
    refusing = RefuseForm(request.POST if request.POST.get("do") == "refuse" else None)
    if request.method == "POST" and decided(request, erasure, refusing):
        return redirect("front:erasures")
    context = {
        "erasure": erasure, "obstacles": obstacles(erasure.person), "kept": kept_after(erasure.person), "form": refusing,
    }  # fmt: skip
    return render(request, "front/own_data/confirm.html", context)


def decided(request: HttpRequest, erasure: Erasure, refusing: RefuseForm) -> bool:
    """Confirm, or refuse; False when the page must be shown again."""
    try:
        if not refusing.is_bound:
            confirm(erasure=erasure, by=request.user, at=now())
            messages.success(request, _("Confirmed. Everything is erased by itself when the day has come."))
        elif refusing.is_valid():
            refuse(erasure=erasure, by=request.user, reason=refusing.cleaned_data["reason"], at=now())
            messages.success(request, _("Refused. The person has been told why."))
        return not refusing.errors
    except Prevented:
        messages.error(request, _("Nothing was changed: something must be settled first. It stands below."))
    except WrongState:
        messages.info(request, _("It was decided or taken back meanwhile; nothing more was done."))
        return True
    return False
