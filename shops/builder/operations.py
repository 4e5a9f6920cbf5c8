"""Once the shop is made, its owner changes what they like."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from shops.catalogue.models import Offer, Product
from shops.franchise.models import DeliveryFee, Shop


class NotChangeable(Exception):
    """The shop waits for inspection, is suspended or closed; nothing was changed."""


def changeable(shop: Shop) -> Shop:
    """The shop, held until the transaction ends. Raises NotChangeable."""
    held = Shop.objects.select_for_update().get(pk=shop.pk)
    if not held.is_changeable:
        raise NotChangeable(held.state)
    return held


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


@transaction.atomic
def change_product(*, product: Product, by: Any, at: datetime, changes: dict[str, Any], prices: dict[str, Any]) -> Product:
    """Set the product's words and its first pack's offer (`prices`: fields of Offer, fen). Raises NotChangeable."""
    changeable(product.shop)
    for name, value in changes.items():
        setattr(product, name, value)
    product.save(update_fields=list(changes))
    offer = Offer.objects.select_for_update().get(variant__product=product, variant__position=1)
    before = {name: getattr(offer, name) for name in prices}
    for name, value in prices.items():
        setattr(offer, name, value)
    offer.save(update_fields=list(prices))
    audit.record(by, "change product", product, at=at, before=before, after=prices)
    return product
