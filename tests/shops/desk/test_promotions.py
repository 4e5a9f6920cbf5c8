"""Promotions from the desk and from the county: two screens to start one, what it would cost, and what must not be made."""

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from common.clock import now, shanghai_day
from shops.catalogue.models import Offer
from shops.orders.models import Order
from shops.orders.queries import quote_of
from shops.promotions.making import NotYours, make
from shops.promotions.models import Coupon, Promotion
from shops.promotions.planning import Impossible
from tests.factories.availability import bookable
from tests.factories.bookings import basket_with, stay
from tests.factories.catalogue import category, product
from tests.factories.orders import basket, offer_of, order
from tests.factories.people import person
from tests.factories.promotions import plan, promotion
from tests.factories.settlement import manager
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def days(**more) -> dict:
    today = shanghai_day(now())
    return {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=9)).isoformat(), **more}


def test_a_seller_starts_three_together_in_two_screens_and_sees_what_it_costs_and_brings(client, homes):
    mine = shop()
    tea = product(of=mine, price=4900)
    offer_of(tea)
    Offer.objects.update(cost=4600)
    order(tea, packs=3, way="cash", at=now() - timedelta(days=3))
    client.force_login(mine.owner)
    assert "/en/my/shop/promotions/new/three/" in client.get("/en/my/shop/promotions/").content.decode()
    wrong = client.post("/en/my/shop/promotions/new/three/", days(packs="三", price="150")).content.decode()
    assert "no less than the packs cost" in wrong
    answer = client.post("/en/my/shop/promotions/new/three/", days(packs="三", price="132"))
    made = Promotion.objects.get()
    assert (answer["Location"], made.title_en, made.title_zh_hans, made.state) == (
        f"/en/my/shop/promotions/{made.pk}/", "3 together for ¥132", "3 件一起 ¥132", "draft",
    )  # fmt: skip
    page = client.get(answer["Location"]).content.decode()
    assert all(words in page for words in ("1 of 1 order would have used it", "¥147", "¥15", "less than they cost"))
    there = basket(tea, packs=3)
    assert quote_of(there).total == 14_700
    client.post(answer["Location"], {"do": "start"})
    assert quote_of(there).total == 13_200
    order(tea, packs=4, way="cash", at=now())
    page = client.get(answer["Location"]).content.decode()
    assert all(words in page for words in ("Orders that used it", "¥196", "−¥15"))
    client.post(answer["Location"], {"do": "stop"})
    assert quote_of(there).total == 14_700
    client.force_login(shop().owner)
    assert client.get(answer["Location"]).status_code == 404


@pytest.mark.parametrize(
    ("kind", "facts", "field"),
    [
        ("amount", {"amount": 9900, "least": 9900}, "least"), ("amount", {"amount": 0, "least": 1}, "amount"),
        ("percent", {"basis_points": 10_000}, "basis_points"), ("percent", {"basis_points": 0}, "basis_points"),
        ("together", {"packs": 3, "amount": 14_700}, "amount"), ("together", {"packs": 1, "amount": 100}, "offers"),
        ("bundle", {"amount": 100}, "offers"), ("gift", {"packs": 1, "least": 99_999}, "offers"),
        ("together", {"packs": 3, "amount": 100, "scope": "visits"}, "scope"),
        ("amount", {"first": OPENED.date(), "until": OPENED.date(), "scope": "both"}, "until"),
        ("amount", {"first": OPENED.date()}, "until"), ("amount", {"budget": 0}, "budget"), ("amount", {"ends_at": OPENED - timedelta(days=3)}, "ends_at"),
        ("amount", {"ends_at": OPENED, "starts_at": OPENED - timedelta(days=9)}, "ends_at"),
    ],
)  # fmt: skip
def test_what_would_do_harm_or_nothing_is_not_made(kind, facts, field):
    mine = shop()
    product(of=mine, price=4900)
    with pytest.raises(Impossible) as told:
        make(plan=plan(kind, **facts), shop=mine, by_county=False, by=mine.owner, at=OPENED)
    assert (told.value.field, Promotion.objects.count()) == (field, 0)


