"""Who has not paid a balance is told half way through its days, and on the last of them in the morning."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from common.clock import shanghai_day
from shops.orders.models import Order
from shops.presale import letters
from shops.presale.models import Advance

MORNING = timedelta(hours=15)  # before the last second of a day: nine o'clock


def end_of_day(moment: datetime) -> datetime:
    """The last second of its Shanghai day."""
    return datetime.combine(shanghai_day(moment), time(23, 59, 59), tzinfo=timezone.get_default_timezone())


def remind(*, at: datetime, most: int = 200) -> int:
    """Tell those whose moment has come; how many. Safe to run twice at once."""
    due = Advance.objects.filter(remind_at__lte=at).select_related("order", "presale").order_by("remind_at", "pk")[:most]
    return sum(reminded(one, at) for one in due)


@transaction.atomic
def reminded(advance: Advance, at: datetime) -> bool:
    """Whether it was this run that told, and there was something to tell."""
    until = advance.order.expires_at
    last = until - MORNING if until else at
    rows = Advance.objects.filter(pk=advance.pk, remind_at=advance.remind_at)
    if not rows.update(remind_at=last if at < last else None):
        return False
    if advance.order.state != Order.State.WAITING or until is None or until <= at:
        return False
    letters.remind(advance, is_last=at >= last, at=at)
    return True
