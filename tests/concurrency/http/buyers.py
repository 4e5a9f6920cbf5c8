"""Buyers whose basket is full and whose answers are given: only the press is left, and it comes over HTTP."""

import re
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from threading import Barrier
from typing import Any
from urllib.parse import urlencode

import urllib3
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from common.clock import now
from shops.catalogue.models import Product
from shops.orders.models import BasketVisit
from shops.orders.queries import quote_of
from shops.orders.remembering import ANSWERS, COOKIE
from tests.concurrency.http.serving import AS_PROXIED
from tests.factories.bookings import basket_with
from tests.factories.orders import TO, basket

TOKEN = "r4Jq8ZsXw2Nf6KdPy0Vb3Ht7LmCg5Ea1"  # in the cookie and in the form: what CSRF asks
PLACE = "/zh-hans/checkout/check/"
ORDERED = re.compile(r"/orders/([\w-]+)/(?:pay/)?\Z")
_presses = count(1)


@dataclass(frozen=True)
class Answer:
    """What came back: where to, for a press that ordered its page or its payment's. Status 0: nothing came."""

    status: int
    location: str = ""
    seconds: float = 0.0

    @property
    def order(self) -> str:
        """The order's number; '' where none was placed."""
        at = ORDERED.search(self.location)
        return at[1] if at and self.status == 302 else ""


class Site:
    """A client of the served site. Every request is a connection of its own, as different buyers' are."""

    def __init__(self, port: int) -> None:
        self.at = f"http://127.0.0.1:{port}"
        self.pool = urllib3.PoolManager(maxsize=512, retries=False, timeout=60)

    def post(self, path: str, cookies: dict[str, str], fields: dict[str, Any], **rig: str) -> Answer:
        """A press on a page. `rig` goes in headers that only the rigged site reads."""
        said = "; ".join(f"{name}={value}" for name, value in {**cookies, "csrftoken": TOKEN}.items())
        body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN}).encode()
        return self.send(path, {"Content-Type": "application/x-www-form-urlencoded", "Cookie": said}, body, rig)

    def tell(self, path: str, headers: dict[str, str], body: bytes, **rig: str) -> Answer:
        """What another machine sends: a company that notifies."""
        return self.send(path, headers, body, rig)

    def send(self, path: str, headers: dict[str, str], body: bytes, rig: dict[str, str]) -> Answer:
        told = {f"X-Rig-{name}": value for name, value in rig.items()}
        headers = {**AS_PROXIED, "Connection": "close", **headers, **told}
        begun = time.monotonic()
        try:
            got = self.pool.request("POST", self.at + path, body=body, headers=headers, redirect=False)
        except urllib3.exceptions.HTTPError:  # the worker is gone
            return Answer(0, seconds=time.monotonic() - begun)
        return Answer(got.status, got.headers.get("Location", ""), time.monotonic() - begun)


@dataclass(frozen=True)
class Buyer:
    """A guest's cookies, the press of their page, and the sum they saw, in fen."""

    cookies: dict[str, str]
    press: str
    total: int

    def order(self, site: Site, **rig: str) -> Answer:
        return site.post(PLACE, self.cookies, {"press": self.press, "total": self.total}, **rig)


def guest(*goods: Product, packs: int = 1, way: str = "cash") -> Buyer:
    """Somebody who put so many packs of each in their basket and gave their answers."""
    made = basket(*goods, packs=packs)
    session = SessionStore()
    session[ANSWERS] = {
        "name": TO.name, "phone": TO.phone, "address": f"{TO.place}{TO.street}", "note": "", "way": way
    }  # fmt: skip
    session.create()
    cookies = {"sessionid": session.session_key, COOKIE: made.key}
    return Buyer(cookies, f"press-{next(_presses)}", quote_of(made, TO.region).total)


def visitor(*wishes: BasketVisit, way: str = "wechat") -> Buyer:
    """Somebody who put these visits in their basket and gave their answers."""
    made, session = basket_with(*wishes, at=now()), SessionStore()
    session[ANSWERS] = {"name": TO.name, "phone": TO.phone, "note": "", "way": way}
    session.create()
    cookies = {"sessionid": session.session_key, COOKIE: made.key}
    return Buyer(cookies, f"press-{next(_presses)}", quote_of(made).total)


def signed_in(person: Any) -> dict[str, str]:
    """The cookies of somebody who signed in."""
    client = Client()
    client.force_login(person)
    return {"sessionid": client.cookies["sessionid"].value}


def at_once(acts: Iterable[Callable[[], Answer]]) -> list[Answer]:
    """What acts that begin at the same instant were answered, in their order."""
    presses = list(acts)
    start = Barrier(len(presses))

    def press(act: Callable[[], Answer]) -> Answer:
        start.wait(timeout=60)
        return act()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def in_flight(site: Site, buyers: Sequence[Buyer], most: int) -> tuple[list[Answer], float]:
    """What buyers were answered of whom so many press at any time, and how many seconds all took."""
    begun = time.monotonic()
    with ThreadPoolExecutor(most) as pool:
        answers = list(pool.map(lambda buyer: buyer.order(site), buyers))
    return answers, time.monotonic() - begun


def p99(answers: Iterable[Answer]) -> float:
    """Seconds within which 99 of 100 were answered."""
    spent = sorted(answer.seconds for answer in answers)
    return spent[max(0, -(-99 * len(spent) // 100) - 1)]
