"""Lists of shops: narrowed, sorted, page by page by key; what a page costs is the same among a hundred thousand."""

import re
from datetime import date
from itertools import chain
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection

from common.clock import now
from courses.certificates.standing import reinstate, revoke
from shops.builder.visits import change_visit
from shops.franchise.models import Shop
from shops.market.keys import SHOP_ORDERS
from shops.market.models import Stall
from shops.market.operations import mend, wrong_stalls
from shops.market.paging import Place
from shops.market.shop_queries import WantedShops, page_of_shops, townships_with_shops
from shops.market.stalls import days_of
from tests.factories import cohorts
from tests.factories.catalogue import category, product
from tests.factories.certificates import certificate
from tests.factories.many_goods import fill_shops
from tests.factories.shops import OPENED, shop, township
from tests.factories.visits import visit
from tests.shops.market import test_a_million as rig

pytestmark = pytest.mark.django_db
FEW, MANY = 1000, 100_000 if rig.PROVE else 10_000
QUERIES = 7  # categories, townships, the count, the page's keys, shops with their shelf in three


@pytest.fixture
def two(homes):
    """A tea shop with a room for guests, and an oil shop in another township that posts on Wednesdays."""
    township("mashi", "码市镇", "Mashi", (24.95, 111.98))
    tea = product(harvest_months=[now().month])
    other = shop(
        slug="zhao-oil", name_zh_hans="赵家茶油", name_en="Zhao Oil", township="mashi", village_zh_hans="黄石村", posting_days=["wed"],
        certificate_number="",
    )  # fmt: skip
    oil = product(of=other, in_category=category("oils", "食用油", "Oils", 2), harvest_months=[(now().month + 5) % 12 + 1])
    visit(of=tea.shop)
    mend(at=now())
    return tea.shop, oil.shop


def found(client, query: str) -> list[str]:
    return [one.slug for one in client.get(f"/en/shops/{query}").context["page"].shops]


def test_shops_are_narrowed_by_the_address(client, two, monkeypatch):
    monkeypatch.setattr("shops.storefront.views.shanghai_day", lambda at: date(2027, 3, 10))  # a Wednesday
    tea, oil = (one.slug for one in two)
    for query, slugs in {
        "": [oil, tea], "?sells=tea": [tea], "?sells=oils": [oil], "?from=mashi": [oil], "?season=1": [tea], "?guests=1": [tea],
        "?graduate=1": [tea], "?posts=1": [oil], "?shop=黄石": [oil], "?shop=盘家": [tea], "?shop=无人": [], "?sells=oils&guests=1": [],
        "?sells=tea&from=qiaoshi&graduate=1&season=1": [tea], "?sells=none&from=nowhere&sort=%00&after=x": [oil, tea],
    }.items():  # fmt: skip
        assert found(client, query) == slugs, query


def test_a_list_that_is_empty_says_how_to_widen_it(client, two):
    page = client.get("/en/shops/?sells=oils&guests=1").content.decode()
    assert "No shop matches all that is chosen" in page
    assert '<a href="?guests=1">Oils' in page
    assert '<a href="?sells=oils">Guests may come' in page
    assert 'name="sells" value="oils"' in page


def test_what_changes_in_a_shop_is_in_its_stalls_at_once(two):
    made, other = two
    assert wrong_stalls(now()) == []
    room = made.visits.get()
    change_visit(visit=room, by=None, at=now(), changes={"is_shown": False})
    assert set(Stall.objects.filter(shop=made).values_list("kind", "has_visit")) == {(0, False), (category().pk, False)}
    Stall.objects.filter(shop=other).update(township="nowhere")
    assert sorted(wrong_stalls(now())) == [other.pk]
    Shop.objects.filter(pk=other.pk).update(state="closed")
    assert mend(at=now()) == 3  # its listing and both stalls
    assert not Stall.objects.filter(shop=other).exists()


def test_a_revoked_certificate_takes_the_mark_away_at_once_and_a_reinstated_one_brings_it_back(client, two):
    made, run = two[0], cohorts.cohort(SimpleNamespace(translation_key=uuid4()))
    graduate = certificate(cohorts.enrolment(run, made.owner), number=made.certificate_number)
    assert found(client, "?graduate=1") == [made.slug]
    given = {"certificate": graduate, "by": None, "reason": "The pieces were another’s.", "at": now()}
    revoke(**given)
    assert (found(client, "?graduate=1"), wrong_stalls(now())) == ([], [])
    assert "Boot camp graduate" not in client.get(f"/en/shops/{made.slug}/").content.decode()
    reinstate(**given)
    assert (found(client, "?graduate=1"), wrong_stalls(now())) == ([made.slug], [])


