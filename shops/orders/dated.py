"""Visits in a basket, with what they come to and whether they can be booked as of now."""

from collections import Counter
from collections.abc import Iterable, Sequence
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
from shops.availability.sharing import days_of, shares_with_none
from shops.orders.models import Basket, BasketVisit, Booking, ShopOrder
from shops.orders.priced import Dated

Left = dict[tuple[int, date], int]  # rooms left by visit and day, of the nights somebody has written; the others are free
Stays = dict[str, tuple[Stay, ...]]
Wanted = Counter[tuple[int, date] | tuple[str, int]]  # rooms by visit and day, seats by session


def dated_in(basket: Basket | None, at: datetime) -> list[Dated]:
    """The basket's visits in the order in which their places are taken. At most five queries; none
    where `queries.basket_of` saw no visit."""
    if basket is None or not getattr(basket, "has_visits", True):
        return []
    rows = BasketVisit.objects.filter(basket=basket)
    return dated(list(rows.select_related("visit__shop", "session", "instead_of__line__parcel")), at)


def dated(rows: list[BasketVisit], at: datetime, own: Stay | None = None) -> list[Dated]:
    """What each comes to as of now. Of two that want the same last room, the later one cannot be had. Its own places count as
    free: those held for it, and of `own`, or of the booking whose place it takes, the nights."""
    if not rows:
        return []
    bookables = {one.visit_id: one for one in public().filter(visit__in={row.visit_id for row in rows})}
    rates, stays, left = rates_of(bookables.values()), stays_for(rows), rooms_left(rows)
    wanted: Wanted = Counter()
    in_order = sorted(rows, key=lambda row: (row.visit_id, row.first, row.session_id or 0, row.pk or 0))
    return [
        look_at(
            row,
            bookables.get(row.visit_id),
            rates,
            left,
            wanted,
            at,
            [*stays.get(row.held_key, ()), *given_up(row, stays, own)],
        )
        for row in in_order
    ]


def given_up(row: BasketVisit, stays: Stays, own: Stay | None) -> Sequence[Stay]:
    """The nights it has already, where it takes the place of something with as many rooms."""
    if own or not row.instead_of or not row.until:
        return [own] if own and row.until else []
    return [stay for stay in stays.get(row.instead_of.stay_key, ()) if stay.places == row.rooms]


def look_at(
    row: BasketVisit, bookable: Bookable | None, rates: dict[int, list[Rate]], left: Left, wanted: Wanted, at: datetime,
    own: Sequence[Stay],
) -> Dated:  # fmt: skip
    if bookable is None:
        return Dated(row, None, _("It cannot be booked here just now: take it out, or ring the host."))
    row.visit.bookable = bookable
    seats = sum(stay.places for stay in own if stay.session_id)
    try:
        check(row, bookable, at, seats)
        full = no_seat(row, wanted, seats) if row.session and not row.until else lacking(row, bookable, left, wanted, own)
    except Amiss as fault:
        return Dated(row, None, fault.words)
    price = price_of(row, bookable, rates[bookable.pk])
    early = off_early(bookable, row.first, price.total, shanghai_day(at))
    return Dated(row, price.total, full, price.rows, early_row(bookable, early) if early else None)


def check(row: BasketVisit, bookable: Bookable, at: datetime, held: int) -> None:
    """Raises Amiss where the wish makes no sense, as it stands now; so many seats are `held` for it."""
    if row.instead_of and not may_give_way(row.instead_of, at):
        raise Amiss(_("The booking it was to replace cannot be given back in full any more. Take this out of the basket."))
    if row.until:
        check_stay(bookable, row.first, row.until, row.rooms, row.adults, row.children, at, extra_beds=row.extra_beds)
    elif row.session:
        row.session.bookable = bookable
        check_seats(row.session, row.adults, row.children, at, held)


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


def no_seat(row: BasketVisit, wanted: Wanted, held: int) -> str:
    """How few seats are left with what rows before this one want, where they do not suffice; else ""."""
    assert row.session is not None
    seats = ("session", row.session.pk)
    wanted[seats] += row.adults + row.children
    n = row.session.left + held
    return ngettext("%(n)s place is left.", "%(n)s places are left.", n) % {"n": n} if wanted[seats] > n else ""


def lacking(row: BasketVisit, bookable: Bookable, left: Left, wanted: Wanted, own: Sequence[Stay]) -> str:
    """Which nights are gone, with what rows before this one want; "" where none are."""
    had = Counter(
        day for stay in own if stay.bookable_id == bookable.pk for day in days_of(stay) for _room in range(stay.places)
    )
    gone = []
    for day in days_between(row.first, row.until):  # type: ignore[arg-type]
        wanted[row.visit_id, day] += (more := max(row.rooms - had[day], 0))
        if more and wanted[row.visit_id, day] > left.get((row.visit_id, day), row.visit.rooms or 0):
            gone.append(date_format(day, "MONTH_DAY_FORMAT"))
    return _("Not free any more: %(days)s. Choose other days.") % {"days": ", ".join(gone)} if gone else ""


def stays_for(rows: Iterable[BasketVisit]) -> Stays:
    """The stays that hold places for these, and those whose place they take, by their key. One query, none where there are
    none."""
    held = [row.held_key for row in rows if row.held_key]
    given = [row.instead_of.stay_key for row in rows if row.instead_of]
    if not held and not given:
        return {}
    found = Stay.objects.filter(Q(key__in=held) | Q(key__in=given) & shares_with_none(), released_at=None)
    return {stay.key: (stay,) for stay in found}


def rooms_left(rows: Iterable[BasketVisit]) -> Left:
    """Of the nights these stay, how many rooms are left. One query, none without a stay."""
    spans = Q()
    for row in rows:
        if row.until:
            spans |= Q(bookable__visit=row.visit_id, day__gte=row.first, day__lt=row.until)
    found = Night.objects.filter(spans).select_related("bookable") if spans else ()
    return {(night.bookable.visit_id, night.day): night.left for night in found}
