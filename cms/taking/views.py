"""What can be taken away of a route under its address: `take/` tells of it, then `booklet.pdf`, `pack.zip`, `pack.html`."""

from urllib.parse import quote

from csp.constants import NONE, UNSAFE_INLINE
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cms.exports.views import first_day, is_closed
from cms.models import RoutePage
from cms.routing import address
from cms.taking.booklets import ask_for_booklet, booklet_of
from cms.taking.packs import pack_of, zip_of
from cms.views import page_at, serve
from common.clock import now, shanghai_day
from uploads.views import private_file

PACKED = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "img-src": ["data:"], "base-uri": [NONE], "form-action": [NONE]}


def route_at(path: str) -> RoutePage:
    """The open route at `path`. Raises Http404, also for one that asks for a password or a sign-in."""
    page = page_at(path)
    if not isinstance(page, RoutePage) or is_closed(page):
        raise Http404
    return page


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, path: str) -> HttpResponse:
    """What there is to take, with its size; POST has the booklet printed, and the page looks again until it is."""
    try:
        page = route_at(path)
    except Http404:
        return serve(request, f"{path}take/")  # a page of this name is a page
    if request.method == "POST":
        ask_for_booklet(page=page, at=now())
        return HttpResponseRedirect(f"{address(page)}take/#booklet")
    first, booklet = first_day(request), booklet_of(page)
    packed = pack_of(page, shanghai_day(now()))
    sizes = {"page_size": packed.size, "zip_size": len(zip_of(packed, first))}
    context = {"page": page, "booklet": booklet, "pack": packed, "first": first, **sizes}
    response = render(request, "cms/take.html", context)
    if booklet and not booklet.pdf and not booklet.failed:
        response["Refresh"] = "2"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def booklet(request: HttpRequest, path: str) -> HttpResponse | FileResponse:
    """The booklet of the route as it stands; one not printed yet leads to where it is asked for."""
    page = route_at(path)
    printed = booklet_of(page)
    if printed is None or not printed.pdf:
        return HttpResponseRedirect(f"{address(page)}take/#booklet")
    return private_file(printed.pdf, name=f"{page.slug}.pdf", content_type="application/pdf")


@require_safe
def pack(request: HttpRequest, path: str) -> HttpResponse:
    """The ZIP, packed now; `?from=2026-12-01` puts a calendar from that day in."""
    page = route_at(path)
    raw = zip_of(pack_of(page, shanghai_day(now())), first_day(request))
    return HttpResponse(raw, "application/zip", headers={"Content-Disposition": f'attachment; filename="{page.slug}.zip"'})


@require_safe
def pack_page(request: HttpRequest, path: str) -> HttpResponse:
    """The page a phone keeps. It may load nothing; its state and day are said to the script that keeps it."""
    page = route_at(path)
    packed = pack_of(page, shanghai_day(now()))
    said = {"X-Pack-State": packed.state, "X-Pack-Day": packed.day.isoformat(), "X-Pack-Title": quote(page.title)}
    response = HttpResponse(packed.html, "text/html; charset=utf-8", headers={**said, "X-Robots-Tag": "noindex"})
    response._csp_config = PACKED  # type: ignore[attr-defined]
    return response
