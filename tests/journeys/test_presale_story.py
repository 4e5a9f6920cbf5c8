"""A shop sells a harvest ahead in two screens; one buyer pays deposit and balance and has a parcel posted, another lets the balance run
out, and of the next harvest the crop fails: on a phone in Chinese, and in English without JavaScript."""

import subprocess
import sys
import time

import pytest

from tests.journeys import buying, settling
from tests.journeys.buying import SELLERS, TEA, WECHAT_S
from tests.journeys.languages import HERE
from tests.journeys.walker import Walker, walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
GOODS = "products/herb-bath-pack-300g/"
SAID = {
    "zh-hans": {
        "goods": "泡澡", "waits": "预订好了，等采收。", "balance": "付尾款 ¥92.80", "packed": "采收好了，钱已付清。", "late": "尾款没有按时付",
        "back": "已退回", "settled": "卖出 +¥116，佣金 −¥5.80", "failed": "绝收了，对不起", "first": "早 3 天预订", "brought": "¥92.80",
    },
    "en": {
        "goods": "bath pack", "waits": "Booked. It waits for the harvest.", "balance": "Pay the balance, ¥92.80",
        "packed": "The harvest is ready, and all is paid.", "late": "The balance was not paid in time", "back": "Paid back", "settled": "Sold +¥116, commission −¥5.80",
        "failed": "The crop failed. We are sorry.", "first": "3 days before others", "brought": "¥92.80",
    },
}  # fmt: skip
TIME_IS_OVER = """
import sys
import django
django.setup()
from common.clock import now
from shops.orders.models import Order
Order.objects.filter(number=sys.argv[1]).update(expires_at=now())
"""
TWO_MINUTES = 120


def started(seller: Walker, goods: str, kind: str, **fields: str) -> str:
    """A pre-sale begun in two screens; the page it is followed on."""
    seller.go("my/shop/presales/")
    seller.page.goto(seller.link(f"main li:has-text('{goods}') a[href*='as={kind}']"))
    seller.fill(**fields)
    seller.press("main form button.go")
    return seller.page.url


def booked(buyer: Walker, name: str, phone: str, packs: str) -> str:
    """From the product's page to the first payment; the order's number."""
    buyer.go(GOODS)
    buyer.press("main .ahead a.go")
    buyer.fill(packs=packs, name=name, phone=phone, address="湖南省长沙市岳麓区麓山南路18号3栋502")
    buyer.choose(way="wechat")
    buyer.press("main form button.go")
    buyer.press("main form button.go")
    number = buying.number_of(buyer)
    buying.pay_there(buyer)
    return number


@pytest.mark.parametrize("language", HERE)
def test_a_harvest_is_sold_ahead_and_the_next_one_fails(browser, site, surroundings, language):
    said, phone = SAID[language], {"java_script_enabled": language == "zh-hans", "user_agent": WECHAT_S}
    seller = walker(browser, site, language, java_script_enabled=language == "zh-hans")
    seller.sign_in(SELLERS[TEA])
    began = time.monotonic()
    followed = started(seller, said["goods"], "deposit", quota="12")
    assert time.monotonic() - began < TWO_MINUTES

    buyer, late = walker(browser, site, language, **phone), walker(browser, site, language, **phone)
    number = booked(buyer, "刘燕", "13807314430", "2")
    buying.see(buyer, number, said["waits"])
    lost = booked(late, "周明", "13807314431", "1")
    seller.page.goto(followed)
    assert number in seller.text()
    seller.press("main form[action$='/ready/'] button")

    buying.see(buyer, number, said["balance"])
    buyer.press("main a[href$='/pay/']")
    buying.pay_there(buyer)
    buying.see(buyer, number, said["packed"])
    seller.page.goto(followed)
    assert said["brought"] in seller.text()
    buying.post(seller, number, "SF1400000000031")
    buying.receive(buyer, number)
    assert settling.read(seller, number) == [said["settled"]]

    subprocess.run([sys.executable, "-c", TIME_IS_OVER, lost], env=surroundings, check=True)
    buying.see(late, lost, said["late"], seconds=60)
    buying.see(late, lost, said["back"], seconds=60)

    followed = started(seller, said["goods"], "early", quota="5")
    unlucky = booked(late, "周明", "13807314431", "1")
    seller.page.goto(followed)
    seller.tap("main details:has(form[action$='/failed/']) summary")
    seller.fill(why="倒春寒 Late frost")
    seller.press("main form[action$='/failed/'] button")
    buying.see(late, unlucky, said["failed"])
    assert said["first"] in late.text()
    buying.see(late, unlucky, said["back"], seconds=60)
