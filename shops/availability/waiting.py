"""The waiting list: places that come free are held for the first in line for whom there are enough, for a stated time; then for
the next (`offering`).
"""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.clock import shanghai_day
from common.idempotency import fingerprint
from common.states import move
from shops.availability.checking import Amiss, check_anybody, check_stay
from shops.availability.holding import release
from shops.availability.models import Bookable, Session, Stay, Waiting
from shops.availability.offering import held, offer
from shops.availability.queries import WhyNot, why_no_seat
from shops.availability.queueing import fitting

State = Waiting.State


class IsFree(Exception):
    """It need not be waited for: it can be booked."""


def join(
    *, bookable: Bookable, session: Session | None, first: date, until: date | None, rooms: int, adults: int, children: int,
    person: Any, phone: str, language: str, at: datetime, extra_beds: int = 0, meals: int = 0,
) -> Waiting:  # fmt: skip
    """Wait for nights or for a session; whoever waits for the same already keeps their turn, with the people of now.

    Raises Amiss where it could not be booked even if it were free, IsFree where it can be booked.
    """
    if not person and not phone:
        raise Amiss(_("Write a mobile number we can write to."))
    if session:
        check_session(session, adults, children, at)
    else:
        check_stay(bookable, first, until, rooms, adults, children, at, extra_beds=extra_beds)  # type: ignore[arg-type]
    places = adults + children if session else rooms
    who = fingerprint([bookable.pk, session and session.pk, str(first), str(until), person.pk if person else phone])
    facts = {"places": places, "adults": adults, "children": children, "extra_beds": extra_beds, "meals": meals}
    said = {"person": person, "phone": "" if person else phone, "language": language, "at": at}
    try:
        with transaction.atomic():
            made, is_new = Waiting.objects.get_or_create(
                who=who, state__in=Waiting.LIVE, defaults={
                    "who": who, "bookable": bookable, "session": session, "first": first, "until": until, **facts, **said,
                },
            )  # fmt: skip
            if is_new and fitting().filter(bookable=bookable, session=session).first() == made:
                raise IsFree
    except IntegrityError:  # the same press twice at one instant
        return Waiting.objects.get(who=who, state__in=Waiting.LIVE)
    if not is_new and made.state == State.WAITING:
        Waiting.objects.filter(pk=made.pk, state=State.WAITING).update(**facts)
    return made


def check_session(session: Session, adults: int, children: int, at: datetime) -> None:
    check_anybody(adults, children)
    if (why := why_no_seat(session, at)) and why != WhyNot.FULL:
        raise Amiss(str(WhyNot(why).label))
    if adults + children > session.seats:
        most = session.seats
        raise Amiss(ngettext("It has %(n)s place in all.", "It has %(n)s places in all.", most) % {"n": most})


@transaction.atomic
def leave(*, waiting: Waiting, by: Any, at: datetime) -> bool:
    """Wait no more; what was held goes to the next. False when they wait no more already."""
    now = held(waiting)
    if now.state not in Waiting.LIVE:
        return False
    move(now, State.LEFT)
    give_back(now, by, at)
    waiting.state = now.state
    return True


def tend(*, at: datetime, most: int = 200) -> int:
    """What the clock does: offers nobody took go back, what is past is over, what is free is offered. How many new offers."""
    for row in past(at)[:most]:
        end(row, at)
    for stay in ownerless()[:most]:
        release(key=stay.key, by=None, at=at)
    return sum(offer(row, at) for row in fitting().select_related("session", "bookable__visit__shop")[:most])


def past(at: datetime) -> Any:
    """Offers that were taken or not in time, and wishes that can come true no more."""
    answered = Q(state=State.OFFERED) & (Q(offered_until__lte=at) | Q(stay__released_at__isnull=False))
    gone = Q(first__lt=shanghai_day(at)) | Q(session__starts_at__lte=at) | Q(session__state=Session.State.OFF)
    return Waiting.objects.filter(answered | gone, state__in=Waiting.LIVE).order_by("pk")


def ownerless() -> Any:
    """What is held for somebody whose data went meanwhile."""
    offered = Waiting.objects.filter(stay=OuterRef("pk"), state=State.OFFERED)
    return Stay.objects.filter(~Exists(offered), why=Stay.Why.HELD, released_at=None).order_by("pk")


@transaction.atomic
def end(waiting: Waiting, at: datetime) -> None:
    now = held(waiting)
    if now.state == State.WAITING:
        move(now, State.OVER)
    elif now.state == State.OFFERED:
        move(now, State.LAPSED if give_back(now, None, at) else State.TAKEN)


def give_back(waiting: Waiting, by: Any, at: datetime) -> int:
    """What is held for them; 0 when it became an order."""
    return release(key=waiting.stay.key, by=by, at=at) if waiting.stay else 0


def waiting_for(bookable: Bookable, at: datetime) -> list[Waiting]:
    """Who waits for what is to come, the first first; for the host. One query."""
    rows = bookable.waiting.filter(state__in=Waiting.LIVE, first__gte=shanghai_day(at))
    return list(rows.select_related("session", "person").order_by("first", "pk"))
