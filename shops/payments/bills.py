"""Every day, yesterday's bill of each company is compared with our books; what differs is repaired by asking, or written down.

The fee that the company kept is posted once for its bill.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from common.clock import shanghai_day
from shops.ledger import postings
from shops.orders.models import Order
from shops.payments.asking import ask
from shops.payments.companies import NotOffered, gateway_of, is_set_up
from shops.payments.gateways import BillRow, Refused, Silent
from shops.payments.models import Bill, Difference, Payment, Refund
from shops.payments.sending import send
from shops.payments.taking import note_difference

COMPANIES = (Order.Way.WECHAT, Order.Way.ALIPAY)
READY = timedelta(hours=10)  # of the next day: WeChat has bills from 10 o'clock on
BACK_DAYS = 7  # bills that could not be had are asked for again so long
What = Difference.What


def reconcile(*, at: datetime) -> int:
    """Read the bills of the last days that are there and were not read; how many. Safe to run twice at once."""
    today = shanghai_day(at - READY)
    days = [today - timedelta(days=back) for back in range(1, BACK_DAYS + 1)]
    read = set(Bill.objects.filter(day__in=days).values_list("way", "day"))
    wanted = [(way, day) for way in COMPANIES if is_set_up(way) for day in days if (str(way), day) not in read]
    return sum(read_bill(way=way, day=day, at=at) for way, day in wanted if is_worth_reading(way, day))


def is_worth_reading(way: str, day: date) -> bool:
    """Whether anything was begun by then: before the first payment there are no bills."""
    return Payment.objects.filter(way=way, started_at__date__lte=day).exists()


def read_bill(*, way: str, day: date, at: datetime) -> bool:
    """Compare a day's bill with our books. Whether it could be had."""
    try:
        rows = gateway_of(way).bill(day)
    except (Silent, Refused, NotOffered):
        return False
    repair(way, rows, at)
    compare(way, day, rows, at)
    return True


def repair(way: str, rows: Iterable[BillRow], at: datetime) -> None:
    """What we began and did not hear the end of is asked about now, before it is called a difference."""
    numbers = [row.payment for row in rows if not row.refund]
    for payment in Payment.objects.filter(way=way, number__in=numbers, state=Payment.State.STARTED).select_related("order"):
        ask(payment, at=at)
    backs = [row.refund for row in rows if row.refund]
    waiting = Refund.objects.filter(number__in=backs, ask_at__isnull=False).select_related("payment", "payment__order")
    for refund in waiting:
        send(refund, at=at)


@transaction.atomic
def compare(way: str, day: date, rows: list[BillRow], at: datetime) -> Bill:
    paid, backs = [row for row in rows if not row.refund], [row for row in rows if row.refund]
    facts = {
        "rows": len(rows), "paid": sum(row.amount for row in paid), "returned": sum(row.amount for row in backs),
        "fee": sum(row.fee for row in rows), "read_at": at,
    }  # fmt: skip
    bill, is_new = Bill.objects.get_or_create(way=way, day=day, defaults=facts)
    if not is_new:
        return bill
    compare_payments(bill, paid, at)
    compare_refunds(bill, backs, at)
    if bill.fee > 0:
        postings.charge_fee(source=f"bill {way} {day}", way=way, amount=bill.fee, at=at)
    return bill


def compare_payments(bill: Bill, rows: list[BillRow], at: datetime) -> None:
    theirs = {row.payment: row.amount for row in rows}
    known = Payment.objects.filter(way=bill.way, number__in=theirs, state=Payment.State.PAID)
    ours = dict(known.values_list("number", "amount"))
    for number, amount in theirs.items():
        if number not in ours:
            differ(bill, What.UNKNOWN, number, None, amount, at)
        elif ours[number] != amount:
            differ(bill, What.AMOUNT, number, ours[number], amount, at)
    of_the_day = Payment.objects.filter(way=bill.way, state=Payment.State.PAID, paid_at__date=bill.day)
    near = set(known.values_list("pk", flat=True))
    for payment in of_the_day.exclude(pk__in=near):
        if not is_at_the_edge(payment.paid_at):
            differ(bill, What.MISSING, payment.number, payment.amount, None, at)


def is_at_the_edge(moment: datetime | None) -> bool:
    """Paid just before midnight and told just after, it is on the bill of the day before."""
    return moment is not None and shanghai_day(moment - timedelta(minutes=10)) != shanghai_day(moment)


def compare_refunds(bill: Bill, rows: list[BillRow], at: datetime) -> None:
    theirs = {row.refund: row.amount for row in rows}
    ours = dict(Refund.objects.filter(number__in=theirs, payment__way=bill.way).values_list("number", "amount"))
    for number, amount in theirs.items():
        if number not in ours:
            differ(bill, What.REFUND_UNKNOWN, number, None, amount, at)
        elif ours[number] != amount:
            differ(bill, What.AMOUNT, number, ours[number], amount, at)
    done = Refund.objects.filter(payment__way=bill.way, state=Refund.State.DONE, done_at__date=bill.day)
    for refund in done.exclude(number__in=theirs):
        if not is_at_the_edge(refund.done_at):
            differ(bill, What.REFUND_MISSING, refund.number, refund.amount, None, at)


def differ(bill: Bill, what: str, number: str, ours: int | None, theirs: int | None, at: datetime) -> None:
    note_difference(way=bill.way, what=what, number=number, ours=ours, theirs=theirs, at=at, bill=bill)
