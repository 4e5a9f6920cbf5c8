"""A seller starts groups in two screens; three people make one, its parcel is posted and its figures stand; another fails and all
its money goes back: on a phone in Chinese, and in English without JavaScript."""

import subprocess
import sys
import time

import pytest

from tests.journeys import buying, settling
from tests.journeys.buying import SELLERS, TEA, WECHAT_S
from tests.journeys.languages import HERE
from tests.journeys.walker import Walker, walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
GOODS = "products/oil-tea-kit-400g/"
SAID = {
    "zh-hans": {
        "goods": "油茶", "price": "三十", "started": "¥30", "waits": "已付款，等着拼团", "one": "3 人团已有 1 人", "packed": "已经告诉店家",
        "complete": "拼成了：3 个人都齐了。", "brought": "4 份共 ¥120", "back": "已退回", "failed": "这个团没有拼成。",
        "parcel": "SF1400000000021", "settled": "卖出 +¥60，佣金 −¥2.40",
    },
    "en": {
        "goods": "Oil-tea", "price": "31", "started": "¥31", "waits": "Paid. It waits for its group.", "one": "1 of 3",
        "packed": "The shops are told", "complete": "Complete: all 3 are in.", "brought": "4 packs for ¥124", "back": "Paid back",
        "failed": "This group did not fill up.", "parcel": "SF1400000000022",
        "settled": "Sold +¥62, commission −¥2.48",
    },
}  # fmt: skip
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


def started(seller: Walker, said: dict[str, str]) -> None:
    """Groups of something that is sold alone, begun in two screens within two minutes."""
    began, seller.screens = time.monotonic(), 0
    seller.go("my/shop/groups/")
    seller.press(f"main aside li:has-text('{said['goods']}') a[href*='/my/shop/groups/']")
    assert seller.screens == 2
    seller.fill(group_price=said["price"], group_size="3", most_packs="3")
    seller.choose(hours="24")
    seller.press("main form button.go")
    assert time.monotonic() - began < TWO_MINUTES
    assert said["started"] in seller.page.inner_text(f"main aside li:has-text('{said['goods']}')")


def ordered(buyer: Walker, name: str, phone: str, packs: str) -> str:
    """From the page that asks where it goes, through the payment; the order's number."""
    buyer.fill(packs=packs, name=name, phone=phone, address="湖南省长沙市岳麓区麓山南路18号3栋502")
    buyer.choose(way="wechat")
    buyer.press("main form button.go")
    buyer.press("main form button.go")
    number = buying.number_of(buyer)
    buying.pay_there(buyer)
    return number


def opened(buyer: Walker, said: dict[str, str], name: str, phone: str) -> tuple[str, str]:
    """Of a group: its leader's order, and the address that is sent to friends."""
    buyer.go(GOODS)
    buyer.press("main a[href*='/groups/open/']")
    number = ordered(buyer, name, phone, "两")
    buying.see(buyer, number, said["waits"])
    buyer.press("main .grp a[href*='/groups/']")
    return number, buyer.page.input_value("#address")


@pytest.mark.parametrize("language", HERE)
def test_three_people_make_a_group_and_another_fails(browser, site, surroundings, language):
    said, phone = SAID[language], {"java_script_enabled": language == "zh-hans", "user_agent": WECHAT_S}
    seller = walker(browser, site, language, java_script_enabled=language == "zh-hans")
    seller.sign_in(SELLERS[TEA])
    seller.go("my/shop/groups/")
    seller.press(f"main aside li:has-text('{said['goods']}') form[action$='/stop/'] button")  # of the demo's groups
    assert seller.page.locator(f"main aside li:has-text('{said['goods']}') form[action$='/stop/']").count() == 0
    started(seller, said)

    leader, second, third = (walker(browser, site, language, **phone) for _n in range(3))
    number, link = opened(leader, said, "刘燕", "13807314420")
    assert said["one"] in leader.text()
    numbers = [number]
    for buyer, name, mobile in ((second, "陈静", "13807314421"), (third, "Ann Li", "13807314422")):
        buyer.page.goto(link)
        buyer.press("main .btn.go")
        numbers.append(ordered(buyer, name, mobile, "1"))
    for buyer, mine in zip((leader, second, third), numbers, strict=True):
        buying.see(buyer, mine, said["packed"])
    leader.page.goto(link)
    assert said["complete"] in leader.text()
    buying.post(seller, number, said["parcel"])
    seller.go("my/shop/groups/")
    assert said["brought"] in seller.text()
    buying.receive(leader, number)
    assert settling.read(seller, number) == [said["settled"]]

    lonely = walker(browser, site, language, **phone)
    number, link = opened(lonely, said, "周明", "13807314423")
    code = link.rstrip("/").rsplit("/", 1)[1]
    subprocess.run([sys.executable, "-c", TIME_IS_OVER, code], env=surroundings, check=True)
    buying.see(lonely, number, said["back"], seconds=60)
    assert said["failed"] in lonely.text()
    settling.open_statement(seller)
    assert number not in settling.lines_of(seller)
