"""Where a worker is killed. A new point is a line: its name, at which act of the story it lies, before or after which function.

A function is named where it is looked up when it is called: "shops.orders.views_checkout.place" is the view's.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class Point:
    name: str
    act: str  # one of the story's (test_killed)
    function: str
    when: str

    @property
    def module(self) -> str:
        return self.function.rpartition(".")[0]

    @property
    def attribute(self) -> str:
        return self.function.rpartition(".")[2]


POINTS = (
    Point("before the order", "place", "shops.orders.placing.written", BEFORE),
    Point("before the lines", "place", "shops.orders.placing.write_lines", BEFORE),
    Point("before the stock", "place", "shops.catalogue.stock.take", BEFORE),
    Point("amid the stock", "place", "shops.catalogue.stock.shift", AFTER),
    Point("after the stock", "place", "shops.catalogue.stock.take", AFTER),
    Point("before the ledger", "place", "shops.ledger.postings.owe", BEFORE),
    Point("after the ledger", "place", "shops.ledger.postings.owe", AFTER),
    Point("before the commit", "place", "shops.orders.placing.placed", AFTER),
    Point("after the commit", "place", "shops.orders.views_checkout.place", AFTER),
    Point("while expiring", "expire", "shops.orders.moving.put_back", BEFORE),
    Point("between two that expire", "expire", "shops.orders.moving.give_up", AFTER),
    Point("at the outbox", "tell", "shops.orders.letters.tell", BEFORE),
    Point("while posting", "post", "shops.fulfilment.letters.posted", BEFORE),
    Point("after posting", "post", "shops.fulfilment.operations.post", AFTER),
    Point("while receiving", "receive", "shops.ledger.postings.collect", AFTER),
    Point("after receiving", "receive", "shops.fulfilment.operations.receive", AFTER),
    Point("while parcels receive themselves", "receive by itself", "shops.ledger.postings.earn", BEFORE),
)


def rounds() -> list[list[Point]]:
    """The points, at most one of each act in a round: a story dies at all of its round's."""
    of_act: dict[str, list[Point]] = defaultdict(list)
    for point in POINTS:
        of_act[point.act].append(point)
    return [[point for point in row if point] for row in zip_longest(*of_act.values())]
