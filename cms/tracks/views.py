"""In the CMS: an editor sends a GPX or KML file for a route, sees what is in it, and keeps it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from cms.geography.spots import Precision
from cms.models import PlacePage, RoutePage, Township
from cms.routing import SOURCE
from cms.tracks.drawing import line_drawing
from cms.tracks.forms import KeepTrackForm, TrackFileForm, seal, unseal
from cms.tracks.judging import Judgement, judge
from cms.tracks.operations import keep_track
from cms.tracks.reading import Reading, Unreadable, read_track
from common.clock import now


def import_track(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(RoutePage, pk=page_id, locale__language_code=SOURCE)
    rights = page.permissions_for_user(request.user)
    if not rights.can_edit():
        raise Http404
    if rights.page_locked():
        raise PermissionDenied
    if "sealed" in request.POST:
        return keep(request, page)
    form = TrackFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            reading = read_track(form.cleaned_data["file"])
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            reading.name = form.cleaned_data["file"].name[:200]
            return look_over(request, page, reading)
    return render(request, "cms/admin/track_file.html", {"page": page, "form": form})


def judged(reading: Reading) -> Judgement:
    measured = PlacePage.objects.filter(location_precision=Precision.EXACT)
    rows = measured.values_list("title", "latitude", "longitude")
    known = {title: (float(lat), float(lon)) for title, lat, lon in rows if lat is not None and lon is not None}
    towns = [(float(lat), float(lon)) for lat, lon in Township.objects.values_list("latitude", "longitude")]
    return judge(reading, known, towns)


def look_over(request: HttpRequest, page: RoutePage, reading: Reading, form: Any = None) -> HttpResponse:
    said = judged(reading)
    asked = form or KeepTrackForm(
        reading=reading, suspected=said.suspected,
        initial={"sealed": seal(reading, page.pk), "picked": list(range(len(reading.waypoints)))},
    )  # fmt: skip
    return render(request, "cms/admin/track_preview.html", {
        "page": page, "form": asked, "reading": reading, "judgement": said, "drawing": line_drawing(reading.segments),
    })  # fmt: skip


def keep(request: HttpRequest, page: RoutePage) -> HttpResponse:
    reading = unseal(request.POST["sealed"], page.pk)
    if reading is None:
        messages.error(request, _("This was looked over too long ago. Send the file again."))
        return redirect("route_track", page.pk)
    form = KeepTrackForm(request.POST, reading=reading)
    if not form.is_valid() or judged(reading).is_outside:
        return look_over(request, page, reading, form)
    said = form.cleaned_data
    kept = keep_track(page=page, reading=reading, datum=said["datum"], picked=said["picked"], by=request.user, at=now())
    words = ngettext("Kept. %(n)s stop was added to the draft.", "Kept. %(n)s stops were added to the draft.", kept.stops)
    messages.success(request, words % {"n": kept.stops})
    return redirect("wagtailadmin_pages:edit", page.pk)
