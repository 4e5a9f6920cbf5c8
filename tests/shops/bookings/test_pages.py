"""From the visit's page through the basket to the booking, and the host's side of it, as people press."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import (
    FestivalIndexPage,
    FestivalPage,
    PlaceIndexPage,
    PlacePage,
    RouteIndexPage,
    RoutePage,
    VisitIndexPage,
)
from shops.availability.by_hand import close_days
from shops.availability.models import Night
from shops.bookings import operations, vouchers
from shops.bookings.models import PrintedVoucher
from shops.orders.models import BasketVisit, Order
from shops.payments.models import Refund
from shops.reviews.inviting import invite
from shops.reviews.queries import counts_of_shop
from tests.factories.availability import NOW, TODAY, bookable, rate, session
from tests.factories.bookings import FIRST, UNTIL, booked, bookings_of, seats, stay
from tests.factories.pages import child
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("homes")]


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    """It is noon of one Thursday, whenever this is run."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def soon():
    return FIRST, UNTIL


def of(path: str, *args) -> str:
    return reverse(path, args=args)


def test_from_the_visits_page_to_a_booking_without_an_address(client, soon):
    first, until = soon
    room = bookable(of=shop(), rooms=2)
    page = of("storefront:visit", room.visit_id)
    with CaptureQueriesContext(connection) as asked:
        shown = client.get(f"{page}?first={first}&until={until}&adults=2")
    assert (shown.status_code, len(asked)) == (200, 9)
    answer = client.post(page, {"first": first, "until": until, "adults": "２", "children": ""})
    assert answer.url == of("orders:basket")
    row = BasketVisit.objects.get()
    assert (row.first, row.until, row.adults, row.rooms) == (first, until, 2, 1)
    assert client.get(of("orders:basket")).context["quote"].is_ready
    assert client.cookies["packs"].value == "1"
    assert b"id_address" not in client.get(of("orders:checkout")).content
    client.post(of("orders:checkout"), {"name": "刘燕", "phone": "139 0000 0001", "way": "bank"})
    check = client.get(of("orders:check"))
    assert check.status_code == 200
    total = check.context["quote"].total
    ordered = client.post(of("orders:check"), {"press": "one", "total": total})
    order = Order.objects.get()
    assert (ordered.status_code, order.total, order.place) == (302, total, "")
    paid(order)
    (booking,) = bookings_of(order)
    assert b"%s" % booking.code.encode() in client.get(of("bookings:booking", order.number, booking.pk)).content
    assert client.get(of("orders:order", order.number)).status_code == 200
    other = client.__class__()
    assert other.get(of("bookings:booking", order.number, booking.pk)).status_code == 404


@pytest.mark.parametrize(
    "answers",
    [
        {"first": "2027-02-29", "until": "2027-03-01"}, {"first": "x" * 90, "until": ""}, {"adults": "1e9"}, {"adults": "0"},
        {"adults": "-1"}, {"rooms": "½"}, {"until": "2020-01-01"},
    ],
)  # fmt: skip
def test_bad_days_and_people_are_said_on_the_page_and_nothing_is_kept(client, soon, answers):
    room = bookable(of=shop(), rooms=2)
    given = {"first": soon[0], "until": soon[1], "adults": "2", **answers}
    answer = client.post(of("storefront:visit", room.visit_id), given)
    assert (answer.status_code, BasketVisit.objects.count()) == (200, 0)
    form = answer.context["form"]
    assert not form.is_bound or form.errors


@pytest.mark.parametrize("written", ["%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d"])
def test_days_are_read_as_people_write_them(client, soon, written):
    room = bookable(of=shop(), rooms=2)
    first, until = (day.strftime(written) for day in soon)
    client.post(of("storefront:visit", room.visit_id), {"first": first, "until": until, "adults": "2"})
    row = BasketVisit.objects.get()
    assert (row.first, row.until) == soon


