"""What somebody is about to book of a harvest, in sums and days, as the pages before the press say it."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse

from shops.catalogue.models import Variant
from shops.orders.pricing import Quote
from shops.presale.models import Presale
from shops.presale.queries import is_on, presale_at, quote_ahead


@dataclass(frozen=True)
class Choice:
    """A pre-sale that is ordered from; `quote` is of so many packs."""

    presale: Presale
    quote: Quote

    @property
    def pack(self) -> Variant:
        return self.presale.offer.variant

    @property
    def most(self) -> int:
        """Packs that one order may hold now."""
        return min(self.presale.most_packs, self.presale.left)

    @property
    def deposit(self) -> int:
        """Fen to be paid first; 0 where all is paid at once."""
        return self.presale.deposit_on(self.quote.goods)

    @property
    def balance(self) -> int:
        """Fen to be paid once the harvest is ready, the postage with it."""
        return self.quote.total - self.deposit

    @property
    def back(self) -> str:
        """Where it was chosen."""
        return f"{reverse('storefront:product', args=[self.pack.product.slug])}?pack={self.pack.position}"

    def is_open(self, today: date) -> bool:
        """Whether it can be ordered as far as one can see."""
        return is_on(self.presale, today) and self.most > 0 and self.quote.is_ready


def chosen(pk: int, packs: int = 1, region: str = "") -> Choice:
    """Raises Http404."""
    presale = presale_at(pk)
    if presale is None or not presale.offer.variant.product.shop.is_open:
        raise Http404
    return Choice(presale, quote_ahead(presale, packs, region))
