"""The editors' half: a route from a file to its readers, a mentor's article, and a visitor who takes a route home."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from common.clock import now
from tests.journeys import editing
from tests.journeys.editing import at_a_desk, come_in, letter_to, status
from tests.journeys.walker import CULTURAL_REVIEWER, EDITOR, Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
TITLE, LEDE, MENDED = "沿着沱江走半天", "看殿，过渡口，看大王。", "看殿，过渡口，听一段盘王的故事。"
STOPS = (("盘王殿", 25.1843, 111.5725), ("老渡口", 25.1871, 111.5752), ("榕树坪", 25.1890, 111.5790), ("豆腐坊", 25.1911, 111.5820))
WAY = [(25.1843 + n * 0.0001, 111.5725 + n * 0.00014) for n in range(68)]
ENGLISH = {
    TITLE: "Half a day along the Tuo", LEDE: "The hall, the ferry, the great king.", MENDED: "The hall, the ferry, a tale of Panwang.",
    "一路平，走走停停": "Flat, with many halts", "不收门票": "No tickets", "坐1路车": "Take bus 1 to the hall", "殿里不拍香火": "No photographs of offerings",
    "沿路三户人家口述": "Told by three families on the way", "盘王殿": "Panwang Hall", "老渡口": "The old ferry", "榕树坪": "Banyan green",
    "豆腐坊": "The bean curd house",
}  # fmt: skip
WORDS = "盘王不叫“大王”，请改成“盘王”。"
MOST_PRESSES = 90


def make_route(editor: Walker, folder) -> str:
    """From the CMS's first page: a draft, four stops out of the file, what completeness asks. The page's number."""
    editor.press("#editors-desk ~ p a[href*='/add/cms/routepage/']")
    editing.begin(editor, title=TITLE, lede=LEDE)
    editor.press("main form a[href*='/route-track/']")
    shown = editing.send_file(editor, editing.gpx(folder, STOPS, WAY))
    assert "轨迹上有 68 个点" in shown
    assert [name in shown for name, _lat, _lon in STOPS] == [True] * 4
    editor.press("main form button[type=submit]")
    titles = [editor.page.input_value(f"[name=route_stops-{n}-title]") for n in range(4)]
    assert titles == [name for name, _lat, _lon in STOPS]
    editing.send_for_review(editor)
    said = editor.page.inner_text(".messages")
    for lack in ("请写出处", "请填上次核对内容的日期", "翻译此页面"):
        assert lack in said, lack
    editing.fill_below(editor, effort="一路平，走走停停", months="3,4,10,11", cost="不收门票", getting_there="坐1路车，到盘王殿下。")
    editing.fill_below(editor, manners="殿里不拍香火。", sources="沿路三户人家口述", checked_on="2026-11-20")
    editing.save(editor)
    return editor.page.url.rstrip("/").split("/")[-2]


def test_a_route_from_a_file_to_its_readers_at_a_set_time(site, browser, tmp_path, surroundings):
    editor, reviewer = at_a_desk(browser, site), at_a_desk(browser, site)
    come_in(editor, EDITOR)
    number = make_route(editor, tmp_path)
    hour = now() + timedelta(minutes=30)
    editing.set_hour(editor, f"{hour.astimezone(ZoneInfo('Asia/Shanghai')):%Y-%m-%d %H:%M}")
    editor.page.screenshot(path="/tmp/w-data/story/pics/s1.png")
    editor.tap(".w-slim-header [aria-label=操作]")
    editor.press(".w-slim-header a[href*='/localize/submit/']")
    editor.tick("main [name=locales]")
    editor.press("main form [type=submit]")
    assert editing.translate(editor, ENGLISH) == 11
    page_at = f"{site}/admin/pages/{number}/edit/"
    editor.page.goto(page_at)
    editing.send_for_review(editor)
    editor.page.goto(page_at)
    editing.decide(editor, "approve")
    come_in(reviewer, CULTURAL_REVIEWER)
    reviewer.page.screenshot(path="/tmp/w-data/story/pics/s3.png")
    editing.open_letter(reviewer, f"请您审阅：{TITLE}")
    reviewer.page.screenshot(path="/tmp/w-data/story/pics/s33.png")
    editing.decide(reviewer, "reject", WORDS)
    reviewer.page.screenshot(path="/tmp/w-data/story/pics/s4.png")
    print(letter_to(editor, "0010", TITLE))
    editing.open_letter(editor, WORDS)
    editor.fill(lede=MENDED)
    editor.tap("main footer .w-dropdown__toggle")
    print(editor.page.locator("main footer").inner_text())
    editor.page.screenshot(path="/tmp/w-data/story/pics/s5.png")
    editor.press("main footer [name=action-submit]")
    print(editor.page.url)
    editor.page.goto(page_at)
    editor.page.screenshot(path="/tmp/w-data/story/pics/s6.png")
    editing.open_letter(reviewer, f"请您审阅：{TITLE}")
    reviewer.page.screenshot(path="/tmp/w-data/story/pics/s66.png")
    editing.decide(reviewer, "approve")
    reviewer.page.screenshot(path="/tmp/w-data/story/pics/s7.png")
    print(letter_to(editor, "0010", TITLE))
    path = f"visit/routes/{TITLE}/"
    assert [status(editor, f"{language}/{path}") for language in ("zh-hans", "en")] == [404, 404]
    editor.page.goto(page_at)
    editor.tap(".w-slim-header [aria-label=操作]")
    print(editor.page.locator(".w-slim-header .w-dropdown__content >> nth=0").inner_text(), editor.page.locator(".w-slim-header a[href*=localize]").count())
    editor.press(".w-slim-header a[href*='/localize/update/']")
    editor.page.screenshot(path="/tmp/w-data/story/pics/s8.png")
    print(editor.page.inner_text("main"))
    editor.press("main form [type=submit]")
    print(editor.page.url)
    editor.page.screenshot(path="/tmp/w-data/story/pics/s9.png")
