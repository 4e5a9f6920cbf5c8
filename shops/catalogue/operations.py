"""Changing goods: words, packs, prices and stock. The shop is held first, then the product, then its offers by id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.states import move
from shops.catalogue import stock
from shops.catalogue.bands import require_in_band
from shops.catalogue.keeping_changes import keep_change, row_of
from shops.catalogue.merging import ChangedMeanwhile, merged, plain
from shops.catalogue.models import GoodsChange, Offer, Product, Variant
from shops.catalogue.rules import Breached, breaches_of
from shops.franchise.changing import changeable
from shops.franchise.following import tell_followers
from shops.franchise.selling import require_right_to_sell

What = GoodsChange.What
MOST_PACKS = 6
BANDED = frozenset({"category_id", "price", "group_price", "pack_grams", "pack_pieces", "pack_unit"})  # as `bands` looks at
PACK = "pack_"  # before the names of a pack's fields where they stand beside the product's
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """A row and what its fields are to be; `prefix` goes before their names where rows are looked at together."""

    row: Any
    values: Values
    prefix: str = ""


class PacksEnough(Exception):
    """The product has `MOST_PACKS` packs; one must go first."""


class LastPack(Exception):
    """A product on sale keeps one pack at least; take the product off sale instead."""


def held_product(product: Product) -> Product:
    """The product as it is now, its shop held first. Raises NotChangeable."""
    changeable(product.shop)
    return Product.objects.select_for_update().select_related("shop").get(pk=product.pk)


def first_offer(product: Product) -> Offer | None:
    """The offer of its first pack, held until the transaction ends."""
    rows = Offer.objects.select_for_update(of=("self",)).filter(variant__product=product, variant__is_sold=True)
    return rows.select_related("variant").order_by("variant__position").first()


@transaction.atomic
def change_product(
    *, product: Product, by: Any, at: datetime, changes: Values, prices: Values, pack: Values | None = None,
    seen: Values | None = None, off_sale: bool = False,
) -> Product:  # fmt: skip
    """Set the product's words (`changes`) and its first pack's contents (`pack`) and offer (`prices`, fen).

    `seen`: what the page had shown; what somebody else changed since stays. `off_sale` lets the product rest, for words that
    may not stand on sale. Raises NotChangeable, ChangedMeanwhile, NotTrained, Breached, NotInBand.
    """
    now = held_product(product)
    offer = first_offer(now)
    parts = [Part(now, changes)]
    if offer:
        parts += [Part(offer.variant, pack or {}, PACK), Part(offer, prices)]
    new = changed_in(parts, seen)
    before = write(parts, new, by=by, at=at)
    rows = written_rows(parts, before, new)
    if off_sale and now.state == Product.State.ON_SALE:
        move(now, Product.State.RESTING)
        rows.append(row_of(now, {"state": Product.State.ON_SALE}, {"state": Product.State.RESTING}))
    if now.state == Product.State.ON_SALE and "category_id" in new:
        require_right_to_sell(now.shop, now.category_id)
    if now.state == Product.State.ON_SALE and (faults := breaches_of(now)):
        raise Breached(faults)
    if new.keys() & BANDED:
        require_in_band([now.pk])
    keep_change(now.shop, What.WORDS, rows, by=by, at=at)
    if new:
        money = {name: new[name] for name in prices if name in new}
        was = {name: before[name] for name in money}
        audit.record(by, "change product", now, at=at, changed=sorted(new), before=was, after=money)
        tell_followers(now.shop, at=at)
    return now


def changed_in(parts: Sequence[Part], seen: Values | None) -> dict[str, Any]:
    """What of the values is new for the rows they belong to. Raises ChangedMeanwhile."""
    mine = {part.prefix + name: value for part in parts for name, value in part.values.items()}
    now = {part.prefix + name: getattr(part.row, name) for part in parts for name in part.values}
    new = merged(seen, mine, now)
    whole = {**now, **new}
    if whole.get("group_price") and whole["group_price"] >= whole["price"]:  # one changed each, and they do not fit
        raise ChangedMeanwhile({"price": now["price"], "group_price": now["group_price"]})
    return new


def write(parts: Sequence[Part], new: dict[str, Any], *, by: Any, at: datetime) -> dict[str, Any]:
    """Set what is new on the row it belongs to, and save; returns what stood there before."""
    before = {}
    for part in parts:
        names = [name for name in part.values if part.prefix + name in new]
        for name in names:
            before[part.prefix + name] = getattr(part.row, name)
            if name == "stock":
                stock.count(part.row, new[name], by=by, at=at)
            setattr(part.row, name, new[part.prefix + name])
        if names:
            part.row.save(update_fields=names)
    return before


def written_rows(parts: Sequence[Part], before: Values, new: Values) -> list[dict[str, Any]]:
    """What was written, for its undoing: for each row its fields that are new."""
    rows = []
    for part in parts:
        names = [name for name in part.values if part.prefix + name in new]
        was, is_now = ({name: values[part.prefix + name] for name in names} for values in (before, new))
        rows += [row_of(part.row, was, is_now)] if names else []
    return rows


@transaction.atomic
def add_pack(*, product: Product, by: Any, at: datetime, pack: Values, prices: Values) -> Variant:
    """One more pack with its offer; one like it that is there is that one. Raises NotChangeable, PacksEnough,
    NotInBand."""
    now = held_product(product)
    if again := now.variants.filter(is_sold=True, **pack).first():
        return again
    if now.variants.filter(is_sold=True).count() >= MOST_PACKS:
        raise PacksEnough
    last = now.variants.order_by("-position").first()
    variant = Variant.objects.create(product=now, position=last.position + 1 if last else 1, **pack)
    open_offer(variant, prices, by=by, at=at)
    require_in_band([now.pk])
    keep_change(now.shop, What.PACK, [row_of(variant, {"is_sold": False}, {"is_sold": True})], by=by, at=at)
    audit.record(by, "add pack", now, at=at, pack=plain(pack), prices=plain(prices))
    tell_followers(now.shop, at=at)
    return variant


def open_offer(variant: Variant, prices: Values, *, by: Any, at: datetime) -> Offer:
    """The listing of a new pack, its stock counted for the first time."""
    offer = Offer.objects.create(variant=variant, **{**prices, "stock": 0})
    stock.count(offer, prices.get("stock", 0), by=by, at=at)
    offer.save(update_fields=["stock"])
    return offer


@transaction.atomic
def change_pack(
    *, variant: Variant, by: Any, at: datetime, pack: Values, prices: Values, seen: Values | None = None
) -> Variant:  # fmt: skip
    """Set a pack's contents, prices and stock. Raises NotChangeable, ChangedMeanwhile, NotInBand."""
    product = held_product(variant.product)
    offer = Offer.objects.select_for_update(of=("self",)).select_related("variant").get(variant=variant)
    parts = [Part(offer.variant, pack, PACK), Part(offer, prices)]
    new = changed_in(parts, seen)
    before = write(parts, new, by=by, at=at)
    if new.keys() & BANDED:
        require_in_band([product.pk])
    keep_change(product.shop, What.PACK, written_rows(parts, before, new), by=by, at=at)
    if new:
        audit.record(by, "change pack", product, at=at, pack=variant.pk, before=plain(before), after=plain(new))
        tell_followers(product.shop, at=at)
    return offer.variant


@transaction.atomic
def drop_pack(*, variant: Variant, by: Any, at: datetime) -> None:
    """Sell this pack no more; it stays for the records. Raises NotChangeable, LastPack."""
    product = held_product(variant.product)
    sold = product.variants.filter(is_sold=True)
    if not sold.filter(pk=variant.pk).exists():
        return
    if sold.count() == 1:
        raise LastPack
    Variant.objects.filter(pk=variant.pk).update(is_sold=False)
    keep_change(product.shop, What.PACK, [row_of(variant, {"is_sold": True}, {"is_sold": False})], by=by, at=at)
    audit.record(by, "drop pack", product, at=at, pack=variant.pk)
    tell_followers(product.shop, at=at)
