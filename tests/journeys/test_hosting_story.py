"""A keeper sets up a room with its prices in less than two minutes on a phone, writes down a guest who rang, and closes a day."""

import time
from datetime import date, timedelta

import pytest

from tests.journeys.languages import HERE
from tests.journeys.walker import walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
HOST = "+8613900000020"
TWO_MINUTES = 120  # seconds, and the walker's pages take longer to come than a finger to press
SAID = {
    "zh-hans": {"autumn": "国庆", "saved": "存好了。", "full": "已满，没有记下", "shut": "修水管"},
    "en": {"autumn": "National Day", "saved": "Saved.", "full": "nothing was written down", "shut": "The pipes are mended"},
}  # fmt: skip


def open_(host, words_of: str) -> None:
    host.tap(f"main details:has([value={words_of}]) > summary")


@pytest.mark.parametrize("language", HERE)
def test_a_room_is_set_up_in_two_minutes_and_its_days_are_kept(browser, site, language):
    said = SAID[language]
    host = walker(browser, site, language, java_script_enabled=language == "zh-hans")
    host.sign_in(HOST)

    host.go("my/shop/guests/")
    begun, host.presses = time.monotonic(), 0
    host.press("main .gst a[href$='/terms/']")
    host.choose(terms="easy")
    host.fill(least_nights="1", most_nights="10", extra_bed_price="40")
    host.press()
    year = date.today().year + 1
    open_(host, "season")
    season = {"first": f"{year}-10-01", "last": f"{year}-10-07", "price": "268"}
    name = "name_zh_hans" if language == "zh-hans" else "name_en"
    host.fill(**{f"season-{field}": value for field, value in {**season, name: said["autumn"]}.items()})
    host.press("main [value=season]")
    assert time.monotonic() - begun < TWO_MINUTES
    assert host.presses <= 15
    assert said["autumn"] in host.text()

    host.press("main a[href*='/month/']")
    month = host.page.url.partition("?")[0]
    host.page.goto(f"{month}?m={year}-10")
    assert host.page.locator("main .mon a", has_text="¥268").count() == 7

    day = date.today() + timedelta(days=40)
    address = f"{month.replace('/month/', '/days/')}{day}/"
    for people, rooms in (("5", "2"), ("2", "1")):
        host.page.goto(address)
        host.fill(**{"guest-name": "蒋先生", "guest-phone": "139 0000 0300", "guest-people": people, "guest-rooms": rooms})
        host.press("main [value=guest]")
    assert said["full"] in host.text()
    host.page.goto(address)
    assert "蒋先生 × 5" in host.text()
    host.press("main [value^=release]")
    open_(host, "close")
    host.fill(**{"close-reason": said["shut"]})
    host.press("main [value=close]")
    assert said["shut"] in host.text()
    host.press("main [value=open]")
    assert said["shut"] not in host.text()

    host.page.goto(month.replace("/month/", "/prices/"))  # as it was, for whoever comes next
    host.press(f"main .day-rates li:has-text('{said['autumn']}') button")
    assert said["autumn"] not in host.page.inner_text("main .day-rates")
