"""What becomes of a booking: called off by its ladder, moved, come, not come, over; money and nights each once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common.states import WrongState
from outbox.models import Message
from shops.availability.models import Night, Stay
from shops.availability.setting_up import call_off
from shops.bookings import changing, operations
from shops.bookings.changing import When
from shops.bookings.sessions import call_session_off, undo_stranded
from shops.bookings.telling import remind_guests, tell_of_bookings
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import BasketVisit
from shops.orders.queries import quote_of
from shops.payments.models import Refund
from tests.factories.availability import NOW, bookable, rate, session
from tests.factories.bookings import FIRST, UNTIL, basket_with, booked, bookings_of, ordered, seats, stay
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def taken() -> list[int]:
    return list(Night.objects.order_by("day").values_list("taken", flat=True))


def state_of(booking) -> str:
    booking.line.parcel.refresh_from_db()
    return booking.line.parcel.state


@pytest.mark.parametrize(("before", "percent", "state"), [(2 * DAY, 100, "cancelled"), (timedelta(hours=3), 50, "received")])
def test_called_off_the_ladder_says_what_goes_back_and_the_nights_are_free(before, percent, state):
    (one,) = booked(stay(bookable(rooms=1)))
    at, paid = one.arrives_at - before, one.line.whole
    back = operations.call_off(booking=one, by=None, at=at)
    assert back == paid * percent // 100
    assert (state_of(one), taken(), Refund.objects.get().amount) == (state, [0, 0], back)
    assert stands().get("shop", 0) == paid - back  # what the ladder keeps is the host's
    with pytest.raises(WrongState):
        operations.call_off(booking=one, by=None, at=at)
    assert Refund.objects.count() == 1
    assert not wrong_balances()


def test_once_it_has_begun_it_is_not_called_off():
    (one,) = booked(stay(bookable()))
    with pytest.raises(operations.TooLate):
        operations.call_off(booking=one, by=None, at=one.arrives_at)
    assert (state_of(one), Refund.objects.count()) == ("booked", 0)


def test_moved_by_a_day_its_own_nights_count_as_free_and_what_is_cheaper_goes_back():
    room = bookable(rooms=1)
    rate(room, "festival", 30000, first=FIRST, until=FIRST + DAY)
    (one,) = booked(stay(room))
    back = changing.change_days(booking=one, when=When(FIRST + DAY, UNTIL + DAY), by=None, at=NOW)
    assert back == 30000 - room.visit.price
    assert taken() == [0, 1, 1]
    (now,) = bookings_of(one.line.parcel.order)
    assert (now.moves, now.line.pack_zh_hans, now.code) == (1, "12月2日至12月4日 · 2 晚 · 1 间房", one.code)
    assert Stay.objects.filter(released_at=None).get().key == now.stay_key
    with pytest.raises(changing.Dearer):
        changing.change_days(booking=now, when=When(FIRST, UNTIL), by=None, at=NOW)
    assert taken() == [0, 1, 1]  # nothing was changed
    changing.change_days(booking=now, when=When(FIRST + 2 * DAY, UNTIL + 2 * DAY), by=None, at=NOW)
    assert (taken(), Refund.objects.count()) == ([0, 0, 1, 1], 1)
    assert not wrong_balances()


def test_dearer_days_are_booked_anew_and_once_they_are_paid_all_of_the_old_money_comes_back(client, homes, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    room, buyer = bookable(of=shop(), rooms=1), person("刘燕")
    rate(room, "festival", 30000, first=FIRST + 5 * DAY, until=FIRST + 6 * DAY)
    (old,) = booked(stay(room), buyer=buyer)
    paid_before, there = old.line.whole, FIRST + 5 * DAY
    client.force_login(buyer)
    page = reverse("bookings:days", args=[old.line.parcel.order.number, old.pk])
    days = {"first": there.isoformat(), "until": (there + DAY).isoformat()}
    assert client.get(page, days).context["more"] == 30000 - paid_before
    assert client.post(page, days).url == reverse("orders:checkout")
    (row,) = BasketVisit.objects.all()
    order = ordered(basket=row.basket, buyer=buyer)
    assert (tell_of_bookings(at=NOW), state_of(old), taken()) == (1, "booked", [1, 1, 1])  # the old one's own letter
    paid(order, at=NOW)
    assert (tell_of_bookings(at=NOW), tell_of_bookings(at=NOW)) == (1, 0)
    assert (state_of(old), taken(), Refund.objects.get().amount) == ("cancelled", [0, 0, 1], paid_before)
    (new,) = bookings_of(order)
    assert (new.line.whole, new.instead_of_id) == (30000, old.pk)
    assert not wrong_balances()


def test_a_booking_that_can_be_given_back_no_more_in_full_is_not_replaced():
    room, buyer = bookable(), person("刘燕")
    rate(room, "festival", 30000, first=FIRST + 5 * DAY, until=FIRST + 6 * DAY)
    (old,) = booked(stay(room), buyer=buyer)
    basket, when = basket_with(buyer=buyer), When(FIRST + 5 * DAY, FIRST + 6 * DAY)
    with pytest.raises(changing.TooLateToMove):
        changing.book_instead(booking=old, when=when, basket=basket, at=old.arrives_at - timedelta(hours=3))
    changing.book_instead(booking=old, when=when, basket=basket, at=NOW)
    assert quote_of(basket, at=NOW).is_ready
    assert not quote_of(basket, at=old.arrives_at - timedelta(hours=3)).is_ready


def test_not_moved_onto_what_is_full_nor_once_calling_off_costs_something():
    room = bookable(rooms=1)
    (one,), _other = booked(stay(room)), booked(stay(room, first=UNTIL, until=UNTIL + DAY))
    with pytest.raises(changing.CannotMove):
        changing.change_days(booking=one, when=When(FIRST + DAY, UNTIL + DAY), by=None, at=NOW)
    with pytest.raises(changing.TooLateToMove):
        changing.change_days(
            booking=one, when=When(FIRST + 5 * DAY, UNTIL + 5 * DAY), by=None, at=one.arrives_at - timedelta(hours=3)
        )
    assert (taken(), state_of(one)) == ([1, 1, 1], "booked")


def test_a_walk_moves_to_another_departure():
    walk = bookable("tour")
    one, two = session(walk), session(walk, starts_at=session(walk, starts_at=NOW + 20 * DAY).starts_at + DAY)
    (made,) = booked(seats(one))
    changing.change_days(booking=made, when=When(two.starts_at.date(), session=two), by=None, at=NOW)
    one.refresh_from_db(), two.refresh_from_db()
    assert (one.taken, two.taken) == (0, 2)


def test_a_session_called_off_gives_everybody_their_money_back():
    departure = session(bookable("tour"))
    (one,), waiting = booked(seats(departure)), ordered(seats(departure))
    host = one.line.parcel.shop.owner
    call_off(session=departure, reason="山路塌方", by=host, at=NOW)  # and whoever did it saw to nothing else
    assert [undo_stranded(at=NOW) for _again in range(2)] == [2, 0]
    assert call_session_off(session=departure, reason="山路塌方", by=host, at=NOW) == []
    departure.refresh_from_db()
    waiting.refresh_from_db()
    assert (departure.taken, state_of(one), Refund.objects.get().amount) == (0, "cancelled", one.line.whole)
    assert waiting.state == "expired"
    assert not wrong_balances()


def test_checked_in_and_over_it_is_the_hosts_money():
    (one,) = booked(stay(bookable()))
    host = one.line.parcel.shop.owner
    with pytest.raises(operations.NotYours):
        operations.check_in(booking=one, by=person("外人"), at=one.arrives_at)
    with pytest.raises(operations.TooEarly):
        operations.check_in(booking=one, by=host, at=NOW)
    assert [operations.check_in(booking=one, by=host, at=one.arrives_at) for _again in range(2)] == [True, False]
    assert operations.finish(at=one.leaves_at) == 0
    assert [operations.finish(at=one.leaves_at + operations.OVER_AFTER) for _again in range(2)] == [1, 0]
    assert (state_of(one), stands()["shop"]) == ("received", one.line.whole)


def test_who_does_not_come_pays_and_the_nights_left_are_free():
    (one,) = booked(stay(bookable(rooms=1), until=FIRST + 3 * DAY))
    operations.miss(booking=one, by=one.line.parcel.shop.owner, at=one.arrives_at + timedelta(hours=6))
    assert (taken(), state_of(one), Refund.objects.count()) == ([1, 0, 0], "received", 0)


def test_who_leaves_early_gives_nights_back_and_the_host_who_cannot_gives_all_the_money_back():
    (one,), (two,) = booked(stay(bookable(rooms=1), until=FIRST + 3 * DAY)), booked(stay(bookable()))
    host = one.line.parcel.shop.owner
    operations.check_in(booking=one, by=host, at=one.arrives_at)
    assert operations.leave_early(booking=one, on=FIRST + DAY, by=host, at=one.arrives_at + timedelta(hours=2)) == 2
    assert list(Night.objects.filter(bookable=one.visit.bookable).order_by("day").values_list("taken", flat=True)) == [1, 0, 0]
    with pytest.raises(ValueError, match="2026"):
        operations.leave_early(booking=one, on=FIRST + 5 * DAY, by=host, at=one.arrives_at)
    operations.cancel(booking=two, by=two.line.parcel.shop.owner, reasons="屋顶漏水", at=two.arrives_at - timedelta(hours=1))
    assert (state_of(two), Refund.objects.get().amount) == ("cancelled", two.line.whole)
    assert not wrong_balances()


def test_guest_and_host_are_told_once_and_reminded_the_day_before():
    (one,) = booked(stay(bookable()), buyer=person("刘燕"))
    assert [tell_of_bookings(at=NOW) for _again in range(2)] == [1, 0]
    assert remind_guests(at=NOW) == 0
    assert [remind_guests(at=one.arrives_at - DAY) for _again in range(2)] == [1, 0]
    kinds = {key.rpartition("-")[0].partition("-")[0] for key in Message.objects.values_list("key", flat=True)}
    assert kinds >= {"booking_made", "booking_came", "booking_tomorrow"}
