"""What a promotion is to be, and what is impossible about it: nothing is made that would do harm, or nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from shops.catalogue.models import Category, Offer, Product
from shops.franchise.models import Shop
from shops.promotions.models import MOST_OFFERS, Promotion
from shops.promotions.reckoning import FOR_VISITS
from shops.visits.models import Visit

Kind, Scope = Promotion.Kind, Promotion.Scope


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


class NotOfVisits(Impossible):
    """It counts packs, postage or a category, and visits have none."""

    field = "scope"


class NoDayWithin(Impossible):
    """The visits would lie within no day, or it is about none."""

    field = "until"


@dataclass(frozen=True)
class Plan:
    """What a promotion is to be: fen, basis points, packs. Visits lie within `first` and `until`, half-open."""

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
    scope: str = Scope.GOODS
    visits: tuple[Visit, ...] = ()
    first: date | None = None
    until: date | None = None


def look_over(plan: Plan, shop: Shop | None, by_county: bool, at: datetime) -> None:
    """Raises what is impossible about the plan."""
    if plan.ends_at <= plan.starts_at or plan.ends_at <= at:
        raise EndsBeforeItBegins
    if (plan.budget is None and by_county) or (plan.budget is not None and plan.budget < 1):
        raise BudgetMissing
    offers = [*plan.offers, *([plan.gift] if plan.gift else [])]
    shops = {offer.variant.product.shop_id for offer in offers} | {visit.shop_id for visit in plan.visits}
    if max(len(plan.offers), len(plan.visits)) > MOST_OFFERS or (shop and shops - {shop.pk}):
        raise NothingChosen
    look_at_scope(plan)
    LOOKS[Kind(plan.kind)](plan, shop)


def look_at_scope(plan: Plan) -> None:
    """What is chosen is of what it is about, and there is a day on which one may come."""
    if plan.scope != Scope.GOODS and (plan.kind not in FOR_VISITS or plan.category):
        raise NotOfVisits
    if (plan.offers and plan.scope == Scope.VISITS) or (plan.visits and plan.scope == Scope.GOODS):
        raise NothingChosen
    if (plan.first or plan.until) and plan.scope == Scope.GOODS:
        raise NoDayWithin
    if plan.first and plan.until and plan.until <= plan.first:
        raise NoDayWithin


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
