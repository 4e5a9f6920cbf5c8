"""Groups that go to a session: its seats are held while they gather; complete they are booked, failed all comes back."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from django.urls import reverse

from outbox.models import Message
from shops.availability.models import Session, Stay
from shops.bookings import operations
from shops.bookings.sessions import call_session_off
from shops.bookings.telling import tell_of_bookings
from shops.groups import going
from shops.groups.bringing import brought
from shops.groups.ending import end_groups
from shops.groups.models import Group
from shops.groups.placing import OwnShop, TooManyPacks
from shops.groups.seating import Seated
from shops.ledger.queries import wrong_balances
from shops.orders.models import Order, ShopOrder
from shops.orders.moving import expire
from shops.orders.placing import BasketChanged
from shops.payments.models import Refund
from tests.factories.availability import NOW, bookable, session
from tests.factories.bookings import WHO
from tests.factories.payments import paid
from tests.factories.shops import shop

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("homes")]
PRICE = 1500
_numbers = count(1)


@pytest.fixture(autouse=True)
def _noon_and_wechat(monkeypatch, settings):
    settings.PRETEND_COMPANIES = "http://127.0.0.1:9"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def trip(db) -> Session:
    """Six seats; three orders of at most two people make a group, and pay ¥15 each."""
    made = session(bookable("tour", of=shop(), lead_hours=24, early_days=1, early_percent=20))  # which does not stack
    given = {"price": PRICE, "size": 3, "hours": 24, "most_people": 2, "by": made.bookable.visit.shop.owner, "at": NOW}
    going.let_groups_go(session=made, **given)
    return made


def order(trip: Session, group: Group | None = None, people: int = 1, at=NOW, phone: str = "", by=None) -> Order:
    n = next(_numbers)
    to = replace(WHO, phone=phone or f"+8613700{n:06d}")
    return going.place_going(
        session=trip, group=group, people=people, press=f"going-{n}", to=to, way="wechat", total=PRICE * people, by=by,
        language="zh-hans", at=at,
    )  # fmt: skip


def opened(trip: Session, people: int = 1, at=NOW) -> Group:
    paid(made := order(trip, people=people, at=at), at=at)
    return Group.objects.get(seats__order=made)


def parts() -> list[str]:
    return list(ShopOrder.objects.order_by("pk").values_list("state", flat=True))


def taken(trip: Session) -> int:
    trip.refresh_from_db()
    return trip.taken


def test_complete_all_are_booked_like_anybody(trip):
    group = opened(trip, people=2)
    assert (group.state, group.expires_at - NOW, parts(), taken(trip)) == ("gathering", timedelta(hours=24), ["gathering"], 2)
    for people in (1, 2):
        paid(order(trip, group, people), at=NOW)
    group.refresh_from_db()
    assert (group.state, parts(), taken(trip)) == ("complete", ["booked"] * 3, 5)
    assert tell_of_bookings(at=NOW) == 3
    assert brought([group])[group.pk].packs == 5
    stay = Stay.objects.order_by("pk").first()
    booking = operations.Booking.objects.get(stay_key=stay.key)
    assert operations.call_off(booking=booking, by=None, at=NOW) == 2 * PRICE
    assert (taken(trip), wrong_balances()) == (3, [])


def test_failed_all_money_and_all_seats_come_back_once(trip):
    group = opened(trip, people=2)
    order(trip, group)  # still paying
    paid(order(trip, group), at=NOW)
    assert taken(trip) == 4
    assert [end_groups(at=group.expires_at) for _twice in range(2)] == [1, 0]
    assert (parts(), taken(trip), Refund.objects.count()) == (["cancelled"] * 3, 0, 2)
    assert Message.objects.filter(key__startswith="group-failed-").count() == 2
    assert not wrong_balances()


def test_it_ends_with_its_date_and_who_does_not_pay_gives_the_seats_back(trip):
    group = opened(trip)
    order(trip, group, people=2)
    assert (expire(at=NOW + timedelta(hours=1)), taken(trip)) == (1, 1)
    call_session_off(session=trip, reason="下雨", by=trip.bookable.visit.shop.owner, at=NOW)
    assert end_groups(at=NOW) == 1
    group.refresh_from_db()
    assert (group.why, parts(), Refund.objects.count()) == ("date", ["cancelled"] * 2, 1)
    near = session(bookable("tour", of=shop(), lead_hours=24), starts_at=NOW + timedelta(hours=30))
    given = {"price": PRICE, "size": 2, "hours": 24, "most_people": 2, "by": near.bookable.visit.shop.owner, "at": NOW}
    going.let_groups_go(session=near, **given)
    assert opened(near).expires_at == NOW + timedelta(hours=6)  # the host must know a day before


def test_one_person_one_seat_no_more_people_than_the_terms_say_and_no_seat_that_is_not_there(trip):
    group = opened(trip)
    first = Order.objects.get()
    with pytest.raises(Seated):
        order(trip, group, phone=first.phone)
    with pytest.raises(TooManyPacks):
        order(trip, group, people=3)
    with pytest.raises(OwnShop):
        order(trip, group, by=trip.bookable.visit.shop.owner)
    Session.objects.filter(pk=trip.pk).update(taken=6)
    with pytest.raises(BasketChanged):
        order(trip, group)
    group.refresh_from_db()
    assert (group.seated, Order.objects.count()) == (1, 1)
    with pytest.raises(going.NotCheaper):
        going.let_groups_go(
            session=trip, price=trip.bookable.visit.price, size=2, hours=24, most_people=2,
            by=trip.bookable.visit.shop.owner, at=NOW,
        )  # fmt: skip


def test_on_the_pages_a_host_starts_it_and_friends_join(client, trip):
    owner = trip.bookable.visit.shop.owner
    client.force_login(owner)
    terms = reverse("groups:going", args=[trip.pk])
    assert client.get(terms).status_code == 200
    sent = {"do": "start", "price": "18", "size": "2", "hours": "24", "most_people": "3"}
    assert client.post(terms, sent).url == reverse("desk:guest_session", args=[trip.pk])
    assert client.get(reverse("desk:guest_session", args=[trip.pk])).status_code == 200
    guest = client.__class__()
    address = reverse("groups:go_checkout", args=[trip.pk])
    assert address in guest.get(reverse("storefront:visit", args=[trip.bookable.visit_id])).content.decode()
    assert guest.get(address).status_code == 200
    answers = {"packs": "2", "name": "刘燕", "phone": "139 0000 0001", "way": "wechat"}
    assert guest.post(address, answers).url == reverse("groups:go_check", args=[trip.pk])
    check = guest.get(reverse("groups:go_check", args=[trip.pk]))
    assert (check.context["quote"].total, 'name="code"' in check.content.decode()) == (3600, False)
    assert not check.context["quote"].visits[0].changed
    guest.post(reverse("groups:go_check", args=[trip.pk]), {"press": "one", "total": "3600"})
    paid(Order.objects.get(), at=NOW)
    group = Group.objects.get()
    page = reverse("groups:group", args=[group.code])
    friend = client.__class__()
    for who, said in ((guest, "还差 1 人"), (friend, reverse("groups:join_checkout", args=[group.code]))):
        assert said in who.get(page).content.decode()
    assert reverse("groups:join_checkout", args=[group.code]) in friend.get(
        reverse("storefront:visit", args=[trip.bookable.visit_id])
    ).content.decode()  # fmt: skip
    assert guest.get(reverse("orders:order", args=[Order.objects.get().number])).status_code == 200
    assert client.get(reverse("groups:shop")).status_code == 200
    assert client.post(terms, {"do": "stop"}).status_code == 302
    assert guest.get(address).status_code == 302  # no new ones
