"""Which promotions a basket may take, and why a person may not use one."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from shops.promotions.models import Collected, Coupon, Joined, Promotion, Tally
from shops.promotions.reckoning import Terms
from shops.promotions.taking import keys_of

State, Way = Promotion.State, Promotion.Way


class Refusal(StrEnum):
    """Why a promotion cannot be used at all, whatever is in the basket."""

    EARLY = "early"
    OVER = "over"
    STOPPED = "stopped"
    USED_UP = "used up"
    PERSON = "person"  # they used it as often as each may
    FIRST = "first"  # it is for a first order


@dataclass(frozen=True)
class Found:
    """A promotion that a basket may take; `coupon`: the code it was typed with. `refusal` "" lets it be used."""

    promotion: Promotion
    coupon: Coupon | None
    refusal: str
    terms: Terms


def live(at: datetime) -> Q:
    return Q(state=State.RUNNING, starts_at__lte=at, ends_at__gt=at)


def promotions_for(
    *, shops: Collection[int], person: int | None, phone: str, typed: Mapping[int, Coupon], has_ordered: Callable[[], bool],
    at: datetime,
) -> list[Found]:  # fmt: skip
    """All that a basket of these shops may take, and those of typed codes (by promotion's id) whatever became of them.

    One query; one more where there is any, and one each where shops join, persons are counted or first orders matter.
    """
    mine = (
        Collected.objects.filter(person=person).values("promotion") if person else Collected.objects.none().values("promotion")
    )
    chosen = Q(way=Way.ITSELF) | Q(way=Way.COLLECTED, pk__in=mine)
    of_shops = Q(shop__isnull=True) | Q(shop__in=shops)
    rows = list(Promotion.objects.filter(Q(live(at) & chosen & of_shops) | Q(pk__in=list(typed))).order_by("pk"))
    joined, offers = joined_of(rows), offers_of(rows)
    used = used_by(rows, keys_of(person, phone))
    is_old = any(one.first_order for one in rows) and has_ordered()
    return [
        Found(
            one,
            typed.get(one.pk),
            refusal(one, typed.get(one.pk), used.get(one.pk, 0), is_old, at),
            terms_of(one, offers.get(one.pk, ()), joined),
        )
        for one in rows
    ]


def offers_of(rows: Collection[Promotion]) -> dict[int, list[int]]:
    """By promotion's id, the ids of the offers it is about. One query, where there is any promotion."""
    links = Promotion.offers.through.objects.filter(promotion__in=[one.pk for one in rows])
    found: dict[int, list[int]] = {}
    for promotion, offer in links.values_list("promotion", "offer") if rows else ():
        found.setdefault(promotion, []).append(offer)
    return found


def joined_of(rows: Collection[Promotion]) -> dict[int, frozenset[int]]:
    """By promotion's id, the shops that pay their part of it. One query, where any is shared."""
    shared = [one.pk for one in rows if one.is_shared]
    shops: dict[int, set[int]] = {pk: set() for pk in shared}
    if shared:
        for promotion, shop in Joined.objects.filter(promotion__in=shared).values_list("promotion", "shop"):
            shops[promotion].add(shop)
    return {pk: frozenset(found) for pk, found in shops.items()}


def used_by(rows: Collection[Promotion], keys: Collection[str]) -> dict[int, int]:
    """By promotion's id, how often the account or the number used it, whichever did more. One query, where any is limited."""
    limited = [one.pk for one in rows if one.per_person]
    used: dict[int, int] = {}
    if limited and keys:
        for promotion, uses in Tally.objects.filter(promotion__in=limited, key__in=keys).values_list("promotion", "uses"):
            used[promotion] = max(used.get(promotion, 0), uses)
    return used


def refusal(one: Promotion, coupon: Coupon | None, used: int, is_old: bool, at: datetime) -> str:
    if one.state == State.OVER or one.ends_at <= at:
        return Refusal.OVER
    if one.state != State.RUNNING:
        return Refusal.STOPPED
    if one.starts_at > at:
        return Refusal.EARLY
    if (one.most_uses is not None and one.uses >= one.most_uses) or one.left == 0:
        return Refusal.USED_UP
    if coupon and coupon.most is not None and coupon.uses >= coupon.most:
        return Refusal.USED_UP
    if one.per_person and used >= one.per_person:
        return Refusal.PERSON
    return Refusal.FIRST if one.first_order and is_old else ""


def terms_of(one: Promotion, offers: Iterable[int], joined: Mapping[int, frozenset[int]] | None = None) -> Terms:
    """As the engine reckons with it. Without `joined`, all shops take part."""
    shops = frozenset({one.shop_id}) if one.shop_id else None
    if one.is_shared and joined is not None:
        shops = joined[one.pk] if shops is None else shops & joined[one.pk]
    return Terms(
        one.pk, one.stage, one.kind, shops, one.category_id, frozenset(offers), one.least, one.amount, one.basis_points,
        one.packs, one.most, one.gift_id, one.county_share, one.left,
    )  # fmt: skip
