"""Eighteen forged notifications of each company, and one that is right: nothing changes but by the last."""

import json
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from django.urls import reverse

from common.clock import now
from shops.ledger.models import Entry
from shops.orders.models import Order
from shops.payments.models import Notice, Payment, Refund
from shops.payments.pretend import keys as pretended
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.payments import begun

pytestmark = pytest.mark.django_db


class Case:
    """A payment that is paid at the company; `send` posts a notification as the company would, or as a forger."""

    def __init__(self, way, companies, client):
        self.way, self.company, self.client = way, getattr(companies, way), client
        goods = product(price=4900, group_price=None)
        self.payment = begun(order(goods, way=way, at=now()), at=now())
        if way == "alipay":
            companies.answer("GET", "/alipay" + self.payment.link.partition("/alipay")[2], {}, b"")
        self.trade = self.company.books.pay(self.payment.number)

    def send(self, headers, body, kind=""):
        kind = kind or headers.get("Content-Type", "application/json")
        named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items() if name != "Content-Type"}
        return self.client.post(reverse("paying:notice", args=[self.way]), body, content_type=kind, **named)

    def untouched(self) -> bool:
        states = set(Payment.objects.values_list("state", flat=True)), set(Order.objects.values_list("state", flat=True))
        rest = (Notice.objects.count(), Refund.objects.count(), Entry.objects.exclude(kind="sale").count())
        return states == ({"started"}, {"waiting"}) and rest == (0, 0, 0)


def without(name):
    return lambda case: drop(case, name)


def drop(case, name):
    headers, body = case.company.notice(case.trade)
    headers.pop(name)
    return headers, body


def header(name, value):
    def forge(case):
        headers, body = case.company.notice(case.trade)
        return {**headers, name: value}, body

    return forge


def sealed(**changes):
    """Sealed and signed by the company itself, about something else than we asked."""
    return lambda case: case.company.notice(case.trade, **changes)


def amount(total, currency="CNY"):
    return sealed(amount={"total": total, "payer_total": total, "currency": currency})


def altered(case):
    headers, body = case.company.notice(case.trade)
    return headers, body.replace(b'"event_type"', b'"event_typo"')


def by_another_key(case):
    known = pretended.keys()
    real, known["wechat"] = known["wechat"], known["merchant"]
    try:
        return case.company.notice(case.trade)
    finally:
        known["wechat"] = real


def stale(case):
    facts = case.company.facts_of(case.trade)
    return case.company.sealed(case.trade.event, "TRANSACTION.SUCCESS", facts, int(now().timestamp()) - 400)


def from_the_future(case):
    facts = case.company.facts_of(case.trade)
    return case.company.sealed(case.trade.event, "TRANSACTION.SUCCESS", facts, int(now().timestamp()) + 400)


def another_vault_key(case):
    known = pretended.keys()
    real, known["apiv3"] = known["apiv3"], "0" * 32
    try:
        return case.company.notice(case.trade)
    finally:
        known["apiv3"] = real


def oversize(case):
    headers, body = case.company.notice(case.trade)
    return headers, body + b" " * 10_000_000


def another_event(case):
    facts = case.company.facts_of(case.trade)
    return case.company.sealed("", "TRANSACTION.SUCCESS", facts)


def not_json(case):
    return case.company.signed(b"amount=1"), b"amount=1"


WECHAT = {
    "no signature": without("Wechatpay-Signature"),
    "no timestamp": without("Wechatpay-Timestamp"),
    "no nonce": without("Wechatpay-Nonce"),
    "a bad signature": header("Wechatpay-Signature", "AAAA"),
    "another serial": header("Wechatpay-Serial", "PUB_KEY_ID_OTHER"),
    "a weaker algorithm": header("Wechatpay-Signature-Type", "WECHATPAY2-MD5"),
    "another nonce": header("Wechatpay-Nonce", "0123456789abcdef"),
    "signed by another key": by_another_key,
    "an altered body": altered,
    "sealed by another key": another_vault_key,
    "a stale timestamp": stale,
    "a timestamp to come": from_the_future,
    "one fen less": amount(4899 + 800),
    "dollars": amount(5700, "USD"),
    "another merchant": sealed(mchid="1900000099"),
    "another app": sealed(appid="wxother"),
    "an unknown order": sealed(out_trade_no="261109NOBODY2222"),
    "no event": another_event,
    "no json": not_json,
    "ten megabytes": oversize,
}


