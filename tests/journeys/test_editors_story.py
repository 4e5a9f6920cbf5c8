"""The editors' half: a route from a file to its readers, a mentor's article, and a visitor who takes a route home."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import gpxpy
import pytest
from icalendar import Calendar

from common.clock import now
from tests.journeys import editing
from tests.journeys.editing import at_a_desk, come_in, letter_to, status
from tests.journeys.walker import CULTURAL_REVIEWER, EDITOR, Walker, walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
TITLE, LEDE, MENDED = "沿着沱江走半天", "看殿，过渡口，看大王。", "看殿，过渡口，听一段盘王的故事。"
STOPS = (
    ("盘王殿", 25.1843, 111.5725),
    ("老渡口", 25.1871, 111.5752),
    ("榕树坪", 25.1890, 111.5790),
    ("豆腐坊", 25.1911, 111.5820),
)
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
    editing.fill_below(
        editor, effort="一路平，走走停停", months="3,4,10,11", cost="不收门票", getting_there="坐1路车，到盘王殿下。"
    )
    editing.fill_below(editor, manners="殿里不拍香火。", sources="沿路三户人家口述", checked_on="2026-11-20")
    editing.save(editor)
    return editor.page.url.rstrip("/").split("/")[-2]


def put_into_english(editor: Walker) -> None:
    """From the Chinese page to the screen where it is translated, and every passage that waits there."""
    editor.tap(".w-slim-header [aria-label=操作]")
    editor.press(".w-slim-header a[href*='/localize/submit/']")
    editor.tick("main [name=locales]")
    editor.press("main form [type=submit]")
    assert editing.translate(editor, ENGLISH) == 11


def have_it_reviewed(editor: Walker, reviewer: Walker, page_at: str) -> None:
    """Sent, passed on, given back with words, mended, sent again, passed by both; each told by letter."""
    editor.page.goto(page_at)
    editing.send_for_review(editor)
    editor.page.goto(page_at)
    editing.decide(editor, "approve")
    come_in(reviewer, CULTURAL_REVIEWER)
    editing.open_letter(reviewer, f"请您审阅：{TITLE}")
    editing.decide(reviewer, "reject", WORDS)
    assert WORDS in letter_to(editor, EDITOR, f"退回修改：{TITLE}")
    editing.open_letter(editor, WORDS)
    editor.fill(lede=MENDED)
    editing.send_for_review(editor)
    editing.open_letter(reviewer, f"请您审阅：{TITLE}")
    assert reviewer.page.input_value("[name=lede]") == MENDED
    editing.decide(reviewer, "approve")
    editing.open_letter(editor, f"请您审阅：{TITLE}")
    editing.decide(editor, "approve")
    assert "到点发布：北京时间" in letter_to(editor, EDITOR, f"审阅通过：{TITLE}")


def follow_in_english(editor: Walker, page_at: str) -> None:
    """What was mended in the review is translated too, and the English page set for the same hour."""
    editor.page.goto(page_at)
    editor.tap(".w-slim-header [aria-label=操作]")
    editor.press(".w-slim-header a[href*='/localize/update/']")
    editor.press("main form [type=submit]")
    editor.tap(".form-side button:has-text('切换语言')")
    editor.press(".w-dropdown__content a:has-text('English'):visible")
    assert editing.translate(editor, ENGLISH) == 1
    editor.press("main footer [name=action][value=publish]")


@pytest.mark.chinese
def test_a_route_from_a_file_to_its_readers_at_a_set_time(site, browser, tmp_path, surroundings, capsys):
    editor, reviewer = at_a_desk(browser, site), at_a_desk(browser, site)
    come_in(editor, EDITOR)
    page_at = f"{site}/admin/pages/{make_route(editor, tmp_path)}/edit/"
    hour = now() + timedelta(minutes=30)
    editing.set_hour(editor, f"{hour.astimezone(ZoneInfo('Asia/Shanghai')):%Y-%m-%d %H:%M}")
    put_into_english(editor)
    have_it_reviewed(editor, reviewer, page_at)
    follow_in_english(editor, page_at)
    pages = [f"{language}/visit/routes/{TITLE}/" for language in ("zh-hans", "en")]
    assert [status(editor, page) for page in pages] == [404, 404]
    editing.strike(surroundings, hour - timedelta(minutes=5))
    assert [status(editor, page) for page in pages] == [404, 404]
    editing.strike(surroundings, hour + timedelta(minutes=1))
    for page, words in zip(pages, (MENDED, ENGLISH[MENDED]), strict=True):
        editor.page.goto(f"{site}/{page}")
        assert words in editor.page.inner_text("main"), page
        assert editor.page.locator("main .stops > li").count() == 4
    with capsys.disabled():
        print(f"\nA route made and published: {editor.presses} presses, {editor.screens} screens of the editor's")
    assert editor.presses <= MOST_PRESSES


BAD = {
    "no track": ("<gpx/>", "文件里既没有轨迹也没有标记点"),
    "entities": ('<!DOCTYPE gpx [<!ENTITY x "y">]><gpx/>', "文件里定义了 XML 实体"),
    "not a track": ("只是几句话", "这不是 GPX 或 KML 文件"),
    "in the sea": ('<gpx><wpt lat="5.2" lon="111.6"><name>岛</name></wpt></gpx>', "可能落在海里了"),
}  # the last one is looked over, and leaves the form


def test_a_bad_file_is_explained_to_the_editor(site, browser, tmp_path):
    editor = at_a_desk(browser, site)
    editor.sign_in(EDITOR)
    editor.page.goto(f"{site}/admin/")
    index = editor.page.get_attribute("main a[href*='/add/cms/routepage/']", "href").rstrip("/").rpartition("/")[2]
    editor.page.goto(f"{site}/admin/pages/{index}/")
    editor.press("main td.title a[href$='/edit/']")
    editor.press("main form a[href*='/route-track/']")
    for name, (text, words) in BAD.items():
        said = editing.send_file(editor, editing.written(tmp_path, f"{name}.gpx", text))
        assert words in said, (name, said)
    assert editor.page.locator("main form [name=sealed]").count() == 0, "nothing of it can be kept"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_visitor_finds_the_drum_and_takes_a_route_home(site, browser, scripts):
    visitor = walker(browser, site, "zh-hans", java_script_enabled=scripts)
    visitor.go("")
    visitor.press("header a[href$='/search/']")
    visitor.fill(q="长鼓")
    visitor.press("main form [type=submit]")
    visitor.press("main a[href$='/culture/long-drum/']")
    assert "一面可以跳的鼓" in visitor.text()
    visitor.press("main a[href*='/visit/routes/']")
    route, stops = visitor.page.url, visitor.page.locator("main .stops > li")
    assert "长鼓" in visitor.text()
    names = [stop.inner_text() for stop in stops.locator("h3").all()]
    track = gpxpy.parse(visitor.page.request.get(f"{site}{visitor.page.get_attribute('main a[href$=gpx]', 'href')}").text())
    assert [point.name.split(" ", 1)[1] for point in track.waypoints] == names
    with visitor.page.expect_download() as saved:
        visitor.page.fill("main #calendar [name=from]", "2027-04-03")
        visitor.tap("main #calendar button")
    events = Calendar.from_ical(saved.value.path().read_bytes()).walk("VEVENT")
    days = {event["dtstart"].dt for event in events if not hasattr(event["dtstart"].dt, "hour")}
    days |= {event["dtstart"].dt.date() for event in events if hasattr(event["dtstart"].dt, "hour")}
    assert days == {date(2027, 4, 3), date(2027, 4, 4)}
    assert {str(event["url"]) for event in events} == {route}
