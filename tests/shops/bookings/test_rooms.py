"""The host puts guests into another room: as good, free, the price as paid; told, and once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common.states import WrongState
from outbox.models import Message
from shops.availability.holding import take_nights
from shops.availability.models import Night, Stay
from shops.bookings import operations, rooms, vouchers
from shops.bookings.models import PrintedVoucher
from shops.payments.models import Refund
from tests.factories.availability import NOW, bookable, rate
from tests.factories.bookings import FIRST, booked, bookings_of, stay
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def taken(room) -> dict[int, int]:
    """Rooms taken by day of December, where some are."""
    return {night.day.day: night.taken for night in Night.objects.filter(bookable=room) if night.taken}


def said(room, **facts):
    """The room, with these facts of its visit."""
    type(room.visit).objects.filter(pk=room.visit_id).update(**facts)
    room.visit.refresh_from_db()
    return room


def change(booking, to, at=NOW, by=None, reasons="水管坏了") -> bool:
    shop = booking.line.parcel.shop
    return rooms.change_room(booking=booking, to=to.pk, by=by or shop.owner, reasons=reasons, at=at)


def test_another_room_at_the_price_paid_once_and_the_guest_the_voucher_and_the_calendar_say_it():
    kept = shop()
    old, new = bookable(of=kept, rooms=1), said(bookable(of=kept, rooms=1), name_zh_hans="望山房", price=15000)
    (one,) = booked(stay(old))
    vouchers.ask_for_voucher(booking=one, language="en", at=NOW)
    with pytest.raises(operations.NotYours):
        change(one, new, by=person("陈山"))
    assert (taken(old), taken(new)) == ({1: 1, 2: 1}, {})
    whole = one.line.whole
    assert [change(one, new), change(one, new)] == [True, False]
    (now,) = bookings_of(one.line.parcel.order)
    assert (now.visit, now.line.name_zh_hans, now.line.whole, now.code) == (new.visit, "望山房", whole, one.code)
    assert (taken(old), taken(new), Refund.objects.count()) == ({}, {1: 1, 2: 1}, 0)
    assert Stay.objects.get(released_at=None).key == now.stay_key
    letter = Message.objects.get(key__startswith="booking_room")
    assert "望山房" in letter.subject
    assert "水管坏了" in letter.body
    vouchers.ask_for_voucher(booking=now, language="en", at=NOW)
    assert sorted(PrintedVoucher.objects.values_list("moves", flat=True)) == [1]  # anew: it says another room


def test_what_is_too_small_cheaper_without_their_meals_or_taken_is_refused_in_words():
    kept = shop()
    old = bookable(of=kept, rooms=1, meal_price=3000)
    small, cheap, dry, full = (bookable(of=kept, rooms=1, meal_price=price) for price in (1, 1, None, 1))
    said(small, most=1)
    rate(cheap, "festival", 100, first=FIRST, until=FIRST + DAY)
    (one,) = booked(stay(old, meals=2))
    take_nights(bookable=full, first=FIRST, until=FIRST + DAY, rooms=1, key="rang", why="phone", by=None, at=NOW)
    before = Stay.objects.count()
    for room, words in ((small, "1 人"), (cheap, "低"), (dry, "餐"), (full, "12月1日"), (bookable(), "没有")):
        with pytest.raises(rooms.CannotHave) as refused:
            change(one, room)
        assert words in refused.value.words
    (now,) = bookings_of(one.line.parcel.order)
    assert (now.visit, Stay.objects.count(), Message.objects.filter(key__startswith="booking_room").count()) == (
        old.visit,
        before,
        0,
    )


def test_guests_who_are_there_have_it_for_the_nights_to_come():
    kept = shop()
    old, new = bookable(of=kept, rooms=1), bookable(of=kept, rooms=1)
    (one,) = booked(stay(old, until=FIRST + 3 * DAY))
    take_nights(bookable=new, first=FIRST, until=FIRST + DAY, rooms=1, key="rang", why="phone", by=None, at=NOW)
    second = one.arrives_at + DAY
    operations.check_in(booking=one, by=kept.owner, at=one.arrives_at)
    assert change(one, new, at=second)
    assert (taken(old), taken(new)) == ({1: 1}, {1: 1, 2: 1, 3: 1})  # the night they slept there stays
    (now,) = bookings_of(one.line.parcel.order)
    operations.leave_early(booking=now, on=FIRST + 2 * DAY, by=kept.owner, at=second)
    assert (taken(old), taken(new)) == ({1: 1}, {1: 1, 2: 1})
    with pytest.raises(rooms.CannotHave):
        change(now, old, at=second + DAY)
    operations.finish(at=now.leaves_at)
    now.line.parcel.refresh_from_db()
    with pytest.raises(WrongState):
        change(now, old, at=now.leaves_at)


def test_the_host_opens_the_page_and_presses(client, homes, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    kept = shop()
    old, new, small = bookable(of=kept), bookable(of=kept, is_online=False), said(bookable(of=kept), most=1)
    (one,) = booked(stay(old))
    page = reverse("desk:booking_room", args=[one.pk])
    client.force_login(kept.owner)
    shown = client.get(page)
    assert [(row.bookable.pk, bool(row.amiss)) for row in shown.context["rooms"]] == [(new.pk, False), (small.pk, True)]
    assert client.post(page, {"to": small.pk})["Location"] == reverse("desk:booking", args=[one.pk])
    assert (taken(old), taken(new)) == ({1: 1, 2: 1}, {})
    client.post(page, {"to": new.pk, "reasons": ""})
    assert (taken(old), taken(new)) == ({}, {1: 1, 2: 1})
