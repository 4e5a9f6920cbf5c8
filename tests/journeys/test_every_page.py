"""What holds on every page: axe finds nothing, no page is wider than the phone, links answer, pages are light."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.languages import HERE, LANGUAGES
from tools.bench import MOST_BYTES, weight
from tools.browser import CUT_OFF, resolve, sign_in
from tools.key_pages import CMS, PUBLIC, SIGNED_IN, TRAINEE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passed is not written out, which halves the time
}


def look(page, address: str, status: int = 200) -> None:
    """Open `address` and hold it to what every page must be."""
    response = page.goto(address)
    assert response.status == status, address
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], address
    found = Axe().run(page, options=RULES)
    faults = [f"{v['id']}: {n['html'][:120]}" for v in found.response["violations"] for n in v["nodes"]]
    assert faults == [], f"{address}\n" + "\n".join(faults)


@pytest.mark.parametrize("language", HERE)
@pytest.mark.parametrize("key", PUBLIC, ids=lambda key: key.name)
def test_a_public_page_is_sound_and_light(site, page, language, key):
    address = resolve(page, site, language, key.path)
    look(page, address, key.status)
    html = page.request.get(address).text()
    total = sum(weight(page.request, site, html).values())
    assert total <= MOST_BYTES, f"{address} weighs {total} bytes gzipped"
    assert len(gzip.compress(html.encode())) <= MOST_BYTES


@pytest.mark.parametrize("language", HERE)
@pytest.mark.parametrize("who", sorted({key.who for key in SIGNED_IN}))
def test_the_pages_of_those_who_work_are_sound(site, page, language, who):
    sign_in(page, site, who, language)
    for key in SIGNED_IN:
        if key.who == who:
            look(page, resolve(page, site, language, key.path), key.status)


@pytest.mark.parametrize("language", HERE)
def test_the_pages_of_the_cms_are_sound_and_whole_on_a_phone(site, page, language):
    """Our own and those Wagtail makes of our records; nothing to fill in or press is cut off."""
    for who in dict.fromkeys(key.who for key in CMS):
        page.context.clear_cookies()
        sign_in(page, site, who, language)
        for key in (key for key in CMS if key.who == who):
            look(page, resolve(page, site, language, key.path))
            assert page.evaluate(CUT_OFF) == [], key.name


def test_every_patch_of_the_shop_lies_whole_under_the_eave(site, page):
    """The heart of the product: eight patches, none squeezed by a class of another page."""
    sign_in(page, site, TRAINEE)
    page.goto(f"{site}/zh-hans/my/shop/")
    sizes = page.eval_on_selector_all(".pt", "all => all.map(p => [p.offsetWidth, p.offsetHeight])")
    assert len(sizes) == 8
    assert min(width for width, _height in sizes) >= 110, sizes
    assert max(height for _width, height in sizes) <= 320, sizes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_home_page_answers(site, page, language):
    html = page.request.get(f"{site}/{language}/").text()
    links = sorted(set(re.findall(r'(?:href|src)="(/[^"#]*)', html)))
    assert len(links) > 20
    assert {link: page.request.get(site + link).status for link in links} == dict.fromkeys(links, 200)
