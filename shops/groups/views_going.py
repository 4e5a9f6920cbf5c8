"""The host's side of groups that go to a session: its terms, started and stopped on one page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from common.clock import now
from common.money import yuan
from shops.availability.models import Session
from shops.builder.views import own_shop
from shops.groups import going
from shops.groups.forms import GoingForm


@login_required
def terms(request: HttpRequest, session_id: int) -> HttpResponse:
    """Price, size, how long, how many; 404 for another's session, and for one that is called off or over."""
    shop, session = own_shop(request, "change goods"), going.session_at(session_id)
    if session is None or session.bookable.visit.shop_id != shop.pk or session.state != Session.State.OPEN:
        raise Http404
    if session.starts_at <= now():
        raise Http404
    stands = getattr(session, "group_terms", None)
    if request.method == "POST" and request.POST.get("do") == "stop":
        going.let_no_groups_go(session=session, by=request.user, at=now())
        messages.success(request, _("Stopped. Groups that gather go on to their end; no new one opens."))
        return redirect("desk:guest_session", session_id)
    form = GoingForm(request.POST or None, terms=stands)
    if form.is_bound and form.is_valid() and started(request, session, form):
        return redirect("desk:guest_session", session_id)
    context = {"shop": shop, "session": session, "form": form, "terms": stands, "alone": going.alone(session)}
    return render(request, "shops/groups/going_terms.html", context)


def started(request: HttpRequest, session: Session, form: GoingForm) -> bool:
    try:
        going.let_groups_go(session=session, by=request.user, at=now(), **form.cleaned_data)
    except going.NotCheaper as fault:
        words = _("Enter a group price below the price alone, %(price)s.") % {"price": yuan(fault.alone)}
        form.add_error("price", words)
        return False
    messages.success(request, _("Saved. Guests can open groups at once."))
    return True
