"""What an applicant may answer to "What would you like to sell?": the market's categories by slug, and three more."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

UNSURE = "unsure"


@dataclass(frozen=True)
class Goods:
    slug: str
    words: Any
    drawing: str = ""
    note: Any = ""


GOODS = (
    Goods("tea", _("Tea"), "p-tea"),
    Goods("oils", _("Camellia or other oil"), "p-oil"),
    Goods("fruit", _("Fruit"), "p-kiwi"),
    Goods("vegetables", _("Vegetables and mountain goods"), "p-sweetpotato"),
    Goods("meat", _("Meat and cured meat"), "p-pork"),
    Goods("yao-herbs", _("Yao herbs"), "p-herbs", _("Needs a licence; we help you apply")),
    Goods("crafts", _("Things I make by hand"), "p-brocade"),
    Goods("drinks-snacks", _("Honey, drinks, snacks"), "p-honey"),
    Goods("visit", _("Rooms, meals or tours"), "s-homestay"),
    Goods(UNSURE, _("I am not sure yet")),
)
WORDS = {goods.slug: goods.words for goods in GOODS}


def said(slugs: list[str]) -> list[str]:
    """The chosen goods in words, in the order they are asked; an unknown slug is left out."""
    return [str(words) for slug, words in WORDS.items() if slug in slugs]
