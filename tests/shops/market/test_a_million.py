"""A million offers: a page of a list costs what it costs with a thousand, at either end and however it is narrowed."""

import os
import statistics
import time
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from common.clock import now
from shops.market.keys import NEW, ORDERS, key_of
from shops.market.models import Listing
from shops.market.operations import faults
from tests.factories.catalogue import category, product
from tests.factories.many_goods import fill
from tests.factories.shops import township

PROVE = bool(os.environ.get("PROVE"))
FEW, MANY = 1000, 1_000_000 if PROVE else 50_000
TIMES = 15
MOST_TIMES_AS_LONG, MOST_ROWS = 1.3, 5000
QUERIES = 8  # the category, townships, specials, the count, the page's keys, cards in three; with a grower one more
FRONTS = ("/zh-hans/", "/zh-hans/market/")  # what is new of all there is
PLAIN = "/zh-hans/account/sign-in/"  # reads no offer
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="measured where it is to run"),
    pytest.mark.django_db,
]


@pytest.fixture
def counters(homes):
    """A product in a category of a thousand goods, and one in a category of a million, which are made of them."""
    for slug in ("shuikou", "tuojiang", "mashi"):
        township(slug, slug, slug.title(), (25.0, 111.6))
    return product(group_price=None), product(group_price=None, in_category=category("oils", "食用油", "Oils", 2))


def addresses(first: int) -> dict[str, str]:
    """Both ends, a place inside, every order, every wish and every two of them, where the goods are numbered from `first`."""
    inside = key_of(NEW, (datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=10 * (first + 360)), 1))
    narrowed = {
        "season": "season=now", "place": "from=mashi", "price": "min=20&max=40", "ready": "ready=1",
        "grower": f"grower=many-{first // 10 + 43}",
    }  # fmt: skip
    found = {"first": "", "last": "page=last", "old": "page=9", "after": f"after={inside}", "before": f"before={inside}"}
    found |= {f"by {sort}": f"sort={sort}" for sort in ORDERS}
    found |= {f"last by {sort}": f"sort={sort}&page=last" for sort in ORDERS}
    return found | narrowed | {f"{a} {b}": f"{narrowed[a]}&{narrowed[b]}" for a, b in combinations(narrowed, 2)}


def paths() -> list[tuple[str, str, str]]:
    """The name of each page, its address among few and among many."""
    few, many = addresses(0), addresses(FEW)
    return [(name, f"/zh-hans/market/tea/?{few[name]}", f"/zh-hans/market/oils/?{many[name]}") for name in few]


def queries_of(client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        page = client.get(path).context["page"]
    assert len(page.goods) == 24 or "grower" in path, path
    return len(queries)


def times(client, few: str, many: str) -> tuple[float, float]:
    """The median of each page's milliseconds, asked for in turns, so that what else the machine does weighs on both."""
    spent = [(milliseconds(client, few), milliseconds(client, many)) for _time in range(TIMES)]
    return statistics.median(one for one, _other in spent), statistics.median(other for _one, other in spent)


def milliseconds(client, path: str) -> float:
    started = time.perf_counter()
    client.get(path)
    return (time.perf_counter() - started) * 1000


def weight_of(client, path: str) -> float:
    """The page's median time as so many times that of a page which no offer touches, asked for in turns: fronts are looked at
    before and after the filling, and what else the machine does then must not count."""
    page, plain = times(client, path, PLAIN)
    print(f"{path:60}{page:8.1f} ms, beside a plain page's {plain:.1f}")
    return page / plain


def slower_than(client, among_few: dict[str, float]) -> dict[str, float]:
    """Of these addresses with their weights among few, those that weigh more now, three times over."""
    slow = among_few
    for _again in range(3):  # a neighbour that wakes up weighs on one only
        weights = {path: weight_of(client, path) for path in slow}
        slow = {path: weight for path, weight in slow.items() if weights[path] > weight * MOST_TIMES_AS_LONG}
    return slow


def queries_counted(client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def rows_read(sql: str, model: type[Model] = Listing) -> int:
    """The most listings that one step of this query's plan read, threw away or sorted. Fails where the whole table is read."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        steps, most = [cursor.fetchone()[0][0]["Plan"]], 0
    while steps:
        step = steps.pop()
        assert (step["Node Type"], step.get("Relation Name")) != ("Seq Scan", model._meta.db_table), sql
        most = max(most, int((step["Actual Rows"] + step.get("Rows Removed by Filter", 0)) * step["Actual Loops"]))
        steps += step.get("Plans", [])
    return most


def most_read(client, path: str, model: type[Model] = Listing) -> int:
    """The most listings read by a step of the page's queries."""
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    asked = [each["sql"] for each in queries if model._meta.db_table in each["sql"]]
    return max(rows_read(sql, model) for sql in asked)


def test_a_page_costs_the_same_among_a_thousand_and_among_a_million(client, counters):
    few, many = counters
    fill(few, 1, FEW - 1)
    assert faults(now()) == []
    fronts = {path: weight_of(client, path) for path in FRONTS if client.get(path) and PROVE}
    fill(many, FEW, FEW + MANY - 2)
    client.get("/zh-hans/market/tea/")  # what is kept for ever is read once
    for name, *both in paths():
        assert [queries_of(client, path) for path in both] == [QUERIES + ("grower" in name)] * 2, name
    assert {path: rows for path in FRONTS if (rows := most_read(client, path)) > MOST_ROWS} == {}
    assert slower_than(client, fronts) == {}
    read = {name: most_read(client, path) for name, _few, path in paths()}
    assert {name: rows for name, rows in read.items() if rows > MOST_ROWS} == {}
    if PROVE:
        spent = {name: times(client, *both) for name, *both in paths()}
        for name, (among_few, among_many) in spent.items():
            print(f"{name:20}{among_few:8.1f}{among_many:8.1f} ms{among_many / among_few:6.2f}{read[name]:6} rows read")
        slower = [one for one in paths() if spent[one[0]][1] > spent[one[0]][0] * MOST_TIMES_AS_LONG]
        for _again in range(2):  # a neighbour that wakes up between two turns weighs on one only
            taken = {one: times(client, *one[1:]) for one in slower}
            slower = [one for one, (few_ms, many_ms) in taken.items() if many_ms > few_ms * MOST_TIMES_AS_LONG]
        assert slower == []
