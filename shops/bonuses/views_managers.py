"""Franchise managers: what looks odd, with its evidence; withholding and releasing; the terms and their history."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.clock import now
from common.rights import allow_or_404, can
from shops.bonuses.forms import TermsForm
from shops.bonuses.models import Bonus, BonusTerms
from shops.bonuses.patterns import odd_patterns
from shops.bonuses.queries import history, stand, with_facts
from shops.bonuses.terms import change_terms, terms_at
from shops.bonuses.withholding import ReasonsMissing, release, withhold

WITHHELD = 50


@require_safe
@login_required
def odd(request: HttpRequest) -> HttpResponse:
    """Patterns of the last half year, and what is withheld."""
    allow_or_404(request.user, "keep bonuses")
    at = now()
    kept_back = list(with_facts(Bonus.objects.filter(is_withheld=True)).order_by("-pk")[:WITHHELD])
    context = {"odd": odd_patterns(at), "withheld": kept_back, "stand": stand(), "terms": terms_at(at)}
    return render(request, "shops/bonuses/odd.html", context)


@require_POST
@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Withhold one bonus, or release it."""
    allow_or_404(request.user, "keep bonuses")
    bonus = with_facts(Bonus.objects.filter(pk=pk)).first()
    if bonus is None or not can(request.user, "withhold bonus", bonus):
        raise Http404
    if request.POST.get("do") == "release":
        done, words = release(bonus=bonus, by=request.user, at=now()), _("Released: it goes on as before.")
    else:
        try:
            done = withhold(bonus=bonus, reasons=request.POST.get("reasons", ""), by=request.user, at=now())
            words = _("Withheld. The sharer reads your words.")
        except ReasonsMissing:
            messages.warning(request, _("Say why: the sharer reads it. Nothing was changed."))
            return redirect("bonuses:odd")
    if done:
        messages.success(request, words)
    else:
        messages.warning(request, _("It has changed meanwhile. Nothing was done."))
    return redirect("bonuses:odd")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def terms(request: HttpRequest) -> HttpResponse:
    """The terms, and those that held before."""
    allow_or_404(request.user, "keep bonuses")
    form = TermsForm(request.POST or None, terms=terms_at(now()) or BonusTerms())
    if form.is_bound and form.is_valid():
        change_terms(by=request.user, at=now(), **form.facts())
        messages.success(request, _("Saved. They apply to orders placed from now on."))
        return redirect("bonuses:terms")
    return render(request, "shops/bonuses/terms.html", {"form": form, "history": history()})
