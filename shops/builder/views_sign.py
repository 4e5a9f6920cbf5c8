"""Signing the franchise terms, and the PDF of what was signed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.clock import now, shanghai_day
from common.states import WrongState
from shops.builder.forms_sign import SigningForm
from shops.builder.queries import agreement_of, names_applied_with
from shops.builder.views import own_shop, send
from shops.franchise import operations, signing
from shops.franchise.jobs import make_agreement_pdf
from shops.franchise.models import FranchiseTerms, Shop
from shops.franchise.renewing import sign_by
from shops.franchise.terms import clauses, compared
from shops.standards.commission import PlanLine, as_signed, plan
from uploads.views import private_file

ASKED = "signing"  # in the session: who is about to sign what, while the code is on its way


@login_required
def sign(request: HttpRequest) -> HttpResponse:
    """The terms, and the place to sign: a typed full name and a tick, then the code from the owner's phone."""
    shop = own_shop(request, "sign for shop")
    terms = operations.current_terms()
    if terms is None:
        raise Http404
    if request.method != "POST":
        return page(request, shop, terms, SigningForm(initial=asked(request, shop, terms)))
    form = SigningForm(request.POST)
    if not form.is_valid():
        return page(request, shop, terms, form)
    read = form.cleaned_data["read"]
    if read is not None and read != terms.version:
        return changed(request, shop, terms, form)
    if agreement_of(shop, terms):
        return redirect("builder:progress")
    pressed = request.POST.get("do")
    ready = bool(asked(request, shop, terms)) and pressed in ("sign", "send")
    done = signed(request, shop, terms, form) if ready else code_sent(request, shop, terms, form)
    if not form.is_valid():
        return page(request, shop, terms, form)
    if ready and done and pressed == "send":
        return send(request)
    return redirect("builder:progress" if ready and done else "builder:sign")


def asked(request: HttpRequest, shop: Shop, terms: FranchiseTerms) -> dict[str, Any]:
    """What was typed before the code was sent for these terms and this shop; {} when none was."""
    said = request.session.get(ASKED) or {}
    same = (said.get("shop"), said.get("read")) == (shop.pk, terms.version)
    return {"name": said["name"], "agree": True, "read": terms.version} if same else {}


def code_sent(request: HttpRequest, shop: Shop, terms: FranchiseTerms, form: SigningForm) -> bool:
    """Send the code, keeping the typed name. What is wrong is said on the form."""
    typed = form.cleaned_data["name"]
    if not operations.is_name_of(typed, request.user, names_applied_with(shop)):
        say_name(form, shop.owner.name)
        return False
    try:
        signing.send_signing_code(shop=shop, terms=terms, by=request.user, at=now())
    except signing.CodesEnough:
        form.say("enough")
        return False
    request.session[ASKED] = {"shop": shop.pk, "read": terms.version, "name": typed}
    return True


def signed(request: HttpRequest, shop: Shop, terms: FranchiseTerms, form: SigningForm) -> bool:
    """Sign with the code. What is wrong is said on the form."""
    if not form.cleaned_data["code"]:
        form.say("none")
        return False
    try:
        signing.sign_with_code(
            shop=shop, read=terms.version, by=request.user, name=form.cleaned_data["name"], code=form.cleaned_data["code"],
            at=now(), also_named=names_applied_with(shop), commission=as_signed(plan_today()),
        )  # fmt: skip
        request.session.pop(ASKED, None)
        said = _("Signed. A copy is being printed for you; now send your shop.")
        messages.success(request, said if shop.state != Shop.State.OPEN else _("Signed. A copy is being printed for you."))
    except operations.NameDiffers as differs:
        say_name(form, differs.known)
    except signing.CodeWrong:
        form.say("wrong")
    except signing.CodeOver:
        form.say("over")
    except (WrongState, signing.TermsChanged):
        messages.warning(request, _("Your shop cannot be signed for just now."))
    return True


def say_name(form: SigningForm, known: str) -> None:
    words = _("Type your own full name as we know it: %(name)s. If that is not right, change it on My page first.")
    form.add_error("name", words % {"name": known})


def changed(request: HttpRequest, shop: Shop, terms: FranchiseTerms, form: SigningForm) -> HttpResponse:
    """The terms changed while they were read: nothing is signed, what is new is shown, and the name stays typed."""
    before = FranchiseTerms.objects.filter(version=form.cleaned_data["read"]).first()
    messages.warning(
        request, _("The terms were changed while you read. Nothing was signed. What is new is marked: read it, then sign.")
    )
    again = SigningForm(initial={"name": form.cleaned_data["name"]})
    return page(request, shop, terms, again, before)


def plan_today() -> list[PlanLine]:
    return plan(shanghai_day(now()))


def page(
    request: HttpRequest, shop: Shop, terms: FranchiseTerms, form: SigningForm, before: FranchiseTerms | None = None
) -> HttpResponse:
    """The terms, marked against `before`, or against what was signed last when that was another version."""
    agreement = agreement_of(shop)
    before = before or (agreement.terms if agreement and agreement.terms_id != terms.pk else None)
    context = {
        "shop": shop, "terms": terms, "form": form, "agreement": agreement, "before": before,
        "clauses": compared(before, terms) if before else clauses(terms), "plan": plan_today(),
        "sign_by": sign_by(shop, terms) if agreement else None, "code_sent": bool(asked(request, shop, terms)),
    }  # fmt: skip
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
