"""Signing in, up and out. The codes, their limits and the second factor are allauth's."""

from typing import Any

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.core import ratelimit
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import FormView

from accounts.forms import MANY_CODES, CodeForm, NameForm, SignUpForm
from accounts.operations import change_name as change_own_name
from accounts.operations import prove_email, sign_up
from accounts.queries import opens
from common.clock import now


class SignInView(RequestLoginCodeView):
    template_name = "accounts/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever is in and was sent here by the CMS may not enter it: a door that is not there, not a circle."""
        to_the_cms = request.GET.get("next", "").startswith("/admin/")
        if request.user.is_authenticated and to_the_cms and not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class CodeView(ConfirmLoginCodeView):
    template_name = "accounts/code.html"

    def _verify_form_valid(self, form: CodeForm) -> HttpResponse:
        """The right code also proves the address that it was sent to."""
        user, email = self._process.user, self._process.state.get("email")
        if email and user.email and user.email.lower() == email.lower():
            prove_email(user=user, email=user.email, at=now())
        return super()._verify_form_valid(form)


@method_decorator(rate_limit(action="signup"), name="dispatch")
class SignUpView(FormView):
    """Name and contact, then the same code as for signing in: nobody learns here who has an account."""

    form_class = SignUpForm
    template_name = "accounts/sign_up.html"

    def next_url(self) -> str:
        wanted = self.request.POST.get("next") or self.request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, self.request.is_secure())
        return wanted if safe else ""

    def get_context_data(self, **kwargs: object) -> dict:
        return super().get_context_data(**kwargs) | {"next": self.next_url()}

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        contact = form.cleaned_data["contact"]
        if not ratelimit.consume(self.request, action="request_login_code", key=contact.phone or contact.email):
            form.add_error(
                "contact",
                MANY_CODES,
            )
            return self.form_invalid(form)
        user = sign_up(name=form.cleaned_data["name"], contact=contact, language=get_language() or "zh-hans", at=now())
        known = user if opens(contact, user) else None  # an address nobody proved: sent the same letter as for signing in
        LoginCodeVerificationProcess.initiate(request=self.request, user=known, email=contact.email, phone=contact.phone)
        query = f"?{urlencode({'next': self.next_url()})}" if self.next_url() else ""
        return redirect(reverse("account_confirm_login_code") + query)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_name(request: HttpRequest) -> HttpResponse:
    """One's own name, to look at and to change."""
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": request.user.name})  # type: ignore[union-attr]
    if request.method == "POST" and form.is_valid():
        change_own_name(user=request.user, name=form.cleaned_data["name"], at=now())  # type: ignore[arg-type]
        messages.success(request, _("Saved."))
        return redirect("front:my")
    return render(request, "accounts/name.html", {"form": form})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on this phone."""
    logout(request)
    return redirect(f"/{get_language() or 'zh-hans'}/")


def inactive(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/inactive.html", status=403)
