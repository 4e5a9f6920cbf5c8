"""Staff open shops and read coursework: where they work, a second factor is asked."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.queries import is_staff_person

# Under the language, or none for the CMS.
STAFF_AREAS = (
    "admin/", "mentoring/", "days/", "erasures/", "field-checks/", "franchise/",
    "learn/applications/", "learn/cohorts/", "reports/", "certificates/cohorts/", "certificates/batches/", "work/questions/",
    "files/photos/", "files/enclosures/", "files/claims/", "links/",
)  # fmt: skip
STAFF_ACTS = ("/revoke/", "/reinstate/", "/close/", "/reopen/", "/links/")  # what staff do on pages that are open to all


def in_staff_area(path: str) -> bool:
    """Whether staff work at this path, whatever its language."""
    parts = path.lstrip("/")
    for code, _name in settings.LANGUAGES:
        parts = parts.removeprefix(f"{code}/")
    return parts.startswith(STAFF_AREAS) or parts.endswith(STAFF_ACTS)


class StaffSecondFactorMiddleware:
    """Sends staff without a second factor to set one up before they work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.STAFF_SECOND_FACTOR:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if in_staff_area(request.path) and is_staff_person(request.user) and not is_mfa_enabled(request.user):
            messages.info(request, _("Your work needs a second factor. Set it up once on your phone, then go on."))
            return redirect("mfa_activate_totp")
        return self.get_response(request)
