"""Taking back what one press changed of a shop's goods. What was changed again since stays; nothing sold is lost."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction

from common import audit
from common.states import WrongState, move
from shops.catalogue.keeping_changes import A_WHILE, Row, as_one, keep_change, row_of
from shops.catalogue.merging import plain
from shops.catalogue.models import GoodsChange, Offer, Product, Variant
from shops.catalogue.operations import MOST_PACKS, Part, write
from shops.catalogue.photos import put, shown_now
from shops.catalogue.shelf import fit_for_sale, set_order
from shops.catalogue.ties import TIES, put_ties_back
from shops.catalogue.undoing_photos import PHOTOS, change_of, taken_back
from shops.franchise.changing import changeable
from shops.franchise.following import told_once
from shops.franchise.models import Shop

RECORDS: dict[str, type[models.Model]] = {"product": Product, "variant": Variant, "offer": Offer}
MONEY = ("price", "group_price", "group_size")


class TooLate(Exception):
    """It was undone already, or is older than `A_WHILE`."""


def changes_of(shop: Shop, at: datetime, most: int = 30) -> list[GoodsChange]:
    """What was changed lately and can be undone or was, the newest first. One query."""
    return list(GoodsChange.objects.filter(shop=shop, at__gte=at - A_WHILE).select_related("by")[:most])


def change_made(shop: Shop, by: Any, at: datetime) -> GoodsChange | None:
    """The change that the press of this moment made, if it changed anything."""
    return GoodsChange.objects.filter(shop=shop, by=by, at=at).first()


@transaction.atomic
def undo_change(*, change: GoodsChange, by: Any, at: datetime) -> int:
    """Let the goods be as they were before the change, as a change of its own; how many fields stay, changed again since.

    Stock is moved back by as much as the change had moved it, never below none: what was sold meanwhile stays sold.
    Raises NotChangeable, TooLate, NotTrained, Breached, NoPack.
    """
    shop = changeable(change.shop)
    held = GoodsChange.objects.select_for_update().get(pk=change.pk)
    if held.undone_at or held.at < at - A_WHILE:
        raise TooLate
    hold(held.rows)
    with told_once(shop, at=at), as_one(shop, held.what, by=by, at=at):
        stays = sum(put_back(shop, row, by, at) for row in reversed(held.rows))
        still_fit(held.rows)
    held.undone_at = at
    held.save(update_fields=["undone_at"])
    audit.record(by, "undo change of goods", shop, at=at, change=held.pk, stays=stays)
    return stays


def hold(rows: Iterable[Row]) -> None:
    """Hold the goods, then their offers by id, as every operation does."""
    for name in ("product", "offer"):
        kinds = (name, PHOTOS) if name == "product" else (name,)
        ids = {row["id"] for row in rows if row["of"] in kinds}
        list(RECORDS[name]._default_manager.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def put_back(shop: Shop, row: Row, by: Any, at: datetime) -> int:
    """Put one record back; how many of its fields stay."""
    if row["of"] == "shop":
        return put_order_back(shop, row, by, at)
    if row["of"] == PHOTOS:
        return put_photos_back(shop, row, by, at)
    if row["of"] == TIES:
        return put_ties_back(shop, row, by, at)
    record = RECORDS[row["of"]]._default_manager.filter(pk=row["id"]).first()
    if record is None:
        return len(row["before"])
    wanted, now = fields_back(record, row), {name: getattr(record, name) for name in row["before"]}
    if "state" in wanted:
        wanted = moved_back(record, wanted)
    elif (wanted.get("is_sold") is False and is_last_pack(record)) or (wanted.get("is_sold") and is_full(record)):
        wanted = {}
    write([Part(record, wanted)], wanted, by=by, at=at)
    keep_change(shop, "", [row_of(record, {name: now[name] for name in wanted}, wanted)] if wanted else [], by=by, at=at)
    return len(row["before"].keys() - wanted.keys())


def fields_back(record: Any, row: Row) -> dict[str, Any]:
    """What the record's fields are to be again: those that are as the change left them, and its stock less what came by it."""
    before, after, now = row["before"], row["after"], plain({name: getattr(record, name) for name in row["before"]})
    wanted = {name: record._meta.get_field(name).to_python(before[name]) for name in before if now[name] == after[name]}
    if "stock" in before and now["stock"] != after["stock"]:
        wanted["stock"] = max(now["stock"] + before["stock"] - after["stock"], 0)
    if row["of"] == "offer":
        price, group, size = (wanted.get(name, getattr(record, name)) for name in MONEY)
        if bool(group) != bool(size) or (group and group >= price):  # one was changed since, and they no longer fit
            wanted = {name: value for name, value in wanted.items() if name not in MONEY}
    return wanted


def moved_back(product: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """Move the product to the state it had; nothing where the way there is closed."""
    try:
        move(product, wanted["state"])
    except WrongState:
        return {name: value for name, value in wanted.items() if name != "state"}
    return wanted


def is_last_pack(pack: Any) -> bool:
    """Whether a product that is not taken out would be without a pack."""
    sold = Variant.objects.filter(product=pack.product_id, is_sold=True).exclude(pk=pack.pk)
    return pack.product.state != Product.State.REMOVED and not sold.exists()


def is_full(pack: Any) -> bool:
    return Variant.objects.filter(product=pack.product_id, is_sold=True).count() >= MOST_PACKS


def put_order_back(shop: Shop, row: Row, by: Any, at: datetime) -> int:
    """The order that was, if nobody has ordered the goods since; what was added meanwhile stays at the end."""
    goods = Product.objects.filter(shop=shop).order_by("position").values_list("pk", flat=True)
    places, known = list(goods), set(row["after"]["order"])
    if [pk for pk in places if pk in known] != [pk for pk in row["after"]["order"] if pk in set(places)]:
        return 1
    set_order(shop=shop, order=row["before"]["order"], by=by, at=at)
    return 0


def put_photos_back(shop: Shop, row: Row, by: Any, at: datetime) -> int:
    """The photographs that were; how many things of them stay."""
    product = Product.objects.filter(pk=row["id"]).first()
    if product is None:
        return 1
    now = shown_now(product)
    wanted, stays = taken_back(row, now)
    if wanted != now:
        put(product, wanted)
        keep_change(shop, "", [change_of(product, now, wanted)], by=by, at=at)
    return stays


def still_fit(rows: Iterable[Row]) -> None:
    """What is on sale must be fit for it as it is now. Raises NotTrained, Breached, NoPack."""
    goods = {row["id"] for row in rows if row["of"] == "product"}
    for product in Product.objects.filter(pk__in=goods, state=Product.State.ON_SALE).select_related("shop").order_by("pk"):
        fit_for_sale(product)
