"""Signing in, up and out. The codes, their limits and the second factor are allauth's."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.decorators import rate_limit
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from accounts.forms import SignUpForm
from accounts.operations import sign_up
from common.clock import now


class SignInView(RequestLoginCodeView):
    template_name = "accounts/sign_in.html"


class CodeView(ConfirmLoginCodeView):
    template_name = "accounts/code.html"


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
        user = sign_up(name=form.cleaned_data["name"], contact=contact, language=get_language() or "zh-hans", at=now())
        LoginCodeVerificationProcess.initiate(request=self.request, user=user, email=contact.email, phone=contact.phone)
        query = f"?{urlencode({'next': self.next_url()})}" if self.next_url() else ""
        return redirect(reverse("account_confirm_login_code") + query)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on this phone."""
    logout(request)
    return redirect(f"/{get_language() or 'zh-hans'}/")


def inactive(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/inactive.html", status=403)
