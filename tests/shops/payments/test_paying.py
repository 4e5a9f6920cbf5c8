"""A payment is begun, told of, asked about and closed, once each, at companies that sign as the real ones do."""

from datetime import timedelta

import pytest

from shops.catalogue.models import Offer
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import Order
from shops.orders.moving import expire
from shops.payments import asking, sending
from shops.payments.gateways import Refused, Silent
from shops.payments.models import Payment, Refund
from shops.payments.notices import take_notice
from shops.payments.opening import NotToBePaid, TooOften, begin, written_down
from shops.payments.payers import payer_key
from tests.factories.orders import order
from tests.factories.payments import WHERE, begun
from tests.factories.shops import OPENED

SOON, LATER = OPENED + timedelta(minutes=1), OPENED + timedelta(minutes=40)
KINDS = [("wechat", "native"), ("wechat", "jsapi"), ("wechat", "h5"), ("alipay", "page"), ("alipay", "wap")]


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def visit(payment: Payment, companies) -> None:
    """The buyer opens Alipay's page; WeChat was asked before."""
    if payment.way == "alipay":
        path = payment.link.partition("/alipay")[2]
        assert companies.answer("GET", f"/alipay{path}", {}, b"")[0] == 200


def pay_there(payment: Payment, companies):
    visit(payment, companies)
    company = getattr(companies, payment.way)
    return company, company.books.pay(payment.number)


def notice_of(payment: Payment, companies):
    company, trade = pay_there(payment, companies)
    headers, body = company.notice(trade)
    return {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}, body


@pytest.mark.parametrize(("way", "means"), KINDS)
def test_each_means_is_begun_paid_told_of_and_taken_in_once(way, means, ordered, companies):
    from common.clock import now

    Order.objects.update(expires_at=now() + timedelta(minutes=20))
    payment = begun(ordered, way, means, at=now())
    assert begun(ordered, way, means, at=now()).pk == payment.pk
    headers, body = notice_of(payment, companies)
    assert [take_notice(way=way, headers=headers, body=body, at=now()) for _time in range(3)] == [True, False, False]
    ordered.refresh_from_db()
    payment.refresh_from_db()
    assert (ordered.state, ordered.way, payment.state, payment.is_surplus) == ("confirmed", way, "paid", False)
    assert payment.payer == payer_key(way, f"o-{payment.number}")
    assert stands() == {way: payment.amount, "held": payment.amount}


def test_a_notification_that_never_came_is_repaired_by_asking(ordered, companies):
    payment = begun(ordered)
    assert asking.ask_about_open(at=OPENED) == 0  # too soon
    assert asking.ask_about_open(at=SOON) == 0  # not paid
    pay_there(payment, companies)
    assert asking.ask_about_open(at=SOON) == 0  # asked a moment ago
    assert asking.ask_about_open(at=SOON + timedelta(minutes=1)) == 1
    ordered.refresh_from_db()
    assert ordered.state == "confirmed"


def test_a_company_that_is_silent_changes_nothing_and_is_asked_again(ordered, companies):
    companies.wechat.books.silent = True
    with pytest.raises(Silent):
        begun(ordered)
    companies.wechat.books.silent = False
    assert begun(ordered).link.startswith("http")  # the same try, opened at last
    companies.wechat.books.silent = True
    assert asking.ask_about_open(at=SOON) == 0
    assert (Payment.objects.get().state, Order.objects.get().state) == ("started", "waiting")


def test_paid_after_the_hold_expired_goes_back_and_the_goods_stay_free(ordered, companies):
    payment = begun(ordered)
    pay_there(payment, companies)
    assert expire(at=LATER) == 1
    assert Offer.objects.get().stock == 42
    assert asking.ask_about_open(at=LATER) == 1
    assert stands() == {"wechat": payment.amount, "returning": payment.amount}
    assert sending.send_refunds(at=LATER) == 1
    assert sending.send_refunds(at=LATER + timedelta(hours=1)) == 0
    ordered.refresh_from_db()
    assert (ordered.state, Offer.objects.get().stock, stands()) == ("expired", 42, {})
    assert companies.wechat.books.trades[payment.number].returned == payment.amount


def test_two_tabs_paid_twice_the_second_goes_back_by_itself(ordered, companies):
    first, second = begun(ordered, "wechat"), begun(ordered, "alipay")
    visit(second, companies)
    pay_there(first, companies)
    pay_there(second, companies)
    assert [asking.ask_about_open(at=SOON) for _time in range(2)] == [1, 1]
    assert set(Payment.objects.values_list("is_surplus", "returned")) == {(False, 0), (True, first.amount)}
    assert sending.send_refunds(at=SOON) == 1
    assert stands()["held"] == first.amount
    assert wrong_balances() == []


