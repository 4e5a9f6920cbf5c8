"""As Alipay's open platform answers and notifies, signed with the pretended company's key."""

import base64
import io
import json
import zipfile
from typing import Any
from urllib.parse import urlencode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from shops.payments.gateways.figures import fen, yuan
from shops.payments.pretend.books import Books, Trade
from shops.payments.pretend.keys import ALIPAY_APPID, SELLER, keys, private_key
from shops.payments.pretend.wechat import Answer

PAGES = {"alipay.trade.page.pay": "page", "alipay.trade.wap.pay": "wap"}
STATES = {"open": "WAIT_BUYER_PAY", "paid": "TRADE_SUCCESS", "closed": "TRADE_CLOSED"}
HEADING = (
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,"
    "支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,"
    "退款批次号/请求号,服务费（元）,分润（元）,备注"
)


def covered(fields: dict[str, str]) -> bytes:
    return "&".join(f"{name}={fields[name]}" for name in sorted(fields) if name not in ("sign", "sign_type")).encode()


class AlipayCompany:
    def __init__(self, root: str) -> None:
        self.books, self.root = Books("alipay"), root

    def sign(self, message: bytes) -> str:
        return base64.b64encode(private_key(keys()["alipay"]).sign(message, PKCS1v15(), SHA256())).decode()

    def is_merchant(self, query: dict[str, str]) -> bool:
        message = "&".join(f"{name}={query[name]}" for name in sorted(query) if name != "sign").encode()
        try:
            public = private_key(keys()["merchant"]).public_key()
            public.verify(base64.b64decode(query.get("sign", "")), message, PKCS1v15(), SHA256())
        except (InvalidSignature, ValueError):
            return False
        return query.get("app_id") == ALIPAY_APPID

    def said(self, method: str, facts: dict[str, Any]) -> Answer:
        text = json.dumps({"code": "10000", "msg": "Success", **facts}, separators=(",", ":"))
        name = method.replace(".", "_") + "_response"
        body = f'{{"{name}":{text},"sign":"{self.sign(text.encode())}"}}'
        return 200, {"Content-Type": "application/json"}, body.encode()

    def no(self, method: str, code: str) -> Answer:
        return self.said(method, {"code": "40004", "msg": "Business Failed", "sub_code": code, "sub_msg": code})

    def opened(self, query: dict[str, str]) -> Trade | None:
        """The payment behind an address of its page; None for one that is not the merchant's."""
        if query.get("method") not in PAGES or not self.is_merchant(query):
            return None
        facts = json.loads(query["biz_content"])
        amount = fen(facts["total_amount"])
        return self.books.open(
            Trade(
                facts["out_trade_no"],
                amount,
                facts["subject"],
                PAGES[query["method"]],
                query["notify_url"],
                query["return_url"],
            )
        )

    def answer(self, query: dict[str, str]) -> Answer:
        if self.books.silent:
            return 503, {}, b""
        method = query.get("method", "")
        if not self.is_merchant(query):
            return self.no(method, "isv.invalid-signature")
        facts = json.loads(query["biz_content"])
        trade = self.books.trades.get(facts.get("out_trade_no", ""))
        if method == "alipay.data.dataservice.bill.downloadurl.query":
            return self.said(method, {"bill_download_url": f"{self.root}/bill?day={facts['bill_date']}"})
        if trade is None:
            return self.no(method, "ACQ.TRADE_NOT_EXIST")
        return self.about(method, trade, facts)

    def about(self, method: str, trade: Trade, facts: dict[str, Any]) -> Answer:
        if method == "alipay.trade.query":
            return self.said(method, self.facts_of(trade))
        if method == "alipay.trade.close":
            if self.books.close(trade.number):
                return self.said(method, {"out_trade_no": trade.number})
            return self.no(method, "ACQ.TRADE_STATUS_ERROR")
        if method == "alipay.trade.refund":
            made = self.books.refund(trade.number, facts["out_request_no"], fen(facts["refund_amount"]))
            if made is None:
                return self.no(method, "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL")
            change = "N" if self.books.slow_refunds else "Y"
            return self.said(method, {"out_trade_no": trade.number, "trade_no": trade.provider_number, "fund_change": change})
        if method == "alipay.trade.fastpay.refund.query":
            made = trade.refunds.get(facts["out_request_no"])
            more = (
                {"out_request_no": made.number, "refund_amount": yuan(made.amount), "refund_status": "REFUND_SUCCESS"}
                if made
                else {}
            )
            return self.said(method, {"out_trade_no": trade.number, "trade_no": trade.provider_number, **more})
        return self.no(method, "isv.invalid-method")

    def facts_of(self, trade: Trade) -> dict[str, Any]:
        return {
            "out_trade_no": trade.number, "trade_no": trade.provider_number, "trade_status": STATES[trade.state],
            "total_amount": yuan(trade.amount), "buyer_open_id": f"o-{trade.number}",
        }  # fmt: skip

    def notice(self, trade: Trade, sign_type: str = "RSA2", **changes: str) -> tuple[dict[str, str], bytes]:
        """What is sent when a payment is paid; `changes` for what a forger would change before it is signed."""
        fields = {
            **self.facts_of(trade), "app_id": ALIPAY_APPID, "seller_id": SELLER, "notify_id": trade.event,
            "notify_type": "trade_status_sync", "charset": "utf-8", "version": "1.0",
            "notify_time": f"{self.books.now():%Y-%m-%d %H:%M:%S}", "gmt_payment": f"{trade.paid_at:%Y-%m-%d %H:%M:%S}",
            **changes,
        }  # fmt: skip
        signed = {**fields, "sign_type": sign_type, "sign": self.sign(covered(fields))}
        return {"Content-Type": "application/x-www-form-urlencoded"}, urlencode(signed).encode()

    def bill(self, day: str) -> bytes:
        """A zip with the day's rows as Alipay writes them; 0.60 % is kept."""
        rows = ["#支付宝业务明细查询", f"#账号：[{SELLER}]", HEADING]
        for trade in list(self.books.trades.values()):
            if trade.paid_at and f"{trade.paid_at:%Y-%m-%d}" == day:
                fee = (trade.amount * 60 + 5000) // 10_000
                rows.append(self.row(trade, "交易", yuan(trade.amount), "", f"-{yuan(fee)}", trade.paid_at))
            rows += [
                self.row(trade, "退款", f"-{yuan(one.amount)}", one.number, "0.00", one.at)
                for one in trade.refunds.values() if f"{one.at:%Y-%m-%d}" == day
            ]  # fmt: skip
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as folder:
            folder.writestr(f"{SELLER}_业务明细.csv", "\n".join([*rows, "#导出时间"]).encode("gb18030"))
            folder.writestr(f"{SELLER}_业务明细(汇总).csv", "#".encode("gb18030"))
        return packed.getvalue()

    def row(self, trade: Trade, kind: str, amount: str, refund: str, fee: str, at: Any) -> str:
        moment = f"{at:%Y-%m-%d %H:%M:%S}"
        fields = [trade.provider_number, trade.number, kind, trade.words.replace(",", " "), moment, moment, *[""] * 4, "b**@x"]
        return ",".join(
            f"{one}\t" for one in [*fields, amount, amount, *["0.00"] * 5, "", "0.00", "0.00", refund, fee, "0.00", ""]
        )
