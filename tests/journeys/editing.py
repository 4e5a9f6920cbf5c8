"""What editors and reviewers do in the CMS, at a desk, and the clock that publishes what they set an hour for."""

import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser

from tests.journeys.walker import Walker
from tools.browser import code_for

DESK = {"width": 1280, "height": 900}
Point = tuple[str, float, float]
STRIKE = """
import sys
from datetime import datetime
from unittest.mock import patch
import django
django.setup()
from front.clock import publish_scheduled
with patch("django.utils.timezone.now", lambda: datetime.fromisoformat(sys.argv[1])):
    publish_scheduled()
"""


def at_a_desk(browser: Browser, site: str) -> Walker:
    """Somebody at a computer that reads Chinese."""
    return Walker(browser.new_context(viewport=DESK, locale="zh-CN").new_page(), site, "zh-hans")  # type: ignore[arg-type]


def come_in(who: Walker, phone: str) -> None:
    """With nothing but the CMS's address: the sign-in is asked on the way, and leads back."""
    who.page.goto(f"{who.site}/admin/")
    who.fill(contact=phone)
    who.press("main button.go")
    who.fill(code=code_for(who.page, who.site, phone))
    who.press("main button.go")
    assert who.page.url == f"{who.site}/admin/"


def gpx(folder: Path, waypoints: Iterable[Point], track: Iterable[tuple[float, float]] = ()) -> Path:
    """A file as a device writes it."""
    points = "".join(f'<wpt lat="{lat}" lon="{lon}"><name>{name}</name></wpt>' for name, lat, lon in waypoints)
    line = "".join(f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"/>' for lat, lon in track)
    part = f"<trk><trkseg>{line}</trkseg></trk>" if line else ""
    return written(folder, "walk.gpx", f'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{points}{part}</gpx>')


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def send_file(editor: Walker, file: Path) -> str:
    """Have it looked over; what the page says."""
    editor.page.set_input_files("main [name=file]", file)
    editor.press("main form button[type=submit]")
    return editor.page.inner_text("main")


def fill_below(who: Walker, **fields: str) -> None:
    """Write in the form of a page, whose text fields a calendar may hang on."""
    who.fill(**fields)
    who.page.keyboard.press("Escape")


def begin(who: Walker, title: str, lede: str) -> None:
    """The first words of a new page, kept as a draft. Its address is made of the title while one writes on."""
    who.fill(title=title)
    who.page.press("main [name=title]", "Tab")
    who.page.wait_for_function("document.querySelector('[name=slug]').value !== ''")
    who.fill(lede=lede)
    save(who)


def save(who: Walker) -> None:
    who.press("main footer .action-save")


def send_for_review(who: Walker) -> None:
    who.tap("main footer .w-dropdown__toggle")
    who.press("main footer [name=action-submit]")


def set_hour(who: Walker, at: str) -> None:
    """In the panel beside the page: when it goes out, Shanghai time."""
    who.tap(".w-slim-header [data-side-panel-toggle=status][aria-expanded=false]")
    who.tap("[data-a11y-dialog-show=schedule-publishing-dialog]")
    who.presses += 1
    who.page.fill("[name=go_live_at]", at)
    who.press("#schedule-publishing-dialog button[type=submit]")


def open_letter(who: Walker, words: str) -> None:
    """Among one's messages, the newest that says so, and the page it leads to."""
    who.go("my/messages/")
    who.press(f"main .rows > li:has-text('{words}') a")


def decide(who: Walker, action: str, words: str = "") -> None:
    """Yes or no on the page that is open; no is said with words."""
    who.tap("main footer .w-dropdown__toggle")
    asks = "[data-workflow-action-modal-url]"
    button = f"main footer [data-workflow-action-name={action}]"
    if not words:
        return who.press(f"{button}:not({asks})")
    who.tap(f"{button}{asks}")
    who.presses += 1
    who.page.fill(".modal [name=comment]", words)
    return who.press(".modal [type=submit]")


def translate(who: Walker, words: dict[str, str]) -> int:
    """On the screen where a page is translated: each passage that waits, with what `words` has for it; how many."""
    who.page.locator("main button:text-is('翻译')").first.wait_for()
    done = 0
    while who.page.locator("main button:text-is('翻译')").count():
        passage = who.page.locator("main li", has=who.page.locator("button:text-is('翻译')")).first
        said = passage.inner_text()
        english = next((words[chinese] for chinese in sorted(words, key=len, reverse=True) if chinese in said), None)
        assert english, said
        passage.locator("button:text-is('翻译')").click()
        who.page.fill("main li textarea", english)
        who.presses += 3
        who.page.locator("main li button:text-is('保存')").click()
        who.page.locator("main li textarea").wait_for(state="detached")
        done += 1
    return done


def letter_to(who: Walker, address: str, subject: str) -> str:
    """The newest letter of this subject to this number or e-mail address, in the outbox."""
    html = who.page.request.get(f"{who.site}/dev/messages").text()
    for row in re.findall(r"<li>.*?</li>", html, re.S):
        if address in row and subject in row:
            return re.sub(r"<[^>]*>", " ", row)
    raise AssertionError(f"no letter “{subject}” to {address}")


def strike(env: dict[str, str], at: datetime) -> None:
    """Run the chore that publishes what is scheduled, as the clock does, at the instant `at`."""
    subprocess.run([sys.executable, "-c", STRIKE, at.isoformat()], env=env, check=True)


def status(who: Walker, path: str) -> int:
    return who.page.request.get(f"{who.site}/{quote(path)}").status
