"""What came free is offered to somebody in line: once, by the same conditional updates that take places for anybody else."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from common import audit
from common.states import move
from outbox.operations import tell, tell_number
from shops.availability.holding import Full, NotBookable, take_nights, take_seats
from shops.availability.models import Stay, Waiting
from shops.availability.queries import arrival
from shops.availability.queueing import passes_over_nights, passes_over_seats
from shops.availability.rates import days_between
from shops.franchise.operations import words_about

State = Waiting.State
HELD = timedelta(hours=2)
MORNING, NIGHT = time(8), time(22)  # in Shanghai: at night no time runs


@transaction.atomic
def offer(waiting: Waiting, at: datetime) -> bool:
    """Hold the places for them and write; whether it was this run that did. Somebody may have been faster."""
    now = held(waiting)
    if now.state != State.WAITING:
        return False
    now.bookable, now.session = waiting.bookable, waiting.session
    until = min(answer_by(at), last_moment(now))
    if until <= at:
        move(now, State.OVER)
        return False
    try:
        with transaction.atomic():
            stay = take(now, at)
    except (Full, NotBookable):
        return False
    move(now, State.OFFERED, offered_until=until, stay=stay)
    audit.record(None, "offer places", now, at=at, until=until.isoformat())
    write(now, at)
    return True


def take(waiting: Waiting, at: datetime) -> Stay:
    """Raises Full, also where somebody who asked before could have it; NotBookable."""
    said: dict[str, Any] = {"key": f"waiting {waiting.pk}", "why": Stay.Why.HELD, "by": None, "at": at}
    if waiting.session:
        stay = take_seats(session=waiting.session, seats=waiting.places, **said)
        jumps = passes_over_seats(waiting.session, waiting.places, before=waiting.pk)
    else:
        assert waiting.until is not None
        span: dict[str, Any] = {"first": waiting.first, "until": waiting.until, "rooms": waiting.places}
        stay = take_nights(bookable=waiting.bookable, **span, **said)
        days = list(days_between(waiting.first, waiting.until))
        jumps = passes_over_nights(waiting.bookable, days, waiting.places, before=waiting.pk)
    if jumps:
        raise Full([waiting.first])
    return stay


def answer_by(at: datetime) -> datetime:
    """Two hours of day time from `at`: nobody loses their turn asleep."""
    here = timezone.localtime(at, timezone.get_default_timezone())
    if here.time() < MORNING:
        here = datetime.combine(here.date(), MORNING, here.tzinfo)
    elif here.time() >= NIGHT:
        here = datetime.combine(here.date() + timedelta(days=1), MORNING, here.tzinfo)
    end, night = here + HELD, datetime.combine(here.date(), NIGHT, here.tzinfo)
    return end if end <= night else datetime.combine(here.date() + timedelta(days=1), MORNING, here.tzinfo) + (end - night)


def last_moment(waiting: Waiting) -> datetime:
    """Until when it may be booked at all."""
    begins = waiting.session.starts_at if waiting.session else arrival(waiting.bookable, waiting.first)
    return begins - timedelta(hours=waiting.bookable.lead_hours)


def write(waiting: Waiting, at: datetime) -> None:
    visit: Any = waiting.bookable.visit
    facts: dict[str, Any] = {
        "key": f"place-offered-{waiting.pk}", "template": "place_offered", "link": f"/waiting/{waiting.key}/", "at": at,
        "context": {
            **words_about(visit.shop), "visit_zh": visit.name_zh_hans or visit.name_en,
            "visit_en": visit.name_en or visit.name_zh_hans, "first": waiting.first, "until": waiting.offered_until,
        },
    }  # fmt: skip
    if waiting.person:
        tell(user=waiting.person, **facts)
    elif waiting.phone:
        tell_number(phone=waiting.phone, language=waiting.language, **facts)


def held(waiting: Waiting) -> Waiting:
    """The row, held until the transaction ends: an offer, its lapse and leaving wait for each other."""
    rows = Waiting.objects.select_for_update(of=("self",)).select_related("stay", "person")
    return rows.get(pk=waiting.pk)
