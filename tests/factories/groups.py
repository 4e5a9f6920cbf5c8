"""Groups and their seats, for tests."""

from dataclasses import replace
from itertools import count

from shops.catalogue.models import Product
from shops.groups.models import Group
from shops.groups.placing import place_together
from shops.groups.queries import offer_at, quote_together
from shops.orders.models import Order
from shops.payments.models import Payment
from tests.factories.orders import TO, offer_of
from tests.factories.payments import paid
from tests.factories.shops import OPENED

_numbers = count(1)


def phone() -> str:
    return f"+8613700{next(_numbers):06d}"


def ordered(
    goods: Product, group: Group | None = None, *, packs: int = 1, buyer=None, number: str = "", way: str = "wechat",
    at=OPENED, press: str = "", name: str = "刘燕",
) -> Order:  # fmt: skip
    """A place in the group, or a group begun, not paid yet."""
    offer = offer_at(offer_of(goods).pk)
    price = group.price if group else offer.group_price
    to = replace(TO, phone=number or phone(), name=name)
    return place_together(
        offer=offer, group=group, packs=packs, press=press or f"together-{next(_numbers)}", to=to, way=way,
        total=quote_together(offer, packs, price, to.region).total, by=buyer, language="zh-hans", at=at,
    )  # fmt: skip


def opened(goods: Product, at=OPENED, **facts) -> Group:
    """A group whose leader has paid."""
    order = ordered(goods, at=at, **facts)
    paid(order, at=at)
    return Group.objects.get(seats__order=order)


def joined(group: Group, at=OPENED, **facts) -> Payment:
    """Somebody more, who has paid."""
    return paid(ordered(group.offer.variant.product, group, at=at, **facts), at=at)
