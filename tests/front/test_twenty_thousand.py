"""Twenty thousand pages and goods: a search costs as many queries as among few, and no reader waits for it.

In full size by PROVE=1, on whichever database it is run; a twentieth else.
"""

import os
import statistics
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from front import found
from tests.factories.many_found import GOODS_A_SHOP, fill

PROVE = bool(os.environ.get("PROVE"))
MANY = 20_000 if PROVE else 1000
MOST_MILLISECONDS, MOST_QUERIES, TIMES = 150, 12, 9
# What is typed, and how many there are: all goods and pages, a fifth of them, two words, one thing, none.
GOODS, PAIRS = MANY // 2, MANY // 4 // 6 * 6
SHOPS = 1 + GOODS // GOODS_A_SHOP
QUERIES = {
    "茶": GOODS + PAIRS + SHOPS + 1, "苦茶": GOODS // 5 + PAIRS // 5 + SHOPS + 1, "tea": None, "teas": None,
    "蜂蜜 号": GOODS // 5, "瑶锦 104": None, "江南糕点": 0,
}  # fmt: skip
COST = {"茶": 9, "茶&kind=goods": 10, "茶&kind=goods&after=991-400": 10, "茶&kind=guidance": 9, "江南糕点": 9}
pytestmark = pytest.mark.django_db
databases = pytest.mark.parametrize(
    "database",
    [
        pytest.param(name, marks=[pytest.mark.skipif(connection.vendor != name, reason="measured on the other"), *marks])
        for name, marks in (("sqlite", []), ("postgresql", [pytest.mark.postgres]))
    ],
)


def milliseconds(client, query: str, language: str = "zh-hans") -> float:
    """The median of the whole answer, after one that warms what a process remembers."""
    path, spent = f"/{language}/search/?q={query}", []
    for _time in range(TIMES):
        started = time.perf_counter()
        assert client.get(path).status_code == 200
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent)


def queries_of(client, query: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/zh-hans/search/?q={query}")
    return len(queries)


@databases
def test_a_search_among_very_many_is_counted_truly_and_in_time(client, homes, monkeypatch, database):
    fill(homes["zh-hans"], MANY)
    client.get("/zh-hans/search/?q=茶")
    for query in QUERIES:
        print(query, client.get(f"/zh-hans/search/?q={query}").context["total"])
    spent = {query: milliseconds(client, query) for query in [*QUERIES, *COST]}
    cost = {query: queries_of(client, query) for query in [*QUERIES, *COST]}
    for query, ms in spent.items():
        print(f"{query:40}{ms:8.1f} ms {cost[query]}")
