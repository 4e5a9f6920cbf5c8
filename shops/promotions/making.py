"""Making a promotion, starting and stopping it, joining the county's, codes and collecting. Each once, however often pressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.rights import can
from common.states import move
from shops.catalogue.models import Category, Offer, Product
from shops.franchise.models import Shop
from shops.promotions.codes import drawn_code, read_code
from shops.promotions.models import MOST_OFFERS, Collected, Coupon, Joined, Promotion

Kind, State, Way = Promotion.Kind, Promotion.State, Promotion.Way
MOST_CODES = 5000  # drawn at once


class NotYours(Exception):
    """Nothing was done."""


class Impossible(Exception):
    """It would do harm, or nothing; nothing was made. `field`: of the plan, where it is wrong."""

    field = ""


class EndsBeforeItBegins(Impossible):
    field = "ends_at"


class SellsBelowZero(Impossible):
    """It would take off as much as the goods cost, or more."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


class SavesNothing(Impossible):
    """The price is no lower than the packs by themselves."""

    field = "amount"


class NothingChosen(Impossible):
    """It is about no goods, or about goods that are not the shop's."""

    field = "offers"


class BudgetMissing(Impossible):
    """Money of the county is spent up to a budget of at least one fen."""

    field = "budget"


class CodeTaken(Impossible):
    field = "code"


@dataclass(frozen=True)
class Plan:
    """What a promotion is to be: fen, basis points, packs."""

    title_zh_hans: str
    title_en: str
    kind: str
    way: str
    starts_at: datetime
    ends_at: datetime
    offers: tuple[Offer, ...] = ()
    category: Category | None = None
    festival_id: int | None = None
    first_order: bool = False
    least: int = 0
    amount: int = 0
    basis_points: int = 0
    packs: int = 0
    most: int | None = None
    gift: Offer | None = None
    county_share: int = 0
    per_person: int | None = None
    most_uses: int | None = None
    budget: int | None = None
    code: str = ""


@transaction.atomic
def make(*, plan: Plan, shop: Shop | None, by_county: bool, by: Any, at: datetime) -> Promotion:
    """A promotion that is not started yet. Raises NotYours, NoCode and the kinds of Impossible."""
    if not (can(by, "spend county money") if by_county or shop is None else can(by, "change goods", shop)):
        raise NotYours
    look_over(plan, shop, by_county, at)
    facts = {name: value for name, value in facts_of(plan).items() if name not in ("offers", "code")}
    facts["per_person"] = 1 if plan.first_order else plan.per_person
    made = Promotion.objects.create(**facts, shop=shop, by_county=by_county, made_by=by, made_at=at)
    made.offers.set(plan.offers)
    if plan.code:
        add_code(promotion=made, code=plan.code, by=by, at=at)
    audit.record(by, "make promotion", made, at=at, kind=made.kind)
    return made


def facts_of(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in plan.__dataclass_fields__}


def look_over(plan: Plan, shop: Shop | None, by_county: bool, at: datetime) -> None:
    """Raises what is impossible about the plan."""
    if plan.ends_at <= plan.starts_at or plan.ends_at <= at:
        raise EndsBeforeItBegins
    if (plan.budget is None and by_county) or (plan.budget is not None and plan.budget < 1):
        raise BudgetMissing
    offers = [*plan.offers, *([plan.gift] if plan.gift else [])]
    shops = {offer.variant.product.shop_id for offer in offers}
    if len(plan.offers) > MOST_OFFERS or (shop and shops - {shop.pk}):
        raise NothingChosen
    LOOKS[Kind(plan.kind)](plan, shop)


def look_at_amount(plan: Plan, _shop: Shop | None) -> None:
    if plan.amount < 1:
        raise SavesNothing
    if plan.least <= plan.amount:
        raise SellsBelowZero("least")


def look_at_percent(plan: Plan, _shop: Shop | None) -> None:
    if not 1 <= plan.basis_points < 10_000:
        raise SellsBelowZero("basis_points")


def look_at_delivery(_plan: Plan, _shop: Shop | None) -> None:
    """Postage is never taken off below nothing."""


def look_at_gift(plan: Plan, shop: Shop | None) -> None:
    """A gift is worth less than what must be bought."""
    if plan.gift is None or shop is None or plan.packs < 1:
        raise NothingChosen
    if plan.least <= plan.gift.price * plan.packs:
        raise SellsBelowZero("least")


def look_at_together(plan: Plan, shop: Shop | None) -> None:
    if shop is None or plan.packs < 2:
        raise NothingChosen
    rows = Offer.objects.filter(
        variant__product__shop=shop, variant__is_sold=True, variant__product__state=Product.State.ON_SALE
    )
    prices = [one.price for one in plan.offers] or list(rows.values_list("price", flat=True))
    if not prices:
        raise NothingChosen
    if not 1 <= plan.amount < plan.packs * max(prices):
        raise SavesNothing