def fields(case, **changes):
    return case.company.notice(case.trade, **changes)


def changed(**changes):
    return lambda case: case.company.notice(case.trade, **changes)


def after(change):
    """Changed after it was signed."""

    def forge(case):
        headers, body = case.company.notice(case.trade)
        return headers, urlencode(change(parse_qsl(body.decode(), keep_blank_values=True))).encode()

    return forge


def put(name, value):
    return after(lambda pairs: [(key, value if key == name else was) for key, was in pairs])


def leave(name):
    return after(lambda pairs: [(key, was) for key, was in pairs if key != name])


def alipay_by_another_key(case):
    known = pretended.keys()
    real, known["alipay"] = known["alipay"], known["merchant"]
    try:
        return case.company.notice(case.trade)
    finally:
        known["alipay"] = real


def long_ago(case):
    return case.company.notice(case.trade, notify_time=f"{case.company.books.now() - timedelta(hours=30):%Y-%m-%d %H:%M:%S}")


ALIPAY = {
    "no signature": leave("sign"),
    "no kind of signature": leave("sign_type"),
    "a weaker kind of signature": lambda case: case.company.notice(case.trade, sign_type="RSA"),
    "a bad signature": put("sign", "AAAA"),
    "signed by another key": alipay_by_another_key,
    "an altered sum": put("total_amount", "0.01"),
    "an altered order": put("out_trade_no", "261109OTHER22222"),
    "a field more": after(lambda pairs: [*pairs, ("extra", "1")]),
    "the same field twice": after(lambda pairs: [*pairs, ("total_amount", "0.01")]),
    "one fen less": changed(total_amount="56.99"),
    "one fen more": changed(total_amount="57.01"),
    "another app": changed(app_id="2021000000009999"),
    "another seller": changed(seller_id="2088000000009999"),
    "an unknown order": changed(out_trade_no="261109NOBODY2222"),
    "no event": changed(notify_id=""),
    "long ago": long_ago,
    "no sum": leave("total_amount"),
    "no form": lambda case: ({}, b"\xff\xfe not a form"),
    "ten megabytes": after(lambda pairs: [*pairs, ("extra", "x" * 10_000_000)]),
}


@pytest.mark.parametrize("name", WECHAT)
def test_what_wechat_never_sent_changes_nothing(name, companies, client):
    case = Case("wechat", companies, client)
    answer = case.send(*WECHAT[name](case))
    assert (answer.status_code >= 400, json.loads(answer.content)["code"]) == (True, "FAIL"), name
    assert case.untouched()


@pytest.mark.parametrize("name", ALIPAY)
def test_what_alipay_never_sent_changes_nothing(name, companies, client):
    case = Case("alipay", companies, client)
    answer = case.send(*ALIPAY[name](case))
    assert (answer.status_code >= 400, answer.content) == (True, b"fail"), name
    assert case.untouched()


def test_another_s_notification_pays_only_its_own_order(companies, client):
    case = Case("wechat", companies, client)
    other = begun(order(product(price=7700, group_price=None), way="wechat", at=now()), at=now())
    answer = case.send(*case.company.notice(case.trade, out_trade_no=other.number))  # its sum is another
    assert answer.status_code == 400
    assert case.untouched()


@pytest.mark.parametrize(("way", "word"), [("wechat", b"SUCCESS"), ("alipay", b"success")])
def test_the_company_s_own_word_is_taken_and_a_replay_does_nothing_more(way, word, companies, client):
    case = Case(way, companies, client)
    for _time in range(10):
        assert word in case.send(*case.company.notice(case.trade)).content
    assert Payment.objects.get().state == "paid"
    assert Entry.objects.filter(kind="paid").count() == 1


def test_nobody_else_may_notify(client, db):
    assert client.post("/paying/bank/notice/", b"", content_type="text/plain", follow=True).status_code == 404
    assert client.get("/paying/wechat/notice/").status_code == 405
