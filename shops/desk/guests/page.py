"""What the pages of bookings share: whose visit it is, and which page it goes on to."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from shops.availability.models import Bookable, Session
from shops.builder.views import own_shop
from shops.franchise.models import Shop
from shops.visits.models import Visit

RIGHT = "change goods"  # rooms and seats are stock, and guests are orders


def shop_of(request: HttpRequest) -> Shop:
    return own_shop(request, RIGHT)


def visit_of(request: HttpRequest, visit_id: int) -> Visit:
    shop = shop_of(request)
    visit: Visit = get_object_or_404(Visit, pk=visit_id, shop=shop)
    visit.shop = shop
    return visit


def bookable_of(request: HttpRequest, visit_id: int, *, room: bool | None = None) -> Bookable:
    """The visit's bookable; 404 before it is set up, or for the other kind than `room`."""
    visit = visit_of(request, visit_id)
    bookable: Bookable = get_object_or_404(Bookable, visit=visit)
    bookable.visit = visit
    if room is not None and visit.is_room != room:
        raise Http404
    return bookable


def session_of(request: HttpRequest, session_id: int) -> Session:
    shop = shop_of(request)
    rows = Session.objects.select_related("bookable__visit__shop")
    session: Session = get_object_or_404(rows, pk=session_id, bookable__visit__shop=shop)
    return session


def day_of(text: str) -> date:
    """2026-12-05; 404 for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise Http404 from fault
    if not 2000 <= day.year <= 2100:
        raise Http404
    return day


def posted(request: HttpRequest, do: str) -> Any:
    """What was sent, for the form behind this button; None for the others."""
    return request.POST if request.method == "POST" and request.POST.get("do") == do else None
