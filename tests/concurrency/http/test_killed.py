"""Workers killed at named points (`kill -9`): what was acknowledged is kept, nothing is done twice, and in the end nothing is stuck.

Guests order of two shops, in cash or not; who does not pay is let go of, the others' parcels are posted and received. At the
acts of this story the worker of one request is killed at a point. Whoever got no answer presses again, as people do.
"""

import pytest

from shops.fulfilment.models import PostedLine
from shops.ledger.models import Account
from shops.ledger.queries import wrong_balances
from shops.orders.models import Order, OrderLine, ShopOrder
from tests.concurrency.http.buyers import Buyer, Site, guest
from tests.concurrency.http.points import ORDERING, Point, names, rounds
from tests.concurrency.http.story import (
    GUESTS,
    PRICE,
    TIMES,
    Act,
    Part,
    Story,
    is_in,
    letters,
    parcels_of,
    stands,
    states,
    wrong_stock,
)
from tests.concurrency.together import RACE
from tests.factories.catalogue import product

pytestmark = RACE
PACKS = 2


class Ordering(Story):
    """From the press to the last parcel, paid at the door."""

    def __init__(self, site: Site, points: list[Point]) -> None:
        super().__init__(site, points)
        self.cash, self.unpaid = self.guests(PACKS, "cash"), self.guests(PACKS, "wechat")

    def tell(self) -> None:
        self.place([*self.cash, *self.unpaid])
        self.let_expire()
        self.tell_shops()
        self.all_do("post", [self.posting(parcel) for parcel in parcels_of(self.cash)])
        self.all_do("receive", [self.receiving(buyer, parcel) for buyer in self.cash for parcel in parcels_of([buyer])])

    def receiving(self, buyer: Buyer, parcel: ShopOrder) -> Act:
        path = f"/zh-hans/orders/{parcel.order.number}/{parcel.pk}/received/"
        return Act(lambda **rig: self.site.post(path, buyer.cookies, {}, **rig), is_in(parcel, Part.RECEIVED))


@pytest.mark.parametrize("points", rounds(ORDERING), ids=names)
def test_killed_there_nothing_is_lost_or_done_twice_and_nothing_is_stuck(rigged, points):
    stories = [Ordering(rigged, points) for _n in range(TIMES)]
    for story in stories:
        story.tell()
    assert [story.killed for story in stories] == [len(points)] * TIMES
    cash = TIMES * GUESTS
    assert states(Order) == {"confirmed": cash, "expired": cash}
    assert states(ShopOrder) == {"received": 2 * cash, "cancelled": 2 * cash}
    assert wrong_stock() == []
    assert sum(PostedLine.objects.values_list("packs", flat=True)) == 2 * cash * PACKS
    assert stands() == {Account.Kind.COLLECTED: 2 * cash * PACKS * PRICE, Account.Kind.SHOP: 2 * cash * PACKS * PRICE}
    assert wrong_balances() == []
    assert letters() == {"to-pack": 2 * cash, "posting": 2 * cash}


def test_without_the_transaction_half_an_order_is_left(rigged):
    """The control: the same death, and an order is there for which nobody owes anything."""
    buyer = guest(product(price=PRICE, group_price=None))
    assert buyer.order(rigged, without="transaction", die="before the ledger").status == 0
    assert (buyer.order(rigged).order, OrderLine.objects.count()) == (Order.objects.get().number, 1)
    assert stands() == {}
