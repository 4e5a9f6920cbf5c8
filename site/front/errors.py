"""Pages for when something is not there or not right: they say what is safe and what still works."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from cms.county import remembered
from common.languages import LANG


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with a search and the ways on."""
    return HttpResponseNotFound(render_to_string("404.html", {}, request))


def failed(request: HttpRequest) -> HttpResponse:
    """500. It asks neither the database nor the session, which may be what failed."""
    language = get_language() or "zh-hans"
    known = {"county": remembered(), "page_lang": LANG.get(language, "zh-Hans"), "here": f"/{language}/"}
    return HttpResponseServerError(render_to_string("500.html", known))


def form_not_taken(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when the form's token is missing or old: the browser still holds what was written."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def offline(request: HttpRequest) -> HttpResponse:
    """What a phone shows without signal; kept on it by whoever can."""
    return render(request, "offline.html")
