"""The visits of an order: written down and their places taken, in the transaction that places it."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shops.availability import holding, moving
from shops.availability.models import Stay
from shops.availability.prices import Row, early_words
from shops.availability.queries import arrival
from shops.availability.sharing import to_share
from shops.orders.discounting import discounts_of
from shops.orders.models import BasketVisit, Booking, LineDiscount, Order, OrderLine, ShopOrder
from shops.orders.numbers import LETTERS
from shops.orders.priced import Dated

CODE = 8  # letters: read out at the gate, and not to be guessed


@dataclass(frozen=True)
class Span:
    """From when until when guests are there."""

    arrives_at: datetime
    leaves_at: datetime


class Gone(Exception):
    """Somebody else has the nights or seats by now. Nothing was booked."""


def book(order: Order, visits: list[Dated], rates: Mapping[int | None, int], by: Any, at: datetime) -> list[ShopOrder]:
    """A part of the order for each visit, in the order of the calendar's rows, so that rivals wait for each other and never in
    a ring. What costs nothing is booked at once. Raises Gone."""
    parts, given = [], to_share(given_up(visits))
    state = ShopOrder.State.WAITING if order.state == Order.State.WAITING else ShopOrder.State.BOOKED
    for number, dated in enumerate(visits, 1):
        key = f"order {order.number} visit {number}"
        parcel = ShopOrder.objects.create(
            order=order, shop=dated.shop, kind=ShopOrder.Kind.VISIT, state=state, delivery=0, placed_at=order.placed_at
        )
        line = OrderLine.objects.create(parcel=parcel, **line_facts(dated, rates))
        early = [LineDiscount(line=line, **early_facts(dated))] if dated.early else []
        LineDiscount.objects.bulk_create([*early, *discounts_of(line, dated.given)])
        try:
            take(dated.wanted, key, order, given, by, at)
        except (holding.Full, holding.NotBookable) as fault:
            raise Gone(key) from fault
        Booking.objects.create(line=line, stay_key=key, code=new_code(), **booking_facts(dated))
        parts.append(parcel)
    return parts


def given_up(visits: Iterable[Dated]) -> list[str]:
    """The keys of the stays that some of these visits take the place of."""
    return [one.wanted.instead_of.stay_key for one in visits if one.wanted.instead_of and one.wanted.until]


def take(row: BasketVisit, key: str, order: Order, given: Mapping[str, Stay], by: Any, at: datetime) -> Stay:
    """Its places: those that are held for it, where some are, else free ones; the nights of what it takes the place of are its
    own too (`given`). Raises holding.Full, holding.NotBookable."""
    said: dict[str, Any] = {"why": Stay.Why.ORDER, "by": by, "at": at, "words": order.name, "phone": order.phone}
    if row.held_key and (stay := take_held(row, key, said)):
        return stay
    if row.until:
        nights: dict[str, Any] = {"first": row.first, "until": row.until, "rooms": row.rooms}
        nights["shares"] = given.get(row.instead_of.stay_key) if row.instead_of else None
        return holding.take_nights(bookable=row.visit.bookable, key=key, **nights, **said)
    assert row.session is not None
    return holding.take_seats(session=row.session, seats=row.adults + row.children, key=key, **said)


def take_held(row: BasketVisit, key: str, said: dict[str, Any]) -> Stay | None:
    """What is held becomes the order's; None when it is held no more."""
    said = {**said, "key": row.held_key, "new_key": key}
    if row.until:
        return moving.move_nights(bookable=row.visit.bookable, first=row.first, until=row.until, rooms=row.rooms, **said)
    assert row.session is not None
    return moving.move_seats(session=row.session, seats=row.adults + row.children, **said)


def line_facts(dated: Dated, rates: Mapping[int | None, int]) -> dict[str, Any]:
    """The visit as called, and at the price, of now."""
    visit: Any = dated.wanted.visit
    zh, en = in_both(lambda: when_told(dated.wanted))
    return {
        "name_zh_hans": visit.name_zh_hans or visit.name_en, "name_en": visit.name_en or "", "pack_zh_hans": zh, "pack_en": en,
        "picture": visit.picture, "price": dated.whole, "packs": 1, "basis_points": rates.get(None, 0),
    }  # fmt: skip


def early_facts(dated: Dated) -> dict[str, Any]:
    """What is off because it is booked early: the host's money, as of a promotion of the shop."""
    zh, en = in_both(lambda: early_words(dated.wanted.visit.bookable))
    return {"amount": dated.early, "funded_by": LineDiscount.FundedBy.SHOP, "words_zh_hans": zh, "words_en": en}


def booking_facts(dated: Dated) -> dict[str, Any]:
    row = dated.wanted
    span, bookable = span_of(row), row.visit.bookable
    return {
        "visit": row.visit, "is_stay": bool(row.until), "arrives_at": span.arrives_at, "leaves_at": span.leaves_at,
        "rooms": row.rooms if row.until else 1, "adults": row.adults, "children": row.children,
        "extra_beds": row.extra_beds, "meals": row.meals, "ladder": bookable.ladder, "instead_of_id": row.instead_of_id,
        "price_rows": [
            {"zh": one.words_zh_hans, "en": one.words_en, "count": one.count, "fen": one.fen} for one in rows_of(dated)
        ],
    }  # fmt: skip


def rows_of(dated: Dated) -> list[Row]:
    """What is paid, row by row, with what is taken off."""
    early = [dated.early_row] if dated.early_row and dated.is_early else []
    named = [(one.promotion.words, one.fen) for one in dated.given]
    return [*dated.rows, *early, *(Row(words["zh_hans"], words["en"], 1, -fen) for words, fen in named)]


def span_of(row: BasketVisit) -> Span:
    """Nights begin when guests may come and end when they leave; a session lasts as long as its visit."""
    bookable = row.visit.bookable
    if row.until:
        left = datetime.combine(row.until, bookable.leave_by, arrival(bookable, row.until).tzinfo)
        return Span(arrival(bookable, row.first), left)
    assert row.session is not None
    return Span(row.session.starts_at, row.session.starts_at + timedelta(minutes=row.visit.minutes or 1))


def when_told(row: BasketVisit) -> str:
    """ "28 November to 30 November · 2 nights · 1 room", "28 November, 09:00 · 3 people", in the language that is on."""
    people = row.adults + row.children
    if not row.until:
        assert row.session is not None
        starts = localtime(row.session.starts_at)
        crowd = ngettext("%(n)s person", "%(n)s people", people) % {"n": people}
        return _("%(day)s, %(time)s · %(people)s") % {
            "day": date_format(starts, "MONTH_DAY_FORMAT"), "time": date_format(starts, "H:i"), "people": crowd,
        }  # fmt: skip
    nights = (row.until - row.first).days
    said = {
        "first": date_format(row.first, "MONTH_DAY_FORMAT"), "until": date_format(row.until, "MONTH_DAY_FORMAT"),
        "nights": ngettext("%(n)s night", "%(n)s nights", nights) % {"n": nights},
        "rooms": ngettext("%(n)s room", "%(n)s rooms", row.rooms) % {"n": row.rooms},
    }  # fmt: skip
    return _("%(first)s to %(until)s · %(nights)s · %(rooms)s") % said


def in_both(say: Callable[[], str]) -> tuple[str, str]:
    """What `say` gives, in Chinese and in English."""
    words = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            words.append(say())
    return words[0], words[1]


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(CODE))
