"""Proving that an e-mail address is one's own: six digits sent to it, under the limits of the codes for signing in.

The address stands in the session until it is proved; nothing of it is written before.
"""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.userkit import user_id_to_str
from allauth.core import ratelimit
from django.http import HttpRequest

from accounts.contact import Contact
from accounts.queries import find, never_came_in

KEPT_AS = "own_email"
LIMIT = "request_login_code"  # one limit for all codes to an address, whatever they are for


class TooManyCodes(Exception):
    """As many codes as are allowed were sent to the address lately, or from here; nothing was sent."""


class OwnEmailProcess(AbstractCodeVerificationProcess):
    """One address on its way to being proved, by the person who is signed in."""

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        tries, lasts = app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS, app_settings.LOGIN_BY_CODE_TIMEOUT
        super().__init__(max_attempts=tries, timeout=lasts, state=state)

    @property
    def email(self) -> str:
        return str(self.state["email"])

    def persist(self) -> None:
        self.request.session[KEPT_AS] = self.state

    def abort(self) -> None:
        self.request.session.pop(KEPT_AS, None)

    def send(self) -> None:
        """Send another code. Whose address is another person's is told so there, and here nobody learns of it.

        Raises TooManyCodes.
        """
        if not ratelimit.consume(self.request, action=LIMIT, key=self.email):
            raise TooManyCodes(self.email)
        adapter, owner = get_adapter(), find(Contact(email=self.email))
        self.state["code"], self.state["at"] = adapter.generate_login_code(), time.time()  # wrong tries go on counting
        if owner and owner.pk != self.request.user.pk and not never_came_in(owner):
            adapter.send_mail("account/email/own_email_taken", self.email, {})
            self.state["code"] = ""
        else:
            adapter.send_mail("account/email/own_email_code", self.email, {"code": self.code})
        self.persist()


def begin(request: HttpRequest, email: str) -> None:
    """Send a code to `email`; what was begun before is dropped. Raises TooManyCodes."""
    OwnEmailProcess(request, OwnEmailProcess.initial_state(user=request.user, email=email)).send()  # type: ignore[arg-type]


def going_on(request: HttpRequest) -> OwnEmailProcess | None:
    """What this person has begun and may still finish, or None."""
    state = request.session.get(KEPT_AS)
    if not state or state.get("user_id") != user_id_to_str(request.user):  # type: ignore[arg-type]
        return None
    process: OwnEmailProcess | None = OwnEmailProcess(request, state).abort_if_invalid()
    return process
