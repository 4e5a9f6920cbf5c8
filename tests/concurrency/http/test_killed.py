"""Workers killed at named points (`kill -9`): what was acknowledged is kept, nothing is done twice, and in the end nothing is stuck.

Guests order of two shops, in cash or not; who does not pay is let go of, the others' parcels are posted and received. At the
acts of this story the worker of one request is killed at a point. Whoever got no answer presses again, as people do.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db.models import Count, Sum

from common.clock import now
from front.clock import CHORES
from outbox.models import Message
from shops.catalogue.models import Offer, StockMove
from shops.fulfilment.models import PostedLine, Posting
from shops.fulfilment.operations import RECEIVED_AFTER
from shops.ledger.models import Account
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import Order, OrderLine, ShopOrder
from tests.concurrency.http.buyers import Answer, Buyer, Site, at_once, guest, signed_in
from tests.concurrency.http.points import Point, rounds
from tests.concurrency.together import RACE
from tests.factories.catalogue import product
from tests.factories.shops import shop

pytestmark = RACE
FULL = bool(os.environ.get("PROVE"))
TIMES, GUESTS = (5, 6) if FULL else (1, 1)  # so many guests of each kind
IN_STOCK, PACKS, PRICE = 42, 2, 4900
Part = ShopOrder.State


@dataclass(frozen=True)
class Act:
    """A request, and whether the database has what it asked."""

    send: Callable[..., Answer]
    is_kept: Callable[[], bool]


class Story:
    """Orders from the press to the last parcel; at the act of each point, the first request dies there."""

    def __init__(self, site: Site, points: list[Point]) -> None:
        self.site, self.killed = site, 0
        self.deaths = {point.act: {"die": point.name} for point in points}
        self.shops = [shop(), shop()]
        self.owners = {one.pk: signed_in(one.owner) for one in self.shops}
        shelf = [product(of=one, price=PRICE, group_price=None) for one in self.shops]
        self.cash = [guest(*shelf, packs=PACKS) for _n in range(GUESTS)]
        self.unpaid = [guest(*shelf, packs=PACKS, way="wechat") for _n in range(GUESTS)]

    def tell(self) -> None:
        self.place()
        Order.objects.filter(state=Order.State.WAITING).update(expires_at=now())
        self.chore("expire", "let go of orders nobody paid", lambda: not stuck_orders())
        self.chore("tell", "tell shops of orders", lambda: not untold_parcels())
        parcels = list(ShopOrder.objects.filter(state=Part.TO_PACK).select_related("order"))
        self.all_do("post", [self.posting(parcel) for parcel in parcels])
        first = next(parcel for parcel in parcels if parcel.order.press == self.cash[0].press)
        self.all_do("receive", [self.receiving(first)])
        Posting.objects.update(at=now() - RECEIVED_AFTER - timedelta(minutes=1))
        self.chore("receive by itself", "count long-posted parcels as received", lambda: not sent_parcels())

    def place(self) -> None:
        buyers = [*self.cash, *self.unpaid]
        acts = [Act(lambda buyer=buyer, **rig: buyer.order(self.site, **rig), is_placed(buyer)) for buyer in buyers]
        first = self.all_do("place", acts)
        again = [buyer.order(self.site).order for buyer in buyers]
        assert all(known in ("", number) for known, number in zip((one.order for one in first), again, strict=True))
        assert len(set(again)) == len(buyers)

    def posting(self, parcel: ShopOrder) -> Act:
        fields = {"do": "post", "carrier": "sf", "number": f"SF{parcel.pk:08}"}
        path, cookies = f"/zh-hans/my/shop/orders/{parcel.pk}/", self.owners[parcel.shop_id]
        return Act(lambda **rig: self.site.post(path, cookies, fields, **rig), is_in(parcel, Part.SENT))

    def receiving(self, parcel: ShopOrder) -> Act:
        path = f"/zh-hans/orders/{parcel.order.number}/{parcel.pk}/received/"
        return Act(lambda **rig: self.site.post(path, self.cash[0].cookies, {}, **rig), is_in(parcel, Part.RECEIVED))

    def chore(self, act: str, name: str, is_done: Callable[[], bool]) -> None:
        place = next(n for n, chore in enumerate(CHORES) if chore.name == name)
        self.all_do(act, [Act(lambda **rig: self.site.post(f"/chore/{place}", {}, {}, **rig), is_done)])

    def all_do(self, name: str, acts: list[Act]) -> list[Answer]:
        """All at once, one of them to its death if a point lies here; what was answered is kept, the rest is done again."""
        first, *others = acts
        answers = at_once([lambda: first.send(**self.deaths.get(name, {})), *[act.send for act in others]])
        self.killed += answers[0].status == 0
        for act, answer in zip(acts, answers, strict=True):
            assert answer.status in (0, 204, 302)
            assert answer.status == 0 or act.is_kept()
        for act, answer in zip(acts, answers, strict=True):
            assert answer.status or act.send().status in (204, 302)
            assert act.is_kept()
        return answers


def is_placed(buyer: Buyer) -> Callable[[], bool]:
    return lambda: Order.objects.filter(press=buyer.press).count() == 1


def is_in(parcel: ShopOrder, state: str) -> Callable[[], bool]:
    return lambda: ShopOrder.objects.get(pk=parcel.pk).state == state


def stuck_orders() -> int:
    return Order.objects.filter(state=Order.State.WAITING, expires_at__lte=now()).count()


def untold_parcels() -> int:
    return ShopOrder.objects.filter(state=Part.TO_PACK, told_at=None).count()


def sent_parcels() -> int:
    return ShopOrder.objects.filter(state=Part.SENT).count()


@pytest.mark.parametrize("points", rounds(), ids=lambda points: ", ".join(point.name for point in points))
def test_killed_there_nothing_is_lost_or_done_twice_and_nothing_is_stuck(rigged, points):
    stories = [Story(rigged, points) for _n in range(TIMES)]
    for story in stories:
        story.tell()
    assert [story.killed for story in stories] == [len(points)] * TIMES
    cash = TIMES * GUESTS
    assert dict(Order.objects.order_by().values_list("state").annotate(Count("pk"))) == {"confirmed": cash, "expired": cash}
    assert dict(ShopOrder.objects.order_by().values_list("state").annotate(Count("pk"))) == {
        "received": 2 * cash,
        "cancelled": 2 * cash,
    }
    sold = OrderLine.objects.filter(parcel__state=Part.RECEIVED)
    for offer in Offer.objects.all():
        assert offer.stock + sum(sold.filter(offer=offer).values_list("packs", flat=True)) == IN_STOCK
        assert offer.stock - IN_STOCK == StockMove.objects.filter(offer=offer).aggregate(fen=Sum("change"))["fen"]
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


def stands() -> dict[str, int]:
    found: dict[str, int] = {}
    for one in balances():
        if one.fen:
            found[one.account.kind] = found.get(one.account.kind, 0) + one.fen
    return found


def letters() -> dict[str, int]:
    """Letters by what they are about, each person's and way's counted once."""
    about = {key.split(":")[0] for key in Message.objects.filter(kind="orders").values_list("key", flat=True)}
    kinds = [key.rstrip("0123456789-") for key in about]
    return {kind: kinds.count(kind) for kind in set(kinds)}