def test_once_paid_the_other_try_can_be_paid_no_more(ordered, companies):
    first, second = begun(ordered, "wechat"), begun(ordered, "alipay")
    visit(second, companies)
    pay_there(first, companies)
    asking.ask(first, at=SOON)
    second.refresh_from_db()
    assert second.ask_at == SOON
    assert asking.ask_about_open(at=SOON) == 0
    assert companies.alipay.books.trades[second.number].state == "closed"
    assert Payment.objects.get(pk=second.pk).state == "closed"


def test_paid_in_the_moment_of_closing_is_taken_in(ordered, companies, monkeypatch):
    payment = begun(ordered)
    expire(at=LATER)

    def pay_first(number):
        companies.wechat.books.pay(number)
        raise Refused("ORDERPAID")

    monkeypatch.setattr("shops.payments.gateways.wechat.WeChat.close", lambda _self, number: pay_first(number))
    payment.refresh_from_db()
    assert asking.ask(payment, at=LATER)
    assert stands() == {"wechat": payment.amount, "returning": payment.amount}


def test_what_waits_no_more_is_not_begun(ordered, companies):
    with pytest.raises(NotToBePaid):
        begun(ordered, at=LATER)
    expire(at=LATER)
    with pytest.raises(NotToBePaid):
        begun(ordered)
    assert Payment.objects.count() == 0


def test_a_way_that_does_not_go_with_its_means_is_a_mistake_of_ours(ordered):
    with pytest.raises(ValueError, match="wechat page"):
        begin(order=ordered, way="wechat", means="page", where=WHERE, words="", by=None, at=OPENED)


def test_an_order_is_not_begun_to_be_paid_without_end(ordered):
    for _time in range(12):
        written_down(ordered, "wechat", "native", None, OPENED)
        Payment.objects.update(state="closed")
    with pytest.raises(TooOften):
        written_down(ordered, "wechat", "native", None, OPENED)


def test_a_refund_that_takes_its_time_is_asked_about_until_it_is_done(ordered, companies):
    companies.wechat.books.slow_refunds = True
    payment = begun(ordered)
    pay_there(payment, companies)
    expire(at=LATER)
    asking.ask_about_open(at=LATER)
    assert sending.send_refunds(at=LATER) == 0
    refund = Refund.objects.get()
    assert (refund.state, stands()["returning"]) == ("asked", payment.amount)
    assert sending.send_refunds(at=refund.ask_at) == 1
    assert (Refund.objects.get().state, stands()) == ("done", {})


def test_a_refund_the_company_never_answered_is_asked_about_before_it_is_sent_again(ordered, companies, monkeypatch):
    payment = begun(ordered)
    pay_there(payment, companies)
    expire(at=LATER)
    asking.ask_about_open(at=LATER)
    send = sending.gateway_of("wechat").refund

    def lost(asked):
        send(asked)
        raise Silent("the answer was lost")

    with monkeypatch.context() as patch:
        patch.setattr(sending.gateway_of("wechat"), "refund", lost)
        assert sending.send_refunds(at=LATER) == 0
    refund = Refund.objects.get()
    assert (refund.state, refund.trouble) == ("waiting", "the answer was lost")
    assert sending.send_refunds(at=refund.ask_at) == 1
    assert companies.wechat.books.trades[payment.number].returned == payment.amount


def test_a_refund_the_company_refuses_waits_for_a_person_and_is_tried_again(ordered, companies):
    payment = begun(ordered)
    pay_there(payment, companies)
    expire(at=LATER)
    asking.ask_about_open(at=LATER)
    trade = companies.wechat.books.trades[payment.number]
    trade.state = "open"
    assert sending.send_refunds(at=LATER) == 0
    refund = Refund.objects.get()
    assert (refund.state, refund.trouble) == ("stuck", "INVALID_REQUEST: INVALID_REQUEST")
    trade.state = "paid"
    sending.try_again(refund=refund, by=None, at=LATER)
    assert sending.send_refunds(at=LATER) == 1


def test_practice_pays_nobody(db, companies):
    from shops.fulfilment import operations as fulfilment
    from tests.factories.catalogue import product
    from tests.factories.payments import paid

    goods = product(price=4900, group_price=None)
    practised = order(goods, way="practice")
    paid(practised)
    parcel = practised.parcels.get()
    fulfilment.post(parcel=parcel, carrier="own", number="", packs=None, by=goods.shop.owner, at=OPENED)
    fulfilment.receive(parcel=parcel, by=None, at=OPENED)
    assert (stands(), Offer.objects.get().stock) == ({}, 42)
