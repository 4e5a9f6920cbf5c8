"""What a picture to share shows, of a shop or of a product; drawn by `cards_drawn`, kept by `cards_kept`."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.languages import OTHER
from common.money import yuan
from common.templatetags.words import in_language
from shops.catalogue.models import Product
from shops.franchise.models import Shop
from shops.sharing.fitting import drawable

DRAWING = 1  # raised when the drawing changes: every card is drawn anew


@dataclass(frozen=True)
class CardFacts:
    """All that a card shows but its code. `photo`: where its picture lies in the public storage, "" without one."""

    of: str  # "shop" or "goods"
    slug: str
    language: str
    name: str
    second: str
    lines: tuple[str, ...]
    price: str
    pack: str
    photo: str
    shop: str
    seal: str
    band: str
    cloth: str
    scan: str

    @property
    def mark(self) -> str:
        """Changes when the card does: its address is good for ever."""
        return hashlib.sha256(repr((DRAWING, self)).encode()).hexdigest()[:16]

    def address(self, shape: str) -> str:
        return reverse("share_card", args=[shape, self.language, self.of, self.slug, self.mark])


def names_of(record: Any, language: str) -> tuple[str, str]:
    """The name in the language, and in the other; "" for one that does not exist or says the same."""
    names = [drawable(in_language(record, "name", each)) for each in (language, OTHER[language])]
    first, second, *_none = [*dict.fromkeys(name for name in names if name), "", ""]
    return first, second


def cover_of(product: Any) -> str:
    """Where the first photograph of a product (as `with_cards` gives it) lies, or ""."""
    return product.covers[0].photo.copy_path(960) if product.covers else ""


def of_product(product: Any, language: str) -> CardFacts:
    """The card of a product, as `with_cards` gives it. Reads nothing."""
    with override(language):
        shop, pack = product.shop, next(iter(product.packs), None)
        first, second = names_of(product, language)
        lines = [drawable(product.origin or shop.village or ""), drawable(product.grade or "")]
        return CardFacts(
            "goods", product.slug, language, first, second, tuple(line for line in lines if line),
            yuan(pack.offer.price) if pack else "", drawable(pack.name) if pack else "", cover_of(product), drawable(shop.name),
            shop.seal, shop.band, shop.cloth, _("Scan to see it"),
        )  # fmt: skip


def of_shop(shop: Shop, goods: Sequence[Any], language: str) -> CardFacts:
    """The card of a shop with its goods, as `with_cards` gives them: the picture of the first that has one. Reads nothing."""
    with override(language):
        first, second = names_of(shop, language)
        lines = [drawable(shop.byline or shop.village or "")]
        goods = [product for product in goods if product.state == Product.State.ON_SALE]
        named = [drawable(product.name) for product in goods[:3]]
        lines.append(" · ".join(named))
        photo = next((found for product in goods if (found := cover_of(product))), "")
        return CardFacts(
            "shop", shop.slug, language, first, second, tuple(line for line in lines if line), "", "", photo, "",
            shop.seal, shop.band, shop.cloth, _("Scan to see the shop"),
        )  # fmt: skip