def test_only_who_may_spends_the_county_s_money_and_only_with_a_budget():
    mine, whole = shop(), {"shop": None, "by_county": True, "at": OPENED}
    with pytest.raises(NotYours):
        make(plan=plan(budget=1000), by=mine.owner, **whole)
    with pytest.raises(Impossible):
        make(plan=plan(), by=manager(), **whole)
    with pytest.raises(NotYours):
        make(plan=plan(), shop=mine, by_county=False, by=shop().owner, at=OPENED)
    assert Promotion.objects.count() == 0


def test_the_county_s_coupon_is_made_of_a_budget_and_codes_and_shops_agree_to_pay_their_part(client, homes):
    mine, boss = shop(), manager()
    tea = product(of=mine, price=30_000)
    client.force_login(boss)
    facts = days(
        amount="20", least="199", way="code", share="70", budget="500", shop=mine.pk, title_zh_hans="盘王节", title_en="Panwang"
    )
    answer = client.post("/en/franchise/promotions/new/festival/", facts)
    made = Promotion.objects.get()
    assert (made.title, made.county_share, made.budget, made.is_shared) == ("Panwang", 7000, 50_000, True)
    here = answer["Location"]
    client.post(here, {"do": "start"})
    client.post(here, {"do": "codes", "count": "30"})
    codes = set(Coupon.objects.values_list("code", flat=True))
    sheet = client.get(f"{here}codes.xlsx").content
    table = client.get(f"{here}codes.csv").content.decode("utf-8-sig")
    for read in (
        [row[0].value for row in load_workbook(BytesIO(sheet)).active.iter_rows(min_row=3)],
        [row[0] for row in csv.reader(StringIO(table))][1:],
    ):
        assert {code.replace(" ", "") for code in read} == codes
    page = client.get(here).content.decode()
    assert all(words in page for words in ("30 codes that work once", "The county pays 70% of it. 0 shops take part."))
    client.force_login(mine.owner)
    assert client.get(here).status_code == client.get("/en/franchise/promotions/").status_code == 404
    assert "The county pays 70% of it, your shop 30%" in client.get("/en/my/shop/promotions/").content.decode()
    client.post(f"/en/my/shop/promotions/{made.pk}/part/")
    client.post("/en/basket/put/", {"offer": offer_of(tea).pk, "packs": "1"})
    page = client.post("/en/basket/code/", {"code": codes.pop().lower()}, follow=True).content.decode()
    assert all(words in page for words in ("Panwang", "−¥20", "¥280"))


def test_a_coupon_is_collected_on_the_shop_s_page_and_stands_among_one_s_own(client, homes):
    mine, buyer = shop(), person("刘燕")
    tea = product(of=mine, price=30_000)
    one = promotion(of=mine, way="collected", title_en="For friends")
    for address in (f"/en/shops/{mine.slug}/", f"/en/products/{tea.slug}/"):
        found = client.get(address)
        assert (found.status_code, "For friends" in found.content.decode()) == (200, True)
    guest = client.post(f"/en/coupons/{one.pk}/collect/", {"next": "/en/market/"})
    assert guest["Location"].endswith("?next=/en/market/")
    client.force_login(buyer)
    assert (
        client.post(f"/en/coupons/{one.pk}/collect/", {"next": "https://elsewhere.example/"})["Location"] == "/en/my/coupons/"
    )
    page = client.get("/en/my/coupons/").content.decode()
    assert all(words in page for words in ("For friends", "Ready to use"))
    assert one.collected.count() == 1


def test_codes_are_not_found_by_trying(client, homes, settings):
    settings.ACCOUNT_RATE_LIMITS = {"coupon_code": "12/h/key"}
    mine = shop()
    tea = product(of=mine, price=30_000)
    promotion(of=mine, way="code", code="RIGHT1")
    client.post("/en/basket/put/", {"offer": offer_of(tea).pk, "packs": "1"})
    told = [client.post("/en/basket/code/", {"code": f"WRONG{n}"}, follow=True).content.decode() for n in range(13)]
    assert ["do not know this code" in page for page in told] == [True] * 12 + [False]
    assert ['value="WRONG3"' in page for page in told[2:5]] == [False, True, False]
    page = client.post("/en/basket/code/", {"code": "RIGHT1"}, follow=True).content.decode()
    assert "Many codes were tried" in page
    assert "−¥10" not in page


