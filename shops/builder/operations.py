"""Once the shop is made, its owner changes what they like."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from shops.franchise.changing import NotChangeable as NotChangeable  # where those who change a shop look for it
from shops.franchise.changing import changeable
from shops.franchise.models import DeliveryFee, Shop


@transaction.atomic
def change_shop(*, shop: Shop, by: Any, at: datetime, changes: dict[str, Any]) -> Shop:
    """Set `changes` (checked values of Shop fields) on the shop. Its address stays. Raises NotChangeable."""
    held = changeable(shop)
    changed = sorted(name for name, value in changes.items() if getattr(held, name) != value)
    if not changed:
        return held
    for name in changed:
        setattr(held, name, changes[name])
    held.save(update_fields=changed)
    audit.record(by, "change shop", held, at=at, changed=changed)
    return held


@transaction.atomic
def change_delivery(
    *, shop: Shop, by: Any, at: datetime, changes: dict[str, Any], fees: dict[str, tuple[int, int | None]]
) -> Shop:
    """Posting days and handover, and for each region (fee, free over) in fen; a region left out is not delivered to."""
    held = change_shop(shop=shop, by=by, at=at, changes=changes)
    before = {row.region: (row.fee, row.free_over) for row in held.delivery_fees.all()}
    if before != fees:
        held.delivery_fees.exclude(region__in=fees).delete()
        for region, (fee, free_over) in fees.items():
            DeliveryFee.objects.update_or_create(shop=held, region=region, defaults={"fee": fee, "free_over": free_over})
        audit.record(by, "change delivery", held, at=at, before=before, after=fees)
    return held
