"""How a visit in a basket is said."""

from urllib.parse import urlencode

from django import template

from shops.availability.ladders import told
from shops.orders import booking
from shops.orders.models import BasketVisit
from shops.orders.priced import Dated

register = template.Library()


@register.filter
def when_told(row: BasketVisit) -> str:
    """ "28 November to 30 November · 2 nights · 1 room"."""
    return booking.when_told(row)


@register.filter
def ladder_told(dated: Dated) -> list[str]:
    """What comes back when it is called off; nothing where it cannot be booked."""
    bookable = getattr(dated.wanted.visit, "bookable", None) if dated.is_ready else None
    return told(bookable.ladder) if bookable else []


@register.filter
def chosen_address(row: BasketVisit) -> str:
    """The visit's page with these days and people chosen."""
    said = {"adults": row.adults, "children": row.children, "meals": row.meals}
    if row.until:
        said |= {"rooms": row.rooms, "extra_beds": row.extra_beds}
        return "?" + urlencode({"first": row.first.isoformat(), "until": row.until.isoformat(), **said}) + "#days"
    return "?" + urlencode({"session": row.session_id, **said}) + "#days"
