"""Somebody shares a page, a friend orders by the link and keeps the goods: credit comes, is spent with a press, and another bonus goes
back with a refund; a second phone to one's own address brings nothing. On a phone in Chinese, and in English without JavaScript."""

import re
import subprocess
import sys

import pytest

from tests.journeys import buying, settling
from tests.journeys.buying import SELLERS, TEA, WECHAT_S
from tests.journeys.languages import HERE
from tests.journeys.walker import Walker, walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
SHARER = "+8613900000005"
HOME = "湖南省长沙市岳麓区桔子洲街道麓山南路 66 号 2 栋 301 室"
WINDOW_IS_OVER = """
import sys
import django
django.setup()
from datetime import timedelta
from common.clock import now
from shops.bonuses.earning import look_over
from shops.bonuses.models import Bonus
from shops.bonuses.taking_back import take_back
look_over(at=now() + timedelta(minutes=5))
look_over(at=now() + timedelta(days=12))
take_back(at=now())
"""
SAID = {
    "zh-hans": {
        "earned": "已到账", "address": "包裹寄到您的地址。", "back": "订单退了款，收回", "line": "分享奖励金", "county": "县里承担",
        "sold": "卖出 +¥49，佣金 −¥1.96", "part back": "卖出 +¥49，佣金 −¥1.96，退给买家 −¥10，退回的佣金 +¥0.40",
        "by credit": "卖出 +¥49，优惠（县里承担） −¥4.90，县里补的优惠 +¥4.90，佣金 −¥1.96",
    },
    "en": {
        "earned": "Earned", "address": "The parcel goes to an address of yours.", "back": "Its money went back:",
        "line": "Credit from sharing", "county": "paid by the county",
        "sold": "Sold +¥49, commission −¥1.96",
        "part back": "Sold +¥49, commission −¥1.96, returned to the buyer −¥10, commission given back +¥0.40",
        "by credit": "Sold +¥49, discount at the county’s cost −¥4.90, the county pays its discount to you +¥4.90, commission −¥1.96",
    },
}  # fmt: skip


def ordered_by(link: str, friend: Walker, phone: str, address: str) -> str:
    """A guest opens the link, and orders what it leads to; the number of the paid order."""
    friend.page.goto(link)
    assert "s=" not in friend.page.url, "the code is taken out of the address"
    friend.press("form[action$='/basket/put/'] button")
    friend.go("checkout/")
    friend.fill(name="陈静", phone=phone, address=address)
    friend.choose(way="wechat")
    friend.press("main form button.go")
    friend.press("main form button.go")
    number = buying.number_of(friend)
    buying.pay_there(friend)
    return number


def had(friend: Walker, seller: Walker, number: str, parcel: str) -> None:
    buying.post(seller, number, parcel)
    buying.receive(friend, number)


def credit_of(sharer: Walker) -> float:
    sharer.go("my/sharing/")
    return float(sharer.page.inner_text("main .purse .sum-of").lstrip("¥"))


@pytest.mark.parametrize("language", HERE)
def test_a_bonus_is_earned_and_spent_and_another_taken_back(browser, site, surroundings, language):
    said, scripts = SAID[language], {"java_script_enabled": language == "zh-hans"}
    sharer, seller = (walker(browser, site, language, user_agent=WECHAT_S, **scripts) for _n in range(2))
    friend, other, second = (walker(browser, site, language, user_agent=WECHAT_S, **scripts) for _n in range(3))
    sharer.sign_in(SHARER)
    seller.sign_in(SELLERS[TEA])
    sharer.go("my/addresses/new/")
    sharer.fill(name="赵春生", phone="13900000005", address=HOME)
    sharer.press("main form button.go")
    goods = buying.goods_of(sharer, TEA)
    sharer.press("main a[href*='/my/sharing/?to=']")
    sharer.press("main form[action$='/begin/'] button")
    link = sharer.page.input_value("#address")
    assert re.fullmatch(re.escape(goods.partition("?")[0]) + r"\?s=[2-9a-z]{10}", link)

    def clock_comes_round() -> None:
        subprocess.run([sys.executable, "-c", WINDOW_IS_OVER], env=surroundings, check=True)

    first = ordered_by(link, friend, "13807314541", "湖南省长沙市天心区湘江中路 7 号")
    third = ordered_by(link, other, "13807314542", "湖南省衡阳市雁峰区解放大道 9 号")
    had(friend, seller, first, "SF1400000000031")
    had(other, seller, third, "SF1400000000032")
    ordered_by(link, second, "13807314543", HOME.replace(" ", ""))
    assert credit_of(sharer) == 0
    clock_comes_round()
    whole = credit_of(sharer)
    assert whole > 0
    assert sharer.text().count(said["earned"]) >= 2
    assert said["address"] in sharer.text()

    sharer.page.goto(goods)
    sharer.press("form[action$='/basket/put/'] button")
    sharer.go("checkout/")
    sharer.choose(way="wechat")
    sharer.press("main form button.go")
    sharer.press("main form[action$='/checkout/credit/'] button[value=use]")
    sharer.press("main form:not([action]) button.go")
    number = buying.number_of(sharer)
    buying.pay_there(sharer)
    assert said["line"] in sharer.text()
    assert said["county"] in sharer.text()
    rest = credit_of(sharer)
    assert rest < whole
    had(sharer, seller, number, "SF1400000000033")

    buying.claim(other, third, "10", "袋口没有封好，受潮了")
    buying.agree(seller, third)
    clock_comes_round()
    sharer.go("my/sharing/")
    assert said["back"] in sharer.text()
    assert number in sharer.text()
    assert settling.read(seller, first, third, number) == [said["sold"], said["part back"], said["by credit"]]
    sharer.go("my/messages/")
    for letter in ("到账了", "收回分享奖励金"):  # in the language of the account
        assert letter in sharer.text()
