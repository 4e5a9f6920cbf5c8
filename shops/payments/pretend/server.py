"""Both pretended companies behind one port of the loopback."""

import logging
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import requests

from shops.payments.pretend import pages
from shops.payments.pretend.alipay import AlipayCompany
from shops.payments.pretend.books import Trade
from shops.payments.pretend.wechat import Answer, WeChatCompany

log = logging.getLogger(__name__)
TRIES = (0, 1, 5, 15)  # seconds between tries of a notification


class Companies:
    """`tells` is off where a test sends notifications itself."""

    def __init__(self, root: str, *, tells: bool = True) -> None:
        self.wechat, self.alipay, self.tells = WeChatCompany(f"{root}/wechat"), AlipayCompany(f"{root}/alipay"), tells

    def answer(self, method: str, target: str, headers: Any, body: bytes) -> Answer:
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        if parts.path == "/health":
            return 200, {"Content-Type": "text/plain"}, b"well"
        if parts.path.startswith("/wechat"):
            return self.of_wechat(method, target.removeprefix("/wechat"), query, headers, body)
        if parts.path == "/alipay/bill":
            return 200, {"Content-Type": "application/zip"}, self.alipay.bill(query["day"])
        if parts.path == "/alipay/gateway.do" and query.get("method", "").endswith((".page.pay", ".wap.pay")):
            return self.page_of(self.alipay, "alipay", self.alipay.opened(query), method)
        if parts.path == "/alipay/gateway.do":
            return self.alipay.answer(query)
        return 404, {}, b""

    def of_wechat(self, method: str, path: str, query: dict[str, str], headers: Any, body: bytes) -> Answer:
        bare = path.partition("?")[0]
        if bare == "/connect/oauth2/authorize":
            more = f"code=buyer1&state={quote(query['state'])}"
            return 302, {"Location": f"{query['redirect_uri']}?{more}"}, b""
        if bare == "/pay":
            trade = self.wechat.books.trades.get(query.get("number", ""))
            if trade and query.get("redirect_url"):
                trade.back_to = query["redirect_url"]
            return self.page_of(self.wechat, "wechat", trade, method)
        return self.wechat.answer(method, path, query, body, headers.get("Authorization", ""))

    def page_of(self, company: Any, name: str, trade: Trade | None, method: str) -> Answer:
        if trade is None:
            return 404, {}, b""
        if method == "POST" and trade.state == "open":
            company.books.pay(trade.number)
            self.tell(company, trade)
        shown = {"open": pages.to_pay, "paid": pages.paid, "closed": pages.closed}[trade.state](trade.back_to)
        return 200, {"Content-Type": "text/html; charset=utf-8"}, pages.page(name, trade.words, trade.amount, shown)

    def tell(self, company: Any, trade: Trade) -> None:
        """Notify the merchant, in the background, until it is taken."""
        if self.tells:
            threading.Thread(target=self.keep_telling, args=(company, trade), daemon=True).start()

    def keep_telling(self, company: Any, trade: Trade) -> None:
        for wait in TRIES:
            time.sleep(wait)
            headers, body = company.notice(trade)
            try:
                if requests.post(trade.notify_to, data=body, headers=headers, timeout=10).status_code < 300:
                    return
            except requests.RequestException as fault:
                log.warning("Nobody took the notification of %s: %s", trade.number, fault)


class Handler(BaseHTTPRequestHandler):
    companies: Companies
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.respond(b"")

    def do_POST(self) -> None:
        self.respond(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def respond(self, body: bytes) -> None:
        status, headers, answer = self.companies.answer(self.command, self.path, self.headers, body)
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(answer))}.items():
            if not (status == 204 and name == "Content-Length"):
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_args: Any) -> None:
        return None


def serve(port: int, *, tells: bool = True) -> tuple[ThreadingHTTPServer, Companies]:
    """A server that is bound (port 0: a free one); call `serve_forever` on it."""
    handler = type("OfOurCompanies", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    companies = Companies(f"http://127.0.0.1:{server.server_address[1]}", tells=tells)
    handler.companies = companies  # type: ignore[attr-defined]
    return server, companies
