"""Files to take away from a route or a place: `map.gpx`, `map.kml`, `map.geojson` and `map.ics` under its address."""

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.exports import calendar, geojson, gpx, kml
from cms.exports.words import File
from cms.itinerary import outing_of
from cms.models import PlacePage, RoutePage
from cms.routing import address
from cms.views import page_at
from common.clock import now

FORMS: dict[str, tuple[str, Callable[[File], bytes]]] = {
    "gpx": (gpx.TYPE, gpx.gpx_of), "kml": (kml.TYPE, kml.kml_of), "geojson": (geojson.TYPE, geojson.geojson_of),
}  # fmt: skip


@require_safe
def page_file(request: HttpRequest, path: str, form: str) -> HttpResponse:
    """The page at `path` as a file. A calendar needs `?from=2026-12-01`; without a day it leads back to where one is asked."""
    page = page_at(path)
    if not isinstance(page, RoutePage | PlacePage) or is_closed(page):
        raise Http404
    first = first_day(request)
    if form == "ics" and first is None:
        return HttpResponseRedirect(f"{address(page)}#calendar")
    file = File(outing_of(page), request.build_absolute_uri(address(page)))
    if first and form == "ics":
        kind, raw = calendar.TYPE, calendar.calendar_of(file, first, page.last_published_at or now())
    else:
        kind, raw = FORMS[form][0], FORMS[form][1](file)
    return HttpResponse(raw, kind, headers={"Content-Disposition": f'attachment; filename="{page.slug}.{form}"'})


def is_closed(page: Page) -> bool:
    """Whether the page asks for a password or a sign-in: its files are then nobody's."""
    return not page.is_open and page.get_view_restrictions().exists()  # type: ignore[attr-defined]


def first_day(request: HttpRequest) -> date | None:
    """The day named in the address; None for none, or one that is no day of a calendar in use."""
    try:
        day = date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
