"""A guest with a phone buys, pays and follows; shops post, cancel and give money back; managers pay the shops."""

import re
import subprocess
import sys
import time
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.walker import Walker

HALF_MONTH_LATER = """
import sys
from datetime import timedelta
import django
django.setup()
from accounts.models import User
from common.clock import now, shanghai_day
from shops.settlement import operations
from shops.settlement.models import Payee
from shops.settlement.terms import period_on
period = period_on(shanghai_day(now()))
for _n in range(int(sys.argv[2])):
    period = period_on(period.last + timedelta(days=1))
Payee.objects.update(changed_at=now() - timedelta(days=2))
operations.draw_up(period=period, by=User.objects.get(phone=sys.argv[1]), at=period.ends + timedelta(hours=2))
print(period.key)
"""
WECHAT_S = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/100.0 Mobile Safari/537.36"
TEA, FRUIT = "huangjia-chayaoyuan", "shuikou-guoyuan"
SELLERS = {TEA: "+8613900000020", FRUIT: "+8613900000016"}


@dataclass
class Counted:
    """What it took from the page of the goods to the order: screens, fields, presses and seconds."""

    screens: int
    fields: int
    presses: int
    seconds: float


def goods_of(buyer: Walker, shop: str) -> str:
    """The page of something the shop sells now."""
    buyer.go(f"shops/{shop}/")
    pages = buyer.page.eval_on_selector_all("main a[href*='/products/']", "links => [...new Set(links.map(a => a.href))]")
    for address in pages:
        buyer.page.goto(address)
        if buyer.page.locator("form[action$='/basket/put/'] button").count():
            return address
    raise AssertionError(f"{shop} sells nothing")


def put_in(buyer: Walker, address: str) -> None:
    buyer.page.goto(address)
    buyer.press("form[action$='/basket/put/'] button")


def order(buyer: Walker, way: str, name: str = "刘燕", phone: str = "13807314420") -> Counted:
    """From the basket to the order, as a guest who has never been here."""
    buyer.presses, buyer.screens, began = 0, 0, time.monotonic()
    if "/basket/" not in buyer.page.url:
        buyer.go("basket/")
    buyer.press("main a.go, main .btn.go")
    fields = {"name": name, "phone": phone, "address": "湖南省长沙市岳麓区麓山南路18号3栋502"}
    buyer.fill(**fields)
    buyer.choose(way=way)
    buyer.press("main form button.go")
    buyer.press("main form button.go")
    return Counted(buyer.screens, len(fields) + 1, buyer.presses, time.monotonic() - began)


def number_of(buyer: Walker) -> str:
    found = re.search(r"/orders/([0-9A-Z]{6}-[0-9A-Z]{6})/", buyer.page.url)
    assert found, buyer.page.url
    return found[1]


def pay_there(buyer: Walker) -> None:
    """On the payment page: go to the company (pretended), pay, come back; the order says so."""
    buyer.press("main form button.go")
    assert "/orders/" not in buyer.page.url, "the buyer is at the company"
    buyer.press("button")
    buyer.press("a.btn")
    open_order(buyer, number_of(buyer))


def open_order(buyer: Walker, number: str) -> None:
    buyer.go(f"orders/{number}/")


def see(buyer: Walker, number: str, words: str, seconds: float = 25) -> None:
    """The order's page says so before long: companies and the clock take their time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        open_order(buyer, number)
        if words in buyer.text():
            return
        time.sleep(1)
    raise AssertionError(f"{words!r} is not on {buyer.page.url}:\n{buyer.text()}")


def open_part(seller: Walker, number: str) -> None:
    """The seller's page of their part of the order, from the list of what is to be packed."""
    seller.go("my/shop/orders/")
    seller.page.goto(seller.link(f"main .orders a:has-text('{number}')"))


def post(seller: Walker, number: str, parcel: str) -> None:
    open_part(seller, number)
    seller.choose(carrier="sf")
    seller.fill(number=parcel)
    seller.press("main button[value=post]")


def cancel(seller: Walker, number: str, reasons: str) -> None:
    open_part(seller, number)
    seller.tap("main details:has(button[value=cancel]) summary")
    seller.fill(reasons=reasons)
    seller.press("main button[value=cancel]")


def receive(buyer: Walker, number: str) -> None:
    open_order(buyer, number)
    buyer.press("main form[action*='/received/'] button")
    expect(buyer.page.locator("main form[action*='/received/']")).to_have_count(0)


def claim(buyer: Walker, number: str, yuan: str, words: str) -> None:
    """A part of the money back, for goods that are kept."""
    open_order(buyer, number)
    buyer.page.goto(buyer.link("main a[href$='/claim/']"))
    buyer.choose(reason="missing", money="part")
    buyer.fill(amount=yuan, words=words)
    buyer.press("main form button.go")


def agree(seller: Walker, number: str) -> None:
    """To the claim, found in the list of those that wait."""
    seller.go("my/shop/returns/")
    seller.page.goto(seller.link(f"main .orders a:has-text('{number}')"))
    seller.press("main button[value=agree]")


def review(buyer: Walker, number: str, words: str) -> None:
    open_order(buyer, number)
    buyer.page.goto(buyer.link("main a[href$='/review/']"))
    buyer.choose(stars="5")
    buyer.fill(text=words)
    buyer.press("main form button.go")


def keep_account(seller: Walker, name: str) -> None:
    """Where the shop is paid to."""
    seller.go("my/shop/money/bank/")
    seller.fill(name=name, bank="农业银行江华县支行", number="6228480402564890018")
    seller.press("main form button.go")


def draw_up(env: dict[str, str], manager: str, half_months: int) -> str:
    """What the clock brings: the half-month is over (or so many later), new bank accounts are a day old, and a manager draws
    it up. The period's key."""
    command = [sys.executable, "-c", HALF_MONTH_LATER, manager, str(half_months)]
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.strip()


def pay_shops(manager: Walker, key: str) -> None:
    """Approve what another manager drew up, make the bank's file, and mark it paid."""
    manager.go(f"franchise/money/runs/{key}/")
    manager.press("main form[action$='/approve/'] button")
    manager.press("main form[action$='/file/'] button")
    manager.tap("main details:has(form[action$='/paid/']) summary")
    manager.press("main form[action$='/paid/'] button")
