"""What somebody is about to order in a group: which offer, whose group, on which terms."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse

from shops.catalogue.models import Offer
from shops.groups.models import Group
from shops.groups.queries import group_at, offer_at, quote_together, terms_of
from shops.orders.pricing import Quote
from shops.orders.queries import is_sold


@dataclass(frozen=True)
class Choice:
    """An offer, and the group to be joined; None to open one."""

    offer: Offer
    group: Group | None

    @property
    def price(self) -> int:
        return self.group.price if self.group else self.offer.group_price or self.offer.price

    @property
    def size(self) -> int:
        return self.group.size if self.group else self.offer.group_size or 0

    @property
    def most(self) -> int:
        return self.group.most_packs if self.group else terms_of(self.offer).most_packs

    @property
    def hours(self) -> int:
        return self.group.hours if self.group else terms_of(self.offer).hours

    @property
    def key(self) -> str:
        """Names the choice in the session."""
        return f"{self.offer.pk} {self.group.code if self.group else ''}"

    def address(self, page: str) -> str:
        """Of the page "checkout" or "check"."""
        if self.group:
            return reverse(f"groups:join_{page}", args=[self.group.code])
        return reverse(f"groups:open_{page}", args=[self.offer.pk])

    @property
    def back(self) -> str:
        """Where it was chosen."""
        if self.group:
            return reverse("groups:group", args=[self.group.code])
        pack = self.offer.variant
        return f"{reverse('storefront:product', args=[pack.product.slug])}?pack={pack.position}"

    def quote(self, packs: int, region: str = "") -> Quote:
        return quote_together(self.offer, packs, self.price, region)

    def is_open(self, at: datetime) -> bool:
        """Whether it can be ordered as far as one can see."""
        if not is_sold(self.offer) or self.offer.stock < 1:
            return False
        if self.group is None:
            return bool(self.offer.group_price)
        ends = self.group.expires_at
        return self.group.state == Group.State.GATHERING and self.group.left > 0 and ends is not None and ends > at


def to_open(offer_id: int) -> Choice:
    """Raises Http404."""
    offer = offer_at(offer_id)
    if offer is None or not offer.variant.product.shop.is_open:
        raise Http404
    return Choice(offer, None)


def to_join(code: str) -> Choice:
    """Raises Http404."""
    group = group_at(code)
    if group is None:
        raise Http404
    return Choice(group.offer, group)
