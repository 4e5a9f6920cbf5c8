"""How a keeper takes bookings: terms and prices on two pages, a month with its days, a guest who rang, dates of a walk."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.models import FestivalIndexPage, FestivalPage, Occurrence
from common.clock import now, shanghai_day
from shops.availability.by_hand import book_room_by_phone
from shops.availability.holding import take_seats
from shops.availability.models import Bookable, Night, OtherCalendar, Rate, Session, Stay
from shops.bookings import operations
from tests.factories.availability import bookable, nights_of, rate, session
from tests.factories.bookings import booked, stay
from tests.factories.pages import child
from tests.factories.people import person
from tests.factories.visits import visit

pytestmark = pytest.mark.django_db
AT = "/zh-hans/my/shop/guests/"
TERMS = {
    "is_online": "on", "terms": "middle", "least_nights": "1", "most_nights": "七", "arrive_from": "14:00", "leave_by": "12:00",
    "lead_hours": "24", "horizon_days": "180", "extra_beds": "1", "extra_bed_price": "40", "free_under": "6",
    "meal_zh_hans": "农家晚饭", "meal_price": "45",
}  # fmt: skip


def text(answer) -> str:
    return answer.content.decode()


def test_a_room_is_set_up_on_two_pages_with_season_weekend_and_festival(client):
    room = visit("room")
    client.force_login(room.shop.owner)
    assert "开始接受预订" in text(client.get(AT))
    page = text(client.get(f"{AT}{room.pk}/terms/"))
    for said in ("对客人宽松：开始前 1 天以上：全部退还。", 'value="14:00"', "checked"):
        assert said in page
    wrong = client.post(f"{AT}{room.pk}/terms/", {**TERMS, "least_nights": "9", "meal_price": ""})
    assert (wrong.status_code, Bookable.objects.count()) == (200, 0)
    for said in ("最多几晚不能少于最少几晚。", "请写这一餐多少钱"):
        assert said in text(wrong)
    assert client.post(f"{AT}{room.pk}/terms/", TERMS)["Location"] == f"{AT}{room.pk}/prices/"
    made = Bookable.objects.get()
    assert (made.most_nights, made.ladder, made.extra_bed_price, made.meal_price) == (7, [[72, 100], [24, 50]], 4000, 4500)
    year = shanghai_day(now()).year + 1
    for sent in (
        {"do": "base", "price": "128"},
        {"do": "weekend", "weekend-name_zh_hans": "周末", "weekend-price": "158", "weekend-weekdays": ["4", "5"]},
        {"do": "season", "season-name_zh_hans": "春茶季", "season-price": "168", "season-first": f"{year}-03-15",
         "season-last": f"{year}-05-05", "season-yearly": "on"},
        {"do": "festival", "festival-name_zh_hans": "五一", "festival-price": "228", "festival-first": f"{year}-05-01",
         "festival-last": f"{year}-05-03"},
    ):  # fmt: skip
        assert client.post(f"{AT}{room.pk}/prices/", sent).status_code == 302, sent
    refused = client.post(f"{AT}{room.pk}/prices/", {
        "do": "season", "season-name_zh_hans": "清明", "season-price": "200", "season-first": f"{year}-04-03",
        "season-last": f"{year}-04-06"})  # fmt: skip
    assert "“清明”和“春茶季”都定了" in text(refused)
    made.refresh_from_db()
    priced = nights_of(made, Rate.objects.all(), date(year, 4, 29), date(year, 5, 7))
    assert [fen // 100 for day, fen in priced if day.weekday() not in (4, 5)][:1] == [168]
    assert [dict(priced)[date(year, 5, n)] for n in (1, 2, 3)] == [22800] * 3
    assert {fen for day, fen in priced if day > date(year, 5, 5)} <= {12800, 15800}
    rate = Rate.objects.get(kind="festival")
    assert client.post(f"{AT}{room.pk}/prices/", {"do": f"remove-{rate.pk}"}).status_code == 302
    assert Rate.objects.count() == 2


def test_a_season_that_ends_with_february_has_its_29th_and_festivals_are_offered(client, homes):
    home, on = homes["zh-hans"], shanghai_day(now()) + timedelta(days=40)
    index = child(home, FestivalIndexPage, "festivals", {"title": "节庆"}, {"title": "Festivals"})
    page = child(index, FestivalPage, "panwang", {"title": "盘王节"}, {"title": "Panwang Festival"})
    day = Occurrence.objects.create(festival_key=page.translation_key, starts_on=on, ends_on=on + timedelta(days=1))
    room = bookable()
    client.force_login(room.visit.shop.owner)
    sent = {"do": "season", "season-name_zh_hans": "冬", "season-price": "99", "season-first": "2026-12-01",
            "season-last": "2027-02-28", "season-yearly": "on"}  # fmt: skip
    assert client.post(f"{AT}{room.visit_id}/prices/", sent).status_code == 302
    assert dict(nights_of(room, Rate.objects.all(), date(2028, 2, 29), date(2028, 3, 2))) == {
        date(2028, 2, 29): 9900, date(2028, 3, 1): 12000,
    }  # fmt: skip
    assert "盘王节" in text(client.get(f"{AT}{room.visit_id}/prices/"))
    sent = {"do": "festival", "festival-day": f"{day.pk}", "festival-price": "300"}
    assert client.post(f"{AT}{room.visit_id}/prices/", sent).status_code == 302
    made = Rate.objects.get(kind="festival")
    assert (made.name_zh_hans, made.name_en, made.first, made.until) == (
        "盘王节",
        "Panwang Festival",
        on,
        on + timedelta(days=2),
    )
    assert made.festival.translation_key == page.translation_key
    assert "节日改在" not in text(client.get(f"{AT}{room.visit_id}/prices/"))
    assert "改期了" not in text(client.get("/zh-hans/my/shop/"))
    Occurrence.objects.update(starts_on=on + timedelta(days=7), ends_on=None, moved_from=on)  # an editor moves it
    assert "节日改在" in text(client.get(f"{AT}{room.visit_id}/prices/"))
    assert "改期了" in text(client.get("/zh-hans/my/shop/"))
    Rate.objects.filter(pk=made.pk).update(first=on - timedelta(days=1))  # the host took the eve too
    other = rate(room, "festival", 20000, first=on + timedelta(days=8), until=on + timedelta(days=9))
    follow = {"do": f"follow-{made.pk}"}
    assert "都定了" in text(client.post(f"{AT}{room.visit_id}/prices/", follow))
    other.delete()
    for _twice in range(2):
        assert client.post(f"{AT}{room.visit_id}/prices/", follow).status_code == 302
    made.refresh_from_db()
    assert (made.first, made.until, made.price) == (on + timedelta(days=6), on + timedelta(days=9), 30000)
    assert "节日改在" not in text(client.get(f"{AT}{room.visit_id}/prices/"))
    assert "改期了" not in text(client.get("/zh-hans/my/shop/"))


def test_a_month_shows_what_is_taken_and_a_day_takes_a_guest_who_rang_once(client, django_assert_max_num_queries):
    room = bookable(rooms=2)
    client.force_login(room.visit.shop.owner)
    day = shanghai_day(now()) + timedelta(days=3)
    at = f"{AT}{room.visit_id}/days/{day}/"
    guest = {"do": "guest", "press": "p1", "guest-name": "李先生", "guest-phone": "139 0000 0001", "guest-people": "3",
             "guest-rooms": "2", "guest-until": f"{day + timedelta(days=2)}"}  # fmt: skip
    assert [client.post(at, guest).status_code for _ in range(2)] == [302, 302]
    assert [(s.words, s.phone, s.places, s.nights) for s in Stay.objects.all()] == [("李先生 × 3", "139 0000 0001", 2, 2)]
    full = client.post(at, {**guest, "press": "p2"})
    assert "已满，没有记下" in text(full)
    assert "李先生" in text(full)  # nothing typed is lost
    for wrong in ({"guest-phone": "12"}, {"guest-people": "0"}, {"guest-until": f"{day}"}, {"guest-until": "x"}):
        assert client.post(at, {**guest, "press": "p3", **wrong}).status_code == 200
    assert "李先生" in text(client.get(AT))
    with django_assert_max_num_queries(12):
        page = text(client.get(f"{AT}{room.visit_id}/month/?m={day:%Y-%m}"))
    assert page.count("2/2") == sum(one.month == day.month for one in (day, day + timedelta(days=1)))
    stay = Stay.objects.get()
    assert client.post(f"{AT}{room.visit_id}/days/{day + timedelta(days=1)}/", {"do": f"release-{stay.pk}"}).status_code == 302
    assert [night.taken for night in Night.objects.order_by("day")] == [2, 0]  # they left a day early


def test_a_day_is_closed_with_a_reason_and_opened_alone(client):
    room = bookable()
    client.force_login(room.visit.shop.owner)
    first = shanghai_day(now()) + timedelta(days=3)
    days = [first + timedelta(days=n) for n in range(4)]
    shut = {"do": "close", "press": "c1", "close-reason": "修屋顶", "close-last": f"{days[3]}"}
    assert client.post(f"{AT}{room.visit_id}/days/{first}/", shut).status_code == 302
    assert "修屋顶" in text(client.get(f"{AT}{room.visit_id}/days/{days[1]}/"))
    assert client.post(f"{AT}{room.visit_id}/days/{days[1]}/", {"do": "open"}).status_code == 302
    assert {night.day: night.closures for night in Night.objects.all()} == dict(zip(days, (1, 0, 1, 1), strict=True))
    assert client.post(f"{AT}{room.visit_id}/days/{days[3]}/", {"do": "open"}).status_code == 302
    assert sum(Night.objects.values_list("closures", flat=True)) == 2
    over = first - timedelta(days=9)
    late = client.post(f"{AT}{room.visit_id}/days/{over}/", {**shut, "press": "c2", "close-last": ""}, follow=True)
    assert ("已经过去" in text(late), Stay.objects.filter(first=over).exists()) == (True, False)
    assert client.get(f"{AT}{room.visit_id}/days/2026-02-30/").status_code == 404


def test_dates_come_every_week_and_one_is_called_off_with_a_reason(client):
    walk = bookable("tour")
    client.force_login(walk.visit.shop.owner)
    on = shanghai_day(now()) + timedelta(days=5)
    sent = {"on": f"{on}", "starts": "09:30", "until": f"{on + timedelta(days=21)}", "seats": "6", "price": "", "guide": "赵叔"}
    assert [client.post(f"{AT}{walk.visit_id}/sessions/", sent).status_code for _ in range(2)] == [302, 200]  # no two at a time
    assert (Session.objects.count(), Session.objects.first().guide) == (4, "赵叔")
    one = Session.objects.first()
    assert one.starts_at == datetime(on.year, on.month, on.day, 1, 30, tzinfo=UTC)
    at = f"{AT}sessions/{one.pk}/"
    guest = {"do": "guest", "press": "p1", "guest-name": "吴女士", "guest-phone": "139 0000 0002", "guest-people": "5"}
    assert [client.post(at, guest).status_code for _ in range(2)] == [302, 302]
    assert "已满" in text(client.post(at, {**guest, "press": "p2", "guest-people": "2"}))
    assert client.post(at, {"do": "off", "off-reason": ""}).status_code == 200
    assert client.post(at, {"do": "off", "off-reason": "下大雨"}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.reason, one.taken) == ("called off", "下大雨", 5)
    assert "下大雨" in text(client.get(f"{AT}{walk.visit_id}/sessions/"))


def test_a_calendar_of_ten_megabytes_is_refused_in_words_and_a_small_one_is_read(client):
    room = bookable(rooms=1)
    client.force_login(room.visit.shop.owner)
    at = f"{AT}{room.visit_id}/calendars/"
    day = shanghai_day(now()) + timedelta(days=4)
    event = f"BEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:{day:%Y%m%d}\r\nEND:VEVENT"
    small = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}\r\nEND:VCALENDAR\r\n".encode()
    for content, words in ((b"BEGIN:VCALENDAR" + b"x" * 10_000_000, "超过 1 MB"), (b"hello", "这不是日历")):
        sent = {"do": "add", "name": "别站", "file": SimpleUploadedFile("a.ics", content)}
        assert words in text(client.post(at, sent))
    assert "这个地址从这里读不到" in text(client.post(at, {"do": "add", "name": "别站", "address": "http://127.0.0.1/a.ics"}))
    sent = {"do": "add", "name": "别站", "file": SimpleUploadedFile("a.ics", small)}
    assert client.post(at, sent).status_code == 302
    assert [(night.day, night.taken) for night in Night.objects.all()] == [(day, 1)]
    old = Bookable.objects.get().secret
    assert client.post(at, {"do": "renew"}).status_code == 302
    assert client.get(f"/zh-hans/calendars/{old}/bookings.ics").status_code == 404
    assert client.post(at, {"do": f"remove-{OtherCalendar.objects.get().pk}"}).status_code == 302
    assert Night.objects.get().taken == 0


def test_a_helper_without_the_right_and_a_stranger_see_nothing(client):
    room, walk = bookable(), bookable("tour")
    at = session(walk)
    helper = person("赵明", role="trainee")
    room.visit.shop.helpers.create(person=helper, goods=False)
    paths = [f"{room.visit_id}/{name}/" for name in ("terms", "prices", "month", "calendars")] + [f"sessions/{at.pk}/", ""]
    for who in (helper, person("别人", role="trainee")):
        client.force_login(who)
        assert {client.get(AT + path).status_code for path in paths} == {404}
    client.force_login(walk.visit.shop.owner)
    assert client.get(f"{AT}{room.visit_id}/month/").status_code == 404  # of another shop
    assert client.get(f"{AT}{walk.visit_id}/month/").status_code == 404  # a walk has dates, not nights


def test_who_comes_tomorrow_stands_on_the_desk_and_visits_are_not_among_goods(client):
    mine, today = bookable(), shanghai_day(now())
    owner = mine.visit.shop.owner
    client.force_login(owner)
    assert "批客人到" not in text(client.get("/zh-hans/my/shop/"))
    days = {"first": today + timedelta(days=1), "until": today + timedelta(days=2)}
    given = {"rooms": 1, "words": "李女士", "phone": "139 0000 0001", "by": owner, "at": now()}
    book_room_by_phone(bookable=mine, press="one", **days, **given)
    assert "明天有 1 批客人到" in text(client.get("/zh-hans/my/shop/"))
    (one,) = booked(stay(mine, **days, adults=1), at=now())
    operations.check_in(booking=one, by=owner, at=one.arrives_at)
    operations.finish(at=one.leaves_at + operations.OVER_AFTER)
    assert one.line.parcel.order.number not in text(client.get("/zh-hans/my/shop/orders/?state=received"))


def test_more_places_on_a_date_and_never_fewer_than_are_taken(client):
    trip = session(bookable("tour"), seats=4, starts_at=now() + timedelta(days=5))
    client.force_login(trip.bookable.visit.shop.owner)
    take_seats(session=trip, seats=3, key="x", why="phone", by=None, at=now())
    page = f"{AT}sessions/{trip.pk}/"
    sent = {"do": "numbers", "numbers-seats": "八", "numbers-price": "58", "numbers-guide": "赵师傅"}
    assert client.post(page, sent).status_code == 302
    trip.refresh_from_db()
    assert (trip.seats, trip.price, trip.guide, trip.taken) == (8, 5800, "赵师傅", 3)
    assert "已经订出去的比这还多" in text(client.post(page, {**sent, "numbers-seats": "2"}))
    trip.refresh_from_db()
    assert trip.seats == 8
