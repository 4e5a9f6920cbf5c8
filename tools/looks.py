"""One picture of every look a shop can have, four patterns × four cloths × three layouts, to be looked at by people.

Usage: python -m tools.looks [FILE] — with SITE naming a served site whose demo is loaded. Writes var/looks.png.
"""

import base64
import os
import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import Page

from tools.browser import chromium

BANDS, CLOTHS, LAYOUTS = ("sun", "tea", "drum", "path"), ("indigo", "red", "green", "night"), ("counter", "story", "gallery")
WIDTH, CUT = 390, 1150
SHOP = "zh-hans/shops/zhaoji-youfang/"
# Each copy is the served front, dressed anew: the same words and pictures, so that only the look differs.
DRESS = """([band, cloth, layout]) => {
  const sign = document.querySelector('.fr .sign'), laid = document.querySelector('.laid');
  sign.className = `sign ${cloth} ${band}`;
  laid.className = `wrap laid by-${layout}`;
  const story = laid.querySelector('.sst'), goods = laid.querySelector('.counter');
  layout === 'story' ? laid.prepend(story) : laid.prepend(goods);
}"""


def pictures(page: Page) -> list[bytes]:
    """The top of each look, at the width of a phone."""
    taken = []
    for look in product(BANDS, CLOTHS, LAYOUTS):
        page.evaluate(DRESS, list(look))
        taken.append(page.screenshot(clip={"x": 0, "y": 100, "width": WIDTH, "height": CUT}, full_page=True))
    return taken


def sheet(page: Page, taken: list[bytes], file: Path) -> None:
    """All of them on one sheet, twelve in a row."""
    images = "".join(f'<img width="195" src="data:image/png;base64,{base64.b64encode(one).decode()}">' for one in taken)
    page.set_viewport_size({"width": 12 * 205, "height": 800})
    page.set_content(f'<body style="margin:5px;display:grid;grid-template-columns:repeat(12,195px);gap:10px">{images}')
    page.screenshot(path=file, full_page=True)


def main(arguments: list[str]) -> None:
    file = Path(arguments[0] if arguments else "var/looks.png")
    file.parent.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": 844}, bypass_csp=True)
        page.goto(f"{os.environ['SITE']}/{SHOP}")
        page.add_style_tag(content=".tabs, .bar { display: none !important }")
        page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(i => i.loading = 'eager')")
        page.wait_for_load_state("networkidle")
        sheet(browser.new_page(), pictures(page), file)
    print(f"48 looks are in {file}")


if __name__ == "__main__":
    main(sys.argv[1:])
