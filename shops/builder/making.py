"""From approved pieces to rows: what each piece's content becomes. Writes; called inside one transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cms.models import Township
from common.languages import written_in
from common.sanitise import one_line, plain_text
from common.templatetags.words import in_language
from courses.assessment.costing import cost_sheet
from courses.assessment.queries import Artefact
from courses.cohorts.models import Enrolment
from courses.fieldlog.origins import Grown, places_by_batch
from shops.builder.addresses import free_slug, latin, shop_slug
from shops.catalogue.models import Category, Offer, Product, ProductPhoto, Variant
from shops.franchise.models import DeliveryFee, Shop
from uploads.models import Photo

MOST_ORIGIN = 120  # Product.origin
Pieces = dict[tuple[str, int], Artefact]


def said_in(field: str, text: str, language: str = "") -> dict[str, str]:
    """`text` as the value of a translated field, in its `language`, or in the one it is written in."""
    language = language or (written_in(text) if text else "zh-hans")
    return {f"{field}_{language.replace('-', '_')}": text}


def both(field: str, zh: str, en: str) -> dict[str, str]:
    return {f"{field}_zh_hans": zh, f"{field}_en": en}


def make_shop(enrolment: Enrolment, pieces: Pieces, at: datetime) -> Shop:
    """The shop's sign, story, delivery and promise, with its fees."""
    name, story, delivery, promise = (pieces[piece, 1].content for piece in ("name", "story", "delivery", "promise"))
    name_zh, name_en = one_line(name["name_zh"]), one_line(name.get("name_en", ""))
    certificate = getattr(enrolment, "certificate", None)
    shop = Shop.objects.create(
        owner_id=enrolment.trainee_id,
        slug=shop_slug(name_zh, name_en),
        seal=name["seal"],
        band=name["band"],
        cloth=name["cloth"],
        township=name["township"],
        posting_days=delivery["posting_days"],
        certificate_number=certificate.number if certificate else "",
        created_at=at,
        **both("name", name_zh, name_en),
        **said_in("byline", one_line(name.get("byline", ""))),
        **said_in("village", one_line(name.get("village", ""))),
        **said_in("story", plain_text(story["story"]), story.get("language", "")),
        **said_in("handover", one_line(delivery.get("handover", ""))),
        **said_in("promise", "\n".join(map(one_line, promise["promises"])), promise.get("language", "")),
    )
    DeliveryFee.objects.bulk_create(
        DeliveryFee(shop=shop, region=row["region"], fee=row["fee_fen"], free_over=row.get("free_over_fen"))
        for row in delivery["fees"]
    )
    return shop


def whole_products(pieces: Pieces) -> list[int]:
    """The numbers of products whose description, label and price are all approved; photos may follow."""
    numbers = sorted({number for piece, number in pieces if piece == "product"})
    return [n for n in numbers if ("label", n) in pieces and ("price", n) in pieces]


def make_products(shop: Shop, enrolment: Enrolment, pieces: Pieces, at: datetime) -> list[Product]:
    """The goods with their packs, prices and photographs; the pictures themselves were made small at upload.

    A batch that the field log knows comes from the place of its plot or herd; all else from where the shop is.
    """
    categories = {category.slug: category for category in Category.objects.all()}
    usual, places = origin_of(shop), places_by_batch(enrolment)
    photos = Photo.objects.filter(owner_id=shop.owner_id).in_bulk(
        [pk for artefact in pieces.values() for pk in artefact.photo_ids]
    )
    made = []
    for position, number in enumerate(whole_products(pieces), 1):
        said, label, price = (pieces[piece, number].content for piece in ("product", "label", "price"))
        grown = places.get(one_line(label["batch"]))
        origin = grown_at(grown) if grown else usual
        product = make_product(shop, position, said, label, categories[said["category"]], origin, at)
        make_offer(product, said, label, price)
        if ("photos", number) in pieces:
            add_photos(product, pieces["photos", number], photos)
        made.append(product)
    return made


def grown_at(grown: Grown) -> dict[str, str]:
    """A plot's or herd's place as its trainee wrote it, after the partner whose land it is on, which buyers know better."""
    place = one_line(grown.place)
    if grown.partner is None:
        return said_in("origin", place)
    room = MOST_ORIGIN - len(place) - 3
    zh, en = (one_line(in_language(grown.partner, "name", language))[:room] for language in ("zh-hans", "en"))
    if en and written_in(place) == "en":
        en = f"{en} · {place}"
    return both("origin", f"{zh} · {place}" if zh else place, en)


def origin_of(shop: Shop) -> dict[str, str]:
    """Where goods come from, until the owner says it better: township and village."""
    place = Township.objects.filter(slug=shop.township).first()
    village = shop.village or ""
    if place is None:
        return said_in("origin", village)
    return both("origin", f"{in_language(place, 'name', 'zh-hans') or place.name}{village}", in_language(place, "name", "en"))


def make_product(
    shop: Shop, position: int, said: dict, label: dict, category: Category, origin: dict[str, str], at: datetime
) -> Product:
    name_zh, name_en = one_line(said["name_zh"]), one_line(said.get("name_en", ""))
    return Product.objects.create(
        shop=shop,
        category=category,
        position=position,
        slug=free_slug(Product, latin(name_zh) or latin(name_en) or "product"),
        batch=one_line(label["batch"])[:40],
        harvest_months=said["harvest_months"],
        picture=category.picture,
        created_at=at,
        **both("name", name_zh, name_en),
        **said_in("variety", one_line(said.get("variety", ""))),
        **said_in("grade", one_line(said.get("grade", ""))),
        **said_in("storage", one_line(label.get("storage", ""))),
        **said_in("best_before", one_line(str(label.get("best_before", "")))),
        **said_in("about", plain_text(said.get("about", ""))),
        **origin,
    )


def make_offer(product: Product, said: dict[str, Any], label: dict[str, Any], price: dict[str, Any]) -> None:
    variant = Variant.objects.create(product=product, grams=label["grams"] or None, **said_in("name", one_line(said["unit"])))
    Offer.objects.create(
        variant=variant,
        price=price["price_fen"],
        group_price=price.get("group_price_fen"),
        group_size=price.get("group_size") if price.get("group_price_fen") else None,
        cost=sheet.least if (sheet := cost_sheet(price)) else None,
        stock=said["stock"],
    )


def add_photos(product: Product, artefact: Artefact, photos: dict[int, Photo]) -> None:
    """The cover first. Photos that are not the owner's are left out."""
    captions = {row["photo"]: one_line(row.get("caption", "")) for row in artefact.content.get("photos", [])}
    own: Iterable[int] = (pk for pk in artefact.photo_ids if pk in photos)
    ProductPhoto.objects.bulk_create(
        ProductPhoto(product=product, photo=photos[pk], position=position, caption=captions.get(pk, "")[:80])
        for position, pk in enumerate(own, 1)
    )
