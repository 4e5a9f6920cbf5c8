"""Pages for when something is not there or not right: they say what is safe and what still works."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from cms.county import remembered
from common.languages import LANG
from uploads.bounds import stopped_at


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with a search and the ways on."""
    return HttpResponseNotFound(render_to_string("404.html", {}, request))


def failed(request: HttpRequest) -> HttpResponse:
    """500. It asks neither the database nor the session, which may be what failed."""
    return HttpResponseServerError(render_to_string("500.html", known()))


def known() -> dict[str, object]:
    """What a page can say of itself without asking anything."""
    language = get_language() or "zh-hans"
    return {"county": remembered(), "page_lang": LANG.get(language, "zh-Hans"), "here": f"/{language}/"}


def too_much(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent is larger than the site takes, or no form of ours. It is not read, so it is not asked about."""
    return HttpResponse(render_to_string("400.html", known()), status=400)


def too_often(request: HttpRequest) -> HttpResponse:
    """429, when one address asks more often in a minute than a table of people would."""
    return HttpResponse(render_to_string("429.html", known()), status=429)


class PressedNotReadMiddleware:
    """405 when an address that is only pressed is opened, as after signing in on the way: a page instead of an empty one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content or request.method != "GET":
            return response
        page = HttpResponse(render_to_string("405.html", known()), status=405)
        page["Allow"] = response.get("Allow", "POST")
        return page


class TooLargeMiddleware:
    """413 when a request was not read to its end for a file in it, but where the page says so itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if getattr(view, "tells_too_large", False) or not stopped_at(request):
            return None
        return HttpResponse(render_to_string("413.html", {**known(), "name": stopped_at(request)}), status=413)


def form_not_taken(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when the form's token is missing or old: the browser still holds what was written."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def offline(request: HttpRequest) -> HttpResponse:
    """What a phone shows without signal; kept on it by whoever can."""
    return render(request, "offline.html")
