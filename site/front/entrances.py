"""Addresses without a language: the root, what is printed on certificates, the code of a day on the base, the worker."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request


def in_readers_language(request: HttpRequest, path: str) -> HttpResponse:
    """Send the reader to `path` in the language their browser or cookie prefers."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/{path}")
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


def root(request: HttpRequest) -> HttpResponse:
    return in_readers_language(request, "")


def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """The code on a certificate: its number, as printed or in small letters."""
    return in_readers_language(request, f"certificates/{number.upper()}/")


def training_day(request: HttpRequest, code: str) -> HttpResponse:
    """The code a mentor shows: the trainee's page with it filled in, by way of signing in when need be."""
    return in_readers_language(request, f"my/attendance/?code={code[:12]}")


def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers without a signal; a browser lets it speak for the site only from the site's root."""
    source = (settings.ROOT / "static" / "js" / "worker.js").read_bytes()
    return HttpResponse(source, "text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
