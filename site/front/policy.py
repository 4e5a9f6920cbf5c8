"""What a page may load. The strict policy is in the settings; Wagtail's admin writes scripts and styles into its pages."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

EDITORS = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
}


class EditorsPolicyMiddleware:
    """Gives `/admin/` the policy it needs; it stands after django-csp's, so that the header is written by that one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith("/admin/"):
            response._csp_config = EDITORS  # type: ignore[attr-defined]
        return response
