"""A guest buys of two shops with WeChat Pay; one ships, the other cancels, some money goes back, a review is written, both shops
are paid, and every fen is explained: on a phone in Chinese, and in English without JavaScript. And cash at the door.
"""

import pytest

from tests.journeys import buying, settling
from tests.journeys.buying import FRUIT, SELLERS, TEA, WECHAT_S
from tests.journeys.languages import HERE
from tests.journeys.walker import FRANCHISE_MANAGER, SECOND_MANAGER, walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
SAID = {
    "zh-hans": {
        "packed": "已经告诉店家", "none left": "最后一箱被鸟啄了。", "back": "已退回", "part": "部分退款",
        "good": "汤色黄亮，回甘很久。", "review": "我的评价", "paid": "已付", "explained": ["得", "佣金", "退款"],
        "to tea": "卖出 +¥49，佣金 −¥1.96，退给买家 −¥5，退回的佣金 +¥0.20", "to fruit": "卖出 +¥48，佣金 −¥1.44",
    },
    "en": {
        "packed": "The shops are told", "none left": "The birds had the last box.", "back": "Paid back",
        "part": "A part of its money goes back", "good": "Bright, and sweet long after.", "review": "Your review",
        "paid": "Paid out", "explained": [" to ", " commission", " returned"],
        "to tea": "Sold +¥49, commission −¥1.96, returned to the buyer −¥5, commission given back +¥0.20", "to fruit": "Sold +¥48, commission −¥1.44",
    },
}  # fmt: skip
NOBODY_IS_SLOWER = 90  # seconds from the page of the goods to the order


@pytest.mark.parametrize(("language", "scripts"), [one for one in (("zh-hans", True), ("en", False)) if one[0] in HERE])
def test_a_guest_buys_from_two_shops_with_wechat_pay(browser, site, surroundings, language, scripts):
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

    buying.claim(buyer, number, "5", said["none left"])
    buying.agree(tea, number)
    buying.see(buyer, number, said["part"])
    buying.review(buyer, number, said["good"])
    buying.see(buyer, number, said["review"])

    buying.put_in(buyer, buying.goods_of(buyer, FRUIT))
    buying.order(buyer, "wechat")
    second = buying.number_of(buyer)
    buying.pay_there(buyer)
    buying.see(buyer, second, said["packed"])
    buying.post(fruit, second, "SF1400000000011" if scripts else "SF1400000000012")
    buying.receive(buyer, second)

    for seller in (tea, fruit):
        buying.keep_account(seller, "黄山茶")
    assert settling.read(tea, number) == [said["to tea"]]
    assert settling.read(fruit, second) == [said["to fruit"]]
    key = buying.draw_up(surroundings, FRANCHISE_MANAGER, half_months=0 if scripts else 1)
    owed = [settling.owed(seller, key) for seller in (tea, fruit)]
    manager = walker(browser, site, language, java_script_enabled=scripts)
    manager.sign_in(SECOND_MANAGER)
    buying.pay_shops(manager, key)
    assert manager.page.locator("main .rows .chip.ok").all_inner_texts() == [said["paid"]] * 2
    assert sorted(map(settling.fen, manager.page.locator("main .rows li:has(.chip.ok) b.num").all_inner_texts())) == sorted(
        owed
    )
    assert [settling.owed(seller, key) for seller in (tea, fruit)] == [0, 0]
    manager.go(f"franchise/money/orders/{number}/")
    closing = manager.page.inner_text("main .lede")
    assert [words for words in said["explained"] if words not in closing] == []


def test_cash_on_delivery_from_end_to_end(browser, site):
    buyer, tea = walker(browser, site, "zh-hans"), walker(browser, site, "zh-hans")
    tea.sign_in(SELLERS[TEA])
    buying.put_in(buyer, buying.goods_of(buyer, TEA))
    buying.order(buyer, "cash")
    number = buying.number_of(buyer)
    buying.post(tea, number, "SF1400000000003")
    buying.receive(buyer, number)
    assert "都收到了" in buyer.text()
