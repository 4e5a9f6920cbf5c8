"""One press makes the shop; then its owner changes what they like."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from courses.assessment.models import Piece
from courses.assessment.queries import artefacts
from courses.cohorts.models import Enrolment
from shops.builder.addresses import again_on_clash
from shops.builder.making import Pieces, make_products, make_shop
from shops.builder.making_visits import place_works
from shops.builder.models import Generation
from shops.catalogue.models import Offer, Product
from shops.franchise.following import tell_followers
from shops.franchise.models import DeliveryFee, Shop


class NotTheGraduate(Exception):
    """Only the trainee themselves makes a shop of their pieces; nothing was made."""


class PiecesMissing(Exception):
    """`pieces` (Piece values, in order) are not approved yet; nothing was made."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = list(pieces)
        super().__init__(", ".join(pieces))


class NotChangeable(Exception):
    """The shop waits for inspection, is suspended or closed; nothing was changed."""


def hold(enrolment: Enrolment) -> None:
    """Let one press at a time pass for this enrolment, until the transaction ends."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)


@transaction.atomic
def generate_shop(*, enrolment: Enrolment, by: Any, at: datetime) -> Shop:
    """The draft shop of the enrolment's approved pieces. However often, or at once, it is pressed, there is one.

    Reads pieces only; photographs were made small when they were taken in. Raises NotTheGraduate, PiecesMissing.
    """
    if enrolment.trainee_id != by.pk:
        raise NotTheGraduate
    hold(enrolment)
    if made := Generation.objects.select_related("shop").filter(enrolment=enrolment).first():
        return made.shop
    approved = artefacts(enrolment)
    pieces = {(artefact.piece, artefact.number): artefact for artefact in approved}
    if missing := [piece for piece in Piece.values if (piece, 1) not in pieces]:
        raise PiecesMissing(missing)
    shop, products = again_on_clash(lambda: make_all(enrolment, pieces, at))
    versions = [artefact.version_id for artefact in approved]
    Generation.objects.create(enrolment=enrolment, shop=shop, version_ids=versions, generated_at=at)
    audit.record(by, "generate shop", shop, at=at, products=len(products), versions=versions)
    place_works(shop, by, at)
    return shop


def make_all(enrolment: Enrolment, pieces: Pieces, at: datetime) -> tuple[Shop, list[Product]]:
    """The shop and its goods."""
    shop = make_shop(enrolment, pieces, at)
    return shop, make_products(shop, enrolment, pieces, at)


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
    tell_followers(held, at=at)
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
    tell_followers(product.shop, at=at)
    return product
