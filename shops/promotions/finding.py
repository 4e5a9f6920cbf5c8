"""Which promotions a basket may take, and why a person may not use one."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.fields import CharField

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
    again: Mapping[int, int], at: datetime,
) -> list[Found]:  # fmt: skip
    """All that a basket of these shops may take, and those of typed codes (by promotion's id) whatever became of them.
    `again`: by promotion's id, uses of this person that are given back for it.

    One query; one more where there is any, and one where first orders matter.
    """
    mine = (
        Collected.objects.filter(person=person).values("promotion") if person else Collected.objects.none().values("promotion")
    )
    chosen = Q(way=Way.ITSELF) | Q(way=Way.COLLECTED, pk__in=mine)
    of_shops = Q(shop__isnull=True) | Q(shop__in=shops)
    found = Promotion.objects.filter(Q(live(at) & chosen & of_shops) | Q(pk__in=list(typed)))
    rows = list(found.annotate(times=most_used(keys_of(person, phone))).order_by("pk"))
    links = links_of(rows)
    is_old = any(one.first_order for one in rows) and has_ordered()
    return [
        Found(
            one,
            typed.get(one.pk),
            refusal(one, typed.get(one.pk), (one.times or 0) - again.get(one.pk, 0), is_old, at),
            terms_of(one, links.get(one.pk, NOTHING)),
        )
        for one in rows
    ]


def most_used(keys: Collection[str]) -> Subquery:
    """How often the account or the number used a promotion, whichever did more, as a part of its own query."""
    return Subquery(Tally.objects.filter(promotion=OuterRef("pk"), key__in=keys).order_by("-uses").values("uses")[:1])


@dataclass(frozen=True)
class Links:
    """Ids of what a promotion is about, where that was chosen, and of the shops that pay their part of it."""

    offers: frozenset[int] = frozenset()
    visits: frozenset[int] = frozenset()
    shops: frozenset[int] = frozenset()


NOTHING = Links()


def links_of(rows: Collection[Promotion]) -> dict[int, Links]:
    """By promotion's id. One query, where there is any promotion."""
    ids = [one.pk for one in rows]
    if not ids:
        return {}
    sources = (
        (Promotion.offers.through, "offer", "offers"), (Promotion.visits.through, "visit", "visits"), (Joined, "shop", "shops")
    )  # fmt: skip
    first, *others = (
        model.objects.filter(promotion__in=ids).order_by().annotate(part=Value(part, CharField()))
        .values_list("promotion", name, "part")
        for model, name, part in sources
    )  # fmt: skip
    found: dict[int, dict[str, set[int]]] = {}
    for promotion, linked, part in first.union(*others, all=True):
        found.setdefault(promotion, {}).setdefault(part, set()).add(linked)
    return {pk: Links(**{part: frozenset(these) for part, these in parts.items()}) for pk, parts in found.items()}


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


def terms_of(one: Promotion, links: Links, *, is_of_all: bool = False) -> Terms:
    """As the engine reckons with it. `is_of_all`: as if every shop took part."""
    shops = frozenset({one.shop_id}) if one.shop_id else None
    if one.is_shared and not is_of_all:
        shops = links.shops if shops is None else shops & links.shops
    return Terms(
        one.pk, one.stage, one.kind, shops, one.category_id, links.offers, one.least, one.amount, one.basis_points, one.packs,
        one.most, one.gift_id, one.county_share, one.left, one.scope, links.visits, one.first or date.min,
        one.until or date.max, one.is_of_some,
    )  # fmt: skip
