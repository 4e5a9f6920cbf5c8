"""Every day's bill is compared with our books: what differs is repaired by asking, or written down once."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from common.clock import now, shanghai_day
from shops.ledger.models import Entry
from shops.payments import bills, sending
from shops.payments.models import Bill, Difference, Payment
from shops.payments.refunds import return_parcel
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.payments import begun

pytestmark = pytest.mark.django_db


def trade(way, companies, price=4900):
    """An order begun and paid at the company, of which we have not heard."""
    payment = begun(order(product(price=price, group_price=None), way=way, at=now()), at=now())
    company = getattr(companies, way)
    if way == "alipay":
        companies.answer("GET", "/alipay" + payment.link.partition("/alipay")[2], {}, b"")
    company.books.pay(payment.number)
    return payment, company


@pytest.mark.parametrize("way", ["wechat", "alipay"])
def test_a_payment_nobody_told_us_of_is_found_on_the_bill_and_the_fee_is_kept(way, companies):
    payment, _company = trade(way, companies)
    assert bills.read_bill(way=way, day=shanghai_day(now()), at=now())
    payment.refresh_from_db()
    bill = Bill.objects.get()
    fee = (payment.amount * 60 + 5000) // 10_000
    assert (payment.state, bill.rows, bill.paid, bill.returned, bill.fee) == ("paid", 1, payment.amount, 0, fee)
    assert list(Entry.objects.filter(kind="fee").values_list("amount", flat=True)) == [fee]
    assert Difference.objects.count() == 0


@pytest.mark.parametrize("way", ["wechat", "alipay"])
def test_what_went_back_stands_on_the_bill_too(way, companies):
    payment, _company = trade(way, companies)
    bills.repair(way, [bills.BillRow(payment.number, "", 0, 0)], now())
    payment.refresh_from_db()
    return_parcel(parcel=payment.order.parcels.get(), source="x", words="", by=None, at=now())
    assert sending.send_refunds(at=now()) == 1
    bills.read_bill(way=way, day=shanghai_day(now()), at=now())
    assert (Bill.objects.get().returned, Difference.objects.count()) == (payment.amount, 0)


def test_a_bill_is_read_once_however_often_it_comes(companies):
    trade("wechat", companies)
    for _time in range(3):
        bills.read_bill(way="wechat", day=shanghai_day(now()), at=now())
    assert (Bill.objects.count(), Entry.objects.filter(kind="fee").count()) == (1, 1)


def test_what_differs_is_written_down_once_and_nothing_else_changes(companies):
    payment, company = trade("wechat", companies)
    other, _company = trade("wechat", companies)
    bills.repair("wechat", [bills.BillRow(other.number, "", 0, 0)], now())
    noon = localtime(now()).replace(hour=12)  # near midnight a bill may be that of the day before
    Payment.objects.filter(pk=other.pk).update(paid_at=noon)
    company.books.trades[payment.number].amount += 1  # they say one fen more
    del company.books.trades[other.number]  # and know nothing of the other
    company.books.open(type(company.books.trades[payment.number])("STRANGER", 500, "", "native", "", ""))
    company.books.pay("STRANGER")
    bills.read_bill(way="wechat", day=shanghai_day(now()), at=now())
    found = {(one.what, one.number): (one.ours, one.theirs) for one in Difference.objects.all()}
    assert found == {
        ("amount", payment.number): (payment.amount, payment.amount + 1),
        ("unknown", payment.number): (None, payment.amount + 1),
        ("unknown", "STRANGER"): (None, 500),
        ("missing", other.number): (other.amount, None),
    }
    assert Payment.objects.get(pk=payment.pk).state == "started"


def test_bills_of_the_last_days_are_asked_for_until_they_are_there(companies):
    payment, company = trade("wechat", companies)
    tomorrow = now() + timedelta(days=1, hours=10)
    company.books.silent = True
    assert bills.reconcile(at=tomorrow) == 0
    company.books.silent = False
    assert bills.reconcile(at=tomorrow) == 1
    assert bills.reconcile(at=tomorrow) == 0
    assert Bill.objects.get().day == shanghai_day(payment.started_at)
