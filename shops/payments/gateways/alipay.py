"""Alipay, by its open platform and the python-alipay-sdk library: a page on a computer, the app from a phone's browser.

Rules taken from Alipay's documentation (opendocs.alipay.com): a notification's signature is verified, then out_trade_no,
total_amount, seller_id and app_id are compared; it is answered with exactly `success`; none is relied upon.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

import requests
from alipay import AliPay
from alipay.exceptions import AliPayException
from alipay.utils import AliPayConfig
from django.utils import timezone

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
from shops.payments.gateways.figures import fen, yuan

STALE = timedelta(hours=26)  # it is sent again for 25 hours
STATES = {
    "WAIT_BUYER_PAY": Stands.OPEN, "TRADE_SUCCESS": Stands.PAID, "TRADE_FINISHED": Stands.PAID, "TRADE_CLOSED": Stands.CLOSED,
}  # fmt: skip
NOT_THERE = frozenset({"ACQ.TRADE_NOT_EXIST", "TRADE_NOT_EXIST"})
MOST_BILL = 50_000_000  # bytes unpacked


class Alipay:
    """`facts`: appid, seller_id, private_key, public_key (Alipay's); `api` where it is not Alipay's own."""

    way = "alipay"

    def __init__(self, facts: Mapping[str, str]) -> None:
        self.facts = facts
        self.api = facts.get("api", "https://openapi.alipay.com/gateway.do")

    @cached_property
    def client(self) -> Any:
        client = AliPay(
            self.facts["appid"], None, self.facts["private_key"], self.facts["public_key"], config=AliPayConfig(timeout=TIMEOUT)
        )
        client._gateway = self.api  # the library has no other way to name the host
        return client

    def call(self, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """An answer whose signature is right; what the library raises means that nothing is known, or no."""
        try:
            return act()
        except AliPayException as fault:
            raise Refused(str(getattr(fault, "code", "")), str(fault)[:200]) from fault
        except Exception as fault:
            raise Silent(str(fault)[:200]) from fault

    def open(self, asked: Asked) -> str:
        """The address of Alipay's page; nothing is asked of it before the buyer goes there."""
        until = timezone.localtime(asked.expires_at, timezone.get_default_timezone())
        facts = {
            "subject": asked.words[:120], "out_trade_no": asked.number, "total_amount": yuan(asked.amount),
            "return_url": asked.back_to, "notify_url": asked.notify_to, "time_expire": f"{until:%Y-%m-%d %H:%M:%S}",
        }  # fmt: skip
        if asked.means == "wap":
            return f"{self.api}?{self.client.api_alipay_trade_wap_pay(quit_url=asked.back_to, **facts)}"
        return f"{self.api}?{self.client.api_alipay_trade_page_pay(**facts)}"

    def query(self, number: str) -> Told:
        said = self.call(lambda: self.client.api_alipay_trade_query(out_trade_no=number))
        if said.get("code") != "10000":
            if said.get("sub_code") in NOT_THERE:
                return Told(number, Stands.UNKNOWN)
            raise Silent(str(said.get("sub_code", "")))
        return self.told(said)

    def told(self, said: Mapping[str, Any]) -> Told:
        stands = STATES.get(str(said.get("trade_status")), Stands.OPEN)
        payer = str(said.get("buyer_open_id") or said.get("buyer_id") or said.get("buyer_user_id") or "")
        number, theirs = str(said.get("out_trade_no", "")), str(said.get("trade_no", ""))
        return Told(number, stands, theirs, fen(str(said["total_amount"])), payer=payer)

    def close(self, number: str) -> None:
        said = self.call(lambda: self.client.api_alipay_trade_close(out_trade_no=number))
        if said.get("code") != "10000" and said.get("sub_code") not in NOT_THERE:
            raise Refused(str(said.get("sub_code", "")))

    def refund(self, asked: AskedBack) -> ToldBack:
        said = self.call(
            lambda: self.client.api_alipay_trade_refund(
                yuan(asked.amount), out_trade_no=asked.payment, out_request_no=asked.number, refund_reason=asked.words[:200]
            )
        )
        if said.get("code") != "10000":
            raise Refused(str(said.get("sub_code", "")), str(said.get("sub_msg", ""))[:200])
        done = said.get("fund_change") == "Y"
        return ToldBack(asked.number, Stands.DONE if done else Stands.OPEN, str(said.get("trade_no", "")), asked.amount)

    def query_refund(self, number: str, payment: str) -> ToldBack:
        said = self.call(lambda: self.client.api_alipay_trade_fastpay_refund_query(number, out_trade_no=payment))
        if said.get("code") != "10000":
            if said.get("sub_code") in NOT_THERE:
                return ToldBack(number, Stands.UNKNOWN)
            raise Silent(str(said.get("sub_code", "")))
        if not said.get("out_request_no"):
            return ToldBack(number, Stands.UNKNOWN)
        done = said.get("refund_status", "REFUND_SUCCESS") == "REFUND_SUCCESS"
        return ToldBack(
            number,
            Stands.DONE if done else Stands.OPEN,
            str(said.get("trade_no", "")),
            fen(str(said.get("refund_amount", "0"))),
        )

    def read(self, headers: Mapping[str, str], body: bytes, at: datetime) -> News:
        """Every field is covered by the signature; each may come once."""
        try:
            pairs = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True, max_num_fields=80)
        except ValueError as fault:
            raise Forged("unreadable") from fault
        said = dict(pairs)
        if len(said) != len(pairs) or said.get("sign_type") != "RSA2" or not said.get("sign"):
            raise Forged("fields")  # the library takes a message without sign_type for a good one
        plain = {name: value for name, value in said.items() if name not in ("sign", "sign_type")}
        try:
            right = self.client.verify(plain, said["sign"])
        except Exception as fault:
            raise Forged("signature") from fault
        if not right:
            raise Forged("signature")
        return self.news(said, at)

    def news(self, said: Mapping[str, str], at: datetime) -> News:
        """What a notification says, once it is for us."""
        event = said.get("notify_id", "")
        if not event or said.get("app_id") != self.facts["appid"] or said.get("seller_id") != self.facts["seller_id"]:
            raise Forged("not for us")
        try:
            sent = datetime.strptime(said["notify_time"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=timezone.get_default_timezone())
            told = self.told(said)
        except (KeyError, ValueError) as fault:
            raise Forged("fields") from fault
        if not timedelta(minutes=-5) <= at - sent <= STALE:
            raise Forged("time")
        return News(event[:64], paid=told)

    def bill(self, day: date) -> list[BillRow]:
        asked = {"bill_type": "trade", "bill_date": day.isoformat()}
        said = self.call(lambda: self.client.server_api("alipay.data.dataservice.bill.downloadurl.query", asked))
        if said.get("code") != "10000":
            if "BILL_NOT_EXIST" in str(said.get("sub_code", "")).upper():
                return []
            raise Silent(str(said.get("sub_code", "")))
        try:
            packed = requests.get(said["bill_download_url"], timeout=TIMEOUT).content
            return rows_of(unpacked(packed).decode("gb18030"))
        except (requests.RequestException, zipfile.BadZipFile, ValueError, KeyError) as fault:
            raise Silent("bill") from fault


def unpacked(packed: bytes) -> bytes:
    """The detailed table within the bill; the other one holds sums. Raises ValueError."""
    with zipfile.ZipFile(io.BytesIO(packed)) as folder:
        for one in folder.infolist():
            name = one.filename if one.flag_bits & 0x800 else one.filename.encode("cp437").decode("gb18030", "replace")
            if "汇总" not in name and name.endswith(".csv"):
                if one.file_size > MOST_BILL:
                    raise ValueError("too large")
                return folder.read(one)
    raise ValueError("no table")


def rows_of(text: str) -> list[BillRow]:
    """The lines of a bill; those that begin with # are not of the table."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    table = csv.DictReader(lines)
    return [row_of({(name or "").strip(): (value or "").strip() for name, value in row.items()}) for row in table]


def row_of(row: Mapping[str, str]) -> BillRow:
    back = row["业务类型"] == "退款"
    refund = row["退款批次号/请求号"] if back else ""
    return BillRow(row["商户订单号"], row["支付宝交易号"], abs(fen(row["订单金额（元）"])), -fen(row["服务费（元）"]), refund)
