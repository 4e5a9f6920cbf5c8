"""Groups that go to a departure with few seats, raced over HTTP: joiners, guests who book alone, the deadline, money that
comes late.

Never more go than there are seats. A group is whole, and all of it is booked, or everybody's money goes back once. The controls
look whether there is a seat, and write without asking again: more go than there are seats; and count who has paid without holding
the group: all have, and it is not whole.
"""

import os
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count

from django.db.models import Sum

from common.clock import now
from shops.availability.models import Session, Stay
from shops.groups import going
from shops.groups.models import Group, Seat
from shops.groups.views_ordering import PACKS
from shops.ledger.queries import wrong_balances
from shops.orders.models import Order, ShopOrder
from shops.orders.remembering import ANSWERS
from shops.payments.models import Payment
from shops.payments.pretend.books import Trade
from shops.payments.pretend.server import Companies
from tests.concurrency.http.buyers import Answer, Buyer, Site, at_once, visitor
from tests.concurrency.http.paying import begin, chore, cookies, pay, pay_there
from tests.concurrency.together import RACE
from tests.factories.availability import bookable, session
from tests.factories.bookings import WHO, seats
from tests.factories.groups import phone
from tests.factories.payments import paid

pytestmark = RACE
FULL = bool(os.environ.get("PROVE"))
JOINERS, ALONE, ROUNDS = (80, 40, 6) if FULL else (5, 3, 3)
SIZE = 10 if FULL else 3
ENOUGH = 2 * SIZE + ALONE  # seats
TRIES = 8
MEANWHILE = 2.0 if FULL else 0.5  # seconds in which the clock comes round
PRICE = 1500
END_GROUPS, LET_GO = "end groups whose time is over", "let go of orders nobody paid"
_presses = count(1)


def departure(places: int) -> Session:
    """With so many seats, to which groups may go."""
    made = session(bookable("tour", rooms=0), now() + timedelta(days=9), seats=places)
    given = {"price": PRICE, "size": SIZE, "hours": 24, "most_people": 2}
    going.let_groups_go(session=made, by=made.bookable.visit.shop.owner, at=now(), **given)
    return made


def asked(trip: Session, group: Group | None, people: int) -> dict:
    """What an order needs, whoever places it."""
    total = going.quote_going(going.session_at(trip.pk), people, PRICE, now()).total
    return {"press": f"going-{next(_presses)}", "total": total}


def opened(trip: Session) -> Group:
    """A group whose leader has paid."""
    facts = {"session": trip, "group": None, "people": 1, "to": replace(WHO, phone=phone()), "way": "wechat", "by": None}
    order = going.place_going(**facts, **asked(trip, None, 1), language="zh-hans", at=now())
    paid(order, at=now())
    return Group.objects.get(seats__order=order)


def joiner(trip: Session, group: Group) -> Buyer:
    """A guest who has answered all: only the press is left."""
    people = random.choice((1, 1, 2))
    answers = {"name": WHO.name, "phone": phone(), "note": "", "way": "wechat"}
    kept = {ANSWERS: answers, PACKS: {"of": f"session {trip.pk} {group.code}", "packs": people}}
    return Buyer(cookies(**kept), **asked(trip, group, people))


def join(site: Site, group: Group, buyer: Buyer, **rig: str) -> Answer:
    fields = {"press": buyer.press, "total": buyer.total}
    return site.post(f"/zh-hans/groups/{group.code}/join/check/", buyer.cookies, fields, **rig)


def taken(trip: Session) -> int:
    """People by the rows of those who have seats, whatever the session's counter says."""
    return Stay.objects.filter(session=trip, released_at=None).aggregate(people=Sum("places"))["people"] or 0


def guests(trip: Session, group: Group, site: Site, **rig: str) -> list[tuple[Buyer, Callable[[], Answer]]]:
    """Those who join, and those who book alone; each with the press."""
    joiners, alone = [joiner(trip, group) for _n in range(JOINERS)], [visitor(seats(trip, adults=1)) for _n in range(ALONE)]
    presses = [(one, lambda one=one: join(site, group, one, **rig)) for one in joiners]
    return presses + [(one, lambda one=one: one.order(site, **rig)) for one in alone]


