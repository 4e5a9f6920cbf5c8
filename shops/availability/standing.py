"""Whether a bookable, or one of its sessions, is taken at all now; in words why not."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from shops.availability.models import Bookable, Session, Stay
from shops.franchise.models import Shop
from shops.visits.models import Visit


def why_not_bookable(bookable: Bookable, why: str) -> str:
    """Why nothing may be taken of it for this reason; "" when it may. What the owner enters needs no open shop. One query."""
    if why not in (Stay.Why.ORDER, Stay.Why.HELD):
        return ""
    row: Any = Visit.objects.filter(bookable=bookable).values("shop__state", "bookable__is_online").first()
    shown = Visit.objects.shown().filter(bookable=bookable).exists() if row else False
    if row is None or not shown:
        return _("It is not shown in the shop now.")
    if row["shop__state"] != Shop.State.OPEN:
        return _("The shop is not open now.")
    return "" if row["bookable__is_online"] else _("It is not taken online now: please ring.")


def why_not_session(session: Session, why: str, at: datetime) -> str:
    """Why no seat may be taken; "" when one may. Three queries."""
    now = Session.objects.get(pk=session.pk)
    if now.state == Session.State.OFF:
        return _("It was called off: %(reason)s") % {"reason": now.reason}
    if now.starts_at <= at:
        return _("It has begun already.")
    return why_not_bookable(session.bookable, why)
