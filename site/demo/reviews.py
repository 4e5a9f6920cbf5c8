"""Orders that invented buyers placed, had and spoke of: each goes the way of every order, from the basket to the review, or to
a claim that waits for its shop or for a franchise manager."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from demo.content import read
from shops.catalogue.models import Offer
from shops.fulfilment.models import Carrier
from shops.fulfilment.operations import post, receive
from shops.orders.baskets import basket_for, put_in
from shops.orders.models import Order, OrderLine
from shops.orders.placing import To, place
from shops.orders.queries import quote_of
from shops.returns.answering import refuse
from shops.returns.claiming import claim, take_to_manager
from shops.reviews.answering import answer_review
from shops.reviews.operations import write_review

PLACE = {"region": "hunan", "place": "湖南省长沙市岳麓区橘子洲街道", "street": "麓山南路 18 号"}
NOBODYS = "+8613900000099"  # of no demo person: guests' letters go nowhere


def load_reviews(people: dict[str, User], at: datetime) -> int:
    """Place, post, receive and review what was not ordered yet, the longest ago first; returns how many."""
    presses = [f"demo-review-{number}" for number in range(len(read("reviews.yaml")))]
    there = set(Order.objects.filter(press__in=presses).values_list("press", flat=True))
    new = [(press, words) for press, words in zip(presses, read("reviews.yaml"), strict=True) if press not in there]
    for press, words in sorted(new, key=lambda one: -one[1]["days"]):
        line = received(press, words, people.get(words.get("who", "")), at - timedelta(days=words["days"]))
        if "stars" in words:
            say(line, words, at - timedelta(days=words["days"] - 3))
        if "claim" in words:
            want_back(line, words["claim"], press, at - timedelta(hours=words["claim"]["hours"]))
    return len(new)


def received(press: str, words: dict[str, Any], buyer: User | None, at: datetime) -> OrderLine:
    """One pack of the goods, ordered for cash, posted a day later and received two days after that."""
    offer = Offer.objects.filter(variant__product__slug=words["goods"]).order_by("variant__position")[0]
    basket = basket_for(buyer, "", at)
    put_in(basket=basket, offer_id=offer.pk, packs=1, at=at)
    to = To(name=buyer.name if buyer else words["name"], phone=(buyer.phone if buyer else None) or NOBODYS, **PLACE)
    total = quote_of(basket, to.region, phone=to.phone, at=at).total
    order = place(basket=basket, press=press, to=to, way=Order.Way.CASH, total=total, by=buyer, language="zh-hans", at=at)
    parcel = order.parcels.select_related("shop__owner", "order__buyer").get()
    post(parcel=parcel, carrier=Carrier.OWN, number="", packs=None, by=parcel.shop.owner, at=at + timedelta(days=1))
    receive(parcel=parcel, by=buyer, at=at + timedelta(days=3))
    return OrderLine.objects.select_related("parcel__order__buyer", "parcel__shop", "offer__variant__product").get(
        parcel=parcel
    )


def say(line: OrderLine, words: dict[str, Any], at: datetime) -> None:
    said = write_review(
        line=line, stars=words["stars"], text=words["text"], photos=(), by=line.parcel.order.buyer, at=at
    )  # fmt: skip
    if "answer" in words:
        answer_review(review=said, text=words["answer"], by=line.parcel.shop.owner, at=at + timedelta(hours=9))


def want_back(line: OrderLine, words: dict[str, Any], press: str, at: datetime) -> None:
    """A part of the money, for goods that are kept; refused by the shop and taken to the manager where it says so."""
    parcel = line.parcel
    made = claim(
        parcel=parcel, reason=words["reason"], packs={line.pk: 1}, keeps=words["yuan"] * 100, words=words["words"], photos=(),
        press=press, by=parcel.order.buyer, at=at,
    )  # fmt: skip
    if "refused" in words:
        refuse(claim=made, words=words["refused"], by=parcel.shop.owner, at=at + timedelta(hours=8))
        take_to_manager(claim=made, words=words["against"], by=parcel.order.buyer, at=at + timedelta(hours=12))
