"""What was approved after the shop was made comes into it, and nothing its owner wrote is overwritten.

A further product is added; a field that the owner left as it was takes what the newest work says; where they changed
it, the difference is shown and they choose. Nothing comes in without the owner's press: the shop may be open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import transaction

from common import audit
from common.sanitise import plain_text
from courses.assessment.queries import Artefact, artefacts
from shops.builder.addresses import again_on_clash
from shops.builder.from_pieces import Pieces, Whole, by_place, goods_said, makes_a_shop, shop_says, used, versions_of
from shops.builder.generating import NotTheGraduate, hold
from shops.builder.making import (
    ELSEWHERE,
    captions_in,
    cost_of,
    fees_in,
    ground_of,
    hang_photos,
    make_goods,
    pack_columns,
    prices_in,
)
from shops.builder.making_visits import place_works, to_place
from shops.builder.merging import NEW, YOURS, Merged, Values, merge, settle, token
from shops.builder.models import Generation, MadeProduct
from shops.builder.operations import change_delivery, change_shop
from shops.builder.photos import MOST as MOST_PHOTOS
from shops.builder.standing import first_offer, last_position, made_goods, product_stands, shop_stands, stand_in_order
from shops.catalogue.models import Category, Product, ProductPhoto, Variant
from shops.catalogue.operations import change_product
from shops.catalogue.rules import Breached
from shops.franchise.changing import changeable
from shops.franchise.models import Shop
from shops.franchise.selling import NotTrained

OF_SHOP = "shop"


@dataclass(frozen=True)
class GoodsNews:
    """One product that was made: what its newest pieces bring. `photos` (id, caption) are to be added, `dropped` to be taken
    down: earlier pieces brought them, the newest leave them out, and the owner wrote nothing under them."""

    made: MadeProduct
    whole: Whole
    merged: Merged
    photos: tuple[tuple[int, str], ...] = ()
    dropped: tuple[ProductPhoto, ...] = ()

    @property
    def product(self) -> Product:
        return self.made.product  # type: ignore[return-value]  # those without one bring no news


@dataclass(frozen=True)
class News:
    """Everything that the newest approved work would bring to a shop."""

    generation: Generation
    pieces: Pieces = field(repr=False)
    front: Merged
    goods: tuple[GoodsNews, ...]
    further: tuple[Whole, ...]  # goods to be made
    visits: tuple[Artefact, ...]  # rooms, activities and walks to be put in

    @cached_property
    def differing(self) -> dict[str, tuple[Any, Any]]:
        """Every difference by its key: "shop.story_zh_hans", "2.prices"."""
        found = {f"{OF_SHOP}.{name}": pair for name, pair in self.front.differing.items()}
        for one in self.goods:
            found |= {f"{one.made.number}.{name}": pair for name, pair in one.merged.differing.items()}
        return found

    @property
    def comes_in(self) -> bool:
        """Whether anything comes in without a choice."""
        of_goods = any(one.merged.taken or one.photos or one.dropped for one in self.goods)
        return bool(self.front.taken or of_goods or self.further or self.visits)

    def __bool__(self) -> bool:
        return self.comes_in or bool(self.differing)


def news_of(generation: Generation) -> News:
    """What the newest approved work would bring. Reads only, the same number of queries however many the goods."""
    pieces = by_place(artefacts(generation.enrolment))
    visits = tuple(to_place(generation.shop))
    if not makes_a_shop(pieces):
        return News(generation, pieces, Merged(generation.base), (), (), visits)
    ground = ground_of(generation.enrolment)
    wholes = goods_said(pieces, ground)
    front = front_news(generation, shop_says(pieces, ground, wholes.values()))
    made = list(made_goods(generation))
    sold = [one for one in made if one.product and one.product.state != Product.State.REMOVED]
    goods = tuple(goods_news(one, wholes[one.number], generation) for one in sold if one.number in wholes)
    known = {one.number for one in made}
    further = tuple(whole for number, whole in wholes.items() if number not in known)
    return News(generation, pieces, front, goods, further, visits)


def front_news(generation: Generation, says: Values) -> Merged:
    """What the newest pieces bring to the shop itself. A layout that its owner chose stays theirs, unasked."""
    base, yours = generation.base, shop_stands(generation.shop, says)
    if yours["layout"] != base.get("layout"):
        base = base | {"layout": ""}
        yours.pop("layout")
    return merge(base=base, yours=yours, new=says)


def story_as_sent(shop: Shop) -> str:
    """The owner's story as their newest approved piece has it, before it was set out; '' without one. Two queries."""
    generation = Generation.objects.select_related("enrolment").filter(shop=shop).first()
    story = by_place(artefacts(generation.enrolment)).get(("story", 1)) if generation else None
    return plain_text(story.content["story"]) if story else ""


def goods_news(made: MadeProduct, whole: Whole, generation: Generation) -> GoodsNews:
    product: Any = made.product
    merged = merge(base=made.base, yours=product_stands(product, whole.says), new=whole.says)
    shown = {row.photo_id for row in product.every_photo}
    seen = shown | set(made.base.get("photos", ()))  # one that the owner took away does not come back
    photos = tuple(pair for pair in whole.photos if pair[0] not in seen)
    said, kept = made.base.get("captions", {}), {key for key, _caption in whole.photos}
    brought = (row for row in product.every_photo if said.get(str(row.photo_id)) == row.caption)
    dropped = tuple(row for row in brought if row.photo_id not in kept)
    return GoodsNews(made, whole, merged, photos[: max(0, MOST_PHOTOS - len(shown) + len(dropped))], dropped)


