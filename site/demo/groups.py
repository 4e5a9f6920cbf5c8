"""Groups that invented buyers opened and joined: one gathers, one is complete, one did not come about. Nobody's money moves:
what stands for their payment is practice."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from demo.content import read
from demo.reviews import PLACE
from shops.catalogue.models import Offer
from shops.groups.ending import end_groups
from shops.groups.models import Group
from shops.groups.placing import place_together
from shops.groups.queries import offer_at, quote_together
from shops.orders.models import Order
from shops.orders.placing import To
from shops.payments.gateways import Stands, Told
from shops.payments.models import Payment
from shops.payments.taking import take_in

NOBODYS = "+86139000000"  # and two figures from 90 on: of no demo person


def load_groups(people: dict[str, User], at: datetime) -> int:
    """Open and fill what is not there yet, the longest ago first; how many groups."""
    new = 0
    for number, words in sorted(enumerate(read("groups.yaml")), key=lambda one: -one[1]["opened"]):
        if not Order.objects.filter(press=f"demo-group-{number}-0").exists():
            gather(number, words, people, at - timedelta(hours=words["opened"]))
            new += 1
    end_groups(at=at)
    return new


def gather(number: int, words: dict[str, Any], people: dict[str, User], at: datetime) -> None:
    """The first opens it, the others join an hour after each other."""
    offer = offer_at(Offer.objects.filter(variant__product__slug=words["goods"]).order_by("variant__position")[0].pk)
    assert offer
    group: Group | None = None
    for seat, buyer in enumerate(words["buyers"]):
        moment = at + timedelta(hours=seat)
        who = people.get(buyer.get("who", ""))
        to = To(name=who.name if who else buyer["name"], phone=(who and who.phone) or f"{NOBODYS}{90 + seat}", **PLACE)
        price = group.price if group else offer.group_price or 0
        order = place_together(
            offer=offer, group=group, packs=1, press=f"demo-group-{number}-{seat}", to=to, way=Order.Way.WECHAT,
            total=quote_together(offer, 1, price, to.region).total, by=who, language="zh-hans", at=moment,
        )  # fmt: skip
        pay(order, moment)
        group = Group.objects.get(seats__order=order)


def pay(order: Order, at: datetime) -> None:
    """What is due of it."""
    payment = Payment.objects.create(
        order=order, way=Order.Way.PRACTICE, means=Payment.Means.PRACTICE, number=f"{order.number.replace('-', '')}DEMO",
        amount=order.due, started_at=at,
    )  # fmt: skip
    take_in(payment=payment, told=Told(payment.number, Stands.PAID, payment.number, payment.amount), at=at)
