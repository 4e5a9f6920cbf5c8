"""Two stays of one guest for a while: the booking that stands, and the dearer one that takes its place once it is paid.

The nights both have are one room and counted once, until either is given up: then the other has them alone. So for each night
`taken` is the sum of the places of the stays that hold, a pair counted once. Two share, never three: a stay that shares is not
shared again. Whoever gives one of a pair up holds the older first (`holding.held_by`).
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from shops.availability.models import Bookable, Stay
from shops.availability.rates import days_between


def shares_with_none() -> Q:
    """Of stays."""
    heirs = Stay.objects.filter(shares=OuterRef("pk"), released_at=None)
    return ~Exists(heirs) & (Q(shares=None) | Q(shares__released_at__isnull=False))


def to_share(keys: Iterable[str]) -> dict[str, Stay]:
    """Of these, by their key, the stays whose nights may be another's too; held until the transaction ends, in the order of
    their ids. Two queries, none without keys."""
    wanted = [key for key in keys if key]
    if not wanted:
        return {}
    rows = Stay.objects.select_for_update(no_key=True).filter(key__in=wanted, released_at=None).order_by("pk")
    held = {stay.pk: stay for stay in rows}
    alone = Stay.objects.filter(shares_with_none(), pk__in=held).values_list("pk", flat=True)
    return {held[pk].key: held[pk] for pk in alone}


def nights_shared(stay: Stay | None, bookable: Bookable, rooms: int) -> set[date]:
    """The nights another stay of so many rooms need not take where it shares with this one."""
    if stay is None or stay.bookable_id != bookable.pk or stay.places != rooms:
        return set()
    return set(days_of(stay))


def nights_of_both(stay: Stay) -> set[date]:
    """The nights of `stay` that the other of the pair has as well, and keeps; both are held. One query."""
    pair = Q(shares=stay.pk) | Q(pk=stay.shares_id) if stay.shares_id else Q(shares=stay.pk)
    other = Stay.objects.select_for_update(no_key=True).filter(pair, released_at=None, bookable=stay.bookable_id).first()
    return set(days_of(stay)) & set(days_of(other)) if other else set()


def days_of(stay: Stay) -> Iterable[date]:
    return days_between(stay.first, stay.until) if stay.first and stay.until else ()