def counts(client, query: str) -> dict[str, int]:
    """What each value of the list of shops says beside its name."""
    said = re.findall(
        r'<a href="[^"]*"[^>]*>([^<]+) <small class="num">(\d+)</small>', client.get(f"/en/shops/{query}").content.decode()
    )
    return {words: int(number) for words, number in said}


def test_how_many_each_value_finds_is_said_where_it_is_true(client, two):
    every = {"Tea": 1, "Oils": 1, "Qiaoshi": 1, "Mashi": 1}
    assert counts(client, "") == every
    assert counts(client, "?sells=tea") == {**every, "Mashi": 0}
    assert counts(client, "?from=mashi") == {**every, "Tea": 0}
    for query in ("?season=1", "?guests=1", "?shop=赵", "?from=nowhere"):
        assert counts(client, query) == {}, query


def test_days_are_bits_from_monday():
    assert days_of(["mon", "wed", "sun", "never"]) == 0b1000101


@pytest.mark.parametrize("sort", SHOP_ORDERS)
def test_every_shop_is_shown_once_page_by_page(homes, sort):
    like = shop()
    fields = {"created_at": OPENED, "opened_at": OPENED, "state": "open", "owner": like.owner, "township": "qiaoshi"}
    Shop.objects.bulk_create(Shop(slug=f"s-{n}", **fields) for n in range(59))
    mend(at=now())
    Stall.objects.filter(shop__slug__endswith="3").update(goods=7)
    true = list(Stall.objects.order_by(*SHOP_ORDERS[sort].by()).values_list("shop", flat=True))
    pages, place = [], Place()
    for _page in range(3):
        page = page_of_shops(WantedShops(sort=sort), place, Shop.objects.all())
        pages.append([one.pk for one in page.shops])
        place = Place(after=page.next_key)
    assert [len(one) for one in pages] == [24, 24, 12]
    assert list(chain(*pages)) == true
    assert page.next_key == ""


def test_a_pin_counts_to_ninety_nine_and_then_says_more(client, two):
    made = two[0]
    fields = {"created_at": OPENED, "opened_at": OPENED, "state": "open", "owner": made.owner, "township": "mashi"}
    for slug in ("tuojiang", "shuikou"):
        township(slug, slug, slug.title(), (25.0 + len(slug) / 100, 111.6))
    Shop.objects.bulk_create(Shop(slug=f"s-{n}", **fields) for n in range(120))
    mend(at=now())
    assert {place.slug: place.shops for place in townships_with_shops()} == {
        "qiaoshi": 1,
        "mashi": 100,
        "tuojiang": 0,
        "shuikou": 0,
    }
    page = client.get("/en/shops/").content.decode()
    assert "Mashi: 99+ shops" in page
    assert "122 shops open in the county." in page


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="measured where it is to run")
def test_a_page_costs_the_same_among_a_thousand_and_among_a_hundred_thousand(client, homes):
    """Asked for first among few, then, the same addresses, among many."""
    for slug in ("shuikou", "tuojiang", "mashi"):
        township(slug, slug, slug.title(), (25.0, 111.6))
    made = product()
    tea = made.category_id
    narrowed = {"category": "sells=tea", "place": "from=mashi", "season": "season=1", "guests": "guests=1", "graduate": "graduate=1",
                "posts": "posts=1"}  # fmt: skip
    queries = {"first": "", "last": "page=last", "goods": "sort=goods", "last by goods": "sort=goods&page=last", **narrowed}
    queries |= {f"category {name}": f"sells=tea&{narrowed[name]}" for name in narrowed if name != "category"}
    queries |= {f"place {name}": f"from=mashi&{narrowed[name]}" for name in narrowed if name not in ("category", "place")}
    pages = {name: f"/zh-hans/shops/?{query}" for name, query in queries.items()}
    client.get("/zh-hans/shops/")

    fill_shops(made.shop, tea, 1, FEW)
    few = {path: rig.weight_of(client, path) for path in pages.values() if rig.PROVE}
    fill_shops(made.shop, tea, FEW + 1, MANY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE market_stall")  # as the database does by itself after so much writing
    for name, path in pages.items():
        assert rig.queries_counted(client, path) in (QUERIES - 1, QUERIES), name  # no goods, no covers
    read = {name: rig.most_read(client, path, Stall) for name, path in pages.items()}
    assert {name: rows for name, rows in read.items() if rows > rig.MOST_ROWS} == {}
    assert rig.slower_than(client, few) == {}
