"""Wish lists as pages read them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from shops.catalogue.models import Product, ProductPhoto
from shops.catalogue.stock import is_low
from shops.franchise.models import Shop
from shops.orders.queries import is_sold
from shops.wishes.models import Wish, WishList
from uploads.models import Photo

NEWS = timedelta(days=7)  # so long the page says that something is there again
THERE = Q(
    offer__stock__gt=0,
    offer__variant__is_sold=True,
    offer__variant__product__state=Product.State.ON_SALE,
    offer__variant__product__shop__state=Shop.State.OPEN,
)


@dataclass(frozen=True)
class Kept:
    """A wish and what is offered now."""

    wish: Wish
    at: datetime

    @property
    def product(self) -> Product:
        return self.wish.offer.variant.product

    @property
    def is_sold(self) -> bool:
        return is_sold(self.wish.offer)

    @property
    def is_there(self) -> bool:
        return self.is_sold and self.wish.offer.stock > 0

    @property
    def is_few(self) -> bool:
        return self.is_there and is_low(self.wish.offer, self.product.category)

    @property
    def is_again(self) -> bool:
        """Whether it was gone and can be bought again, for a week after they were told so."""
        told = self.wish.back_at
        return self.is_there and (not self.wish.was_there or (told is not None and self.at - told < NEWS))

    @property
    def change(self) -> int:
        """Fen it costs more than when it was kept; below nothing where it costs less."""
        return self.wish.offer.price - self.wish.price

    @property
    def off(self) -> int:
        return max(-self.change, 0)

    @property
    def is_shown(self) -> bool:
        """Whether its page still answers."""
        return self.product.state != Product.State.DRAFT and self.product.shop.state == Shop.State.OPEN


def list_of(person: Any, key: str) -> WishList | None:
    """The list of the person, or of the guest with this key. One query."""
    if getattr(person, "is_authenticated", False):
        return WishList.objects.filter(person=person).first()
    return WishList.objects.filter(key=key, person=None).first() if key else None


def is_kept(person: Any, key: str, offer_id: int) -> bool:
    """Whether they keep the offer, signed in or before they did. One query; none for a guest who keeps nothing."""
    whose = Q(list__key=key, list__person=None) if key else Q()
    if getattr(person, "is_authenticated", False):
        whose |= Q(list__person=person)
    return bool(whose) and Wish.objects.filter(whose, offer=offer_id).exists()


def with_goods(rows: QuerySet[Wish]) -> QuerySet[Wish]:
    """Wishes with what they are of. One query, and one for the photographs."""
    covers = ProductPhoto.objects.select_related("photo").filter(position=1, photo__state=Photo.State.READY)
    rows = rows.select_related("offer__variant__product__shop", "offer__variant__product__category")
    return rows.prefetch_related(Prefetch("offer__variant__product__photos", covers, to_attr="covers"))


def kept_in(wishes: WishList | None, at: datetime) -> list[Kept]:
    """All that is kept, the newest first. Two queries, however many there are."""
    return [Kept(wish, at) for wish in with_goods(wishes.wishes.all())] if wishes else []


def news_in(wishes: WishList) -> list[Wish]:
    """What of it can be bought again, or costs less than they know of. Two queries."""
    return list(with_goods(news().filter(list=wishes)).order_by("pk"))


def news() -> QuerySet[Wish]:
    return Wish.objects.filter(THERE).filter(Q(was_there=False) | Q(offer__price__lt=F("known_price")))
