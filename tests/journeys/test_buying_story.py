"""A guest buys from two shops with WeChat Pay, walked on a phone in Chinese and in English without JavaScript; and pays at the door."""

import pytest

from tests.journeys import buying
from tests.journeys.buying import FRUIT, SELLERS, TEA
from tests.journeys.walker import walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
WECHAT_S = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/100.0 Mobile Safari/537.36"
SAID = {
    "zh-hans": {"packed": "已经告诉店家", "none left": "最后一箱被鸟啄了。", "back": "已退回", "cancelled": "取消"},
    "en": {
        "packed": "The shops are told",
        "none left": "The birds had the last box.",
        "back": "Paid back",
        "cancelled": "Cancelled",
    },
}
NOBODY_IS_SLOWER = 90  # seconds from the page of the goods to the order


@pytest.mark.parametrize(("language", "scripts"), [("zh-hans", True), ("en", False)])
def test_a_guest_buys_from_two_shops_with_wechat_pay(browser, site, language, scripts):
    said = SAID[language]
    buyer = walker(browser, site, language, java_script_enabled=scripts, user_agent=WECHAT_S)
    tea = walker(browser, site, language, java_script_enabled=scripts)
    fruit = walker(browser, site, language, java_script_enabled=scripts)
    tea.sign_in(SELLERS[TEA])
    fruit.sign_in(SELLERS[FRUIT])

    buying.put_in(buyer, buying.goods_of(buyer, TEA))
    buying.put_in(buyer, buying.goods_of(buyer, FRUIT))
    counted = buying.order(buyer, "wechat")
    assert (counted.screens, counted.fields, counted.presses) == (3, 4, 7)
    assert counted.seconds < NOBODY_IS_SLOWER
    number = buying.number_of(buyer)
    buying.pay_there(buyer)
    buying.see(buyer, number, said["packed"])

    buying.post(tea, number, "SF1400000000001" if scripts else "SF1400000000002")
    buying.cancel(fruit, number, said["none left"])
    buying.see(buyer, number, said["back"])
    assert said["none left"] in buyer.text()
    buying.receive(buyer, number)


def test_cash_on_delivery_from_end_to_end(browser, site):
    buyer, tea = walker(browser, site, "zh-hans"), walker(browser, site, "zh-hans")
    tea.sign_in(SELLERS[TEA])
    buying.put_in(buyer, buying.goods_of(buyer, TEA))
    buying.order(buyer, "cash")
    number = buying.number_of(buyer)
    buying.post(tea, number, "SF1400000000003")
    buying.receive(buyer, number)
    assert "都收到了" in buyer.text()
