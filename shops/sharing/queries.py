"""What a shop may share: its goods as cards need them, and whether their rules are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shops.catalogue.models import Product
from shops.catalogue.queries import with_cards
from shops.catalogue.rules import Breach, breaches_of, rules_by_category
from shops.franchise.models import Shop

ON_POSTER = 3
SHOWN = (Product.State.ON_SALE, Product.State.RESTING)


@dataclass(frozen=True)
class Labelled:
    """A product to label: its packs, and what its category's rules say against it (then it gets no label)."""

    product: Product
    packs: Sequence[Any]
    breaches: Sequence[Breach]


def on_sale_of(shop: Shop) -> list[Product]:
    """The goods a shopper sees, in order, with packs and cover. Three queries."""
    return list(with_cards(Product.objects.filter(shop=shop, state__in=SHOWN).order_by("position")))


def shown_product(slug: str) -> Product | None:
    """A product whose page everybody may see, with packs, cover and shop."""
    rows = Product.objects.filter(slug=slug, state__in=SHOWN, shop__state=Shop.State.OPEN)
    return with_cards(rows).first()


def labelled(shop: Shop) -> list[Labelled]:
    """All goods but those taken out, with their packs and what is wrong with them. Four queries."""
    goods = list(with_cards(Product.objects.filter(shop=shop).kept().order_by("position")))
    rules = rules_by_category(product.category_id for product in goods)
    return [Labelled(one, one.packs, breaches_of(one, rules[one.category_id])) for one in goods]  # type: ignore[attr-defined]
