"""Visits in a basket, with what they come to and whether they can be booked as of now."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.clock import shanghai_day
from shops.availability.checking import Amiss, check_seats, check_stay
from shops.availability.ladders import percent_back
from shops.availability.models import Bookable, Night, Rate, Stay
from shops.availability.prices import Price, early_row, off_early, seats_price, stay_price
from shops.availability.queries import public, rates_of
from shops.availability.rates import days_between
from shops.orders.models import Basket, BasketVisit, Booking, ShopOrder
from shops.orders.priced import Dated

Left = dict[tuple[int, date], int]  # rooms left by visit and day, of the nights somebody has written; the others are free
Wanted = Counter[tuple[int, date] | tuple[str, int]]  # rooms by visit and day, seats by session


def dated_in(basket: Basket | None, at: datetime) -> list[Dated]:
    """The basket's visits in the order in which their places are taken. At most four queries; none
    where `queries.basket_of` saw no visit."""
    if basket is None or not getattr(basket, "has_visits", True):
        return []
    rows = BasketVisit.objects.filter(basket=basket)
    return dated(list(rows.select_related("visit__shop", "session", "instead_of__line__parcel")), at)


def dated(rows: list[BasketVisit], at: datetime, own: Stay | None = None) -> list[Dated]:
    """What each comes to as of now. Of two that want the same last room, the later one cannot be had. `own`: a stay that is
    given up for them, whose nights count as free."""
    if not rows:
        return []
    bookables = {one.visit_id: one for one in public().filter(visit__in={row.visit_id for row in rows})}
    rates, held = rates_of(bookables.values()), held_for(rows)
    left = rooms_left(rows, *held.values(), *([own] if own else []))
    wanted: Wanted = Counter()
    in_order = sorted(rows, key=lambda row: (row.visit_id, row.first, row.session_id or 0, row.pk or 0))
    return [look_at(row, bookables.get(row.visit_id), rates, left, wanted, at, held.get(row.held_key)) for row in in_order]


def look_at(
    row: BasketVisit, bookable: Bookable | None, rates: dict[int, list[Rate]], left: Left, wanted: Wanted, at: datetime,
    held: Stay | None = None,
) -> Dated:  # fmt: skip
    if bookable is None:
        return Dated(row, None, _("It cannot be booked here just now: take it out, or ring the host."))
    row.visit.bookable = bookable
    try:
        check(row, bookable, at, held)
        full = lacking(row, left, wanted, held)
    except Amiss as fault:
        return Dated(row, None, fault.words)
    price = price_of(row, bookable, rates[bookable.pk])
    early = off_early(bookable, row.first, price.total, shanghai_day(at))
    return Dated(row, price.total, full, price.rows, early_row(bookable, early) if early else None)


def check(row: BasketVisit, bookable: Bookable, at: datetime, held: Stay | None) -> None:
    """Raises Amiss where the wish makes no sense, as it stands now."""
    if row.instead_of and not may_give_way(row.instead_of, at):
        raise Amiss(_("The booking it was to replace cannot be given back in full any more. Take this out of the basket."))
    if row.until:
        check_stay(bookable, row.first, row.until, row.rooms, row.adults, row.children, at, extra_beds=row.extra_beds)
    elif row.session:
        row.session.bookable = bookable
        check_seats(row.session, row.adults, row.children, at, held.places if held else 0)


def may_give_way(booking: Booking, at: datetime) -> bool:
    """Whether another visit may be booked instead: it is still to come, and calling it off would cost nothing."""
    is_booked = booking.line.parcel.state == ShopOrder.State.BOOKED
    return is_booked and percent_back(booking.ladder, booking.arrives_at, at) == 100


def price_of(row: BasketVisit, bookable: Bookable, rates: Iterable[Rate]) -> Price:
    if row.until:
        return stay_price(
            bookable, rates, row.first, row.until, rooms=row.rooms, extra_beds=row.extra_beds, meals=row.meals
        )  # fmt: skip
    assert row.session is not None
    return seats_price(row.session, rates, adults=row.adults, children=row.children, meals=row.meals)


def lacking(row: BasketVisit, left: Left, wanted: Wanted, held: Stay | None = None) -> str:
    """Which nights or places are gone, with what rows before this one want; "" where none are."""
    if row.session and not row.until:
        seats = ("session", row.session.pk)
        wanted[seats] += row.adults + row.children
        if wanted[seats] > (n := row.session.left + (held.places if held else 0)):
            return ngettext("%(n)s place is left.", "%(n)s places are left.", n) % {"n": n}
        return ""
    gone = []
    for day in days_between(row.first, row.until):  # type: ignore[arg-type]
        wanted[row.visit_id, day] += row.rooms
        if wanted[row.visit_id, day] > left.get((row.visit_id, day), row.visit.rooms or 0):
            gone.append(date_format(day, "MONTH_DAY_FORMAT"))
    return _("Not free any more: %(days)s. Choose other days.") % {"days": ", ".join(gone)} if gone else ""


def held_for(rows: Iterable[BasketVisit]) -> dict[str, Stay]:
    """The stays that hold places for these, by their key. One query, none where nothing is held."""
    keys = [row.held_key for row in rows if row.held_key]
    return {stay.key: stay for stay in Stay.objects.filter(key__in=keys, released_at=None)} if keys else {}


def rooms_left(rows: Iterable[BasketVisit], *own: Stay) -> Left:
    """Of the nights these stay, how many rooms are left, with those of their `own` stays. One query, none without a stay."""
    spans = Q()
    for row in rows:
        if row.until:
            spans |= Q(bookable__visit=row.visit_id, day__gte=row.first, day__lt=row.until)
    found = Night.objects.filter(spans).select_related("bookable") if spans else ()
    again: Counter[tuple[int, date]] = Counter()
    for stay in own:
        if stay.first and stay.until:
            again.update(dict.fromkeys(((stay.bookable_id, day) for day in days_between(stay.first, stay.until)), stay.places))
    return {
        (night.bookable.visit_id, night.day): night.left + again[night.bookable_id, night.day] for night in found
    }  # fmt: skip