def test_seats_are_chosen_by_the_day_and_what_is_not_shown_is_nowhere(client):
    walk = bookable("tour", of=shop())
    departure = session(walk)
    page = of("storefront:visit", walk.visit_id)
    assert client.post(page, {"adults": "2"}).status_code == 200  # no day
    assert client.post(page, {"adults": "2", "session": departure.pk}).url == of("orders:basket")
    row = BasketVisit.objects.get()
    assert client.post(of("orders:visit_out", row.pk)).url == of("orders:basket")
    assert not BasketVisit.objects.exists()
    walk.visit.is_shown = False
    walk.visit.save()
    assert client.get(page).status_code == 404


def test_a_guest_calls_off_and_moves_on_the_page(client):
    buyer = person("刘燕")
    walk = bookable("tour", of=shop())
    one, two = session(walk), session(walk, starts_at=NOW + timedelta(days=20))
    (room,), (seat,) = booked(stay(bookable(of=shop())), buyer=buyer), booked(seats(two), buyer=buyer)
    client.force_login(buyer)
    at = (seat.line.parcel.order.number, seat.pk)
    assert client.get(of("bookings:days", *at)).status_code == 200
    assert client.post(of("bookings:days", *at), {"session": one.pk}).url == of("bookings:booking", *at)
    one.refresh_from_db()
    assert one.taken == 2
    at = (room.line.parcel.order.number, room.pk)
    shown = client.get(of("bookings:call_off", *at))
    assert shown.context["back"] == room.line.whole
    client.post(of("bookings:call_off", *at))
    client.post(of("bookings:call_off", *at))  # again: nothing more
    assert set(Night.objects.values_list("taken", flat=True)) == {0}


def test_the_ways_of_goods_are_not_those_of_a_visit(client):
    """Calling off goods brings all of the money back: a visit goes by its ladder, however the address is made by hand."""
    buyer = person("刘燕")
    (one,) = booked(stay(bookable(of=shop())), buyer=buyer)
    parcel = one.line.parcel
    client.force_login(buyer)
    for name in ("fulfilment:call_off", "fulfilment:received"):
        assert client.post(of(name, parcel.order.number, parcel.pk)).status_code == 404
    assert client.get(of("reviews:review", parcel.order.number, one.line_id)).status_code == 404
    client.force_login(parcel.shop.owner)
    client.post(of("desk:order", parcel.pk), {"do": "cancel", "reasons": "满了"})
    parcel.refresh_from_db()
    assert (parcel.state, Refund.objects.count()) == ("booked", 0)


def test_the_host_finds_a_voucher_by_its_code_and_says_what_became_of_it(client):
    mine = shop()
    (one,) = booked(stay(bookable(of=mine)))
    stranger = shop().owner
    client.force_login(stranger)
    assert client.get(of("desk:booking", one.pk)).status_code == 404
    client.force_login(mine.owner)
    assert of("desk:booking", one.pk).encode() in client.get(of("desk:guests")).content
    found = client.get(of("desk:booking_by_code") + f"?code={one.code.lower()}")
    assert found.url == of("desk:booking", one.pk)
    assert client.get(of("desk:booking_by_code") + "?code=nobody").url == of("desk:guests")
    client.post(found.url, {"do": "cancel", "reasons": ""})
    assert bookings_of(one.line.parcel.order)[0].line.parcel.state == "booked"
    client.post(found.url, {"do": "cancel", "reasons": "屋顶漏水"})
    assert bookings_of(one.line.parcel.order)[0].line.parcel.state == "cancelled"
    assert client.get(of("desk:order", one.line.parcel_id)).url == of("desk:booking", one.pk)


