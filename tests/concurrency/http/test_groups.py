"""Groups raced over HTTP: joiners for the last seats, against the deadline, the leader who leaves, money that comes late.

Never more are seated than there are seats; a group that fails gives everybody's money back once; nobody is charged without a
seat. The control looks whether there is a seat, and writes without asking again: more sit down than there are seats.
"""

import os
import random
import time
from datetime import timedelta
from itertools import count

from django.contrib.sessions.backends.db import SessionStore

from common.clock import now
from shops.catalogue.models import Offer
from shops.groups.models import Group, Seat
from shops.groups.queries import quote_together
from shops.groups.views_ordering import PACKS
from shops.ledger.queries import wrong_balances
from shops.orders.models import Order, ShopOrder
from shops.orders.remembering import ANSWERS, ORDERS
from shops.payments.models import Payment
from tests.concurrency.http.buyers import Answer, Buyer, Site, at_once
from tests.concurrency.http.paying import chore, cookies, pay
from tests.concurrency.together import RACE
from tests.factories.catalogue import product
from tests.factories.groups import opened, phone
from tests.factories.orders import TO

pytestmark = RACE
FULL = bool(os.environ.get("PROVE"))
JOINERS, ROUNDS = (200, 20) if FULL else (10, 2)
SEATS = 10 if FULL else 3
IN_STOCK = 10_000
TAKEN = (Seat.State.HELD, Seat.State.CONFIRMED)
_presses = count(1)


def gathering() -> Group:
    """One that lacks all but its leader, of goods of its own."""
    goods = product()
    Offer.objects.filter(variant__product=goods).update(stock=IN_STOCK, group_size=SEATS)
    return opened(goods, at=now())


def joiner(group: Group) -> Buyer:
    """A guest who has answered all: only the press is left."""
    answers = {"name": TO.name, "phone": phone(), "address": f"{TO.place}{TO.street}", "note": "", "way": "wechat"}
    asked = {"of": f"{group.offer_id} {group.code}", "packs": 1}
    total = quote_together(group.offer, 1, group.price, TO.region).total
    return Buyer(cookies(**{ANSWERS: answers, PACKS: asked}), f"group-press-{next(_presses)}", total)


def press(site: Site, group: Group, buyer: Buyer, **rig: str) -> Answer:
    fields = {"press": buyer.press, "total": buyer.total}
    return site.post(f"/zh-hans/groups/{group.code}/join/check/", buyer.cookies, fields, **rig)


def taken(group: Group) -> int:
    return Seat.objects.filter(group=group, state__in=TAKEN).count()


def test_joiners_race_the_deadline_the_leader_and_late_money(rigged, companies):
    """All at once: some pay in time and some too late, the leader goes, the clock comes round, unpaid orders expire."""
    ends = {"complete": 0, "failed": 0}
    for turn in range(ROUNDS):
        companies.wechat.books.trades.clear()
        group = gathering()
        leader = Order.objects.get(seat__group=group)
        buyers = [joiner(group) for _n in range(JOINERS)]
        leads = {"cookies": cookies(**{ORDERS: [leader.number]}), "fields": {}}
        if turn % 2:  # otherwise it is full in time, unless its leader goes
            Group.objects.filter(pk=group.pk).update(expires_at=now() + timedelta(seconds=1 + random.random()))

        def joins(buyer: Buyer, group=group, most_pay=turn % 2) -> Answer:
            answer = press(rigged, group, buyer)
            if answer.order and (not most_pay or random.random() < 0.8):
                told = pay(rigged, companies, answer.order, buyer)
                assert told is None or told.status == 200
            return answer

        def comes_round(name: str) -> Answer:
            time.sleep(random.random() * 1.5)
            return chore(rigged, name)

        def leaves(leader=leader, leads=leads) -> Answer:
            time.sleep(random.random())
            return rigged.post(f"/zh-hans/orders/{leader.number}/leave-group/", **leads)

        acts = [lambda buyer=buyer: joins(buyer) for buyer in buyers]
        acts += [lambda: comes_round("end groups whose time is over") for _n in range(3 if turn % 2 else 1)]
        acts += [lambda: comes_round("let go of orders nobody paid")] + ([leaves] if turn % 3 == 1 else [])
        assert {answer.status for answer in at_once(acts)} <= {302, 204}
        assert taken(group) <= SEATS
        settle(rigged, group)
        ends[check(group)] += 1
    assert wrong_balances() == []
    assert not FULL or all(ends.values()), ends


def settle(site: Site, group: Group) -> None:
    """Time passes, and the clock comes round."""
    Order.objects.filter(state=Order.State.WAITING).update(expires_at=now())
    Group.objects.filter(pk=group.pk, state=Group.State.GATHERING).update(expires_at=now())
    for name in ("let go of orders nobody paid", "end groups whose time is over"):
        assert chore(site, name).status == 204


def check(group: Group) -> str:
    """Seats, money and stock of a group that has ended; how it did."""
    group.refresh_from_db()
    is_complete = group.state == Group.State.COMPLETE
    assert is_complete or group.state == Group.State.FAILED
    paid_seats = Seat.objects.filter(group=group, state=Seat.State.CONFIRMED).count()
    assert group.seated == taken(group) == paid_seats <= SEATS
    assert not is_complete or paid_seats == SEATS
    for payment in Payment.objects.filter(order__seat__group=group, state=Payment.State.PAID).select_related("order__seat"):
        is_in = is_complete and payment.order.seat.state == Seat.State.CONFIRMED and not payment.is_surplus
        assert [one.amount for one in payment.refunds.all()] == ([] if is_in else [payment.amount])
    sold = ShopOrder.objects.filter(order__seat__group=group).exclude(state=ShopOrder.State.CANCELLED)
    assert set(sold.values_list("state", flat=True)) == ({ShopOrder.State.TO_PACK} if is_complete else set())
    assert Offer.objects.get(pk=group.offer_id).stock == IN_STOCK - (SEATS if is_complete else 0)
    return group.state


def test_looked_at_and_then_written_more_sit_down_than_there_are_seats(rigged, companies):
    group = gathering()
    buyers = [joiner(group) for _n in range(max(JOINERS, 16))]
    at_once([lambda buyer=buyer: press(rigged, group, buyer, without="seat") for buyer in buyers])
    assert taken(group) > SEATS


def test_one_person_in_many_tabs_has_one_seat(rigged, companies):
    """Two presses of one, and of another who gave the same number."""
    group = gathering()
    first = joiner(group)
    session = SessionStore(first.cookies["sessionid"])
    again = Buyer(cookies(**dict(session.items())), f"group-press-{next(_presses)}", first.total)
    answers = at_once([lambda buyer=buyer: press(rigged, group, buyer) for buyer in (first, again) * 4])
    assert {answer.status for answer in answers} == {302}
    assert (taken(group), len({answer.order for answer in answers if answer.order})) == (2, 1)
