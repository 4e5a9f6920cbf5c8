"""A product of the standard range: what the standard says is filled in, the rest is the owner's to give."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from shops.builder.addresses import again_on_clash
from shops.builder.goods.adding import create, pressed_once
from shops.catalogue.models import Product
from shops.franchise.changing import changeable
from shops.franchise.models import Shop
from shops.range.models import Grade
from shops.range.operations import carry, grade_words, label_facts


@transaction.atomic
def take_up(*, shop: Shop, grade: Grade, by: Any, at: datetime, key: str) -> Product:
    """A draft of this grade with the standard's name, keeping, storage and season, no pack or price yet.

    The same `key` again is the same product. Raises NotChangeable, GoodsEnough, NotOffered, NotTrained.
    """
    held = changeable(shop)

    def act() -> int:
        words = label_facts(grade.standard) | grade_words(grade)
        made = again_on_clash(lambda gap: create(held, words, at, gap))
        audit.record(by, "add product", made, at=at)
        carry(product=made, grade=grade, by=by, at=at)
        return made.pk

    return pressed_once("take up standard", held, key, by, at, act)
