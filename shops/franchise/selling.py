"""The right to sell goods of a category: asked here by whoever puts goods on sale, answered by a part above that knows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shops.franchise.models import Shop


@dataclass(frozen=True)
class Refusal:
    """Why a shop may not sell a category: words for its owner, and the page where the training is ("" when none)."""

    words: str
    link: str = ""


class NotTrained(Exception):
    """The shop has no right to sell this category; `refusal` says why and what to do."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.words)
        self.refusal = refusal


# The part above that knows trainings appends to it: functions of (shop, category's id).
refusers: list[Callable[[Shop, Any], Refusal | None]] = []


def refusal_to_sell(shop: Shop, category_id: Any) -> Refusal | None:
    """Why the shop may not sell goods of the category now, or None when it may."""
    return next((refusal for refuse in refusers if (refusal := refuse(shop, category_id))), None)


def require_right_to_sell(shop: Shop, category_id: Any) -> None:
    """Ask before anything is put on sale. Raises NotTrained."""
    if refusal := refusal_to_sell(shop, category_id):
        raise NotTrained(refusal)
