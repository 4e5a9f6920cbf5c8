"""Prices and stock of many packs at once: all rows or none, and nobody's change is written over unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from shops.catalogue.bands import require_in_band
from shops.catalogue.keeping_changes import keep_change
from shops.catalogue.merging import ChangedMeanwhile, plain
from shops.catalogue.models import GoodsChange, Offer
from shops.catalogue.operations import BANDED, Part, Values, changed_in, write, written_rows
from shops.franchise.changing import changeable
from shops.franchise.following import tell_followers
from shops.franchise.models import Shop


@dataclass(frozen=True)
class Row:
    """What one offer is to be (`prices`), and what the page had `seen`."""

    prices: Values
    seen: Values


class RowsChangedMeanwhile(Exception):
    """Somebody changed some of these since the page was opened: offer id → field → value now. Nothing was changed."""

    def __init__(self, now: dict[int, dict[str, Any]]) -> None:
        self.now = now
        super().__init__(sorted(now))


@transaction.atomic
def change_offers(*, shop: Shop, rows: Mapping[int, Row], by: Any, at: datetime) -> int:
    """Set prices and stock of the shop's offers (id → row); how many are changed. Offers of others are passed over.

    Raises NotChangeable, RowsChangedMeanwhile, NotInBand.
    """
    changeable(shop)
    offers = (
        Offer.objects.select_for_update(of=("self",)).filter(pk__in=rows, variant__product__shop=shop).select_related("variant")
    )
    clashes: dict[int, dict[str, Any]] = {}
    done: dict[int, dict[str, Any]] = {}
    written: list[dict[str, Any]] = []
    priced: set[int] = set()
    for offer in offers.order_by("pk"):
        row = rows[offer.pk]
        parts = [Part(offer, row.prices)]
        try:
            new = changed_in(parts, row.seen)
        except ChangedMeanwhile as clash:
            clashes[offer.pk] = clash.now
            continue
        if new:
            priced |= {offer.variant.product_id} if new.keys() & BANDED else set()
            before = write(parts, new, by=by, at=at)
            written += written_rows(parts, before, new)
            done[offer.pk] = {"before": plain(before), "after": plain(new)}
    if clashes:
        raise RowsChangedMeanwhile(clashes)
    if done:
        require_in_band(sorted(priced))
        keep_change(shop, GoodsChange.What.PRICES, written, by=by, at=at)
        audit.record(by, "change prices", shop, at=at, offers={str(pk): change for pk, change in done.items()})
        tell_followers(shop, at=at)
    return len(done)
