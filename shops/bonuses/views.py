"""Share and earn: the reader's own page, and the rules, which everybody may read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.keys import key_of
from printing.codes import qr_svg
from shops.bonuses.queries import own
from shops.bonuses.reckoning import bonus_on
from shops.bonuses.sharing import begin_sharing, link_to, page_to_share
from shops.bonuses.terms import terms_at

EXAMPLE = 10_000  # fen: the order that the rules are explained by


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My link, to the page that was asked for; what waits, was earned, refused and why; credit, and until when."""
    at, page = now(), page_to_share(request.GET.get("to", ""), get_language() or "zh-hans")
    found = own(request.user, at, key_of(request.GET.get("before", "")))
    link = request.build_absolute_uri(link_to(page, found.sharer)) if found.sharer else ""
    context = {"own": found, "link": link, "code": qr_svg(link) if link else "", "page": page, "asked": "to" in request.GET}
    answer = render(request, "shops/bonuses/mine.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@login_required
def begin(request: HttpRequest) -> HttpResponse:
    """The reader's link is made."""
    begin_sharing(by=request.user, at=now())
    messages.success(request, _("Your link is ready. Send it to whom it may please."))
    page = page_to_share(request.POST.get("to", ""), get_language() or "zh-hans")
    return redirect(f"{reverse('bonuses:mine')}?{urlencode({'to': page})}")


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The rules with the figures of the terms in force. One query."""
    terms = terms_at(now())
    context = {"terms": terms, "example": EXAMPLE, "brings": bonus_on(EXAMPLE, terms.basis_points) if terms else 0}
    return render(request, "shops/bonuses/rules.html", context)
