"""A bookable's calendar at its secret address, for an owner's telephone and for other sites."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from common.clock import now
from shops.availability.calendars.writing import CONTENT_TYPE, calendar_of, full_nights_of
from shops.availability.models import Bookable

WHAT = {"bookings": calendar_of, "full": full_nights_of}


@require_safe
def calendar(request: HttpRequest, secret: str, what: str) -> HttpResponse:
    """Whoever has the address may read it; nobody's name is in it."""
    bookable: Bookable = get_object_or_404(Bookable.objects.select_related("visit__shop"), secret=secret)
    answer = HttpResponse(WHAT[what](bookable, now()), content_type=CONTENT_TYPE)
    answer["Cache-Control"] = "private, max-age=300"
    answer["X-Robots-Tag"] = "noindex"
    return answer
