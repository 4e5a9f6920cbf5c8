"""What a story is told with in which workers die: acts, their deaths, and what the books say afterwards."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Model, Sum

from common.clock import now
from front.clock import CHORES
from outbox.models import Message
from shops.catalogue.models import Offer, StockMove
from shops.fulfilment.models import Posting
from shops.fulfilment.operations import RECEIVED_AFTER
from shops.ledger.queries import balances
from shops.orders.models import Order, OrderLine, ShopOrder
from tests.concurrency.http.buyers import Answer, Buyer, Site, at_once, guest, signed_in
from tests.concurrency.http.points import Point
from tests.factories.catalogue import product
from tests.factories.shops import shop

FULL = bool(os.environ.get("PROVE"))
TIMES, GUESTS = (5, 6) if FULL else (1, 1)  # so many guests of each kind
IN_STOCK, PRICE = 42, 4900
DONE = (200, 204, 302)
Part = ShopOrder.State


@dataclass(frozen=True)
class Act:
    """A request, and whether the database has what it asked."""

    send: Callable[..., Answer]
    is_kept: Callable[[], bool]


class Story:
    """Guests order of two shops. At the act of each point, the first request dies there; whoever got no answer asks again."""

    def __init__(self, site: Site, points: list[Point]) -> None:
        self.site, self.killed = site, 0
        self.deaths = {point.act: {"die": point.name} for point in points}
        self.shops = [shop(), shop()]
        self.owners = {one.pk: signed_in(one.owner) for one in self.shops}
        self.shelf = [product(of=one, price=PRICE, group_price=None) for one in self.shops]

    def guests(self, packs: int, way: str) -> list[Buyer]:
        return [guest(*self.shelf, packs=packs, way=way) for _n in range(GUESTS)]

    def place(self, buyers: list[Buyer]) -> None:
        acts = [Act(lambda buyer=buyer, **rig: buyer.order(self.site, **rig), is_placed(buyer)) for buyer in buyers]
        first = self.all_do("place", acts)
        again = [buyer.order(self.site).order for buyer in buyers]
        assert all(known in ("", number) for known, number in zip((one.order for one in first), again, strict=True))
        assert len(set(again)) == len(buyers)

    def at_the_desk(self, parcel: ShopOrder, state: str, **fields: str) -> Act:
        """What the shop presses on its page of a part, and how the part stands then."""
        path, cookies = f"/zh-hans/my/shop/orders/{parcel.pk}/", self.owners[parcel.shop_id]
        return Act(lambda **rig: self.site.post(path, cookies, fields, **rig), is_in(parcel, state))

    def posting(self, parcel: ShopOrder) -> Act:
        return self.at_the_desk(parcel, Part.SENT, do="post", carrier="sf", number=f"SF{parcel.pk:08}")

    def tell_shops(self) -> None:
        self.chore("tell", "tell shops of orders", nothing_is(ShopOrder, state=Part.TO_PACK, told_at=None))

    def let_expire(self) -> None:
        """Every order that waits has waited for too long."""
        Order.objects.filter(state=Order.State.WAITING).update(expires_at=now())
        self.chore("expire", "let go of orders nobody paid", nothing_is(Order, state=Order.State.WAITING))

    def receive_by_themselves(self) -> None:
        Posting.objects.update(at=now() - RECEIVED_AFTER - timedelta(minutes=1))
        self.chore("receive by itself", "count long-posted parcels as received", nothing_is(ShopOrder, state=Part.SENT))

    def chore(self, act: str, name: str, is_done: Callable[[], bool]) -> None:
        self.all_do(act, [Act(self.doing(name), is_done)])

    def doing(self, chore: str) -> Callable[..., Answer]:
        place = next(n for n, one in enumerate(CHORES) if one.name == chore)
        return lambda **rig: self.site.post(f"/chore/{place}", {}, {}, **rig)

    def time_passes(self) -> None:
        """Between a death and the next try; a story says what waits for it."""

    def all_do(self, name: str, acts: list[Act]) -> list[Answer]:
        """All at once, one of them to its death if a point lies here; what was answered is kept, the rest is done again."""
        first, *others = acts
        answers = at_once([lambda: first.send(**self.deaths.get(name, {})), *[act.send for act in others]])
        self.killed += answers[0].status == 0
        for act, answer in zip(acts, answers, strict=True):
            assert answer.status in (0, *DONE)
            assert answer.status == 0 or act.is_kept()
        if any(answer.status == 0 for answer in answers):
            self.time_passes()
        for act, answer in zip(acts, answers, strict=True):
            assert answer.status or act.send().status in DONE
            assert act.is_kept()
        return answers


def parcels_of(buyers: Iterable[Buyer], **facts: Any) -> list[ShopOrder]:
    presses = [buyer.press for buyer in buyers]
    return list(ShopOrder.objects.filter(order__press__in=presses, **facts).select_related("order").order_by("pk"))


def is_placed(buyer: Buyer) -> Callable[[], bool]:
    return lambda: Order.objects.filter(press=buyer.press).count() == 1


def is_in(parcel: ShopOrder, state: str) -> Callable[[], bool]:
    return lambda: ShopOrder.objects.get(pk=parcel.pk).state == state


def nothing_is(kind: type[Model], **facts: Any) -> Callable[[], bool]:
    """No row of this kind is so any more."""
    return lambda: not kind._default_manager.filter(**facts).exists()


def states(kind: type[Model]) -> dict[str, int]:
    """How many rows of this kind are in each state."""
    return dict(kind._default_manager.order_by().values_list("state").annotate(Count("pk")))


def wrong_stock() -> list[Offer]:
    """Offers of which more or less is there than was not sold, or than was written down."""
    return [offer for offer in Offer.objects.all() if not (offer.stock == IN_STOCK - sold_of(offer) == IN_STOCK + moved(offer))]


def sold_of(offer: Offer) -> int:
    return sum(OrderLine.objects.filter(parcel__state=Part.RECEIVED, offer=offer).values_list("packs", flat=True))


def moved(offer: Offer) -> int:
    return StockMove.objects.filter(offer=offer).aggregate(packs=Sum("change"))["packs"] or 0


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
