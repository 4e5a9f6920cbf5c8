"""Lists page by page: every row once, forwards and backwards, in every order; bad addresses lead to the nearest page."""

import re
from itertools import chain

import pytest

from shops.market.keys import CHEAP, DEAR, NEW, ORDERS, SEASON, key_of, values_of
from shops.market.models import Listing
from shops.market.queries import Place, Wanted, page_of_goods
from tests.factories.catalogue import category, product
from tests.factories.shops import OPENED, shop, township

pytestmark = pytest.mark.django_db


@pytest.fixture
def sixty(homes):
    """Sixty goods of one shop whose prices and seasons repeat, so that keys must tell equals apart."""
    made = product(group_price=None)
    tea = made.category
    for n in range(59):
        other = type(made).objects.create(
            shop=made.shop, category=tea, slug=f"more-{n}", position=n + 2, name_zh_hans="茶", created_at=OPENED
        )
        Listing.objects.create(
            product=other, shop=made.shop, category=tea, township="qiaoshi", new_at=made.shop.opened_at,
            from_price=1000 * (n % 3 + 1), in_season=n % 2 == 0, is_ready=n % 5 != 0,
        )  # fmt: skip
    return tea


def walk(wanted: Wanted, **start) -> list[list[int]]:
    """The pages from the first on, or from the last back."""
    pages, place = [], Place(**start)
    while True:
        page = page_of_goods(wanted, place)
        pages.append([one.pk for one in page.goods])
        key = page.previous_key if start else page.next_key
        if not key:
            return pages
        place = Place(before=key) if start else Place(after=key)


@pytest.mark.parametrize("sort", ORDERS)
def test_every_row_is_shown_once_forwards_and_backwards(sixty, sort):
    wanted = Wanted(category=sixty, sort=sort)
    fields = ORDERS[sort].by()
    true = list(Listing.objects.order_by(*fields).values_list("pk", flat=True))
    forwards = walk(wanted)
    assert [len(page) for page in forwards] == [24, 24, 12]
    assert list(chain(*forwards)) == true
    backwards = walk(wanted, end=True)
    assert list(chain(*reversed(backwards)))[-48:] == true[-48:]
    assert backwards[-1] == forwards[0]
    assert (
        page_of_goods(wanted, Place(page=2)).goods
        == page_of_goods(wanted, Place(after=page_of_goods(wanted, Place()).next_key)).goods
    )


def test_wishes_narrow_together(sixty):
    rows = Listing.objects.filter(in_season=True, is_ready=True, from_price=2000, township="qiaoshi")
    wanted = Wanted(category=sixty, season=True, ready=True, low=1500, high=2500, township="qiaoshi", sort=CHEAP)
    assert list(chain(*walk(wanted))) == list(rows.order_by("pk").values_list("pk", flat=True)) != []
    assert walk(Wanted(category=sixty, shops=())) == [[]]


@pytest.mark.parametrize("place", [Place(page=999_999), Place(page=4), Place(end=True), Place(after=key_of(NEW, (OPENED, 1)))])
def test_beyond_the_end_is_the_last_page(sixty, place):
    page = page_of_goods(Wanted(category=sixty), place)
    assert (len(page.goods), page.next_key) == (24, "")


@pytest.mark.parametrize(
    "key",
    [
        "",
        "x",
        "%00",
        "茶",
        "a" * 5000,
        key_of(CHEAP, (1, 2)),
        key_of(NEW, (OPENED, 1))[:-2] + "!!",
        key_of(NEW, (OPENED, 2**60)),
    ],
)
def test_a_key_that_is_none_leads_to_the_first_page(sixty, key):
    first = page_of_goods(Wanted(category=sixty), Place())
    assert page_of_goods(Wanted(category=sixty), Place(after=key, before=key)).goods == first.goods


def test_keys_say_what_they_were_made_of():
    for sort, values in ((NEW, (OPENED, 7)), (DEAR, (4900, 7)), (SEASON, (True, OPENED, 7))):
        assert values_of(key_of(sort, values), sort) == values
        assert values_of(key_of(sort, values), CHEAP) is None


def goods_at(client, query: str) -> list[str]:
    return [one.slug for one in client.get(f"/en/market/tea/{query}").context["page"].goods]


def test_a_list_is_narrowed_by_its_address(client, homes):
    cheap = product(price=900, group_price=None)
    dear = product(price=9900, of=shop(name_zh_hans="赵家蜂蜜", name_en="Zhao Honey", slug="zhao-honey"))
    for query, found in {
        "?sort=price": [cheap, dear], "?sort=price-down": [dear, cheap], "?min=50": [dear], "?max=50": [cheap], "?min=100&max=5": [dear, cheap],
        "?min=-1": [dear, cheap], "?max=一百块": [dear, cheap], "?grower=zhao-honey": [dear], "?grower=赵家": [dear], "?grower=无": [],
        "?ready=1&from=qiaoshi": [dear, cheap], "?from=nowhere": [dear, cheap], "?sort=%00&page=-4&after=%F0": [dear, cheap],
    }.items():  # fmt: skip
        assert goods_at(client, query) == [one.slug for one in found], query


def test_a_township_says_how_many_goods_it_has_where_that_is_true(client, homes):
    product()
    product(of=shop(slug="zhao-honey", township="mashi"))
    product(of=shop(slug="chen-oil", township="mashi"), in_category=category("oils", "食用油", "Oils", 2))
    township("mashi", "码市镇", "Mashi", (24.95, 111.98))
    for address, said in {
        "tea/": [1, 1], "tea/?from=mashi&sort=price": [1, 1], "all/": [2, 1], "tea/?ready=1": [], "tea/?min=5": [], "tea/?season=now": [],
    }.items():  # fmt: skip
        page = client.get(f"/en/market/{address}").content.decode()
        assert sorted(map(int, re.findall(r'<small class="num">(\d+)</small></a>', page)), reverse=True) == said, address


def test_a_chip_takes_away_what_it_names_and_keeps_the_rest(client, homes):
    product()
    page = client.get("/en/market/tea/?min=10&max=60&ready=1&after=x").content.decode()
    assert '<a href="?ready=1">¥10 to ¥60' in page
    assert '<a href="?min=10&amp;max=60">Ready to post' in page
    assert 'value="10"' in page


def test_all_goods_are_a_list_too(client, homes):
    tea, oil = product(), product(in_category=category("oils", "食用油", "Oils", 2))
    assert [one.slug for one in client.get("/en/market/all/").context["page"].goods] == [oil.slug, tea.slug]


def test_pages_lead_to_each_other(client, sixty):
    first = client.get("/en/market/tea/?sort=price").context["page"]
    page = client.get(f"/en/market/tea/?sort=price&after={first.next_key}").content.decode()
    for link in ("?sort=price&amp;before=", "?sort=price&amp;after=", "?sort=price&amp;page=last", 'href="?sort=price"'):
        assert link in page
