"""Received parcels and what buyers say of them, for tests."""

from datetime import timedelta

from shops.catalogue.models import Product
from shops.fulfilment.operations import post, receive
from shops.orders.models import OrderLine
from shops.reviews.models import CustomerReview
from shops.reviews.operations import write_review
from tests.factories.orders import order
from tests.factories.shops import OPENED

LATER = OPENED + timedelta(days=3)


def received(*goods: Product, buyer=None, at=OPENED) -> list[OrderLine]:
    """The lines of an order of these goods (of one shop) that its buyer has."""
    parcel = order(*goods, buyer=buyer, way="cash", at=at).parcels.get()
    post(parcel=parcel, carrier="own", number="", packs=None, by=parcel.shop.owner, at=at)
    receive(parcel=parcel, by=buyer, at=at)
    return list(OrderLine.objects.filter(parcel=parcel).select_related("parcel__order", "parcel__shop"))


def review(
    goods: Product, stars: int = 5, text: str = "汤色黄亮，先苦后甜。", buyer=None, photos=(), at=LATER
) -> CustomerReview:
    """What a buyer says of goods they have."""
    (line,) = received(goods, buyer=buyer)
    return write_review(line=line, stars=stars, text=text, photos=photos, by=buyer, at=at)
