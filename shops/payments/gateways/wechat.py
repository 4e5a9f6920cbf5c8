"""WeChat Pay, by its API v3 and the wechatpayv3 library: a code to scan, within WeChat, and from a browser on the phone.

Rules taken from WeChat's documentation (pay.weixin.qq.com/doc/v3): a notification is verified, then its fields are compared;
one older than five minutes is refused; none is relied upon, so payments are asked about as well.
"""

import csv
import gzip
import io
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

import requests
from django.utils import timezone
from wechatpayv3 import WeChatPay, WeChatPayType

from shops.payments.gateways import (
    TIMEOUT,
    Asked,
    AskedBack,
    BillRow,
    Forged,
    News,
    Refused,
    Silent,
    Stands,
    Told,
    ToldBack,
)
from shops.payments.gateways.figures import fen

STALE = timedelta(minutes=5)
TYPES = {"native": WeChatPayType.NATIVE, "jsapi": WeChatPayType.JSAPI, "h5": WeChatPayType.H5}
LINKS = {"native": "code_url", "jsapi": "prepay_id", "h5": "h5_url"}
STATES = {
    "SUCCESS": Stands.PAID, "REFUND": Stands.PAID, "NOTPAY": Stands.OPEN, "USERPAYING": Stands.OPEN, "ACCEPT": Stands.OPEN,
    "CLOSED": Stands.CLOSED, "REVOKED": Stands.CLOSED, "PAYERROR": Stands.OPEN,
}  # fmt: skip
BACK_STATES = {"SUCCESS": Stands.DONE, "PROCESSING": Stands.OPEN, "CLOSED": Stands.FAILED, "ABNORMAL": Stands.FAILED}
NOT_THERE = frozenset({"ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"})
SIGNED = ("SIGNATURE", "TIMESTAMP", "NONCE", "SERIAL", "SIGNATURE_TYPE")


