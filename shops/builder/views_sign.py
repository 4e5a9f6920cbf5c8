"""Signing the franchise terms, and the PDF of what was signed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.clock import now
from common.states import WrongState
from shops.builder.forms import SignatureForm
from shops.builder.queries import agreement_of, names_applied_with
from shops.builder.views import own_shop
from shops.franchise import operations
from shops.franchise.jobs import make_agreement_pdf
from shops.franchise.terms import clauses
from uploads.views import private_file


@login_required
def sign(request: HttpRequest) -> HttpResponse:
    """The terms, and the place to sign: a typed full name and a tick."""
    shop = own_shop(request, "sign for shop")
    terms = operations.current_terms()
    if terms is None:
        raise Http404
    form = SignatureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            typed, applied = form.cleaned_data["name"], names_applied_with(shop)
            operations.sign(shop=shop, terms=terms, by=request.user, name=typed, at=now(), also_named=applied)
            messages.success(request, _("Signed. A copy is being printed for you; now send your shop."))
        except operations.NameDiffers as differs:
            words = _("Type your own full name as we know it: %(name)s. If that is not right, change it on My page first.")
            form.add_error("name", words % {"name": differs.known})
        except WrongState:
            messages.warning(request, _("Your shop cannot be signed for just now."))
        if form.is_valid():
            return redirect("builder:progress")
    context = {"shop": shop, "terms": terms, "clauses": clauses(terms), "form": form, "agreement": agreement_of(shop)}
    return render(request, "shops/builder/sign.html", context)


@login_required
def agreement_pdf(request: HttpRequest) -> HttpResponse | FileResponse:
    """The owner's copy of what they signed. While it is not printed yet, it is asked for again and the page says so."""
    shop = own_shop(request, "sign for shop")
    agreement = agreement_of(shop)
    if agreement is None:
        raise Http404
    if not agreement.pdf:
        make_agreement_pdf.enqueue(agreement_id=agreement.pk, language=get_language() or "zh-hans")
        messages.info(request, _("Your copy is still being printed. Try again in a minute."))
        return redirect("builder:progress")
    name = f"yaodu-{shop.slug}-terms-{agreement.terms.version}.pdf"
    return private_file(agreement.pdf, name=name, content_type="application/pdf", attachment=True)
