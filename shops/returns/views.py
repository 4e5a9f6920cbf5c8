"""A buyer's pages: to claim, and to see how the claim stands, signed in or in the browser that ordered."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now
from common.money import yuan
from common.rights import can
from common.states import WrongState
from shops.fulfilment.views import part_of
from shops.orders.models import Booking, ShopOrder
from shops.orders.remembering import may_open, pressed
from shops.payments.refunds import TooMuch, delivery_left, left_of
from shops.returns import claiming, photos, queries
from shops.returns.forms import ClaimForm, SentForm, VisitClaimForm, WordsForm
from shops.returns.models import MOST_PHOTOS, Claim, ClaimPhoto
from uploads.operations import file_name
from uploads.refusals import Refused
from uploads.views import private_file

LIMIT = "claim"
State = Claim.State


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What is wrong, with photographs; which rule holds is said before anything is typed."""
    parcel = part_of(request, number, pk, *ShopOrder.Kind)
    if still_open := next((one for one in queries.claims_of([parcel])[parcel.pk] if one.is_open), None):
        return redirect("returns:claimed", number, still_open.pk)
    may = queries.claimable(parcel, now())
    reasons = may.reasons
    left = {one.line: one.packs for one in left_of(parcel).values() if one.packs}
    is_visit = parcel.kind == ShopOrder.Kind.VISIT
    form = (VisitClaimForm if is_visit else ClaimForm)(request.POST or None, left=left, reasons=reasons)
    kept = photos.waiting(parcel, request.POST.getlist("photo")[:MOST_PHOTOS])
    if request.method == "POST" and reasons:
        kept = taken(request, parcel, form, kept)
        if form.is_valid() and (made := claimed_now(request, parcel, form, kept)):
            messages.success(
                request, _("The shop is told. It answers within two days; if not, a franchise manager looks at it.")
            )
            return redirect("returns:claimed", number, made.pk)
    context: dict[str, Any] = {
        "parcel": parcel, "order": parcel.order, "shop": parcel.shop, "form": form, "kept": kept, "reasons": reasons,
        "more": MOST_PHOTOS - len(kept), "until": may.faults_until, "postage": delivery_left(parcel),
        "press": pressed(request),
    }  # fmt: skip
    if is_visit:
        context["booking"] = Booking.objects.filter(line__parcel=parcel).first()
    return render(request, "shops/returns/claim_visit.html" if is_visit else "shops/returns/claim.html", context)


def taken(
    request: HttpRequest, parcel: ShopOrder, form: ClaimForm | VisitClaimForm, kept: list[ClaimPhoto]
) -> list[ClaimPhoto]:
    """The photographs after this press; what is wrong with a file is said on the form."""
    form.is_valid()
    files = request.FILES.getlist("new")
    if files and not ratelimit.consume(request, action=LIMIT, key=str(parcel.pk)):
        form.add_error(None, _("That was pressed very often. Wait an hour, then send it again."))
        return kept
    for file in files:
        if len(kept) >= MOST_PHOTOS:
            form.add_error(None, _("Four photos are enough; the first four are kept."))
            break
        try:
            kept = [*kept, photos.take_in(parcel=parcel, file=file, at=now())]
        except Refused as fault:
            form.add_error(None, f"{file_name(file)}: {fault}")
        except photos.TooMany:
            form.add_error(None, _("Four photos are enough; the first four are kept."))
            break
    return kept


def claimed_now(
    request: HttpRequest, parcel: ShopOrder, form: ClaimForm | VisitClaimForm, kept: list[ClaimPhoto]
) -> Claim | None:
    """The claim of this press; None where something is wrong, which the form says."""
    facts = {"reason": form.cleaned_data["reason"], "words": form.cleaned_data["words"], "by": request.user, "at": now()}
    try:
        return claiming.claim(parcel=parcel, packs=form.packs, keeps=form.keeps, photos=kept, press=pressed(request), **facts)
    except claiming.OpenAlready as fault:
        return fault.claim
    except claiming.PhotoMissing:
        form.add_error(None, _("Show it: add at least one photo of what is wrong."))
    except claiming.NotNow:
        form.add_error(
            "reason" if "reason" in form.fields else None,
            _("The time for this has passed. Write to the shop: it may still agree."),
        )
    except claiming.NothingNamed:
        form.add_error(None, _("Something changed meanwhile: see how many packs are left."))
    except TooMuch as fault:
        words = _("At most %(sum)s can go back for it.") % {"sum": yuan(fault.left)}
        form.add_error("amount" if form.keeps is not None else None, words)
    return None


def own_claim(request: HttpRequest, number: str, pk: int) -> Claim:
    found = queries.claim_of_order(number, pk)
    if found is None or not may_open(request, found.parcel.order):
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def claimed(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """How it stands, and what the buyer may do next."""
    one, do = own_claim(request, number, pk), request.POST.get("do", "")
    sent = SentForm(request.POST if do == "sent" else None)
    saying = WordsForm(request.POST if do == "manager" else None, auto_id="why_%s")
    facts: dict[str, Any] = {"claim": one, "by": request.user, "at": now()}
    try:
        if do == "accept":
            claiming.accept(**facts)
            messages.success(request, _("Agreed: the money goes back to you."))
        elif do == "back":
            claiming.take_back(**facts)
            messages.success(request, _("Taken back. The shop is told."))
        elif sent.is_bound and sent.is_valid():
            claiming.send_back(**sent.cleaned_data, **facts)
            messages.success(request, _("Written down. When it is there, the money goes back to you."))
        elif saying.is_bound and saying.is_valid():
            claiming.take_to_manager(words=saying.cleaned_data["words"], **facts)
            messages.success(request, _("A franchise manager looks at both sides, and decides."))
        else:
            return shown(request, one, sent, saying)
    except WrongState:
        messages.warning(request, _("Somebody was faster: see how it stands now."))
    except claiming.NotNow:
        messages.warning(request, _("A week has passed: it cannot be taken to the manager any more."))
    except TooMuch as fault:
        messages.warning(request, _("At most %(sum)s can go back for it.") % {"sum": yuan(fault.left)})
    return redirect("returns:claimed", number, pk)


def shown(request: HttpRequest, one: Claim, sent: SentForm, saying: WordsForm) -> HttpResponse:
    context: dict[str, Any] = {
        "claim": one, "order": one.parcel.order, "shop": one.parcel.shop, "sent": sent, "saying": saying,
        "may_object": one.state in (State.OFFERED, State.TO_SEND)
        or (one.state == State.REFUSED and one.due_at is not None and now() <= one.due_at),
        "may_take_back": State.WITHDRAWN in one.TRANSITIONS[State(one.state)],
    }  # fmt: skip
    return render(request, "shops/returns/claimed.html", context)


@require_safe
def photo(request: HttpRequest, key: str) -> FileResponse:
    """For the buyer, the shop, and those who decide."""
    found = get_object_or_404(ClaimPhoto.objects.select_related("parcel__order", "parcel__shop"), key=key)
    mine = may_open(request, found.parcel.order)
    if not mine and (found.claim_id is None or not may_see(request, found.parcel)):
        raise Http404
    return private_file(found.picture, name="claim.jpg", content_type="image/jpeg")


def may_see(request: HttpRequest, parcel: ShopOrder) -> bool:
    return can(request.user, "change goods", parcel.shop) or can(request.user, "look at disputes")
