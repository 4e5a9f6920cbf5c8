"""Making a promotion, starting and stopping it, and joining the county's. Each once."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.rights import can
from common.states import WrongState, move
from shops.franchise.models import Shop
from shops.franchise.rights import owns
from shops.promotions.coupons import NotYours, add_code
from shops.promotions.models import Joined, Promotion
from shops.promotions.planning import Plan, look_over

State = Promotion.State


@transaction.atomic
def make(*, plan: Plan, shop: Shop | None, by_county: bool, by: Any, at: datetime) -> Promotion:
    """A promotion that is not started yet. Raises NotYours, NoCode and the kinds of Impossible."""
    if not may_make(shop, by_county, by):
        raise NotYours
    look_over(plan, shop, by_county, at)
    facts = {name: value for name, value in facts_of(plan).items() if name not in ("offers", "visits", "code")}
    facts["per_person"] = 1 if plan.first_order else plan.per_person
    facts["is_of_some"] = bool(plan.offers or plan.visits)
    made = Promotion.objects.create(**facts, shop=shop, by_county=by_county, made_by=by, made_at=at)
    made.offers.set(plan.offers)
    made.visits.set(plan.visits)
    if plan.code:
        add_code(promotion=made, code=plan.code, by=by, at=at)
    audit.record(by, "make promotion", made, at=at, kind=made.kind)
    return made


def may_make(shop: Shop | None, by_county: bool, by: Any) -> bool:
    """The county's money is spent by those who may, on no shop of their own; a shop's by who keeps its goods."""
    if by_county or shop is None:
        return can(by, "spend county money") and not (shop and owns(by, shop))
    return can(by, "change goods", shop)


def facts_of(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in plan.__dataclass_fields__}


@transaction.atomic
def start(*, promotion: Promotion, by: Any, at: datetime) -> bool:
    """From its first day on it is used, and again after it was stopped. False when it runs already.

    Raises NotYours, WrongState when it is over.
    """
    now = held(promotion, by)
    if now.state == State.RUNNING:
        return False
    if now.ends_at <= at:
        raise WrongState(now, State.RUNNING)
    move(now, State.RUNNING)
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


def held(promotion: Promotion, by: Any) -> Promotion:
    """The row as it is now, held until the transaction ends. Raises NotYours."""
    now = Promotion.objects.select_for_update(of=("self",)).select_related("shop").get(pk=promotion.pk)
    if not can(by, "change promotion", now):
        raise NotYours
    return now
