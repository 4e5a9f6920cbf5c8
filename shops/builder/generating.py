"""One press makes the shop of what was approved."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from courses.assessment.models import Piece
from courses.assessment.queries import artefacts
from courses.cohorts.models import Enrolment
from shops.builder.addresses import again_on_clash
from shops.builder.from_pieces import Ground, Pieces, by_place, goods_said, shop_says, used, versions_of
from shops.builder.making import ground_of, make_goods, make_shop
from shops.builder.making_visits import place_works
from shops.builder.models import Generation
from shops.franchise.models import Shop


class NotTheGraduate(Exception):
    """Only the trainee themselves makes a shop of their pieces; nothing was made."""


class PiecesMissing(Exception):
    """`pieces` (Piece values, in order) are not approved yet; nothing was made."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = list(pieces)
        super().__init__(", ".join(pieces))


def hold(enrolment: Enrolment) -> None:
    """Let one press at a time pass for this enrolment, until the transaction ends."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)


@transaction.atomic
def generate_shop(*, enrolment: Enrolment, by: Any, at: datetime) -> Shop:
    """The draft shop of the enrolment's approved pieces. However often, or at once, it is pressed, there is one.

    What is approved afterwards comes in by `renewing.renew_shop`. Reads pieces only; photographs were made small when
    they were taken in. Raises NotTheGraduate, PiecesMissing.
    """
    if enrolment.trainee_id != by.pk:
        raise NotTheGraduate
    hold(enrolment)
    if made := Generation.objects.select_related("shop").filter(enrolment=enrolment).first():
        return made.shop
    pieces = by_place(artefacts(enrolment))
    if missing := [piece for piece in Piece.values if (piece, 1) not in pieces]:
        raise PiecesMissing(missing)
    ground = ground_of(enrolment)
    shop, products = again_on_clash(lambda gap: make_all(enrolment, pieces, ground, at, gap))
    audit.record(by, "generate shop", shop, at=at, products=products, versions=used(versions_of(pieces)))
    place_works(shop, by, at)
    return shop


def make_all(enrolment: Enrolment, pieces: Pieces, ground: Ground, at: datetime, gap: int) -> tuple[Shop, int]:
    """The shop, and how many goods it has."""
    goods = list(goods_said(pieces, ground).values())
    says = shop_says(pieces, ground, goods)
    shop = make_shop(enrolment, says, at, gap)
    generation = Generation.objects.create(
        enrolment=enrolment, shop=shop, version_ids=used(versions_of(pieces)), base=says, generated_at=at
    )
    return shop, len(make_goods(generation, goods, at, gap=gap))
