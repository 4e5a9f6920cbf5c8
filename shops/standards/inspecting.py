"""The decision on a shop that was sent, with the list it rests on: each rule kept or not, in words and photographs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from common.clock import shanghai_day
from common.sanitise import one_line
from shops.franchise.models import Inspection, Shop
from shops.franchise.operations import open_shop, return_shop
from shops.standards.models import BrandRule, InspectionLine
from shops.standards.queries import rules_on
from uploads.models import Photo


@dataclass(frozen=True)
class Mark:
    """One line of the list as the inspector filled it in."""

    rule: BrandRule
    is_kept: bool
    words: str = ""
    photos: Sequence[Photo] = field(default=())


class ListUnfinished(Exception):
    """To open a shop, every rule in force is looked at and kept; nothing was changed."""


@transaction.atomic
def open_with_list(*, shop: Shop, inspector: Any, marks: Sequence[Mark], at: datetime) -> Inspection:
    """Open the shop, every rule in force being kept. Raises ListUnfinished, NotYours, WrongState."""
    kept = {mark.rule.pk for mark in marks if mark.is_kept}
    if any(rule.pk not in kept for rule in rules_on(shanghai_day(at))):
        raise ListUnfinished
    return listed(open_shop(shop=shop, inspector=inspector, at=at), marks)


@transaction.atomic
def return_with_list(*, shop: Shop, inspector: Any, marks: Sequence[Mark], reasons: str, at: datetime) -> Inspection:
    """Give the shop back with the list: the inspector's `reasons` first, then what is not kept.

    Raises NotYours, ReasonsMissing, WrongState.
    """
    with translation.override(shop.owner.language):
        said = [f"{mark.rule.title}: {one_line(mark.words)}" for mark in marks if not mark.is_kept and mark.words]
    words = "\n".join([reasons, *said]).strip()
    return listed(return_shop(shop=shop, inspector=inspector, reasons=words, at=at), marks)


def listed(inspection: Inspection, marks: Sequence[Mark]) -> Inspection:
    """Keep the list with its inspection, once."""
    if InspectionLine.objects.filter(inspection=inspection).exists():
        return inspection
    for mark in marks:
        words = one_line(mark.words)[:300] if not mark.is_kept else ""
        line = InspectionLine.objects.create(inspection=inspection, rule=mark.rule, is_kept=mark.is_kept, words=words)
        if mark.photos:
            line.photos.set(mark.photos)
    return inspection
