"""A shop's owner reads in the statement what an order brought and cost, and the statement adds up."""

import re
import subprocess
import sys

from common.clock import now, shanghai_day
from common.money import parse_yuan
from shops.settlement.terms import period_on
from tests.journeys.walker import Walker

VISITS_ARE_OVER = """
import sys
import django
django.setup()
from common.clock import shanghai_day
from shops.bookings.operations import OVER_AFTER, finish
from shops.orders.models import Booking, ShopOrder
from shops.settlement.terms import period_on
kept = Booking.objects.filter(line__parcel__order__number=sys.argv[1], line__parcel__state=ShopOrder.State.BOOKED)
over = kept.latest("leaves_at").leaves_at + OVER_AFTER
finish(at=over)
print(period_on(shanghai_day(over)).key)
"""
PAID_OUT = {"付给您", "Paid to you"}


def fen(words: str) -> int:
    """Of a sum as pages write it: "+¥76", "−¥3.80", "¥1,200.5"."""
    sum_ = parse_yuan(words.strip().lstrip("+−").replace(",", ""), zero=True)
    return -sum_ if words.startswith("−") else sum_


def open_statement(seller: Walker, period: str = "") -> None:
    """Of the half-month that runs, or of the one with this key."""
    seller.go("my/shop/money/")
    seller.go(f"my/shop/money/{period or period_on(shanghai_day(now())).key}/")


def lines_of(seller: Walker) -> dict[str, tuple[str, int]]:
    """Of the statement that is open: by the order's number, what it says and comes to. All its pages."""
    found = {}
    while True:
        for row in seller.page.locator("#orders ol.rows > li").all():
            number = row.locator("p >> nth=0").locator("a, b").first.inner_text()
            found[number] = (row.locator("p.s.num").inner_text(), fen(row.locator(":scope > b.num").inner_text()))
        if not seller.page.locator("#orders > p > a").count():
            return found
        seller.press("#orders > p > a")


def sums_of(seller: Walker) -> list[tuple[str, int]]:
    """Of the statement that is open: at the beginning, what moved, at the end."""
    rows = seller.page.locator("main .tot > div").all()
    return [(row.locator("dt").inner_text(), fen(row.locator("dd").inner_text())) for row in rows]


def read(seller: Walker, *numbers: str, period: str = "") -> list[str]:
    """What the statement says of these orders; it adds up, line by line and as a whole."""
    open_statement(seller, period)
    (_words, opening), *moved, (_words, closing) = sums_of(seller)
    assert opening + sum(part for _words, part in moved) == closing
    lines = lines_of(seller)
    assert sum(came for _words, came in lines.values()) == sum(part for words, part in moved if words not in PAID_OUT)
    for words, came in lines.values():
        assert sum(fen(part) for part in re.findall(r"[+−]¥[\d,.]*\d", words)) == came, words
    return [lines[number][0] for number in numbers]


def owed(seller: Walker, period: str) -> int:
    """Fen owed to the shop at the end of the half-month."""
    open_statement(seller, period)
    return sums_of(seller)[-1][1]


def when_visits_are_over(env: dict[str, str], number: str) -> str:
    """The clock comes to the end of what the order booked; the half-month it ends in."""
    command = [sys.executable, "-c", VISITS_ARE_OVER, number]
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.strip()