def look_at_bundle(plan: Plan, shop: Shop | None) -> None:
    if shop is None or len(set(plan.offers)) < 2:
        raise NothingChosen
    if not 1 <= plan.amount < sum(one.price for one in plan.offers):
        raise SavesNothing


LOOKS = {
    Kind.AMOUNT: look_at_amount, Kind.PERCENT: look_at_percent, Kind.DELIVERY: look_at_delivery, Kind.GIFT: look_at_gift,
    Kind.TOGETHER: look_at_together, Kind.BUNDLE: look_at_bundle,
}  # fmt: skip


@transaction.atomic
def start(*, promotion: Promotion, by: Any, at: datetime) -> bool:
    """From its first day on it is used, and again after it was stopped. False when it runs already.

    Raises NotYours, WrongState when it is over.
    """
    now = held(promotion, by)
    if now.state == State.RUNNING:
        return False
    move(now, State.RUNNING if now.ends_at > at else State.OVER)
    audit.record(by, "start promotion", now, at=at)
    promotion.state = now.state
    return True


@transaction.atomic
def stop(*, promotion: Promotion, by: Any, at: datetime) -> bool:
    """No further order uses it; those that did keep it. False when it was stopped. Raises NotYours, WrongState."""
    now = held(promotion, by)
    if now.state == State.STOPPED:
        return False
    move(now, State.STOPPED)
    audit.record(by, "stop promotion", now, at=at)
    promotion.state = now.state
    return True


def close_over(*, at: datetime, most: int = 200) -> int:
    """Promotions whose last day is past are over; how many are now."""
    late = Promotion.objects.filter(state__in=(State.RUNNING, State.STOPPED), ends_at__lte=at).order_by("ends_at", "pk")
    ids = list(late.values_list("pk", flat=True)[:most])
    return Promotion.objects.filter(pk__in=ids, state__in=(State.RUNNING, State.STOPPED)).update(state=State.OVER)


@transaction.atomic
def join(*, promotion: Promotion, shop: Shop, by: Any, at: datetime) -> bool:
    """The shop pays its part of a promotion of the county. False when it joined before. Raises NotYours."""
    if not can(by, "change goods", shop) or not promotion.is_shared:
        raise NotYours
    _joined, is_new = Joined.objects.get_or_create(promotion=promotion, shop=shop, defaults={"by": by, "at": at})
    if is_new:
        audit.record(by, "join promotion", promotion, at=at, shop=shop.pk)
    return is_new


@transaction.atomic
def leave(*, promotion: Promotion, shop: Shop, by: Any, at: datetime) -> bool:
    """The shop pays no more of it from the next order on. False when it did not. Raises NotYours."""
    if not can(by, "change goods", shop):
        raise NotYours
    if not Joined.objects.filter(promotion=promotion, shop=shop).delete()[0]:
        return False
    audit.record(by, "leave promotion", promotion, at=at, shop=shop.pk)
    return True


@transaction.atomic
def add_code(*, promotion: Promotion, code: str, by: Any, at: datetime) -> Coupon:
    """One code for everybody. The same code again is the same coupon. Raises NotYours, NoCode, CodeTaken."""
    if not can(by, "change promotion", promotion):
        raise NotYours
    plain = read_code(code)
    coupon, is_new = Coupon.objects.get_or_create(code=plain, defaults={"promotion": promotion, "made_at": at})
    if coupon.promotion_id != promotion.pk:
        raise CodeTaken(plain)
    if is_new:
        audit.record(by, "add code", promotion, at=at)
    return coupon


@transaction.atomic
def draw_codes(*, promotion: Promotion, count: int, by: Any, at: datetime) -> Sequence[Coupon]:
    """So many codes that each work once. Raises NotYours, ValueError for fewer than one or too many."""
    if not can(by, "change promotion", promotion):
        raise NotYours
    if not 1 <= count <= MOST_CODES:
        raise ValueError(count)
    codes: set[str] = set()
    while len(codes) < count:
        drawn = {drawn_code() for _n in range(count - len(codes))}
        codes |= drawn - set(Coupon.objects.filter(code__in=drawn).values_list("code", flat=True))
    rows = [Coupon(promotion=promotion, code=code, most=1, made_at=at) for code in sorted(codes)]
    made = Coupon.objects.bulk_create(rows, batch_size=500)
    audit.record(by, "draw codes", promotion, at=at, count=count)
    return made


@transaction.atomic
def collect(*, promotion: Promotion, person: Any, at: datetime) -> bool:
    """The person puts the coupon by; it is used by itself when they order. False when they have it, or it is not offered."""
    offered = promotion.way == Way.COLLECTED and promotion.state == State.RUNNING and promotion.ends_at > at
    if not offered:
        return False
    return Collected.objects.get_or_create(promotion=promotion, person=person, defaults={"at": at})[1]


def held(promotion: Promotion, by: Any) -> Promotion:
    """The row as it is now, held until the transaction ends. Raises NotYours."""
    now = Promotion.objects.select_for_update(of=("self",)).select_related("shop").get(pk=promotion.pk)
    if not can(by, "change promotion", now):
        raise NotYours
    return now
