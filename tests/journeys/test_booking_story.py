"""A visitor books two nights at a homestay and a walk with tea in one order, with a code that takes something off both visits, moves
the nights, calls the walk off by its ladder and has back what was paid for it, keeps the voucher; the host reads its code, and in
the end the statement: on a phone in Chinese, and in English without JavaScript."""

import re
import time

import pytest

from common.money import yuan
from tests.journeys import buying, settling
from tests.journeys.buying import TEA, WECHAT_S
from tests.journeys.languages import HERE
from tests.journeys.walker import Walker, walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
HOST = "+8613900000020"
SAID = {
    "zh-hans": {
        "booked": "已订", "moved": "已改期", "off": "已取消", "back": "退回", "found": "刘燕",
        "settled": "卖出 +{price}，优惠（县里承担） −{off}，县里补的优惠 +{off}，佣金 −{fee}",
    },
    "en": {
        "booked": "Booked", "moved": "Moved.", "off": "Called off.", "back": "goes back", "found": "刘燕",
        "settled": "Sold +{price}, discount at the county’s cost −{off}, the county pays its discount to you +{off}, commission −{fee}",
    },
}  # fmt: skip
CODE, COMMISSION = "来瑶山", 3  # 20 yuan off visits, at the county's cost; percent of a visit


def visits_of(visitor: Walker) -> tuple[str, str]:
    """The pages of a room and of a walk that are booked by date, as the page of what one may do lists them."""
    visitor.go("visit/")
    pages = visitor.page.eval_on_selector_all("#stay a[href*='/visits/']", "links => [...new Set(links.map(a => a.href))]")
    room = walk = ""
    for address in pages:
        visitor.page.goto(address)
        if visitor.page.locator("main .nts").count():
            room = address
        elif visitor.page.locator("main .meets input").count():
            walk = address
    assert room, pages
    assert walk, pages
    return room, walk


def tap_nights(visitor: Walker, skip: int, nights: int = 2) -> None:
    """Tap a free day with as many free nights after it, then the day of leaving: in the tiles five weeks on."""
    days = visitor.page.locator("main .nts a")
    free = days.evaluate_all("tiles => tiles.map(tile => tile.search)")
    assert len(free) > skip + nights
    visitor.press(f"main .nts a >> nth={skip}")
    chosen = visitor.page.locator("main .nts a[aria-current]").first
    place = days.evaluate_all("(tiles) => tiles.findIndex(tile => tile.getAttribute('aria-current'))")
    assert chosen.count()
    visitor.press(f"main .nts a >> nth={place + nights}")


def put_stay_in(visitor: Walker, room: str) -> None:
    visitor.page.goto(room)
    visitor.press("main .nts-turn a:last-of-type")
    tap_nights(visitor, 5)
    visitor.fill(adults="2")
    visitor.press("main form button.go")
    assert "/basket/" in visitor.page.url, visitor.text()


def put_walk_in(visitor: Walker, walk: str) -> None:
    visitor.page.goto(walk)
    visitor.tick("main .meets input >> nth=-1")
    visitor.fill(adults="2")
    visitor.press("main form button.go")
    assert "/basket/" in visitor.page.url, visitor.text()


def move_to_what_is_no_dearer(visitor: Walker) -> None:
    page = visitor.page.url
    for skip in range(12):
        visitor.page.goto(page)
        tap_nights(visitor, skip)
        if visitor.page.locator("main form button.go:not([name])").count():
            visitor.press("main form button.go")
            return
    raise AssertionError(visitor.text())


def use_code(visitor: Walker) -> None:
    visitor.go("basket/")
    visitor.fill(code=f" {CODE} ")
    visitor.press("main form.typed button")
    assert visitor.page.locator("main .parcels .cut").count() == 2, visitor.text()  # the nights and the walk, not the tea


def paid_for(visitor: Walker) -> int:
    """Fen in all, the last of the rows of what was paid, of which one is what the code took off."""
    *rows, whole = map(settling.fen, visitor.page.locator("main aside dl.tot dd").all_inner_texts())
    assert any(fen < 0 for fen in rows)
    assert sum(rows) == whole
    return whole


def bookings_of(visitor: Walker, number: str) -> list[str]:
    buying.open_order(visitor, number)
    return visitor.page.eval_on_selector_all("main .bk a[href*='/visits/']", "links => links.map(a => a.href)")


@pytest.mark.parametrize("language", HERE)
def test_nights_a_walk_and_tea_in_one_order_moved_and_called_off(browser, site, surroundings, language):
    said = SAID[language]
    visitor = walker(browser, site, language, java_script_enabled=language == "zh-hans", user_agent=WECHAT_S)
    room, walk = visits_of(visitor)
    put_stay_in(visitor, room)
    put_walk_in(visitor, walk)
    buying.put_in(visitor, buying.goods_of(visitor, TEA))
    use_code(visitor)
    buying.order(visitor, "wechat")
    number = buying.number_of(visitor)
    buying.pay_there(visitor)
    buying.see(visitor, number, said["booked"])
    stay, seat = bookings_of(visitor, number)

    visitor.page.goto(stay)
    before = visitor.page.inner_text("main .lede")
    code = visitor.page.inner_text("main .gate")
    visitor.press("main aside a[href$='/days/']")
    move_to_what_is_no_dearer(visitor)
    assert said["moved"] in visitor.text()
    assert visitor.page.inner_text("main .lede") != before
    assert visitor.page.inner_text("main .gate") == code

    visitor.page.goto(seat)
    paid = paid_for(visitor)
    visitor.press("main aside a[href$='/off/']")
    assert settling.fen(visitor.page.locator("main dl.tot dd").first.inner_text()) == paid
    visitor.press("main form button.go")
    assert said["off"] in visitor.text()
    buying.see(visitor, number, said["back"])

    visitor.page.goto(stay)
    visitor.press("main form[action$='/voucher/'] button")
    assert voucher_of(visitor).startswith(b"%PDF")

    host = walker(browser, site, language, java_script_enabled=language == "zh-hans")
    host.sign_in(HOST)
    host.go("my/shop/guests/")
    host.fill(code=code.lower())
    host.press("main form[action$='/bookings/code/'] button")
    assert said["found"] in host.text()
    assert code in host.text()

    period = settling.when_visits_are_over(surroundings, number)
    visitor.page.goto(stay)
    price, off, _paid = map(settling.fen, visitor.page.locator("main aside dl.tot dd").all_inner_texts())
    fee = (price * COMMISSION + 50) // 100
    told = said["settled"].format(price=yuan(price), off=yuan(-off), fee=yuan(fee))
    assert settling.read(host, number, period=period) == [told]


def voucher_of(visitor: Walker, seconds: float = 30) -> bytes:
    """The file, once it is printed."""
    deadline = time.monotonic() + seconds
    address = re.sub(r"[?#].*", "", visitor.page.url)
    address = address if address.endswith(".pdf") else re.sub(r"/voucher/?$", "/voucher.pdf", address)
    while time.monotonic() < deadline:
        got = visitor.page.request.get(address)
        if got.headers["content-type"] == "application/pdf":
            return got.body()
        time.sleep(1)
    raise AssertionError(f"{address} was not printed")
