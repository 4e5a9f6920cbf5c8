"""From what approved pieces say to rows, first made. Writes; called inside one transaction. As many queries for one
product as for twenty."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from cms.models import Township
from common.languages import written_in
from common.sanitise import one_line
from common.templatetags.words import in_language
from courses.assessment.costing import cost_sheet
from courses.cohorts.models import Enrolment
from courses.fieldlog.origins import Grown, places_by_batch
from shops.builder.addresses import free_slugs, latin, shop_slug
from shops.builder.from_pieces import Ground, Whole, both, said_in
from shops.builder.jobs import index_goods
from shops.builder.merging import Values
from shops.builder.models import Generation, MadeProduct
from shops.builder.name_index import keep_names
from shops.catalogue.drawings import drawing_of
from shops.catalogue.models import Category, Offer, Product, ProductPhoto, Variant
from shops.franchise.models import DeliveryFee, Region, Shop
from uploads.models import Photo

MOST_ORIGIN = 120  # Product.origin
ELSEWHERE = frozenset({"category", "pack", "prices"})  # of a product's values: not columns of its own row


def ground_of(enrolment: Enrolment) -> Ground:
    """Two queries."""
    rows = Township.objects.all()
    names = {row.slug: (in_language(row, "name", "zh-hans") or row.name, in_language(row, "name", "en")) for row in rows}
    return Ground(names, {batch: grown_at(grown) for batch, grown in places_by_batch(enrolment).items()})


def grown_at(grown: Grown) -> Values:
    """A plot's or herd's place as its trainee wrote it, after the partner whose land it is on, which buyers know better."""
    place = one_line(grown.place)
    if grown.partner is None:
        return said_in("origin", place)
    room = MOST_ORIGIN - len(place) - 3
    zh, en = (one_line(in_language(grown.partner, "name", language))[:room] for language in ("zh-hans", "en"))
    if en and written_in(place) == "en":
        en = f"{en} · {place}"
    return both("origin", f"{zh} · {place}" if zh else place, en)


def fees_in(says: Values) -> dict[str, tuple[int, int | None]]:
    """For each region posted to: (fee, free over), in fen."""
    said = {region: says.get(f"fee_{region}") for region in Region.values}
    return {region: (fee[0], fee[1]) for region, fee in said.items() if fee}


def columns_in(says: Values) -> Values:
    """What of a shop's values stands on its own row."""
    return {name: value for name, value in says.items() if not name.startswith("fee_")}


def make_shop(enrolment: Enrolment, says: Values, at: datetime, gap: int = 0) -> Shop:
    """The draft shop with its fees."""
    certificate = getattr(enrolment, "certificate", None)
    shop = Shop.objects.create(
        owner_id=enrolment.trainee_id,
        slug=shop_slug(says["name_zh_hans"], says["name_en"], gap),
        certificate_number=certificate.number if certificate else "",
        created_at=at,
        **columns_in(says),
    )
    keep_names(shop, is_new=True)
    rows = fees_in(says).items()
    DeliveryFee.objects.bulk_create(DeliveryFee(shop=shop, region=r, fee=fee, free_over=over) for r, (fee, over) in rows)
    return shop


def make_goods(
    generation: Generation, goods: Sequence[Whole], at: datetime, *, after: int = 0, gap: int = 0
) -> list[MadeProduct]:
    """Products with packs, offers and photographs, in the order given, `after` so many; what their pieces said is noted."""
    if not goods:
        return []
    categories = {category.slug: category for category in Category.objects.all()}
    names = [latin(one.says["name_zh_hans"]) or latin(one.says["name_en"]) or "product" for one in goods]
    made = [
        product_of(generation.shop, one.says, categories[one.says["category"]], position, slug, at)
        for position, (one, slug) in enumerate(zip(goods, free_slugs(Product, names, gap), strict=True), after + 1)
    ]
    # In the order of their addresses: two who make several of the same names at once wait for one another in one order.
    Product.objects.bulk_create(sorted(made, key=lambda product: product.slug))
    packs = [Variant(product=product, **pack_columns(one.says)) for product, one in zip(made, goods, strict=True)]
    Variant.objects.bulk_create(packs)
    Offer.objects.bulk_create(
        Offer(variant=pack, stock=one.stock, cost=cost_of(one), **prices_in(one.says))
        for pack, one in zip(packs, goods, strict=True)
    )
    hang_photos(generation.shop, [(product, one.photos, 0) for product, one in zip(made, goods, strict=True)])
    transaction.on_commit(lambda: index_goods.enqueue(product_ids=[product.pk for product in made]))
    return MadeProduct.objects.bulk_create(
        MadeProduct(
            generation=generation, number=one.number, product=product, costing=one.costing,
            base={**one.says, "photos": [key for key, _caption in one.photos], "captions": captions_in(one.photos)},
        )
        for product, one in zip(made, goods, strict=True)
    )  # fmt: skip


def product_of(shop: Shop, says: Values, category: Category, position: int, slug: str, at: datetime) -> Product:
    words = {name: value for name, value in says.items() if name not in ELSEWHERE}
    state = Product.State.DRAFT if shop.opened_at else Product.State.ON_SALE  # once it was open, its owner looks at it first
    where = {"state": state, "category": category, "position": position, "slug": slug}
    where["picture"] = drawing_of(says["name_zh_hans"], says.get("name_en", ""))
    return Product(shop=shop, created_at=at, **where, **words)


def pack_columns(says: Values) -> dict[str, Any]:
    zh, en, grams = says["pack"]
    return {"name_zh_hans": zh, "name_en": en, "grams": grams}


def cost_of(whole: Whole) -> int | None:
    """What one pack costs its maker, in fen, by the cost sheet of its price; None without one."""
    sheet = cost_sheet(whole.costing)
    return sheet.least if sheet else None


def prices_in(says: Values) -> dict[str, Any]:
    """Fields of Offer, in fen."""
    alone, group, size = says["prices"]
    return {"price": alone, "group_price": group, "group_size": size}


def captions_in(photos: Sequence[tuple[int, str]]) -> Values:
    """What was said under each photograph when it came, by its id as JSON has it."""
    return {str(key): caption for key, caption in photos}


def hang_photos(shop: Shop, hung: Sequence[tuple[Product, Sequence[tuple[int, str]], int]]) -> None:
    """Give each product these photographs (id, caption), after so many. Those that are not the owner's are left out."""
    wanted = [key for _product, photos, _after in hung for key, _caption in photos]
    own = Photo.objects.filter(owner_id=shop.owner_id).in_bulk(wanted) if wanted else {}
    ProductPhoto.objects.bulk_create(
        ProductPhoto(product=product, photo=own[key], position=position, caption=caption)
        for product, photos, after in hung
        for position, (key, caption) in enumerate((pair for pair in photos if pair[0] in own), after + 1)
    )
