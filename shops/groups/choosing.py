"""What somebody is about to order in a group: which offer or session, whose group, on which terms."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse

from common.clock import now
from shops.availability.models import Session
from shops.availability.queries import why_no_seat
from shops.catalogue.models import Offer
from shops.groups import going
from shops.groups.models import Group, SessionTerms
from shops.groups.placing import place_together
from shops.groups.queries import group_at, offer_at, quote_together, terms_of
from shops.orders.models import Order
from shops.orders.pricing import Quote
from shops.orders.queries import is_sold


@dataclass(frozen=True)
class Choice:
    """An offer, and the group to be joined; None to open one."""

    offer: Offer
    group: Group | None

    @property
    def thing(self) -> Any:
        return self.offer.variant.product

    @property
    def alone(self) -> int:
        return self.offer.price

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
        return may_join(self.group, at) if self.group else bool(self.offer.group_price)

    def place(self, *, packs: int, **facts: Any) -> Order:
        """As `placing.place_together`."""
        return place_together(offer=self.offer, group=self.group, packs=packs, **facts)


@dataclass(frozen=True)
class Going:
    """The same for a session: people instead of packs."""

    session: Session
    group: Group | None

    @property
    def terms(self) -> SessionTerms | None:
        return getattr(self.session, "group_terms", None)

    @property
    def thing(self) -> Any:
        return self.session.bookable.visit

    @property
    def alone(self) -> int:
        """One query."""
        return self.group.alone if self.group else going.alone(self.session)

    @property
    def price(self) -> int:
        return self.group.price if self.group else self.terms.price if self.terms else 0

    @property
    def size(self) -> int:
        return self.group.size if self.group else self.terms.size if self.terms else 0

    @property
    def most(self) -> int:
        return self.group.most_packs if self.group else self.terms.most_people if self.terms else 1

    @property
    def hours(self) -> int:
        return self.group.hours if self.group else self.terms.hours if self.terms else 0

    @property
    def key(self) -> str:
        return f"session {self.session.pk} {self.group.code if self.group else ''}"

    def address(self, page: str) -> str:
        if self.group:
            return reverse(f"groups:join_{page}", args=[self.group.code])
        return reverse(f"groups:go_{page}", args=[self.session.pk])

    @property
    def back(self) -> str:
        if self.group:
            return reverse("groups:group", args=[self.group.code])
        return reverse("storefront:visit", args=[self.thing.pk])

    def quote(self, packs: int, region: str = "") -> Quote:
        return going.quote_going(self.session, packs, self.price, now())

    def is_open(self, at: datetime) -> bool:
        if why_no_seat(self.session, at) or not self.thing.shop.is_open:
            return False
        return may_join(self.group, at) if self.group else self.terms is not None

    def place(self, *, packs: int, **facts: Any) -> Order:
        """As `going.place_going`."""
        return going.place_going(session=self.session, group=self.group, people=packs, **facts)


def may_join(group: Group, at: datetime) -> bool:
    return group.state == Group.State.GATHERING and group.left > 0 and group.expires_at is not None and group.expires_at > at


def to_open(offer_id: int) -> Choice:
    """Raises Http404."""
    offer = offer_at(offer_id)
    if offer is None or not offer.variant.product.shop.is_open:
        raise Http404
    return Choice(offer, None)


def to_go(session_id: int) -> Going:
    """Raises Http404."""
    session = going.session_at(session_id)
    if session is None or not session.bookable.visit.shop.is_open:
        raise Http404
    return Going(session, None)


def to_join(code: str) -> Choice | Going:
    """Raises Http404."""
    group = group_at(code)
    if group is None:
        raise Http404
    return choice_of(group)


def choice_of(group: Group) -> Choice | Going:
    if group.offer:
        return Choice(group.offer, group)
    assert group.session
    return Going(group.session, group)
