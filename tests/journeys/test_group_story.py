"""Three people make a group, on phones in Chinese; another group fails and all its money goes back; its seller starts groups in
two screens."""

import subprocess
import sys
import time

import pytest

from tests.journeys import buying
from tests.journeys.buying import SELLERS, TEA, WECHAT_S
from tests.journeys.walker import Walker, walker

pytestmark = [pytest.mark.browser, pytest.mark.chinese, pytest.mark.xdist_group("site")]
GOODS = "products/oil-tea-kit-400g/"
TIME_IS_OVER = """
import sys
import django
django.setup()
from datetime import timedelta
from common.clock import now
from shops.groups.models import Group
Group.objects.filter(code=sys.argv[1]).update(opened_at=now() - timedelta(hours=25), expires_at=now() - timedelta(hours=1))
"""
TWO_MINUTES = 120


def ordered(buyer: Walker, name: str, phone: str, packs: str) -> str:
    """From the page that asks where it goes, through the payment; the order's number."""
    buyer.fill(packs=packs, name=name, phone=phone, address="湖南省长沙市岳麓区麓山南路18号3栋502")
    buyer.choose(way="wechat")
    buyer.press("main form button.go")
    buyer.press("main form button.go")
    number = buying.number_of(buyer)
    buying.pay_there(buyer)
    return number


def opened(buyer: Walker, name: str, phone: str) -> tuple[str, str]:
    """Of a group: its leader's order, and the address that is sent to friends."""
    buyer.go(GOODS)
    buyer.press("main a[href*='/groups/open/']")
    number = ordered(buyer, name, phone, "两")
    buying.see(buyer, number, "已付款，等着拼团")
    buyer.press("main .grp a[href*='/groups/']")
    return number, buyer.page.input_value("#address")


def test_three_people_make_a_group_and_another_fails(browser, site, surroundings):
    seller = walker(browser, site, "zh-hans")
    seller.sign_in(SELLERS[TEA])
    began, seller.screens = time.monotonic(), 0
    seller.go("my/shop/groups/")
    seller.page.goto(seller.link("main li:has-text('油茶') a[href*='/my/shop/groups/']"))
    seller.fill(group_price="三十", group_size="3", most_packs="3")
    seller.choose(hours="24")
    seller.press("main form button.go")
    assert time.monotonic() - began < TWO_MINUTES
    assert "¥30" in seller.text()

    leader, second, third = (walker(browser, site, "zh-hans", user_agent=WECHAT_S) for _n in range(3))
    number, link = opened(leader, "刘燕", "13807314420")
    assert "3 人团已有 1 人" in leader.text()
    numbers = [number]
    for buyer, name, phone in ((second, "陈静", "13807314421"), (third, "Ann Li", "13807314422")):
        buyer.page.goto(link)
        buyer.press("main .btn.go")
        numbers.append(ordered(buyer, name, phone, "1"))
    for buyer, mine in zip((leader, second, third), numbers, strict=True):
        buying.see(buyer, mine, "已经告诉店家")
    leader.page.goto(link)
    assert "拼成了：3 个人都齐了。" in leader.text()
    buying.post(seller, number, "SF1400000000021")
    seller.go("my/shop/groups/")
    assert "4 份共 ¥120" in seller.text()

    lonely = walker(browser, site, "zh-hans", user_agent=WECHAT_S)
    number, link = opened(lonely, "周明", "13807314423")
    code = link.rstrip("/").rsplit("/", 1)[1]
    subprocess.run([sys.executable, "-c", TIME_IS_OVER, code], env=surroundings, check=True)
    buying.see(lonely, number, "已退回", seconds=60)
    assert "这个团没有拼成。" in lonely.text()
