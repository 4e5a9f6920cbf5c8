"""The shop's visit section: what was approved is put in, then changed like the goods."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now
from shops.availability.guarding import StillBooked, TooFewRooms
from shops.builder import queries
from shops.builder import visits as operations
from shops.builder.forms import values_of
from shops.builder.forms_visits import FORMS, VisitForm
from shops.builder.making_visits import to_place
from shops.builder.views import own_shop
from shops.builder.views_change import section
from shops.builder.views_photos import photos_page
from shops.franchise.changing import NotChangeable
from shops.visits.models import Visit
from uploads.bounds import tells_too_large

SECTION = "change_visits"


@login_required
def visits(request: HttpRequest) -> HttpResponse:
    """What guests may come for, each with a link to its own page, and what waits to be put in."""
    shop = own_shop(request, "change looks")
    context = {
        "shop": shop, "section": SECTION, "visits": list(queries.visits_kept(shop)), "waiting": to_place(shop),
        "offered": queries.visits_offered(request.user, shop), "locked": not shop.is_changeable,
    }  # fmt: skip
    return render(request, "shops/builder/change_visits.html", context)


@login_required
@require_POST
def place(request: HttpRequest) -> HttpResponse:
    """The one press that puts in what was approved."""
    shop = own_shop(request, "change looks")
    try:
        made = operations.place_visits(shop=shop, by=request.user, at=now())
    except NotChangeable:
        messages.warning(request, _("Your shop cannot be changed just now. Nothing was changed."))
        return redirect("builder:change_visits")
    words = ngettext("%(n)s is in your shop now.", "%(n)s are in your shop now.", len(made)) % {"n": len(made)}
    messages.success(request, words if made else _("Everything that was approved is in your shop already."))
    return redirect("builder:change_visits")


@login_required
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """One room's, activity's or walk's words, months, people and price."""
    shop = own_shop(request, "change looks")
    shown: Visit = get_object_or_404(Visit, pk=visit_id, shop=shop)
    kind = FORMS[shown.kind]
    form = kind(request.POST if request.method == "POST" else None, initial=values_of(shown, kind))

    def save(form: VisitForm) -> Visit:
        try:
            return operations.change_visit(visit=shown, by=request.user, at=now(), changes=form.cleaned_data)
        except TooFewRooms as taken:
            raise forms.ValidationError({"rooms": taken.words}) from taken
        except StillBooked as coming:
            raise forms.ValidationError({"is_shown": coming.words}) from coming

    return section(request, "change_visit", form, save, shop=shop, visit=shown, then="builder:change_visits")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@tells_too_large
def visit_photos(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The photos with their words; a POST adds, removes, or keeps words and cover."""
    shop = own_shop(request, "change looks")
    shown: Visit = get_object_or_404(Visit.objects.select_related("shop"), pk=visit_id, shop=shop)
    names = ("builder:change_visit", "builder:visit_photos", "builder:visit_photo")
    return photos_page(request, shown, section=SECTION, names=names)
