"""Where a worker is killed. A new point is a line: its name, at which act of its story it lies, before or after which function.

A function is named where it is looked up when it is called: "shops.orders.views_checkout.place" is the view's.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

BEFORE, AFTER = "before", "after"
WECHAT = "shops.payments.gateways.wechat.WeChat"


@dataclass(frozen=True)
class Point:
    name: str
    act: str  # one of the story's
    function: str
    when: str

    @property
    def owner(self) -> str:
        """The module, or the class, that the function is looked up in."""
        return self.function.rpartition(".")[0]

    @property
    def attribute(self) -> str:
        return self.function.rpartition(".")[2]


ORDERING = (  # test_killed
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
    Point("between the cash and what is earned", "receive", "shops.ledger.postings.earn", BEFORE),
)
PAYING = (  # test_killed_paying
    Point("before the try is written", "begin", "shops.payments.opening.new_number", BEFORE),
    Point("after the try was written", "begin", "shops.payments.opening.written_down", AFTER),
    Point("after the company was asked", "begin", f"{WECHAT}.open", AFTER),
    Point("after the try was begun", "begin", "shops.payments.views.begin", AFTER),
    Point("before the order is confirmed", "notice", "shops.payments.taking.confirm", BEFORE),
    Point("before the payment's books", "notice", "shops.ledger.postings.pay", BEFORE),
    Point("before the notice is committed", "notice", "shops.payments.notices.taken_in", AFTER),
    Point("after the notice was committed", "notice", "shops.payments.views_notices.take_notice", AFTER),
    Point("before the second payment's books", "second", "shops.ledger.postings.pay_too_much", BEFORE),
    Point("before the second payment is promised back", "second", "shops.payments.refunds.promise", BEFORE),
    Point("after the second payment was promised back", "second", "shops.payments.refunds.promise", AFTER),
    Point("after the second notice was committed", "second", "shops.payments.views_notices.take_notice", AFTER),
    Point("before the refund is promised", "cancel", "shops.payments.refunds.return_parcel", BEFORE),
    Point("before the refund's books", "cancel", "shops.ledger.postings.promise_back", BEFORE),
    Point("before the cancelling is committed", "cancel", "shops.fulfilment.letters.cancelled", AFTER),
    Point("after the cancelling was committed", "cancel", "shops.fulfilment.operations.cancel", AFTER),
    Point("before the company is asked to pay back", "send", f"{WECHAT}.refund", BEFORE),
    Point("after the company paid back", "send", f"{WECHAT}.refund", AFTER),
    Point("at the letter of what was paid back", "send", "shops.payments.letters.paid_back", BEFORE),
    Point("after what was paid back was written down", "send", "shops.payments.sending.note", AFTER),
    Point("before the company is asked how it stands", "ask", f"{WECHAT}.query", BEFORE),
    Point("after the company said how it stands", "ask", f"{WECHAT}.query", AFTER),
    Point("at the buyer's letter", "ask", "shops.payments.letters.paid", BEFORE),
    Point("after what was asked about was taken in", "ask", "shops.payments.asking.take_in", AFTER),
    Point("before the company closes it", "close", f"{WECHAT}.close", BEFORE),
    Point("after the company closed it", "close", f"{WECHAT}.close", AFTER),
    Point("while late money is promised back", "close", "shops.payments.refunds.promise", AFTER),
    Point("between two that are asked about", "close", "shops.payments.asking.followed", AFTER),
    Point("before the books of a notice of what was paid back", "paid back", "shops.ledger.postings.give_back", BEFORE),
    Point("before a notice of what was paid back is committed", "paid back", "shops.payments.notices.note", AFTER),
    Point("after a notice of what was paid back was committed", "paid back", "shops.payments.notices.paid_back", AFTER),
    Point("while parcels receive themselves", "receive by itself", "shops.ledger.postings.earn", BEFORE),
)
POINTS = ORDERING + PAYING


def rounds(points: Iterable[Point]) -> list[list[Point]]:
    """These points, at most one of each act in a round: a story dies at all of its round's."""
    of_act: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        of_act[point.act].append(point)
    return [[point for point in row if point] for row in zip_longest(*of_act.values())]


def names(points: list[Point]) -> str:
    return ", ".join(point.name for point in points)