@transaction.atomic
def renew_shop(*, generation: Generation, by: Any, at: datetime, choices: Mapping[str, str] | None = None) -> News:
    """Bring in what is new; returns what came, and what still differs.

    `choices`: the key of a difference → "yours-" or "new-" and the `token` of the words that were shown; a choice of
    words that have changed since is passed over and offered again. Pressed twice, the second changes nothing.
    Raises NotTheGraduate, NotChangeable.
    """
    if generation.enrolment.trainee_id != by.pk:
        raise NotTheGraduate
    hold(generation.enrolment)
    shop = changeable(generation.shop)
    held = Generation.objects.select_related("enrolment").get(pk=generation.pk)
    held.shop = shop
    found = news_of(held)
    news = choose(found, accepted(found, choices or {}))
    put_front(news, by, at)
    for one in news.goods:
        put_product(one, by, at)
    again_on_clash(lambda gap: make_goods(held, news.further, at, after=last_position(shop), gap=gap))
    stand_in_order(shop, {whole.number for whole in news.further})
    place_works(shop, by, at)
    remember(news, found, by, at)
    return news


def accepted(news: News, choices: Mapping[str, str]) -> dict[str, str]:
    """The choices that were made of the words that differ now: key → YOURS or NEW."""
    split = {key: value.partition("-") for key, value in choices.items()}
    return {
        key: split[key][0]
        for key, pair in news.differing.items()
        if key in split and split[key][0] in (YOURS, NEW) and split[key][2] == token(*pair)
    }


def choose(news: News, chosen: Mapping[str, str]) -> News:
    """`news` with the owner's choices made."""

    def of(prefix: Any) -> dict[str, str]:
        start = f"{prefix}."
        return {key.removeprefix(start): which for key, which in chosen.items() if key.startswith(start)}

    goods = tuple(replace(one, merged=settle(one.merged, of(one.made.number))) for one in news.goods)
    return replace(news, front=settle(news.front, of(OF_SHOP)), goods=goods)


def put_front(news: News, by: Any, at: datetime) -> None:
    """What the shop's own fields take; never leaving it without a single region that it posts to."""
    taken, shop = news.front.taken, news.generation.shop
    given: dict[str, Any] = {"shop": shop, "by": by, "at": at}
    words = {name: value for name, value in taken.items() if not name.startswith("fee_")}
    if words.keys() == taken.keys():
        if words:
            change_shop(changes=words, **given)
        return
    fees = fees_in(shop_stands(shop, {}) | taken)
    if fees:
        change_delivery(changes=words, fees=fees, **given)


def put_product(news: GoodsNews, by: Any, at: datetime) -> None:
    """What one product takes, and its photographs; what its pieces said is remembered."""
    product, taken = news.product, news.merged.taken
    words = {name: value for name, value in taken.items() if name not in ELSEWHERE}
    if "category" in taken:
        words["category_id"] = Category.objects.values_list("pk", flat=True).get(slug=taken["category"])
    prices = {**prices_in(taken), "cost": cost_of(news.whole)} if "prices" in taken else {}
    if words or prices:
        change_or_rest(product, by, at, words, prices)
    if "pack" in taken and (offer := first_offer(product)):
        Variant.objects.filter(pk=offer.variant_id).update(**pack_columns(taken))
    base, costing = {**news.merged.base, **put_photos(news)}, news.whole.costing
    if (base, costing) != (news.made.base, news.made.costing):
        MadeProduct.objects.filter(pk=news.made.pk).update(base=base, costing=costing)


def put_photos(news: GoodsNews) -> Values:
    """Hang the photographs that came and take down those that are left out; returns what is remembered of all that came.

    One that the owner took down is remembered for good; one that the work left out may come again with it.
    """
    product, base, gone = news.product, news.made.base, {row.photo_id for row in news.dropped}
    if gone:
        ProductPhoto.objects.filter(pk__in=[row.pk for row in news.dropped]).delete()
    shown: Any = product.every_photo  # type: ignore[attr-defined]
    hang_photos(product.shop, [(product, news.photos, shown[-1].position if shown else 0)])
    photos = [key for key in base.get("photos", []) if key not in gone]
    captions = {key: said for key, said in base.get("captions", {}).items() if int(key) not in gone}
    came = [key for key, _caption in news.photos]
    return {"photos": [*photos, *came], "captions": captions | captions_in(news.photos)}


def change_or_rest(product: Product, by: Any, at: datetime, words: Values, prices: Values) -> None:
    """New words that a rule of the category forbids on sale come in too; the product then rests until they are mended."""
    try:
        change_product(product=product, by=by, at=at, changes=words, prices=prices)
    except (Breached, NotTrained):
        change_product(product=product, by=by, at=at, changes=words, prices=prices, off_sale=True)


def remember(news: News, found: News, by: Any, at: datetime) -> None:
    """What the pieces said and how many differences are left; an audit line when anything came of the press."""
    held, versions = news.generation, used(versions_of(news.pieces))
    settled = {"base": news.front.base, "version_ids": versions, "differing": len(news.differing)}
    if makes_a_shop(news.pieces) and any(getattr(held, name) != value for name, value in settled.items()):
        Generation.objects.filter(pk=held.pk).update(**settled)
    decided = sorted(set(found.differing) - set(news.differing))
    if news.comes_in or decided:
        made = [whole.number for whole in news.further]
        audit.record(by, "renew shop", held.shop, at=at, made=made, decided=decided, versions=versions)
