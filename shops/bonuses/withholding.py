"""A franchise manager keeps a bonus back while something looks odd, and lets it go again. Each is audited; nothing is lost."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Greatest

from common import audit
from common.rights import can
from common.sanitise import one_line
from shops.bonuses.models import Bonus

LASTS_AGAIN = timedelta(days=14)  # at least, for what was withheld
OPEN = (Bonus.State.WAITING, Bonus.State.EARNED)


class NotYours(Exception):
    """Nothing was done."""


class ReasonsMissing(Exception):
    """Who withholds a bonus says why: the sharer reads it."""


@transaction.atomic
def withhold(*, bonus: Bonus, reasons: str, by: Any, at: datetime) -> bool:
    """It is not given, or what is left of it not spent, until it is released. False when it was so already, or is none.

    Raises NotYours, ReasonsMissing.
    """
    if not can(by, "withhold bonus", bonus):
        raise NotYours
    if not (words := one_line(reasons)[:200]):
        raise ReasonsMissing
    rows = Bonus.objects.filter(pk=bonus.pk, is_withheld=False, state__in=OPEN)
    if not rows.update(is_withheld=True, withheld_why=words):
        return False
    audit.record(by, "withhold bonus", bonus, at=at, reasons=words)
    return True


@transaction.atomic
def release(*, bonus: Bonus, by: Any, at: datetime) -> bool:
    """It goes on as if nothing had been; credit lasts two weeks at least. False when it was not withheld. Raises NotYours."""
    if not can(by, "withhold bonus", bonus):
        raise NotYours
    rows = Bonus.objects.filter(pk=bonus.pk, is_withheld=True)
    if not rows.update(is_withheld=False, withheld_why=""):
        return False
    Bonus.objects.filter(pk=bonus.pk, expires_at__isnull=False).update(expires_at=Greatest("expires_at", at + LASTS_AGAIN))
    audit.record(by, "release bonus", bonus, at=at)
    return True
