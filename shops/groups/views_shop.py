"""The shop's side: which packs are sold in groups and on which terms, which groups there are, what they brought."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.keys import key_of
from common.money import yuan
from shops.builder.views import own_shop
from shops.catalogue.bands import NotInBand
from shops.catalogue.merging import ChangedMeanwhile
from shops.catalogue.models import Offer
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop
from shops.groups.bringing import brought
from shops.groups.forms import GroupTermsForm
from shops.groups.offering import start_groups, stop_groups
from shops.groups.queries import PAGE, groups_of, packs_of

NOT_NOW = gettext_lazy("Your shop cannot be changed just now. Nothing was changed.")


@login_required
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Packs that are sold in groups, or might be; groups, the newest first."""
    shop = own_shop(request, "change goods")
    before = key_of(request.GET.get("before", ""))
    found = list(groups_of(shop, before)[: PAGE + 1])
    page, older = found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None
    sums = brought(page)
    context = {
        "shop": shop, "packs": packs_of(shop), "older": older,
        "groups": [(group, sums.get(group.pk)) for group in page],
    }  # fmt: skip
    return render(request, "shops/groups/shop.html", context)


def own_offer(request: HttpRequest, offer_id: int) -> tuple[Shop, Offer]:
    """A pack the shop sells; 404 for another's."""
    shop = own_shop(request, "change goods")
    offer = packs_of(shop).filter(pk=offer_id).first()
    if offer is None:
        raise Http404
    return shop, offer


@login_required
def terms(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Price, size, how long, how many: all on one page."""
    shop, offer = own_offer(request, offer_id)
    form = GroupTermsForm(request.POST or None, offer=offer)
    if form.is_bound and form.is_valid() and started(request, offer, form):
        return redirect("groups:shop")
    return render(request, "shops/groups/terms.html", {"shop": shop, "offer": offer, "form": form})


def started(request: HttpRequest, offer: Offer, form: GroupTermsForm) -> bool:
    """Whether it was kept; what stands against it is said on the form."""
    given = form.cleaned_data
    try:
        start_groups(
            offer=offer, price=given["group_price"], size=given["group_size"], hours=given["hours"],
            most_packs=given["most_packs"], by=request.user, at=now(),
        )  # fmt: skip
    except NotInBand as fault:
        for one in fault.faults:
            form.add_error("group_price", one.words)
        return False
    except ChangedMeanwhile:
        form.add_error("group_price", _("The price alone was changed meanwhile. Look at it once more."))
        return False
    except NotChangeable:
        messages.warning(request, NOT_NOW)
        return True
    messages.success(request, _("Saved. Buyers can open groups at once."))
    if offer.cost and given["group_price"] < offer.cost:
        facts = {"price": yuan(given["group_price"]), "cost": yuan(offer.cost)}
        messages.warning(request, _("%(price)s is below what it costs you, %(cost)s: each pack sold loses money.") % facts)
    return True


@require_POST
@login_required
def stop(request: HttpRequest, offer_id: int) -> HttpResponse:
    """No new groups of this pack."""
    _shop, offer = own_offer(request, offer_id)
    try:
        stop_groups(offer=offer, by=request.user, at=now())
        messages.success(request, _("Stopped. Groups that gather go on to their end; no new one opens."))
    except (NotChangeable, NotInBand):
        messages.warning(request, NOT_NOW)
    return redirect("groups:shop")
