"""Where goods stand: on sale, resting, taken out; and in which order. Everything here can be undone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from common import audit
from common.states import move
from shops.catalogue.bands import require_in_band
from shops.catalogue.keeping_changes import keep_change, row_of
from shops.catalogue.models import GoodsChange, Product
from shops.catalogue.operations import held_product
from shops.catalogue.rules import Breached, breaches_of
from shops.franchise.changing import changeable
from shops.franchise.following import tell_followers
from shops.franchise.models import Shop
from shops.franchise.selling import require_right_to_sell

State = Product.State
FAR = 10_000  # places beyond any shop's goods, while they change places


class NoPack(Exception):
    """Without a pack and its price there is nothing to sell."""


@transaction.atomic
def set_state(*, product: Product, to: str, by: Any, at: datetime) -> str:
    """Put the product on sale, let it rest, take it out or bring it back; returns the state it had. Pressed again, nothing.

    Raises NotChangeable, NotTrained, Breached, NoPack, NotInBand, WrongState.
    """
    now = held_product(product)
    before = now.state
    if before == to:
        return before
    if to == State.ON_SALE:
        fit_for_sale(now)
    move(now, to)
    keep_change(now.shop, GoodsChange.What.STATE, [row_of(now, {"state": before}, {"state": to})], by=by, at=at)
    audit.record(by, "move product", now, at=at, before=before, after=to)
    tell_followers(now.shop, at=at)
    product.state = to
    return before


def fit_for_sale(product: Product) -> None:
    """Raises NotTrained without the right to its category, Breached for what a rule forbids, NoPack without a price,
    NotInBand for prices and packs that its standard does not allow."""
    require_right_to_sell(product.shop, product.category_id)
    if faults := breaches_of(product):
        raise Breached(faults)
    if not product.variants.filter(is_sold=True, offer__isnull=False).exists():
        raise NoPack
    require_in_band([product.pk])


@transaction.atomic
def set_order(*, shop: Shop, order: Sequence[int], by: Any, at: datetime) -> None:
    """Let the goods stand in this order (product ids); those not named keep their order after them. Raises NotChangeable."""
    held = changeable(shop)
    places = list(shop.products.order_by("position").values_list("pk", flat=True))  # type: ignore[attr-defined]
    named = [pk for pk in dict.fromkeys(order) if pk in places]
    wanted = named + [pk for pk in places if pk not in named]
    if wanted == places:
        return
    Product.objects.filter(shop=shop).update(position=F("position") + FAR)  # no two ever share a place
    rows = Product.objects.in_bulk(wanted)
    for position, pk in enumerate(wanted, 1):
        rows[pk].position = position
    Product.objects.bulk_update(rows.values(), ["position"])
    keep_change(held, GoodsChange.What.ORDER, [row_of(held, {"order": places}, {"order": wanted})], by=by, at=at)
    audit.record(by, "order goods", shop, at=at, order=wanted)


@transaction.atomic
def step(*, product: Product, way: str, by: Any, at: datetime) -> None:
    """Let the product change places with the one before it ("up") or after it ("down"), or be the "first", of those in the
    shop. Another way is none. Raises NotChangeable."""
    shown = list(Product.objects.filter(shop=product.shop_id).kept().order_by("position").values_list("pk", flat=True))
    place = shown.index(product.pk) if product.pk in shown else -1
    other = {"up": place - 1, "down": place + 1, "first": 0}.get(way, place)
    if place < 0 or other == place or not 0 <= other < len(shown):
        return
    shown.insert(other, shown.pop(place))
    set_order(shop=product.shop, order=shown, by=by, at=at)


def last_place(shop: Shop) -> int:
    """The place after which a new product stands; the shop is held by who calls."""
    return Product.objects.filter(shop=shop).aggregate(last=Max("position"))["last"] or 0