def test_joiners_and_guests_alone_race_the_deadline_and_late_money(rigged, companies):
    """All at once. Too few seats for the group: it fails. Enough for everybody, who all pay: it comes about. Hardly enough, and it
    ends in the midst of it: either."""
    for turn in range(ROUNDS):
        companies.wechat.books.trades.clear()
        trip = departure(ENOUGH)
        group = opened(trip)
        everybody = guests(trip, group, rigged)
        late: list[Trade | None] = []
        if turn % 3 != 1:
            Session.objects.filter(pk=trip.pk).update(seats=SIZE + turn % 3 - 1)
            Group.objects.filter(pk=group.pk).update(expires_at=now() + timedelta(seconds=MEANWHILE * random.uniform(0.4, 0.9)))
        race(rigged, companies, everybody, late if turn % 3 != 1 else None)
        assert taken(trip) <= Session.objects.get(pk=trip.pk).seats
        settle(rigged, group)
        for trade in late:
            assert trade is None or pay_there(rigged, companies, trade).status == 200
        assert check(trip, group) in ({"failed"}, {"complete"}, {"failed", "complete"})[turn % 3]
    assert wrong_balances() == []


def race(site: Site, companies: Companies, everybody: list, late: list[Trade | None] | None) -> None:
    """Everybody orders and pays, while the clock comes round; some begin to, and pay when it is too `late`."""

    def comes(buyer: Buyer, press: Callable[[], Answer]) -> Answer:
        answer = press()
        if answer.order and late is not None and random.random() < 0.15:
            late.append(begin(site, companies, answer.order, buyer))
        elif answer.order:
            told = pay(site, companies, answer.order, buyer)
            assert told is None or told.status == 200
        return answer

    def comes_round(name: str) -> Answer:
        time.sleep(random.random() * MEANWHILE)
        return chore(site, name)

    acts = [lambda one=one: comes(*one) for one in everybody]
    acts += [lambda name=name: comes_round(name) for name in (END_GROUPS, LET_GO, END_GROUPS, LET_GO)]
    assert {answer.status for answer in at_once(acts)} <= {302, 204}


def settle(site: Site, group: Group) -> None:
    """Time passes, and the clock comes round."""
    Order.objects.filter(state=Order.State.WAITING).update(expires_at=now())
    Group.objects.filter(pk=group.pk, state=Group.State.GATHERING).update(expires_at=now())
    for name in (LET_GO, END_GROUPS):
        assert chore(site, name).status == 204


def check(trip: Session, group: Group) -> str:
    """Seats and money of a departure and its group, which has ended; how it did."""
    group.refresh_from_db()
    trip.refresh_from_db()
    is_complete = group.state == Group.State.COMPLETE
    assert is_complete or group.state == Group.State.FAILED
    paid_seats = Seat.objects.filter(group=group, state=Seat.State.CONFIRMED).count()
    assert paid_seats == SIZE if is_complete else paid_seats < SIZE
    parts = ShopOrder.objects.filter(lines__booking__visit=trip.bookable.visit)
    assert set(parts.values_list("state", flat=True)) <= {ShopOrder.State.BOOKED, ShopOrder.State.CANCELLED}
    booked = parts.filter(state=ShopOrder.State.BOOKED)
    assert booked.filter(order__seat__group=group).count() == (SIZE if is_complete else 0)
    keys = set(booked.values_list("lines__booking__stay_key", flat=True))
    assert keys == set(Stay.objects.filter(session=trip, released_at=None).values_list("key", flat=True))
    assert trip.taken == taken(trip) <= trip.seats
    for payment in Payment.objects.filter(order__parcels__in=parts, state=Payment.State.PAID):
        goes = not payment.is_surplus and booked.filter(order=payment.order).exists()
        assert [one.amount for one in payment.refunds.all()] == ([] if goes else [payment.amount])
    assert Payment.objects.filter(order__parcels__in=booked, state=Payment.State.PAID, is_surplus=False).count() == len(keys)
    return group.state


def test_looked_at_and_then_written_more_go_than_there_are_seats(rigged):
    """The control; where a machine is so slow that nobody looks while another does, once more."""
    assert any(too_many_go(rigged) for _try in range(TRIES))


def too_many_go(site: Site) -> bool:
    trip = departure(ENOUGH)
    group = opened(trip)
    everybody = guests(trip, group, site, without="place")
    Session.objects.filter(pk=trip.pk).update(seats=SIZE - 1)
    at_once([press for _buyer, press in everybody])
    return taken(trip) > SIZE - 1


def test_without_the_group_held_all_have_paid_and_it_is_not_whole(rigged, companies):
    """The control: whoever pays counts before the others' payments are there to be counted."""
    trip = departure(ENOUGH)
    group = opened(trip)
    joiners = [joiner(trip, group) for _n in range(SIZE - 1)]
    trades = [begin(rigged, companies, join(rigged, group, one).order, one) for one in joiners]
    pays = [lambda trade=trade: pay_there(rigged, companies, trade, without="whole") for trade in trades]
    assert {answer.status for answer in at_once(pays)} == {200}
    group.refresh_from_db()
    assert (Seat.objects.filter(group=group, state="confirmed").count(), group.state) == (SIZE, "gathering")
