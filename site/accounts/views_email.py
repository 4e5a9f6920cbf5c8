"""One's own e-mail address: added, changed and taken away, proved by a code that is sent to it."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import own_email
from accounts.forms import MANY_CODES, CodeForm, EmailForm
from accounts.models import User
from accounts.operations import EmailTaken, OnlyWayIn, drop_email, prove_email
from common.clock import now


def signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_email(request: HttpRequest) -> HttpResponse:
    """The address there is, and another to take its place, which is sent a code first."""
    pressed = request.POST.get("do", "send") if request.method == "POST" else ""
    if pressed == "remove":
        remove(request)
        return redirect("accounts:change_email")
    form = EmailForm(request.POST if pressed else None)
    if pressed and form.is_valid():
        try:
            own_email.begin(request, form.cleaned_data["email"])
            return redirect("accounts:prove_email")
        except own_email.TooManyCodes:
            form.add_error(
                "email",
                MANY_CODES,
            )
    return render(request, "accounts/email.html", {"form": form})


def remove(request: HttpRequest) -> None:
    user, old = signed_in(request), address_of(request)
    try:
        drop_email(user=user, at=now())
        tell_old(old)
        messages.success(request, _("Taken away. Nothing is sent to it any more."))
    except OnlyWayIn:
        messages.error(request, _("This is your only way to sign in. Put another address in its place instead."))


def address_of(request: HttpRequest) -> str:
    """The person's proved address, or ''."""
    user = signed_in(request)
    return user.email if user.email and user.email_verified else ""


def tell_old(address: str) -> None:
    """Tell the address that is no longer the person's, lest somebody else held the phone."""
    if address:
        get_adapter().send_mail("account/email/own_email_gone", address, {})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def prove(request: HttpRequest) -> HttpResponse:
    """The code that was sent to the new address, typed in; five wrong ones end it."""
    process = own_email.going_on(request)
    if process is None:
        return redirect("accounts:change_email")
    if request.POST.get("action") == "resend":
        try:
            process.send()
        except own_email.TooManyCodes:
            messages.error(
                request,
                MANY_CODES,
            )
        return redirect("accounts:prove_email")
    form = CodeForm(request.POST if request.method == "POST" else None, code=process.code)
    if request.method == "POST":
        if form.is_valid():
            return proved(request, process)
        if not process.record_invalid_attempt():
            messages.error(request, _("Too many wrong codes. Enter the address again to be sent a new one."))
            return redirect("accounts:change_email")
    return render(request, "accounts/email_code.html", {"form": form, "email": process.email})


def proved(request: HttpRequest, process: own_email.OwnEmailProcess) -> HttpResponse:
    user, old = signed_in(request), address_of(request)
    process.abort()
    try:
        prove_email(user=user, email=process.email, at=now())
    except EmailTaken:
        messages.error(request, _("This address belongs to another account now. Enter another one."))
        return redirect("accounts:change_email")
    if old and old != process.email:
        tell_old(old)
    messages.success(request, _("It is your address now. You can sign in with it, too."))
    return redirect("front:my")
