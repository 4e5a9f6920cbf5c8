"""Next spring's tea, sold ahead by deposit to invented buyers. Nobody's money moves: practice stands for their payment."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from common.clock import shanghai_day
from common.money import parse_yuan
from demo.content import read
from demo.groups import NOBODYS, pay
from demo.reviews import PLACE
from shops.catalogue.models import Offer
from shops.orders.models import Order
from shops.orders.placing import To
from shops.presale.models import Presale
from shops.presale.offering import Terms, start_presale
from shops.presale.placing import place_ahead
from shops.presale.queries import presale_at, quote_ahead

SOON = timedelta(days=40)  # a harvest that is nearer is next year's


def load_presales(people: dict[str, User], at: datetime) -> int:
    """Begin what is not there yet, and book it; how many."""
    new = 0
    for number, words in enumerate(read("presales.yaml")):
        offers = Offer.objects.select_related("variant__product__shop__owner").order_by("variant__position")
        offer = offers.filter(variant__product__slug=words["goods"])[0]
        if not Presale.objects.filter(offer=offer).exists():
            begun = at - timedelta(days=words["begun"])
            sold = start_presale(offer=offer, terms=terms_of(words, begun), by=offer.variant.product.shop.owner, at=begun)
            book(sold, number, words["buyers"], people, begun)
            new += 1
    return new


def terms_of(words: dict[str, Any], begun: datetime) -> Terms:
    opens = shanghai_day(begun)
    ready = date(opens.year, *words["ready"])
    ready = ready if ready > opens + SOON else date(opens.year + 1, *words["ready"])
    return Terms(
        price=parse_yuan(words["price"]), deposit_percent=words["deposit_percent"], quota=words["quota"], most_packs=5,
        opens_on=opens, closes_on=ready - timedelta(days=words["closes"]), ready_on=ready,
        ships_from=ready + timedelta(days=words["ships"]), pays_days=7, first_days=3,
    )  # fmt: skip


def book(sold: Presale, number: int, buyers: list[dict[str, Any]], people: dict[str, User], begun: datetime) -> None:
    """One each day, the deposit paid at once."""
    for place, buyer in enumerate(buyers):
        moment = begun + timedelta(days=place, hours=1)
        who = people.get(buyer.get("who", ""))
        to = To(name=who.name if who else buyer["name"], phone=(who and who.phone) or f"{NOBODYS}{95 + place}", **PLACE)
        now = presale_at(sold.pk)
        assert now
        order = place_ahead(
            presale=now, packs=buyer["packs"], press=f"demo-presale-{number}-{place}", to=to, way=Order.Way.WECHAT,
            total=quote_ahead(now, buyer["packs"], to.region).total, by=who, language="zh-hans", at=moment,
        )  # fmt: skip
        pay(order, moment)
