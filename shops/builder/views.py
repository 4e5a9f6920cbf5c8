"""My shop: the quilt of pieces, the press, and the way from draft to open."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now
from common.rights import allow_or_404, can
from common.states import WrongState
from courses.assessment.models import Piece
from courses.cohorts.queries import current_enrolment
from courses.cohorts.queries import progress as progress_of
from printing.codes import DARK, qr_svg
from shops.builder import generating, queries
from shops.builder.editions import draft_of
from shops.builder.missing import missing_of
from shops.builder.quilt import quilt
from shops.builder.signboard import fingerprint
from shops.builder.steps import step_left
from shops.franchise import operations as franchise
from shops.franchise import preview as previews
from shops.franchise.models import Shop
from shops.franchise.queries import last_return, sent_at, shops_of
from shops.franchise.renewing import renewal_due, sign_by
from shops.franchise.rights import rights_in
from shops.standards.queries import broken_lines, measures_of, words_beside

CHOSEN = "shop"  # in the session: which shop, for who works in several


def own_shop(request: HttpRequest, action: str = "change shop") -> Shop:
    """The reader's shop, when they may do `action` to it; 404 without one."""
    shop = queries.own_shop(request.user, request.session.get(CHOSEN))
    if shop is None:
        raise Http404
    allow_or_404(request.user, action, shop)
    request.rights = rights_in(request.user, shop)  # type: ignore[attr-defined]  # the templates' links go by it
    return shop


@login_required
def progress(request: HttpRequest, lessons: Sequence[Any] = ()) -> HttpResponse:
    """The shop assembling itself, and the one next thing to do; `lessons` that help with it, each with the trouble."""
    shop = queries.own_shop(request.user, request.session.get(CHOSEN))
    enrolment = queries.enrolment_of(request.user, shop)
    if shop is None and enrolment is None:
        return render(request, "shops/builder/begin.html")
    context: dict[str, Any] = {"shop": shop, "enrolment": enrolment, "certificate": queries.certificate_of(enrolment)}
    context["lessons"] = lessons
    if enrolment:
        course = progress_of(enrolment) if shop is None else None
        patches = quilt(enrolment)
        context |= {"quilt": patches, "step": course.next_step if course else None, "missing": missing_of(patches.states)}
        made = queries.generation_of(shop) if shop and shop.owner_id == request.user.pk else None
        context["has_news"] = queries.has_news(made, patches.states)
    if shop:
        request.rights = rights_in(request.user, shop)  # type: ignore[attr-defined]
        context |= way_of(request, shop)
    return render(request, "shops/builder/progress.html", context)


def way_of(request: HttpRequest, shop: Shop) -> dict[str, Any]:
    """What the page says of a made shop: its state, what was signed, sent and answered, its addresses."""
    renewal = renewal_due(shop)
    is_returned = shop.state == Shop.State.RETURNED
    returned, found = (last_return(shop), broken_lines(shop)) if is_returned else (None, [])
    printed = request.build_absolute_uri(reverse("shop_code", args=[shop.slug]))
    return {
        "goods": list(queries.goods_of(shop)),
        "sign_mark": fingerprint(shop),
        "agreement": queries.agreement_of(shop),
        "draft": draft_of(shop),
        "step_left": step_left(shop, request.user),
        "returned": returned,
        "beside": words_beside(returned, found) if returned else "",
        "sent_at": sent_at(shop),
        "renewal": renewal,
        "renew_by": sign_by(shop, renewal) if renewal else None,
        "found": found,
        "measures": [one for one in measures_of(shop) if one.is_running],
        "may_sign": can(request.user, "sign for shop", shop),
        "public_url": request.build_absolute_uri(reverse("storefront:shop", args=[shop.slug])),
        "printed_url": printed,
        "signed_url": "" if shop.is_open else request.build_absolute_uri(previews.link(shop)),
        "qr": qr_svg(printed, dark=DARK, light=None) if shop.is_open else "",
    }


@login_required
@require_POST
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Work in this shop from now on: for who owns or helps in several."""
    request.session[CHOSEN] = get_object_or_404(shops_of(request.user), slug=slug).pk
    return redirect("builder:progress")


@login_required
@require_POST
def generate(request: HttpRequest) -> HttpResponse:
    """The one press."""
    enrolment = current_enrolment(request.user)
    if enrolment is None:
        raise Http404
    allow_or_404(request.user, "make shop", enrolment)
    try:
        made = generating.generate_shop(enrolment=enrolment, by=request.user, at=now())
    except generating.PiecesMissing as missing:
        names = _(", ").join(str(Piece(piece).label) for piece in missing.pieces)
        messages.warning(request, _("Not yet: these pieces are still to be sewn on: %(names)s.") % {"names": names})
        return redirect("builder:progress")
    request.session[CHOSEN] = made.pk
    messages.success(request, _("Your shop is made. Look at it as shoppers will, change what you like, then sign."))
    return redirect("builder:check")


@login_required
def preview(request: HttpRequest) -> HttpResponse:
    """The real shop front as its owner last left it: with what shoppers do not see yet."""
    shop = own_shop(request)
    address = reverse("storefront:shop", args=[shop.slug])
    return redirect(f"{address}?draft=1" if draft_of(shop) else address)


@login_required
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Put the shop before the franchise manager."""
    shop = own_shop(request, "sign for shop")
    try:
        franchise.send(shop=shop, by=request.user, at=now())
        messages.success(request, _("Sent. A franchise manager looks at it and answers here and by message."))
    except WrongState:
        messages.warning(request, _("Sign the terms first; then you can send your shop."))
    except franchise.TermsUnsigned:
        messages.warning(request, _("There are newer terms. Read and sign them; then you can send your shop."))
        return redirect("builder:sign")
    return redirect("builder:progress")