def test_one_that_others_used_up_meanwhile_is_named_on_the_page_and_nothing_is_ordered(client, homes):
    mine = shop()
    tea = product(of=mine, price=30_000)
    one = promotion(of=mine, most_uses=1, title_en="Only one")
    client.post("/en/basket/put/", {"offer": offer_of(tea).pk, "packs": "1"})
    client.post(
        "/en/checkout/", {"name": "刘燕", "phone": "138 0731 4420", "address": "湖南 长沙 岳麓区 麓山南路 18 号", "way": "cash"}
    )
    page = client.get("/en/checkout/check/").content.decode()
    posted = dict(re.findall(r'name="(press|total)" value="([^"]+)"', page))
    order(tea)
    page = client.post("/en/checkout/check/", posted, follow=True).content.decode()
    assert posted["total"] == "29000"
    assert all(words in page for words in ("Nothing was ordered yet", "Only one</b>: It is used up.", "Order for ¥300"))
    assert (one.used.count(), Order.objects.count()) == (1, 1)


def test_a_host_takes_a_tenth_off_quiet_weeks_and_guests_collect_it_on_the_page_of_the_room(client, homes):
    mine, buyer = shop(), person("刘燕")
    client.force_login(mine.owner)
    here = "/en/my/shop/promotions/"
    assert "new/quiet/" not in client.get(here).content.decode()
    assert client.get(f"{here}new/quiet/").status_code == 404  # nobody comes to stay there
    room, walk, today = bookable(of=mine), bookable("tour", of=mine), shanghai_day(now())
    assert "new/quiet/" in client.get(here).content.decode()
    assert "It is of goods alone" in client.get(f"{here}new/three/").content.decode()
    page = client.get(f"{here}new/quiet/").content.decode()
    assert all(words in page for words in (str(room), str(walk), "What counts is the day of the order"))
    first, last = today + timedelta(days=10), today + timedelta(days=20)
    facts = days(percent="10", visits=[room.visit_id], first=first.isoformat(), last=last.isoformat(), way="collected")
    wrong = client.post(f"{here}new/quiet/", {**facts, "last": today.isoformat()}).content.decode()
    assert "the last is not before the first" in wrong
    answer = client.post(f"{here}new/quiet/", facts)
    made = Promotion.objects.get()
    assert (made.title_en, made.title_zh_hans, made.scope) == ("Visits: 10% off", "住宿体验：9 折", "visits")
    assert (made.first, made.until, [one.pk for one in made.visits.all()]) == (first, last + timedelta(days=1), [room.visit_id])
    page = client.get(answer["Location"]).content.decode()
    assert all(words in page for words in ("For rooms, activities and walks", "Days and nights from"))
    client.post(answer["Location"], {"do": "start"})
    assert "Visits: 10% off" not in client.get(f"/en/visits/{walk.visit_id}/").content.decode()
    assert "Visits: 10% off" in client.get(f"/en/visits/{room.visit_id}/").content.decode()
    client.force_login(buyer)
    client.post(f"/en/coupons/{made.pk}/collect/")
    there = basket_with(
        stay(room, first=first, until=last), stay(room, first=last, until=last + timedelta(days=2)), buyer=buyer
    )
    assert [one.off for one in quote_of(there).visits] == [room.visit.price, 0]  # ten nights


def test_the_county_s_may_be_of_visits_and_a_category_is_of_goods(client, homes):
    client.force_login(manager())
    tea = category()
    facts = days(percent="10", least="99", way="itself", share="100", budget="500", scope="both", category=tea.pk)
    page = client.post("/en/franchise/promotions/new/season/", facts).content.decode()
    assert "A category is of goods" in page
    client.post("/en/franchise/promotions/new/season/", {**facts, "category": ""})
    made = Promotion.objects.get()
    assert (made.scope, made.category, made.county_share) == ("both", None, 10_000)
    page = client.get(f"/en/franchise/promotions/{made.pk}/").content.decode()
    assert all(words in page for words in ("For goods and visits", "From ¥99 of goods and visits"))
