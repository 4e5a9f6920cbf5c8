"""The terms of share bonuses: those of now, and a change by a franchise manager, who leaves the earlier ones to be read."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.rights import can
from shops.bonuses.models import BonusTerms

FIELDS = (
    "is_on", "basis_points", "monthly_cap", "window_days", "remember_days", "credit_days", "order_share", "with_visits",
    "points_review", "points_daily",
)  # fmt: skip


class NotYours(Exception):
    """Nothing was done."""


def terms_at(at: datetime) -> BonusTerms | None:
    """Those in force; None while the county has set none: then nothing is given. One query."""
    return BonusTerms.objects.filter(made_at__lte=at).first()


@transaction.atomic
def change_terms(*, by: Any, at: datetime, **facts: Any) -> BonusTerms:
    """From now on these hold, for orders placed from now on. The same facts again are no change. Raises NotYours."""
    if not can(by, "keep bonuses"):
        raise NotYours
    now = terms_at(at)
    before = {name: getattr(now, name) for name in FIELDS} if now else {}
    if now and facts == before:
        return now
    made = BonusTerms.objects.create(**facts, made_by=by, made_at=at)
    audit.record(by, "change bonus terms", made, at=at, before=before, after=facts)
    return made
