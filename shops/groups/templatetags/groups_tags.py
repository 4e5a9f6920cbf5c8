"""How groups are shown: until when, by the clock; which seats are taken, on which pages."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.clock import now, shanghai_day
from shops.groups import queries
from shops.groups.keeping import KEEPER
from shops.groups.models import Group, Seat
from shops.orders.models import Order

register = template.Library()


@register.filter
def by_the_clock(moment: datetime | None) -> str:
    """today 18:40, tomorrow 09:15, else the day: a time to plan by, and no clock that ticks."""
    if moment is None:
        return ""
    there = timezone.localtime(moment, timezone.get_default_timezone())
    facts = {"time": f"{there:%H:%M}", "day": date_format(there, "MONTH_DAY_FORMAT")}
    today = shanghai_day(now())
    if there.date() == today:
        return _("today %(time)s") % facts
    if there.date() == today + timedelta(days=1):
        return _("tomorrow %(time)s") % facts
    return _("%(day)s, %(time)s") % facts


@register.filter
def paying(group: Any) -> range:
    """One for each seat that is held and not paid yet; its members were read with it."""
    return range(group.seated - len(group.members))


@register.filter
def free(group: Group) -> range:
    """One for each seat that nobody has."""
    return range(group.left)


@register.filter
def missing(group: Any) -> int:
    """How many have not paid yet; its members were read with it."""
    return int(group.size) - len(group.members)


@register.simple_tag
def seat_in_group(order: Order) -> Seat | None:
    """The seat that an order is of, its group with its members. Three queries for an order of a group, none for others."""
    return queries.seat_with_members(order) if order.kept_by == KEEPER else None
