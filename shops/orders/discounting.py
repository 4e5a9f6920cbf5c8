"""Promotions on a basket that was priced: what each line, visit and postage has taken off, and what was not used and why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from shops.orders.models import Basket, BasketCode, LineDiscount, Order, OrderLine, ShopOrder
from shops.orders.priced import Dated, Given, NotGiven, Typed
from shops.orders.pricing import Parcel, Quote
from shops.promotions.deciding import Decision, Off, Why, decide
from shops.promotions.finding import Found, Refusal, promotions_for
from shops.promotions.models import Promotion
from shops.promotions.reckoning import Line
from shops.promotions.taking import Taking, keys_of, uses_in

By = LineDiscount.FundedBy
UNDONE = (Order.State.EXPIRED, Order.State.CANCELLED)
TOLD_UNASKED = frozenset({Why.BEST, Why.LEAST, Why.PACKS, Why.GIFT, Why.USED_UP})  # of promotions that nobody typed

MOST_TOLD = 4  # of those that nobody typed
GONE = frozenset({Refusal.USED_UP, Refusal.PERSON, Refusal.FIRST})  # what the basket may have promised before


def discounted(quote: Quote, basket: Basket, *, phone: str, at: datetime) -> Quote:
    """The quote with all that promotions take off. Two queries; where there are promotions, four at most; two more where a
    visit is booked in the place of another."""
    rows = BasketCode.objects.filter(basket=basket).select_related("coupon") if getattr(basket, "has_codes", True) else ()
    typed = {row.coupon.promotion_id: row.coupon for row in rows}
    gives_way = orders_given_up(quote)
    again = uses_in(gives_way, keys_of(basket.buyer_id, phone)) if gives_way else {}
    found = promotions_for(
        shops={shop.pk for shop in quote.shops}, person=basket.buyer_id, phone=phone, typed=typed,
        has_ordered=lambda: has_ordered(basket.buyer_id, phone, gives_way), again=again, at=at,
    )  # fmt: skip
    if not found:
        return quote
    fees = {parcel.shop.pk: parcel.fee for parcel in quote.parcels if parcel.fee is not None}
    decision = decide(lines_of(quote), fees, [one.terms for one in found if not one.refusal])
    by_id = {one.promotion.pk: one.promotion for one in found}
    parcels = [parcel_with(parcel, decision, by_id) for parcel in quote.parcels]
    codes = tuple(Typed(one.coupon, one.promotion.pk in decision.uses) for one in found if one.coupon)
    visits = [visit_with(one, decision, by_id) for one in quote.visits]
    return replace(
        quote, parcels=parcels, visits=visits, not_given=not_given(found, decision, bool(phone)), codes=codes, again=again
    )  # fmt: skip


def orders_given_up(quote: Quote) -> list[str]:
    """The numbers of orders of which nothing is left once the quote's visits are booked in the place of others: what they used
    is free again then. One query, where a visit is booked so."""
    old = [one.wanted.instead_of.line.parcel.order_id for one in quote.visits if one.wanted.instead_of and one.is_ready]
    rows = Order.objects.filter(pk__in=old).annotate(parts=Count("parcels")).filter(parts=1) if old else Order.objects.none()
    return list(rows.values_list("number", flat=True))


def has_ordered(person: int | None, phone: str, but: Collection[str] = ()) -> bool:
    """Whether the account or the number has an order that stands, `but` these. One query; none for nobody."""
    whose = (Q(buyer=person) if person else Q()) | (Q(phone=phone) if phone else Q())
    return bool(whose) and Order.objects.filter(whose).exclude(state__in=UNDONE).exclude(number__in=but).exists()


def lines_of(quote: Quote) -> list[Line]:
    """Those that can be bought now."""
    goods = [
        Line(line.offer.pk, line.shop.pk, line.offer.variant.product.category_id, line.offer.price, line.packs)
        for line in quote.lines
        if line.is_ready
    ]
    return goods + [line_of_visit(one) for one in quote.visits if one.is_ready]


def key_of(one: Dated) -> int:
    """Below nothing, so that it is no offer's: the same visit may be in a basket twice."""
    return -one.wanted.pk


def line_of_visit(one: Dated) -> Line:
    row = one.wanted
    return Line(
        key_of(one), one.shop.pk, 0, one.whole or 0, 1, visit=row.visit_id, first=row.first, early=one.early,
        until=row.until or row.first + timedelta(days=1),
    )  # fmt: skip


def given_of(offs: Iterable[Off], by_id: Mapping[int, Promotion]) -> tuple[Given, ...]:
    return tuple(Given(by_id[one.promotion], one.by_shop, one.by_county) for one in offs)


