"""Payments, refunds, differences and bills in the CMS: a person asks, sends again, says what was paid by hand, settles."""

from datetime import date

import pytest

from common.models import AuditEntry
from shops.fulfilment import operations as fulfilment
from shops.ledger.queries import balances
from shops.orders.models import Order
from shops.payments import looking_after, sending
from shops.payments.models import Bill, Difference, Payment, Refund
from shops.returns import answering, claiming
from shops.returns.models import Claim
from shops.settlement import operations
from shops.settlement.models import Settlement
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.payments import begun, paid
from tests.factories.people import person
from tests.factories.returns import claim, sent
from tests.factories.settlement import AFTER, PERIOD, earned, payee
from tests.factories.settlement import manager as settler
from tests.factories.shops import OPENED, shop
from tests.shops.office.test_orders import cost
from tests.shops.payments.conftest import companies, running  # noqa: F401

pytestmark = pytest.mark.django_db


def listed(client, part: str, query: str = "") -> str:
    return client.get(f"/admin/market-{part}/?{query}").content.decode()


def press(client, part: str, pk: int, key: str, words: str = ""):
    return client.post(f"/admin/market-{part}/press/{pk}/{key}/", {"words": words})


def cancelled(way: str) -> Refund:
    """An order that was paid, and whose part the shop could not send."""
    one = order(product(price=4900, group_price=None), way=way)
    paid(one)
    parcel = one.parcels.get()
    fulfilment.cancel(parcel=parcel, by=parcel.shop.owner, reasons="没货了", at=OPENED)
    return Refund.objects.get(payment__order=one)


def test_a_company_is_asked_at_once_and_the_order_goes_on(client, manager, companies):  # noqa: F811
    payment = begun(order(product(price=4900, group_price=None), way="wechat"))
    page = client.get(f"/admin/market-payments/inspect/{payment.pk}/").content.decode()
    assert f"/admin/market-payments/press/{payment.pk}/ask/" in page
    press(client, "payments", payment.pk, "ask")
    assert Payment.objects.get().state == "started"
    companies.wechat.books.pay(payment.number)
    press(client, "payments", payment.pk, "ask")
    assert (Payment.objects.get().state, Order.objects.get().state) == ("paid", "confirmed")
    asked = AuditEntry.objects.filter(action="ask about payment")
    assert list(asked.values_list("actor", flat=True)) == [manager.pk, manager.pk]
    press(client, "payments", payment.pk, "ask")
    assert asked.count() == 2


def test_a_refund_a_company_refused_is_sent_again_by_a_person(client, manager):
    refund = cancelled("wechat")
    sending.stick(refund, "余额不足", at=OPENED)
    press(client, "refunds", refund.pk, "by-hand", "转账 1")
    assert Refund.objects.get().state == "stuck"  # the company still has the money
    for _time in range(2):
        press(client, "refunds", refund.pk, "again")
    assert (Refund.objects.get().state, AuditEntry.objects.filter(action="try refund again").count()) == ("waiting", 1)


def test_what_was_paid_back_by_hand_is_said_with_its_transfer_once(client, manager):
    refund = cancelled("bank")
    press(client, "refunds", refund.pk, "again")
    assert "请写下来" in press(client, "refunds", refund.pk, "by-hand", " ").content.decode()
    assert Refund.objects.get().state == "stuck"
    for _time in range(2):
        press(client, "refunds", refund.pk, "by-hand", "招行 20261126-77")
    done = Refund.objects.get()
    assert (done.state, done.provider_number) == ("done", "招行 20261126-77")
    assert [one.fen for one in balances() if one.fen] == []
    assert AuditEntry.objects.get(action="pay refund by hand").details == {"words": "招行 20261126-77"}


def test_refunds_that_need_a_person_stand_first(client, manager):
    stuck, going = cancelled("bank"), cancelled("wechat")
    page = listed(client, "refunds")
    assert page.index(stuck.number) < page.index(going.number)
    assert going.number not in listed(client, "refunds", "state=stuck")
    assert stuck.number not in listed(client, "refunds", "way=wechat")
    assert stuck.number in listed(client, "refunds", f"q={stuck.payment.order.number}")


def differing(number: str = "WX-2026-A1", **facts) -> Difference:
    bill = Bill.objects.get_or_create(
        way="wechat", day=date(2026, 11, 20), defaults={"rows": 1, "paid": 100, "returned": 0, "fee": 1, "read_at": OPENED}
    )[0]
    return Difference.objects.create(
        way="wechat", what="unknown", number=number, theirs=100, bill=bill, found_at=OPENED, **facts
    )


