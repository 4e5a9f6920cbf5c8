"""Guests with what their session keeps, who pay at the pretended company; and the clock, which comes round when a test says so."""

import random
import time
from urllib.parse import urlsplit

from django.contrib.sessions.backends.db import SessionStore

from front.clock import CHORES
from shops.payments.pretend.books import Trade
from shops.payments.pretend.server import Companies
from tests.concurrency.http.buyers import Answer, Buyer, Site

SLOWEST_NEWS = 0.5  # seconds


def cookies(**kept) -> dict[str, str]:
    """Of a guest whose session holds this."""
    session = SessionStore()
    session.update(kept)
    session.create()
    return {"sessionid": session.session_key}


def begin(site: Site, companies: Companies, number: str, buyer: Buyer) -> Trade | None:
    """The payment that the site opens at the company; None where it was too late to begin."""
    site.post(f"/zh-hans/orders/{number}/pay/", buyer.cookies, {"way": "wechat"})
    trades = list(companies.wechat.books.trades.values())
    return next((one for one in trades if one.number.startswith(number.replace("-", ""))), None)


def pay_there(site: Site, companies: Companies, trade: Trade, **rig: str) -> Answer:
    """Paid at the company, which tells of it. Some news is slow."""
    companies.wechat.books.pay(trade.number)
    time.sleep(random.random() * SLOWEST_NEWS)
    return site.tell(urlsplit(trade.notify_to).path, *companies.wechat.notice(trade), **rig)


def pay(site: Site, companies: Companies, number: str, buyer: Buyer) -> Answer | None:
    """Begun and paid; None where it was too late to begin."""
    trade = begin(site, companies, number, buyer)
    return trade and pay_there(site, companies, trade)


def chore(site: Site, name: str) -> Answer:
    place = next(n for n, one in enumerate(CHORES) if one.name == name)
    return site.post(f"/chore/{place}", {}, {})