def test_a_routes_page_shows_the_walks_along_it_as_they_stand(client, homes):
    visit = child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "游瑶都"}, {"title": "Visit"})
    routes = child(visit, RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    route = child(routes, RoutePage, "stone-road", {"title": "石板路"}, {"title": "The stone road"})
    departure = session(bookable("tour", of=shop(), route=route), seats=2)
    page = "/en/visit/routes/stone-road/"
    assert "2 places left" in client.get(page).content.decode()
    booked(seats(departure))
    assert "No date is on sale just now." in client.get(page).content.decode()


def test_the_voucher_is_printed_once_for_a_press(client, monkeypatch, django_capture_on_commit_callbacks):
    buyer = person("刘燕")
    (one,) = booked(stay(bookable()), buyer=buyer)
    seen = []
    monkeypatch.setattr(vouchers, "render", lambda **given: seen.append(given["context"]) or b"%PDF-1.7 voucher")
    client.force_login(buyer)
    at = (one.line.parcel.order.number, one.pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert [client.post(of("bookings:ask_voucher", *at)).url for _again in range(2)] == [of("bookings:voucher", *at)] * 2
    file = client.get(of("bookings:voucher", *at))
    assert (b"".join(file.streaming_content), len(seen), PrintedVoucher.objects.count()) == (b"%PDF-1.7 voucher", 1, 1)
    assert f"code={one.code}" in vouchers.check_in_address(one)


def test_who_was_there_says_how_it_was_and_guests_to_come_read_it(client):
    mine, buyer = shop(), person("刘燕")
    room = bookable(of=mine)
    (one,), (gone,) = booked(stay(room), buyer=buyer), booked(stay(room), buyer=buyer)
    operations.check_in(booking=one, by=mine.owner, at=one.arrives_at)
    operations.miss(booking=gone, by=mine.owner, at=one.arrives_at + timedelta(hours=1))
    over = one.leaves_at + operations.OVER_AFTER
    operations.finish(at=over)
    assert [invite(at=over + timedelta(days=n)) for n in (0, 2)] == [0, 1]  # who did not come is not asked
    client.force_login(buyer)
    page = of("reviews:review", one.line.parcel.order.number, one.line_id)
    assert client.get(of("reviews:review", gone.line.parcel.order.number, gone.line_id)).status_code == 404
    assert page.encode() in client.get(of("orders:order", one.line.parcel.order.number)).content
    assert client.post(page, {"stars": "5", "text": "晚饭很香，山里安静。"}).status_code == 302
    client.post(page, {"stars": "4", "text": "晚饭很香，山里安静。"})  # changed
    shown = client.__class__().get(of("storefront:visit", room.visit_id))
    assert "晚饭很香" in shown.content.decode()
    assert (shown.context["counts"].count, counts_of_shop(mine).by_stars) == (1, [0, 0, 0, 1, 0])
    client.post(of("reviews:withdraw", one.line.parcel.order.number, one.line_id))
    assert counts_of_shop(mine).count == 0


def test_a_place_and_a_festival_show_what_can_be_booked_there_and_when(client, homes):
    cache.clear()
    visit = child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "游瑶都"}, {"title": "Visit"})
    places = child(visit, PlaceIndexPage, "places", {"title": "去处"}, {"title": "Places"})
    festivals = child(visit, FestivalIndexPage, "festivals", {"title": "节庆"}, {"title": "Festivals"})
    child(places, PlacePage, "lake", {"title": "涔天河"}, {"title": "The lake"}, township="centianhe")
    panwang = child(festivals, FestivalPage, "panwang", {"title": "盘王节"}, {"title": "Panwang Festival"})
    keeper = shop(township="centianhe")
    room = bookable(of=keeper, rooms=2)
    session(bookable("activity", of=keeper), seats=5)
    bookable("activity", of=shop(township="tuojiang"))  # elsewhere, and no date
    rate(room, "festival", 30000, first=FIRST, until=UNTIL, festival=panwang)
    close_days(bookable=room, first=TODAY, until=FIRST, reason="修", press="x", by=None, at=NOW)
    page = client.get("/en/visit/places/lake/").content.decode()
    assert "Free on 1 December: ¥300, 2 places left" in page
    assert "5 places left" in page
    with CaptureQueriesContext(connection) as again:
        client.get("/en/visit/places/lake/")
    assert not [one for one in again if "availability_" in one["sql"]]
    other = client.get("/en/visit/festivals/panwang/").content.decode()
    assert ("Free on 1 December" in other, "5 places left" in other) == (True, False)
