"""Reading specials: those of a day, and the goods of one that are on sale."""

from datetime import date

from django.db.models import Q

from cms.models import FestivalPage
from shops.catalogue.models import Product
from shops.catalogue.queries import with_cards
from shops.market.models import Chosen, Special

MOST = 3


def specials_on(day: date) -> list[Special]:
    """The specials shown on this day, at most three. One query."""
    return list(Special.objects.on(day)[:MOST])


def chosen_for(special: Special | None) -> list[int]:
    """Ids of its goods that are listed, in the editors' order. One query."""
    rows = Chosen.objects.filter(special=special, product__listing__isnull=False).order_by("sort_order", "pk")
    return list(rows.values_list("product", flat=True))


def cards_of(ids: list[int]) -> list[Product]:
    """These goods as cards, in this order; what is not on sale is left out. Three queries."""
    cards = {product.pk: product for product in with_cards(Product.objects.on_sale().filter(pk__in=set(ids)))}
    return [cards[pk] for pk in ids if pk in cards]


def festival_in(special: Special, language: str) -> FestivalPage | None:
    """Its festival's page in the reader's language, if there is one that can be read. One query."""
    if special.festival_id is None:
        return None
    chosen = FestivalPage.objects.filter(pk=special.festival_id).values("translation_key")
    here = Q(translation_key__in=chosen, locale__language_code=language)
    return FestivalPage.objects.live().filter(here).first()
