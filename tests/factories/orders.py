"""Baskets and orders, for tests."""

from itertools import count

from shops.catalogue.models import Offer, Product
from shops.orders.baskets import basket_for, put_in
from shops.orders.models import Basket, Order
from shops.orders.placing import To, place
from shops.orders.queries import quote_of
from tests.factories.shops import OPENED

_presses = count(1)
TO = To(
    name="刘燕", phone="+8613807314420", region="hunan", place="湖南省长沙市岳麓区桔子洲街道", street="麓山南路 18 号 3 栋 502"
)


def offer_of(goods: Product) -> Offer:
    return Offer.objects.get(variant__product=goods)


def basket(*goods: Product, packs: int = 1, buyer=None) -> Basket:
    """A basket with so many packs of each product's first offer; a guest's unless told."""
    made = basket_for(buyer, "", OPENED)
    for one in goods:
        put_in(basket=made, offer_id=offer_of(one).pk, packs=packs, at=OPENED)
    return made


def order(*goods: Product, packs: int = 1, buyer=None, way: str = "wechat", at=OPENED, press: str = "") -> Order:
    """An order of these goods, placed."""
    made = basket(*goods, packs=packs, buyer=buyer)
    total = quote_of(made, TO.region).total
    press = press or f"press-{next(_presses)}"
    return place(basket=made, press=press, to=TO, way=way, total=total, by=buyer, language="zh-hans", at=at)
