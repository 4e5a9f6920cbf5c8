"""As WeChat Pay's API v3 answers and notifies, signed with the pretended company's key."""

import base64
import gzip
import json
import re
import secrets
import time
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from shops.payments.gateways.figures import yuan
from shops.payments.pretend.books import Books, Refunded, Trade
from shops.payments.pretend.keys import APPID, MCHID, PUBLIC_KEY_ID, keys, private_key

Answer = tuple[int, dict[str, str], bytes]
AUTHORIZATION = re.compile(r'(\w+)="([^"]*)"')
OPEN = re.compile(r"/v3/pay/transactions/(native|jsapi|h5)\Z")
TRADE = re.compile(r"/v3/pay/transactions/out-trade-no/(\w+)(/close)?\Z")
REFUND = re.compile(r"/v3/refund/domestic/refunds/(\w+)\Z")
HEADING = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,"
    "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
)


class WeChatCompany:
    def __init__(self, root: str) -> None:
        self.books, self.root = Books("wechat"), root
        self.payers: dict[str, str] = {}

    # --- signing ------------------------------------------------------------------------------------------------
    def signed(self, body: bytes, moment: int | None = None) -> dict[str, str]:
        """The headers that go with an answer or a notification."""
        stamp, nonce = str(moment if moment is not None else int(time.time())), secrets.token_hex(16)
        message = b"\n".join([stamp.encode(), nonce.encode(), body, b""])
        sign = private_key(keys()["wechat"]).sign(message, PKCS1v15(), SHA256())
        return {
            "Wechatpay-Timestamp": stamp, "Wechatpay-Nonce": nonce, "Wechatpay-Serial": PUBLIC_KEY_ID,
            "Wechatpay-Signature": base64.b64encode(sign).decode(), "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
        }  # fmt: skip

    def is_merchant(self, method: str, path: str, body: bytes, authorization: str) -> bool:
        facts = dict(AUTHORIZATION.findall(authorization))
        message = f"{method}\n{path}\n{facts.get('timestamp')}\n{facts.get('nonce_str')}\n".encode() + body + b"\n"
        try:
            public = private_key(keys()["merchant"]).public_key()
            public.verify(base64.b64decode(facts.get("signature", "")), message, PKCS1v15(), SHA256())
        except (InvalidSignature, ValueError):
            return False
        return facts.get("mchid") == MCHID

    def said(self, facts: dict[str, Any] | None, status: int = 200) -> Answer:
        body = json.dumps(facts).encode() if facts is not None else b""
        return status, {"Content-Type": "application/json", **self.signed(body)}, body

    def no(self, code: str, status: int = 400) -> Answer:
        return self.said({"code": code, "message": code}, status)

    # --- answering ----------------------------------------------------------------------------------------------
    def answer(self, method: str, path: str, query: dict[str, str], body: bytes, authorization: str) -> Answer:
        """`path` with its query, as it was signed."""
        if self.books.silent:
            return 503, {}, b""
        bare = path.partition("?")[0]
        if bare == "/v3/billdownload/file":
            return 200, {"Content-Type": "application/x-gzip"}, gzip.compress(self.bill(query["token"]).encode("utf-8-sig"))
        if bare == "/sns/oauth2/access_token":
            return 200, {"Content-Type": "text/plain"}, json.dumps({"openid": f"o-{query.get('code', '')}"}).encode()
        if not self.is_merchant(method, path, body, authorization):
            return self.no("SIGN_ERROR", 401)
        facts = json.loads(body) if body else {}
        if found := OPEN.match(bare):
            return self.open(found[1], facts)
        if found := TRADE.match(bare):
            return self.close(found[1]) if found[2] else self.queried(found[1])
        if bare == "/v3/refund/domestic/refunds":
            return self.refund(facts)
        if found := REFUND.match(bare):
            return self.refund_queried(found[1])
        if bare == "/v3/bill/tradebill":
            return self.said({"download_url": f"{self.root}/v3/billdownload/file?token={query['bill_date']}"})
        return self.no("NOT_FOUND", 404)

    def open(self, means: str, facts: dict[str, Any]) -> Answer:
        if facts.get("mchid") != MCHID or facts.get("appid") != APPID or facts["amount"]["total"] < 1:
            return self.no("PARAM_ERROR")
        if means == "jsapi" and not facts["payer"]["openid"]:
            return self.no("PARAM_ERROR")
        trade = Trade(
            facts["out_trade_no"], facts["amount"]["total"], facts["description"], means, facts["notify_url"], back_to=""
        )
        kept = self.books.open(trade)
        if kept.amount != trade.amount or kept.state != "open":
            return self.no("ORDERPAID" if kept.state == "paid" else "OUT_TRADE_NO_USED")
        page = f"{self.root}/pay?number={trade.number}"
        return self.said({"native": {"code_url": page}, "h5": {"h5_url": page}, "jsapi": {"prepay_id": trade.number}}[means])

    def facts_of(self, trade: Trade) -> dict[str, Any]:
        state = {"open": "NOTPAY", "closed": "CLOSED", "paid": "REFUND" if trade.refunds else "SUCCESS"}[trade.state]
        facts: dict[str, Any] = {"appid": APPID, "mchid": MCHID, "out_trade_no": trade.number, "trade_state": state}
        if trade.paid_at:
            facts |= {
                "transaction_id": trade.provider_number, "success_time": trade.paid_at.isoformat(timespec="seconds"),
                "amount": {"total": trade.amount, "payer_total": trade.amount, "currency": "CNY"},
                "payer": {"openid": f"o-{trade.number}"},  # somebody else pays each
            }  # fmt: skip
        return facts

    def queried(self, number: str) -> Answer:
        trade = self.books.trades.get(number)
        return self.said(self.facts_of(trade)) if trade else self.no("ORDER_NOT_EXIST", 404)

    def close(self, number: str) -> Answer:
        return self.said(None, 204) if self.books.close(number) else self.no("ORDERPAID")

    def refund(self, facts: dict[str, Any]) -> Answer:
        made = self.books.refund(facts["out_trade_no"], facts["out_refund_no"], facts["amount"]["refund"])
        if made is None:
            return self.no("INVALID_REQUEST")
        return self.said(self.refund_facts(facts["out_trade_no"], made, is_slow=self.books.slow_refunds))

    def refund_facts(self, number: str, made: Refunded, *, is_slow: bool = False) -> dict[str, Any]:
        return {
            "refund_id": made.provider_number, "out_refund_no": made.number, "out_trade_no": number,
            "status": "PROCESSING" if is_slow else "SUCCESS", "amount": {"refund": made.amount, "currency": "CNY"},
        }  # fmt: skip

    def refund_queried(self, number: str) -> Answer:
        found = self.books.refund_at(number)
        return self.said(self.refund_facts(found[0].number, found[1])) if found else self.no("RESOURCE_NOT_EXISTS", 404)

    # --- notifying ----------------------------------------------------------------------------------------------
    def notice(self, trade: Trade, **changes: Any) -> tuple[dict[str, str], bytes]:
        """What is sent when a payment is paid; `changes` for what a forger would change before it is sealed."""
        return self.sealed(trade.event, "TRANSACTION.SUCCESS", {**self.facts_of(trade), **changes})

    def refund_notice(self, trade: Trade, made: Refunded) -> tuple[dict[str, str], bytes]:
        facts = self.refund_facts(trade.number, made)
        facts |= {"mchid": MCHID, "refund_status": facts.pop("status")}
        return self.sealed(f"r{made.provider_number}", "REFUND.SUCCESS", facts)

    def sealed(self, event: str, kind: str, facts: dict[str, Any], moment: int | None = None) -> tuple[dict[str, str], bytes]:
        nonce, name = secrets.token_hex(6), "transaction" if kind.startswith("TRANSACTION") else "refund"
        text = AESGCM(keys()["apiv3"].encode()).encrypt(nonce.encode(), json.dumps(facts).encode(), name.encode())
        body = json.dumps({
            "id": event, "create_time": self.books.now().isoformat(timespec="seconds"), "event_type": kind,
            "resource_type": "encrypt-resource", "summary": kind,
            "resource": {"algorithm": "AEAD_AES_256_GCM", "ciphertext": base64.b64encode(text).decode(), "nonce": nonce,
                         "associated_data": name, "original_type": name},
        }).encode()  # fmt: skip
        return {"Content-Type": "application/json", **self.signed(body, moment)}, body

    # --- the bill -----------------------------------------------------------------------------------------------
    def bill(self, day: str) -> str:
        """The day's rows as WeChat writes them; 0.60 % is kept."""
        rows = [HEADING]
        for trade in list(self.books.trades.values()):
            if trade.paid_at and f"{trade.paid_at:%Y-%m-%d}" == day:
                rows.append(self.row(trade, trade.paid_at, None))
            rows += [self.row(trade, one.at, one) for one in trade.refunds.values() if f"{one.at:%Y-%m-%d}" == day]
        return "\n".join(
            [
                *rows,
                "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额",
                "`1,`0.00,`0.00,`0.00,`0.00,`0.00,`0.00",
                "",
            ]
        )

    def row(self, trade: Trade, at: datetime, back: Refunded | None) -> str:
        fee = (trade.amount * 60 + 5000) // 10_000
        paid, amount = ("0.00", yuan(back.amount)) if back else (yuan(trade.amount), "0.00")
        state = ["REFUND", back.provider_number, back.number] if back else ["SUCCESS", "0", "0"]
        return ",".join(f"`{one}" for one in [
            f"{at:%Y-%m-%d %H:%M:%S}", APPID, MCHID, "0", "", trade.provider_number, trade.number, "o-1", trade.means.upper(),
            state[0], "OTHERS", "CNY", paid, "0.00", state[1], state[2], amount, "0.00", "ORIGINAL" if back else "",
            "SUCCESS" if back else "", trade.words.replace(",", " "), "", "0.00000" if back else f"{fee / 100:.5f}", "0.60%",
            paid, amount, "",
        ])  # fmt: skip