def test_a_difference_is_settled_with_words_once_and_the_bill_says_so(client, manager):
    one = differing()
    assert "WX-2026-A1" in listed(client, "differences", "stands=open")
    assert "inspect" in listed(client, "bills", "stands=open").split("<tbody>")[-1]
    press(client, "differences", one.pk, "settle", " ")
    assert Difference.objects.get().settled_at is None
    press(client, "differences", one.pk, "settle", "测试付款，已退")
    press(client, "differences", one.pk, "settle", "又一次")
    settled = Difference.objects.get()
    assert (settled.words, settled.settled_by) == ("测试付款，已退", manager)
    assert AuditEntry.objects.filter(action="settle difference").count() == 1
    assert looking_after.settle(difference=settled, words="晚了", by=manager, at=OPENED) is False
    assert "WX-2026-A1" not in listed(client, "differences", "stands=open")
    assert "WX-2026-A1" in listed(client, "differences", "stands=settled")
    page = client.get(f"/admin/market-bills/inspect/{settled.bill_id}/").content.decode()
    assert "测试付款，已退" in page


def test_nobody_without_the_right_does_any_of_it(db):
    refund, difference, other = cancelled("bank"), differing(), person("别人")
    facts = {"by": other, "at": OPENED}
    for deed in (
        lambda: looking_after.ask_at_once(payment=refund.payment, **facts),
        lambda: looking_after.send_again(refund=refund, **facts),
        lambda: looking_after.paid_by_hand(refund=refund, words="x", **facts),
        lambda: looking_after.settle(difference=difference, words="x", **facts),
    ):
        with pytest.raises(looking_after.NotAllowed):
            deed()
    assert (Refund.objects.get().state, Difference.objects.get().settled_at) == ("stuck", None)


def test_the_first_page_counts_what_waits_for_a_person(client, manager):
    page = client.get("/admin/").content.decode()
    assert "没有要人工处理的款项。" in page
    cancelled("bank")
    differing()
    page = client.get("/admin/").content.decode()
    assert "要人工处理的退款 (1)" in page
    assert "与支付公司账单的差异 (1)" in page
    assert "/franchise/transfers/" in page


def disputed() -> Claim:
    made = claim(sent(product(price=4900, group_price=None)))
    answering.refuse(claim=made, words="寄出时是好的", by=made.parcel.shop.owner, at=OPENED)
    claiming.take_to_manager(claim=made, words="箱子湿了", by=None, at=OPENED)
    return made


def drawn() -> Settlement:
    """A shop's half-month with something to be paid."""
    one = shop()
    payee(one)
    earned(one, 8800)
    operations.draw_up(period=PERIOD, by=settler("何主任"), at=AFTER)
    return Settlement.objects.get(shop=one)


def test_disputes_and_payouts_are_found_and_lead_to_where_they_are_decided(client, manager):
    made, payout = disputed(), drawn()
    assert made.parcel.order.number in listed(client, "claims", f"q={made.parcel.order.number[:8]}&state=disputed")
    assert made.parcel.order.number not in listed(client, "claims", "state=agreed")
    page = client.get(f"/admin/market-claims/inspect/{made.pk}/").content.decode()
    assert ("箱子湿了" in page, f"/franchise/disputes/{made.pk}/" in page) == (True, True)
    assert payout.shop.name in listed(client, "payouts", "state=drawn")
    assert payout.shop.name not in listed(client, "payouts", "state=paid")
    page = client.get(f"/admin/market-payouts/inspect/{payout.pk}/").content.decode()
    assert ("¥88" in page, f"/franchise/money/settlements/{payout.pk}/" in page) == (True, True)
    assert "要裁定的纠纷 (1)" in client.get("/admin/").content.decode()


def test_lists_cost_the_same_for_one_and_for_twenty(client, manager):
    cancelled("bank")
    differing()
    disputed()
    drawn()
    parts = ["refunds", "differences", "bills", "claims", "payouts"]
    before = [cost(client, f"/admin/market-{part}/") for part in parts]
    for number in range(19):
        cancelled("bank")
        differing(f"B{number}")
        disputed()
        drawn()
        Bill.objects.create(way="alipay", day=date(2026, 10, 1 + number), rows=0, paid=0, returned=0, fee=0, read_at=OPENED)
    assert [cost(client, f"/admin/market-{part}/") for part in parts] == before
    assert before == [12, 12, 12, 12, 12]
    for part in ("payments", *parts):
        sheet = b"".join(client.get(f"/admin/market-{part}/?export=csv").streaming_content).decode("utf-8-sig")
        of_disputes_too = part in ("payments", "payouts")  # a disputed order is paid, and its shop has something to be settled
        assert (part, len(sheet.splitlines())) == (part, 41 if of_disputes_too else 21)
        assert client.get(f"/admin/market-{part}/?export=xlsx").status_code == 200