def parcel_with(parcel: Parcel, decision: Decision, by_id: Mapping[int, Promotion]) -> Parcel:
    lines = [
        replace(
            line, given=given_of(decision.lines.get(line.offer.pk, ()), by_id),
            beaten=tuple(by_id[pk] for pk in decision.beaten.get(line.offer.pk, ())),
        ) if line.is_ready else line
        for line in parcel.lines
    ]  # fmt: skip
    return replace(parcel, lines=lines, given=given_of(decision.postage.get(parcel.shop.pk, ()), by_id))


def visit_with(one: Dated, decision: Decision, by_id: Mapping[int, Promotion]) -> Dated:
    if not one.is_ready:
        return one
    key = key_of(one)
    beaten = tuple(by_id[pk] for pk in decision.beaten.get(key, ()))
    given = given_of(decision.lines.get(key, ()), by_id)
    return replace(one, given=given, beaten=beaten, is_early=key in decision.early)


def not_given(found: list[Found], decision: Decision, is_known: bool) -> tuple[NotGiven, ...]:
    """Every typed one that is not used, whatever the reason; of the others, those that are beaten or nearly reached. And once
    it is known who orders (`is_known`), those that are used up or not for this person: the basket may have promised them.
    """
    unused = {one.promotion: one for one in decision.unused}
    typed: list[NotGiven] = []
    others: list[NotGiven] = []
    for one in found:
        why = unused.get(one.promotion.pk)
        code = one.coupon.pk if one.coupon else None
        if one.refusal and (code or (is_known and one.refusal in GONE)):
            (typed if code else others).append(NotGiven(one.promotion, one.refusal, code=code))
        elif why and (code or why.why in TOLD_UNASKED):
            (typed if code else others).append(NotGiven(one.promotion, why.why, why.fen, code))
    nearest = sorted(others, key=lambda one: (one.why != Why.BEST, one.fen, one.promotion.pk))
    return (*typed, *nearest[:MOST_TOLD])


def takings(quote: Quote) -> list[Taking]:
    """What an order of this quote takes of each promotion, over all its lines and parcels."""
    coupons = {one.coupon.promotion_id: one.coupon.pk for one in quote.codes}
    sums: dict[int, tuple[int, int]] = {}
    for one in everything_given(quote):
        shop, county = sums.get(one.promotion.pk, (0, 0))
        sums[one.promotion.pk] = (shop + one.by_shop, county + one.by_county)
    return [Taking(pk, shop, county, coupons.get(pk), quote.again.get(pk, 0)) for pk, (shop, county) in sorted(sums.items())]


def everything_given(quote: Quote) -> list[Given]:
    on_lines = [one for line in quote.lines for one in line.given]
    on_visits = [one for visit in quote.visits for one in visit.given]
    return on_lines + on_visits + [one for parcel in quote.parcels for one in parcel.given]


def discounts_of(line: OrderLine, given: Iterable[Given]) -> list[LineDiscount]:
    """A row for each fund of each promotion, in its words of now, not written yet."""
    return [
        LineDiscount(
            line=line, promotion=one.promotion, amount=fen, funded_by=fund,
            words_zh_hans=one.promotion.words["zh_hans"], words_en=one.promotion.words["en"],
        )
        for one in given
        for fund, fen in ((By.SHOP, one.by_shop), (By.COUNTY, one.by_county))
        if fen
    ]  # fmt: skip


def postage_facts(part: Parcel) -> dict[str, Any]:
    """What the buyer pays for the postage, and what a promotion takes off it: one at most, as of every class."""
    facts: dict[str, Any] = {"delivery": part.postage}
    for one in part.given:
        facts |= {
            "postage_by_shop": one.by_shop, "postage_by_county": one.by_county, "postage_promotion": one.promotion,
            "postage_words_zh_hans": one.promotion.words["zh_hans"], "postage_words_en": one.promotion.words["en"],
        }  # fmt: skip
    return facts


def write_discounts(parcels: list[ShopOrder], quote: Quote) -> None:
    """What the quote's promotions take off the lines of goods that were written of it. Two queries, where there is any."""
    parts = zip(parcels, quote.parcels, strict=True)
    given = {(parcel.pk, line.offer.pk): line.given for parcel, part in parts for line in part.lines if line.given}
    if given:
        lines = OrderLine.objects.filter(parcel__in=parcels).order_by("pk")
        rows = [discounts_of(line, given.get((line.parcel_id, line.offer_id or 0), ())) for line in lines]
        LineDiscount.objects.bulk_create(one for offs in rows for one in offs)
