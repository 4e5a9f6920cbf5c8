"""Terms of share bonuses, and what came of one person's link: earned, waiting, refused. All of it paid at the door."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from demo.content import read
from demo.reviews import PLACE
from shops.bonuses.arriving import write_cookie
from shops.bonuses.earning import look_over
from shops.bonuses.models import BonusTerms, Sharer
from shops.bonuses.sharing import begin_sharing
from shops.bonuses.terms import FIELDS, change_terms, terms_at
from shops.catalogue.models import Offer
from shops.fulfilment.models import Carrier
from shops.fulfilment.operations import post, receive
from shops.orders.baskets import basket_for, put_in
from shops.orders.models import Order
from shops.orders.placing import To, place
from shops.orders.queries import quote_of

MANAGER, SHARER = "zhiqiang", "meihua"
NOBODYS = "+86139000000"  # and two figures from 80 on: of no demo person
BEGUN = timedelta(days=30)


def load_bonuses(people: dict[str, User], at: datetime) -> int:
    """The terms, once, and the orders that are not there yet; how many."""
    if terms_at(at) is None:
        usual = {name: getattr(BonusTerms(), name) for name in FIELDS}
        change_terms(by=people[MANAGER], at=at - BEGUN, **usual)
    sharer = begin_sharing(by=people[SHARER], at=at)
    new = [one for one in enumerate(read("bonuses.yaml")) if not Order.objects.filter(press=f"demo-bonus-{one[0]}").exists()]
    for number, words in new:
        received(number, words, sharer, at - timedelta(days=words["days"]))
    for _step in range(2 if new else 0):
        look_over(at=at)
    return len(new)


def received(number: int, words: dict[str, Any], sharer: Sharer, at: datetime) -> None:
    """One pack of the goods, by the sharer's link, posted a day later and received two days after that."""
    offer = Offer.objects.filter(variant__product__slug=words["goods"]).order_by("variant__position")[0]
    basket = basket_for(None, "", at)
    put_in(basket=basket, offer_id=offer.pk, packs=1, at=at)
    where = PLACE if words.get("home") else PLACE | {"street": words["street"]}
    to = To(name=words.get("name", ""), phone=f"{NOBODYS}{80 + number}", **where)
    order = place(
        basket=basket, press=f"demo-bonus-{number}", to=to, way=Order.Way.CASH, by=None, language="zh-hans", at=at,
        total=quote_of(basket, to.region, phone=to.phone, at=at).total, shared=write_cookie(sharer.code, f"{number:016x}", at),
    )  # fmt: skip
    parcel = order.parcels.select_related("shop__owner", "order__buyer").get()
    post(parcel=parcel, carrier=Carrier.OWN, number="", packs=None, by=parcel.shop.owner, at=at + timedelta(days=1))
    receive(parcel=parcel, by=None, at=at + timedelta(days=3))
