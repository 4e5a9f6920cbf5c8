"""What stands in a shop now, as values that `merging` compares with what the coursework says."""

from typing import Any

from django.db.models import Case, F, Max, Prefetch, QuerySet, Value, When

from shops.builder.editions import front_of
from shops.builder.making import ELSEWHERE
from shops.builder.merging import Values
from shops.builder.models import Generation, MadeProduct
from shops.catalogue.models import Offer, Product, ProductPhoto, Variant
from shops.franchise.models import Region, Shop


def plain(value: Any) -> Any:
    """A column's value as JSON has it; a text that was never written is ''."""
    return list(value) if isinstance(value, list | tuple) else "" if value is None else value


def shop_stands(shop: Shop, names: Values) -> Values:
    """The shop's own values for the fields in `names`, as its owner last left them: the draft's, if there is one."""
    front = front_of(shop)
    fees = front.get("fees", {})
    own = {name: plain(front.get(name)) for name in names if not name.startswith("fee_")}
    return own | {f"fee_{region}": fees.get(region) for region in Region.values}


def made_goods(generation: Generation) -> QuerySet[MadeProduct]:
    """What was made of the coursework, with the first sold pack's offer and all photographs. Three queries."""
    packs = Variant.objects.filter(is_sold=True).select_related("offer").order_by("position")
    photos = ProductPhoto.objects.order_by("position")
    near = (
        Prefetch("product__variants", packs, to_attr="every_pack"),
        Prefetch("product__photos", photos, to_attr="every_photo"),
    )
    rows = MadeProduct.objects.filter(generation=generation).select_related("product__category")
    return rows.prefetch_related(*near).order_by("number")


def first_offer(product: Any) -> Offer | None:
    pack = product.every_pack[0] if product.every_pack else None
    return getattr(pack, "offer", None)


def product_stands(product: Product, says: Values) -> Values:
    """A product's values for the fields in `says`; without its pack or offer, those are no fields of it."""
    own = {name: plain(getattr(product, name)) for name in says if name not in ELSEWHERE and hasattr(product, name)}
    own["category"] = product.category.slug
    offer = first_offer(product)
    if offer is not None:
        pack: Any = offer.variant
        own["pack"] = [pack.name_zh_hans or "", pack.name_en or "", pack.grams]
        own["prices"] = [offer.price, offer.group_price, offer.group_size]
    return own


def last_position(shop: Shop) -> int:
    return Product.objects.filter(shop=shop).aggregate(last=Max("position"))["last"] or 0


def stand_in_order(shop: Shop, new: set[int]) -> None:
    """Let the goods numbered `new` stand among the others as if all had come at once, if the owner moved and added none."""
    if not new:
        return
    rows = list(Product.objects.filter(shop=shop).order_by("position").values_list("pk", "position", "made__number"))
    numbers = [number for _pk, _position, number in rows]
    older = [number for number in numbers if number not in new]
    if None in numbers or older != sorted(older) or numbers == sorted(numbers):
        return
    places = [position for _pk, position, _number in rows]
    in_order = [pk for pk, _position, _number in sorted(rows, key=lambda row: row[2])]
    goods = Product.objects.filter(shop=shop)
    goods.update(position=F("position") + places[-1])  # out of the way: a place is held by one product at any instant
    goods.update(position=Case(*(When(pk=pk, then=Value(place)) for pk, place in zip(in_order, places, strict=True))))