class WeChat:
    """`facts`: mchid, appid, secret, serial, private_key, apiv3_key, public_key, public_key_id; `api` and `web` where they
    are not WeChat's own."""

    way = "wechat"

    def __init__(self, facts: Mapping[str, str]) -> None:
        self.facts = facts
        self.api = facts.get("api", "https://api.mch.weixin.qq.com")
        self.web = facts.get("web", "https://open.weixin.qq.com")
        self.token = facts.get("token", "https://api.weixin.qq.com")

    @cached_property
    def client(self) -> Any:
        facts = self.facts
        client = WeChatPay(
            WeChatPayType.NATIVE, facts["mchid"], facts["private_key"], facts["serial"], facts["appid"], facts["apiv3_key"],
            notify_url="unset", timeout=TIMEOUT, public_key=facts["public_key"], public_key_id=facts["public_key_id"],
        )  # fmt: skip
        client._core._gate_way = self.api  # the library has no other way to name the host
        return client

    def call(self, act: Callable[[], tuple[int, Any]]) -> tuple[int, dict[str, Any]]:
        """An answer whose signature is right. The library raises bare exceptions; all of them mean that nothing is known."""
        try:
            status, text = act()
            said = json.loads(text) if text else {}
        except Exception as fault:
            raise Silent(str(fault)[:200]) from fault
        if status >= 500:
            raise Silent(f"{status} {said.get('code', '')}")
        return status, said

    def asked_for(self, act: Callable[[], tuple[int, Any]]) -> dict[str, Any]:
        status, said = self.call(act)
        if status >= 300:
            raise Refused(str(said.get("code", status)), str(said.get("message", ""))[:200])
        return said

    def open(self, asked: Asked) -> str:
        """For a code: what it says; from a browser: the address; within WeChat: the id that its pay dialog is opened with."""
        more: dict[str, Any] = {}
        if asked.means == "jsapi":
            more["payer"] = {"openid": asked.payer}
        if asked.means == "h5":
            more["scene_info"] = {"payer_client_ip": asked.ip or "127.0.0.1", "h5_info": {"type": "Wap"}}
        said = self.asked_for(
            lambda: self.client.pay(
                description=asked.words[:120], out_trade_no=asked.number, amount={"total": asked.amount, "currency": "CNY"},
                time_expire=timezone.localtime(asked.expires_at, timezone.get_default_timezone()).isoformat(timespec="seconds"),
                notify_url=asked.notify_to, pay_type=TYPES[asked.means], **more,
            )
        )  # fmt: skip
        link = str(said.get(LINKS[asked.means], ""))
        if not link:
            raise Silent("no link")
        return f"{link}&redirect_url={quote(asked.back_to, safe='')}" if asked.means == "h5" else link

    def dialog(self, prepay_id: str, nonce: str, at: datetime) -> dict[str, str]:
        """What WeChat's own pay dialog is opened with, signed."""
        appid, moment, package = self.facts["appid"], str(int(at.timestamp())), f"prepay_id={prepay_id}"
        sign = self.client.sign([appid, moment, nonce, package])
        return {"appId": appid, "timeStamp": moment, "nonceStr": nonce, "package": package, "signType": "RSA", "paySign": sign}

    def who_pays_at(self, back_to: str, state: str) -> str:
        """Where WeChat says who its user is: it comes back with a code."""
        asked = {"appid": self.facts["appid"], "redirect_uri": back_to, "response_type": "code", "scope": "snsapi_base",
                 "state": state}  # fmt: skip
        return f"{self.web}/connect/oauth2/authorize?{urlencode(asked)}#wechat_redirect"

    def payer(self, code: str) -> str:
        """The openid behind a code. Raises Silent, Refused."""
        facts = {"appid": self.facts["appid"], "secret": self.facts["secret"], "code": code, "grant_type": "authorization_code"}
        try:
            said = requests.get(f"{self.token}/sns/oauth2/access_token", params=facts, timeout=TIMEOUT).json()
        except (requests.RequestException, ValueError) as fault:
            raise Silent("who pays") from fault
        if not said.get("openid"):
            raise Refused(str(said.get("errcode", "")))
        return str(said["openid"])

    def query(self, number: str) -> Told:
        status, said = self.call(lambda: self.client.query(out_trade_no=number))
        if status >= 300:
            if said.get("code") in NOT_THERE:
                return Told(number, Stands.UNKNOWN)
            raise Silent(f"{status} {said.get('code', '')}")
        return self.told(said)

    def told(self, said: Mapping[str, Any]) -> Told:
        amount = said.get("amount") or {}
        stands = STATES.get(str(said.get("trade_state")), Stands.OPEN)
        return Told(
            str(said.get("out_trade_no", "")), stands, str(said.get("transaction_id", "")), int(amount.get("total", 0)),
            str(amount.get("currency", "CNY")), str((said.get("payer") or {}).get("openid", "")),
        )  # fmt: skip

    def close(self, number: str) -> None:
        status, said = self.call(lambda: self.client.close(out_trade_no=number))
        if status >= 300 and said.get("code") not in {*NOT_THERE, "ORDER_CLOSED", "ORDERCLOSED"}:
            raise Refused(str(said.get("code", status)))

    def refund(self, asked: AskedBack) -> ToldBack:
        amount = {"refund": asked.amount, "total": asked.whole, "currency": "CNY"}
        said = self.asked_for(
            lambda: self.client.refund(
                out_refund_no=asked.number, amount=amount, out_trade_no=asked.payment, reason=asked.words[:80] or None
            )
        )
        return self.told_back(said)

    def query_refund(self, number: str, payment: str) -> ToldBack:
        status, said = self.call(lambda: self.client.query_refund(out_refund_no=number))
        if status >= 300:
            if said.get("code") in NOT_THERE:
                return ToldBack(number, Stands.UNKNOWN)
            raise Silent(f"{status} {said.get('code', '')}")
        return self.told_back(said)

    def told_back(self, said: Mapping[str, Any]) -> ToldBack:
        stands = BACK_STATES.get(str(said.get("status") or said.get("refund_status")), Stands.OPEN)
        amount = int((said.get("amount") or {}).get("refund", 0))
        return ToldBack(str(said.get("out_refund_no", "")), stands, str(said.get("refund_id", "")), amount)

    def read(self, headers: Mapping[str, str], body: bytes, at: datetime) -> News:
        signed = {f"HTTP_WECHATPAY_{name}": headers.get(f"HTTP_WECHATPAY_{name}", "") for name in SIGNED}
        # The library would fetch certificates for a serial it does not know: a stranger must not make us do that.
        if signed["HTTP_WECHATPAY_SERIAL"] != self.facts["public_key_id"]:
            raise Forged("serial")
        try:
            sent = datetime.fromtimestamp(int(signed["HTTP_WECHATPAY_TIMESTAMP"]), tz=at.tzinfo)
            told = self.client.callback(signed, body) if abs(at - sent) <= STALE else None
        except Exception as fault:  # bare exceptions for missing headers, a body that is no JSON, a wrong algorithm
            raise Forged("unreadable") from fault
        if not isinstance(told, dict):
            raise Forged("signature or time")
        return self.news(told)

    def news(self, told: Mapping[str, Any]) -> News:
        """What a notification says, once it is for us."""
        event, kind, said = str(told.get("id", "")), str(told.get("event_type", "")), told.get("resource")
        if not event or len(event) > 64 or not isinstance(said, dict) or said.get("mchid") != self.facts["mchid"]:
            raise Forged("not for us")
        try:
            if kind.startswith("REFUND."):
                return News(event, back=self.told_back(said))
            if said.get("appid") != self.facts["appid"] or not said.get("transaction_id"):
                raise Forged("not for us")
            return News(event, paid=self.told(said))
        except (TypeError, ValueError, AttributeError) as fault:
            raise Forged("fields") from fault

    def bill(self, day: date) -> list[BillRow]:
        status, said = self.call(lambda: self.client.trade_bill(bill_date=day.isoformat()))
        if said.get("code") in {"NO_STATEMENT_EXIST", "STATEMENT_NOT_EXIST"}:
            return []
        if status >= 300 or "download_url" not in said:
            raise Silent(f"{status} {said.get('code', '')}")
        try:
            status, packed = self.client.download_bill(said["download_url"])
            text = gzip.decompress(packed if isinstance(packed, bytes) else packed.encode("latin-1")).decode("utf-8-sig")
        except Exception as fault:
            raise Silent("bill") from fault
        return list(rows_of(text))


def rows_of(text: str) -> list[BillRow]:
    """The lines of a bill: a heading, rows whose fields begin with a backtick, then sums, which have fewer of them."""
    rows = csv.DictReader(io.StringIO(text))
    return [row_of({name: (value or "").lstrip("`") for name, value in row.items()}) for row in rows if is_of_a_trade(row)]


def is_of_a_trade(row: Mapping[str, str | None]) -> bool:
    return (row.get("交易状态") or "").lstrip("`") in ("SUCCESS", "REFUND")


def row_of(row: Mapping[str, str]) -> BillRow:
    back = row.get("交易状态") == "REFUND"
    amount = row["申请退款金额"] or row["退款金额"] if back else row["订单金额"] or row["应结订单金额"]
    refund = row["商户退款单号"] if back else ""
    number = row["微信退款单号"] if back else row["微信订单号"]
    return BillRow(row["商户订单号"], number, fen(amount), fen(row["手续费"]), refund)
