"""A use is taken when an order is placed, and given back when the order comes to nothing. Each once.

The promotion's row is changed by one conditional update, so that the last use goes to one order and no fen beyond the budget
is promised; the database's constraints stand behind it. Whoever has changed it holds it until the order is written, so that
one person's two presses count one after the other.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from shops.promotions.models import Coupon, Promotion, Tally, Use


class UsedUp(Exception):
    """It was stopped, is over, or was used up meanwhile, by all or by this person: `promotion`, its id. Nothing was taken."""

    def __init__(self, promotion: int) -> None:
        self.promotion = promotion
        super().__init__(promotion)


@dataclass(frozen=True)
class Taking:
    """What an order takes of a promotion, in fen, and the coupon that let it. `again`: uses of the same person that are given
    back for it."""

    promotion: int
    by_shop: int
    by_county: int
    coupon: int | None = None
    again: int = 0

    @property
    def fen(self) -> int:
        return self.by_shop + self.by_county


def keys_of(person: int | None, phone: str) -> list[str]:
    """Whose uses are counted: the account's and the mobile number's, as keyed digests."""
    known = [f"person {person}"] if person else []
    known += [f"phone {phone}"] if phone else []
    return sorted(salted_hmac("shops.promotions.taking", words, algorithm="sha256").hexdigest() for words in known)


@transaction.atomic
def take(*, order: str, wanted: Iterable[Taking], person: int | None, phone: str, at: datetime) -> None:
    """Take these uses for the order, all or none; promotions change in the order of their ids.

    Within the transaction that writes the order. Raises UsedUp.
    """
    keys, uses = keys_of(person, phone), []
    for one in sorted(wanted, key=lambda taking: taking.promotion):
        take_one(one, keys, at)
        uses.append(
            Use(
                promotion_id=one.promotion, order=order, coupon_id=one.coupon, person_id=person, keys=keys, at=at,
                by_shop=one.by_shop, by_county=one.by_county,
            )
        )  # fmt: skip
    Use.objects.bulk_create(uses)


def take_one(one: Taking, keys: Sequence[str], at: datetime) -> None:
    rows = Promotion.objects.filter(pk=one.promotion, state=Promotion.State.RUNNING, starts_at__lte=at, ends_at__gt=at)
    room = Q(most_uses__isnull=True) | Q(uses__lt=F("most_uses"))
    money = Q(budget__isnull=True) | Q(spent__lte=F("budget") - one.fen)
    if rows.filter(room, money).update(uses=F("uses") + 1, spent=F("spent") + one.fen) != 1:
        raise UsedUp(one.promotion)
    if one.coupon and not coupon_taken(one.coupon):
        raise UsedUp(one.promotion)
    limit = Promotion.objects.values_list("per_person", flat=True).get(pk=one.promotion)
    if limit and not all(counted(one.promotion, key, limit + one.again) for key in keys):
        raise UsedUp(one.promotion)


def coupon_taken(pk: int) -> bool:
    rows = Coupon.objects.filter(pk=pk).filter(Q(most__isnull=True) | Q(uses__lt=F("most")))
    return rows.update(uses=F("uses") + 1) == 1


def counted(promotion: int, key: str, limit: int) -> bool:
    Tally.objects.get_or_create(promotion_id=promotion, key=key)
    return Tally.objects.filter(promotion=promotion, key=key, uses__lt=limit).update(uses=F("uses") + 1) == 1


def uses_in(orders: Collection[str], keys: Collection[str]) -> dict[int, int]:
    """By promotion's id, how often somebody with one of these keys used it in these orders. One query."""
    uses = Use.objects.filter(order__in=orders, given_back_at=None).values_list("promotion", "keys")
    return Counter(promotion for promotion, own in uses if set(own) & set(keys))


@transaction.atomic
def give_back(*, order: str, at: datetime) -> int:
    """The order came to nothing: its uses and what they cost are free again; how many were. Again: none."""
    given = 0
    for use in Use.objects.filter(order=order, given_back_at=None).order_by("promotion_id"):
        if not Use.objects.filter(pk=use.pk, given_back_at=None).update(given_back_at=at):
            continue
        given += 1
        Promotion.objects.filter(pk=use.promotion_id).update(uses=F("uses") - 1, spent=F("spent") - use.fen)
        if use.coupon_id:
            Coupon.objects.filter(pk=use.coupon_id).update(uses=F("uses") - 1)
        Tally.objects.filter(promotion=use.promotion_id, key__in=use.keys, uses__gt=0).update(uses=F("uses") - 1)
    return given
