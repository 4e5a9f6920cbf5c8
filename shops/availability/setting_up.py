"""A visit becomes bookable: its owner says on which terms, at which prices, and when it takes place."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from common import audit
from common.audit import written
from common.clock import shanghai_day
from common.states import move
from shops.availability.ladders import RUNGS
from shops.availability.models import Bookable, Rate, Session, Stay, new_secret
from shops.availability.rates import first_meeting
from shops.availability.wording import month_day
from shops.franchise.changing import changeable
from shops.franchise.following import tell_followers
from shops.visits.models import Visit

MOST_RATES = 30  # of one bookable
MOST_SESSIONS = 120  # made by one press
WEEK = timedelta(days=7)


class RatesMeet(Exception):
    """The rule and `other`, of its rank, hold on the same `day`; `words` name both. Nothing was changed."""

    def __init__(self, rate: Rate, other: Rate, day: date) -> None:
        self.rate, self.other, self.day = rate, other, day
        said = {"one": rate.name, "other": other.name, "day": month_day(day)}
        self.words = _("“%(one)s” and “%(other)s” would both set the price of %(day)s. Change the days of one.") % said
        super().__init__(rate, other, day)


class TooMany(Exception):
    """There are `most` already, or one press would make more; nothing was changed."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(most)


class SeatsTaken(Exception):
    """More seats are taken than there would be; nothing was changed."""


class NoRoom(Exception):
    """Rooms have nights, not sessions; the others have sessions, not nights."""


@transaction.atomic
def set_up(*, visit: Visit, by: Any, at: datetime, changes: dict[str, Any]) -> Bookable:
    """Write the terms (`changes`: checked values of Bookable's fields); `terms` freezes the ladder of that name.

    The same again changes nothing. Taken off line again while guests come, they still come. Raises NotChangeable.
    """
    shop = changeable(visit.shop)
    held = Bookable.objects.select_for_update().filter(visit=visit).first() or Bookable(visit=visit, changed_at=at)
    facts = dict(changes)
    if "terms" in facts and (held._state.adding or held.terms != facts["terms"]):
        facts["ladder"] = RUNGS[facts["terms"]]
    if changed := written(held, facts):
        Bookable.objects.filter(pk=held.pk).update(changed_at=at)
        audit.record(by, "set up bookings", held, at=at, changed=changed)
        tell_followers(shop, at=at)
    return held


@transaction.atomic
def write_rate(*, bookable: Bookable, by: Any, at: datetime, facts: dict[str, Any], rate: Rate | None = None) -> Rate:
    """Write a price rule: a new one, or `rate` anew; `facts` are checked values of Rate's fields.

    Raises RatesMeet, TooMany, NotChangeable.
    """
    shop = changeable(bookable.visit.shop)
    held = Bookable.objects.select_for_update(no_key=True).get(pk=bookable.pk)
    others = [other for other in Rate.objects.filter(bookable=held) if rate is None or other.pk != rate.pk]
    if rate is None and len(others) >= MOST_RATES:
        raise TooMany(MOST_RATES)
    made = rate or Rate(bookable=held)
    for name, value in facts.items():
        setattr(made, name, value)
    for other in others:
        if day := first_meeting(made, other, shanghai_day(at)):
            raise RatesMeet(made, other, day)
    made.save()
    audit.record(by, "write price rule", held, at=at, rate=made.pk, price=made.price, kind=str(made.kind))
    tell_followers(shop, at=at)
    return made


@transaction.atomic
def remove_rate(*, rate: Rate, by: Any, at: datetime) -> None:
    """The days it held cost what the next rule says; what was booked keeps its price. Raises NotChangeable."""
    shop, pk = changeable(rate.bookable.visit.shop), rate.pk
    if Rate.objects.filter(pk=pk).delete()[0]:
        audit.record(by, "remove price rule", rate.bookable, at=at, rate=pk)
        tell_followers(shop, at=at)


def weekly(first: datetime, last: date) -> list[datetime]:
    """The same time every week, from `first` until the day `last`, that one too."""
    weeks = (shanghai_day(first + WEEK * n) <= last for n in range(MOST_SESSIONS + 1))
    return [first + WEEK * n for n, within in enumerate(weeks) if within]


@transaction.atomic
def add_sessions(
    *, bookable: Bookable, times: Iterable[datetime], seats: int, by: Any, at: datetime, price: int | None = None,
    guide: str = "",
) -> list[Session]:  # fmt: skip
    """Sessions at these times; where one is already, and in the past, none is made. Returns the new ones, by their time.

    Raises NoRoom, TooMany, NotChangeable.
    """
    if bookable.is_room:
        raise NoRoom
    changeable(bookable.visit.shop)
    held = Bookable.objects.select_for_update(no_key=True).get(pk=bookable.pk)
    wanted = sorted({time for time in times if time > at})
    if len(wanted) > MOST_SESSIONS:
        raise TooMany(MOST_SESSIONS)
    there = set(Session.objects.filter(bookable=held, starts_at__in=wanted).values_list("starts_at", flat=True))
    facts = {"bookable": held, "seats": seats, "price": price, "guide": guide, "changed_at": at}
    made = [Session.objects.create(starts_at=time, **facts) for time in wanted if time not in there]
    if made:
        audit.record(by, "add sessions", held, at=at, sessions=[one.pk for one in made], seats=seats)
    return made


@transaction.atomic
def change_session(*, session: Session, seats: int, price: int | None, guide: str, by: Any, at: datetime) -> Session:
    """Other numbers; its time stays, since guests were told it. What was booked keeps its price.

    Raises SeatsTaken, NotChangeable.
    """
    changeable(session.bookable.visit.shop)
    held = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    if seats < held.taken:
        raise SeatsTaken
    if changed := written(held, {"seats": seats, "price": price, "guide": guide}):
        Session.objects.filter(pk=held.pk).update(changes=held.changes + 1, changed_at=at)
        audit.record(by, "change session", held, at=at, changed=changed)
    return held


@transaction.atomic
def call_off(*, session: Session, reason: str, by: Any, at: datetime) -> list[Stay]:
    """It does not take place; again changes nothing. Returns the stays that still hold seats: whoever took them gives them back
    and tells the guests. Raises ValueError without a reason."""
    if not reason:
        raise ValueError(reason)
    held = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    if held.state == Session.State.OPEN:
        move(held, Session.State.OFF, reason=reason, changes=held.changes + 1, changed_at=at)
        audit.record(by, "call off session", held, at=at, reason=reason)
        tell_followers(held.bookable.visit.shop, at=at)
    return list(Stay.objects.filter(session=held, released_at=None))


@transaction.atomic
def renew_secret(*, bookable: Bookable, by: Any, at: datetime) -> None:
    """The calendar's old address leads nowhere any more."""
    Bookable.objects.filter(pk=bookable.pk).update(secret=new_secret())
    audit.record(by, "renew calendar address", bookable, at=at)
