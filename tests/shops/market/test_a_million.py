"""A million offers: a page of a list costs what it costs with a thousand, at either end and however it is narrowed."""

import os
import statistics
import time
from datetime import UTC, datetime
from itertools import combinations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.clock import now
from shops.market.keys import NEW, ORDERS, key_of
from shops.market.models import Listing
from shops.market.operations import faults
from tests.factories.catalogue import product
from tests.factories.many_goods import fill
from tests.factories.shops import township

PROVE = bool(os.environ.get("PROVE"))
FEW, MANY = 1000, 1_000_000 if PROVE else 50_000
ROUNDS, TIMES = (3, 7) if PROVE else (1, 1)
MOST_TIMES_AS_LONG, MOST_ROWS = 1.3, 5000
QUERIES = 8  # the category, townships, specials, the count, the page's keys, cards in three; with a grower one more
NARROWED = {
    "season": "season=now",
    "place": "from=mashi",
    "price": "min=20&max=40",
    "ready": "ready=1",
    "grower": "grower=many-43",
}
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="measured where it is to run"),
    pytest.mark.django_db,
]


@pytest.fixture
def like(homes):
    for slug in ("shuikou", "tuojiang", "mashi"):
        township(slug, slug, slug.title(), (25.0, 111.6))
    return product(group_price=None)


def addresses() -> dict[str, str]:
    """Both ends, every order, every wish and every two of them."""
    inside = key_of(NEW, (datetime(2020, 1, 1, 1, tzinfo=UTC), 1))  # 360 goods from the end
    found = {
        "first": "",
        "last": "page=last",
        "old": "page=9",
        "after": f"after={inside}",
        "before": f"before={inside}",
        **{f"by {sort}": f"sort={sort}" for sort in ORDERS},
    }
    found |= {f"last by {sort}": f"sort={sort}&page=last" for sort in ORDERS}
    found |= NARROWED
    found |= {f"{one} {other}": f"{NARROWED[one]}&{NARROWED[other]}" for one, other in combinations(NARROWED, 2)}
    return found


def cost(client) -> dict[str, tuple[int, float]]:
    """Of each page its queries, and its milliseconds: the best of three medians, taken apart, for neighbours only slow."""
    asked, spent = {}, {name: [] for name in addresses()}
    client.get("/zh-hans/market/tea/")  # what is kept for ever is read once
    for _round in range(ROUNDS):
        for name, query in addresses().items():
            path = f"/zh-hans/market/tea/?{query}"
            with CaptureQueriesContext(connection) as queries:
                page = client.get(path).context["page"]
            assert len(page.goods) == 24 or "grower" in name, name
            asked[name] = len(queries)
            spent[name].append(statistics.median(milliseconds(client, path) for _time in range(TIMES)))
    return {name: (asked[name], min(spent[name])) for name in asked}


def milliseconds(client, path: str) -> float:
    started = time.perf_counter()
    client.get(path)
    return (time.perf_counter() - started) * 1000


def rows_read(sql: str) -> int:
    """The most listings that one step of this query's plan read, threw away or sorted. Fails where the whole table is read."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        steps, most = [cursor.fetchone()[0][0]["Plan"]], 0
    while steps:
        step = steps.pop()
        assert (step["Node Type"], step.get("Relation Name")) != ("Seq Scan", Listing._meta.db_table), sql
        most = max(most, int((step["Actual Rows"] + step.get("Rows Removed by Filter", 0)) * step["Actual Loops"]))
        steps += step.get("Plans", [])
    return most


def most_read(client) -> dict[str, int]:
    """Of each page, the most listings read by a step of its queries."""
    found = {}
    for name, query in addresses().items():
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/zh-hans/market/tea/?{query}")
        asked = [each["sql"] for each in queries if Listing._meta.db_table in each["sql"]]
        found[name] = max(rows_read(sql) for sql in asked)
    return found


def test_a_page_costs_the_same_among_a_thousand_and_among_a_million(client, like):
    fill(like, 1, FEW - 1)
    assert faults(now()) == []
    few = cost(client)
    fill(like, FEW, MANY - 1)
    many = cost(client)
    read = most_read(client)
    print({name: (queries, round(few[name][1], 1), round(spent, 1), read[name]) for name, (queries, spent) in many.items()})
    assert {name: queries for name, (queries, _ms) in many.items()} == {name: QUERIES + ("grower" in name) for name in many}
    assert {name: queries for name, (queries, _ms) in few.items()} == {name: queries for name, (queries, _ms) in many.items()}
    assert {name: rows for name, rows in read.items() if rows > MOST_ROWS} == {}
    if PROVE:
        slower = {name: ms / few[name][1] for name, (_queries, ms) in many.items() if ms > few[name][1] * MOST_TIMES_AS_LONG}
        assert slower == {}
