"""Pictures of the key pages at 390 and 1280 px in both languages, into var/shots (or the folder named first).

Usage: python -m tools.shots [FOLDER] [NAME …] — with SITE naming a served site.
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser

from tools.browser import chromium, resolve, sign_in
from tools.key_pages import CMS, PUBLIC, SIGNED_IN, KeyPage

SIZES = ((390, 844), (1280, 900))
LANGUAGES = ("zh-hans", "en")


def take(browser: Browser, site: str, pages: list[KeyPage], folder: Path, language: str, size: tuple[int, int]) -> int:
    """One picture of each page; how many were taken. Raises AssertionError for a page wider than the window."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale=language, device_scale_factor=1)
    page = context.new_page()
    somebody = ""
    for key in pages:
        if key.who and key.who != somebody:
            context.clear_cookies()
            sign_in(page, site, key.who, language)
        somebody = key.who
        page.goto(resolve(page, site, language, key.path))
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0], f"{key.name} in {language} is {width} px wide in a window of {size[0]}"
        page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(i => i.loading = 'eager')")
        page.wait_for_load_state("networkidle")
        if key in CMS:  # its pages scroll inside themselves
            tall = page.evaluate("document.querySelector('.content-wrapper').scrollHeight")
            page.set_viewport_size({"width": size[0], "height": max(size[1], tall)})
        page.screenshot(path=folder / f"{key.name}-{language}-{size[0]}.png", full_page=True)
        page.set_viewport_size({"width": size[0], "height": size[1]})
    context.close()
    return len(pages)


def main(arguments: list[str]) -> None:
    site = os.environ["SITE"]
    folder = Path(arguments[0] if arguments else Path(os.environ.get("SHOTS", "var/shots")))
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [k for k in (*PUBLIC, *SIGNED_IN, *CMS) if not arguments[1:] or k.name in arguments[1:]]
    with chromium() as browser:
        for language in LANGUAGES:
            for size in SIZES:
                taken = take(browser, site, wanted, folder, language, size)
                print(f"{taken} pictures in {language} at {size[0]} px", flush=True)
    print(f"They are in {folder}")


if __name__ == "__main__":
    main(sys.argv[1:])
