"""How allauth stores numbers and sends codes here: through the outbox, six digits, in the person's language.

It stands here, not in accounts, because it writes messages and accounts may not know the outbox.
"""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.contact import Contact
from accounts.models import User
from accounts.queries import find
from common.clock import now
from outbox.operations import tell_address

# allauth's letters → ours; what is not here is not sent by this site.
LETTERS = {
    "account/email/login_code": "sign_in_code",
    "account/email/unknown_account": "no_account",
    "account/email/own_email_code": "email_code",
    "account/email/own_email_taken": "email_taken",
    "account/email/own_email_gone": "email_gone",
}


def six_digits() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"


class AccountAdapter(DefaultAccountAdapter):
    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        return forms.CharField(**kwargs)

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return find(Contact(phone=phone))

    def generate_login_code(self) -> str:
        return six_digits()

    def generate_phone_verification_code(self, *, user: Any, phone: str) -> str:
        return six_digits()

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        tell_address(channel="sms", address=phone, template="sign_in_code", context={"code": code}, secret=True, at=now())

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        tell_address(channel="sms", address=phone, template="no_account", context={}, at=now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        template = LETTERS[template_prefix]
        code = context.get("code")
        tell_address(channel="email", address=email, template=template, context={"code": code}, secret=bool(code), at=now())

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Our pages say these things themselves; only plain messages (rate limits) are shown."""
        if kwargs.get("message"):
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return f"/{get_language() or 'zh-hans'}/my/"
