"""A Chromium of Debian's, and walking the site as somebody: for pictures, figures and the journeys of the tests."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from tools import shopping

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=ARGUMENTS)
        yield browser
        browser.close()


def code_for(page: Page, site: str, address: str) -> str:
    """The newest sign-in code written to `address`, as /dev/messages shows it."""
    letters = page.request.get(f"{site}/dev/messages").text()
    found = re.search(rf"{re.escape(address)}.*?(\d{{6}})", letters, re.S)
    assert found, f"no code for {address} in /dev/messages"
    return found[1]


SESSIONS: dict[tuple[str, str], str] = {}


def sign_in(page: Page, site: str, phone: str, language: str = "zh-hans") -> None:
    """Sign in with the code of /dev/messages, once for each (site, phone); afterwards with the session of that first time.

    A number is sent three codes a minute at most, and pictures or journeys ask for more.
    """
    if session := SESSIONS.get((site, phone)):
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": site, "httpOnly": True, "sameSite": "Lax"}])
        return
    page.goto(f"{site}/{language}/account/sign-in/")
    page.fill("main [name=contact]", phone)
    with page.expect_navigation():
        page.click("main button.go")
    page.fill("main [name=code]", code_for(page, site, phone))
    with page.expect_navigation():
        page.click("main button.go")
    SESSIONS[site, phone] = next(c["value"] for c in page.context.cookies() if c["name"] == "sessionid")


def first_link(page: Page, address: str, pattern: str) -> str:
    """The path of the first link on `address` whose href matches `pattern`. Raises AssertionError when there is none."""
    page.goto(address)
    for href in page.eval_on_selector_all("a[href]", "links => links.map(a => a.getAttribute('href'))"):
        if re.search(pattern, href):
            return href
    raise AssertionError(f"{address} has no link like {pattern}")


def training_day(page: Page, site: str, home: str, path: str) -> str:
    """The days of the first cohort that has any, the roll of its latest but one (today's, in the demo), or that day's code."""
    page.goto(f"{home}learn/cohorts/")
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map(a => a.getAttribute('href'))")
    for cohort in dict.fromkeys(href for href in hrefs if re.search(r"/learn/cohorts/\d+/$", href)):
        page.goto(f"{site}{cohort}days/")
        hrefs = page.eval_on_selector_all("a[href]", "links => links.map(a => a.getAttribute('href'))")
        if rolls := [href for href in hrefs if re.search(r"/days/\d+/$", href)]:
            return {"<days>": f"{cohort}days/", "<roll>": rolls[1], "<roll-code>": f"{rolls[1]}code/"}[path]
    raise AssertionError("no cohort has a day on the base")


LIST = """姓名,身份证号,手机,乡镇,村,出生日期,备注
田小满,,13812345670,水口镇,如意村,1990年3月5日,想卖红薯
田小暑,,1381234567,水口镇,,,
田大寒,,431129199003051234,涛圩镇,,,
合计,3,,,,,
"""


def trainee_list(page: Page, site: str) -> str:
    """A list of three invented people, sent in and not confirmed; sent twice it is one list. Its path."""
    page.goto(f"{site}/admin/trainee-lists/")
    page.select_option("select[name=cohort]", index=1)
    page.set_input_files("input[name=file]", {"name": "list.csv", "mimeType": "text/csv", "buffer": LIST.encode()})
    with page.expect_navigation():
        page.click("main form[enctype] button[type=submit]")
    return page.url.removeprefix(site)


def one_photo(page: Page, address: str) -> str:
    """The page of the first photo of a product; one is added, sideways light on a plate, if it has none. Its path."""
    page.goto(address)
    if not page.locator("a.pic").count():
        written = BytesIO()
        plate = Image.linear_gradient("L").resize((1200, 900)).convert("RGB")
        ImageDraw.Draw(plate).ellipse((400, 250, 800, 650), fill="#8c3a2b", outline="#f4f1e8", width=30)
        plate.save(written, "JPEG", quality=85)
        page.set_input_files("#new", {"name": "plate.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()})
        page.click("button[value=add]")
        page.wait_for_selector("a.pic")
    return first_link(page, address, r"/goods/\d+/photos/\d+/$")


def found_or_made(page: Page, address: str, pattern: str, make: Callable[[], object]) -> str:
    """The first such link on `address`; where there is none, `make` sees to it."""
    try:
        return first_link(page, address, pattern)
    except AssertionError:
        make()
        return first_link(page, address, pattern)


PAYING = {
    "<pay>": (shopping.to_pay, "wechat"), "<pay-code>": (shopping.trying, "wechat"),
    "<pay-transfer>": (shopping.trying, "bank"), "<pay-practice>": (shopping.trying, "practice"),
}  # fmt: skip
MADE = {  # page, where its link stands, the link, what is ordered by another where there is none
    "<transfer>": ("franchise/transfers/", r"/franchise/transfers/\d+/$", "bank"),
    "<desk-order>": ("my/shop/orders/", r"/my/shop/orders/\d+/$", "cash"),
}


def orders_of(page: Page, home: str) -> list[str]:
    page.goto(f"{home}orders/")
    return list(page.eval_on_selector_all("main .orders a", "links => links.map(a => a.getAttribute('href'))"))


def on_an_order(page: Page, site: str, home: str, part: str) -> tuple[str, str]:
    """The address of the first order of theirs with a link that has this part, and that link."""
    for href in orders_of(page, home):
        page.goto(site + href)
        links = page.locator(f"main a[href*='{part}']")
        if links.count():
            return site + href, str(links.first.get_attribute("href"))
    raise AssertionError(f"no order of theirs has a link to {part}")


def unclaimed(page: Page, site: str, home: str) -> str:
    """The path of the form of a claim, of the first order that has no claim yet."""
    for href in orders_of(page, home):
        page.goto(site + href)
        if not page.locator("a[href*='/claims/']").count() and page.locator("a[href$='/claim/']").count():
            return str(page.locator("a[href$='/claim/']").first.get_attribute("href"))
    raise AssertionError("no order of theirs may be claimed")


def of_buying(page: Page, home: str, path: str) -> str | None:
    """The path below the site of a page that needs an order; None for any other page."""
    site = home[: home.index("/", 8)]
    if path in PAYING:
        look, way = PAYING[path]
        return home.removeprefix(site) + look(page, home, way)
    if path in MADE:
        listing, pattern, way = MADE[path]
        return found_or_made(page, home + listing, pattern, lambda: shopping.in_another_browser(page, home, way))
    if path == "<address>":
        listing = f"{home}my/addresses/"
        return found_or_made(page, listing, r"/my/addresses/\d+/$", lambda: shopping.an_address(page, home))
    return None


def in_the_cms(page: Page, site: str, language: str, path: str) -> str:
    """The address of a page of the CMS, which has no language of its own; `<row>` is the first in its list."""
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    if path.endswith("<list>/"):
        return site + trainee_list(page, site)
    if "<waiting>" in path:
        listing = f"{site}/admin/market-orders/?state=waiting"
        row = found_or_made(
            page, listing, r"/inspect/\d+/$", lambda: shopping.in_another_browser(page, f"{site}/zh-hans/", "wechat")
        )
        return f"{site}/" + path.replace("<waiting>", row.rstrip("/").rsplit("/", 1)[1])
    if "<row>" not in path:
        return f"{site}/{path}"
    listing = path.split("edit/")[0].split("inspect/")[0].split("<row>")[0]
    query = "?q=李" if listing == "admin/people/" else ""
    return site + first_link(page, f"{site}/{listing}{query}", "^/" + path.replace("<row>", r"\d+") + "$")


# Wagtail hides what is too wide instead of letting it scroll, so that the page's width says nothing.
CUT_OFF = """() => [...document.querySelectorAll(".content form :is(input, select, textarea, button, a), .content p a")]
    .filter(e => !e.closest(".form-side, header, [style*='overflow-x']") && e.getBoundingClientRect().right > innerWidth)
    .map(e => e.outerHTML.slice(0, 120))"""


def resolve(page: Page, site: str, language: str, path: str) -> str:
    """The address of a key page; `<product>` and its like are looked up on the pages that link to them."""
    home = f"{site}/{language}/"
    shelf = f"{home}market/"
    lookups = {
        "products/<product>/": (shelf, r"/products/[^/]+/$"),
        "shops/<shop>/": (shelf, r"/shops/[^/]+/$"),
        "<piece>": (f"{home}my/shop/", r"/work/\d+/"),
        "<shop-product>": (f"{home}my/shop/change/goods/", r"/my/shop/change/goods/\d+/$"),
        "<shop-share-product>": (f"{home}my/shop/share/", r"/my/shop/share/goods/\d+/$"),
        "<shop-photos>": (f"{home}my/shop/change/first/", r"/my/shop/change/goods/\d+/photos/$"),
        "<application>": (f"{home}learn/applications/", r"/learn/applications/\d+/$"),
        "<test>": (f"{home}learn/ecommerce/packing/", r"/work/\d+/test/\d+/"),
        "<cohort>": (f"{home}learn/cohorts/", r"/learn/cohorts/\d+/$"),
        "<review>": (f"{home}mentoring/", r"/mentoring/review/\d+/"),
        "<desk-claim>": (f"{home}my/shop/returns/", r"/my/shop/returns/\d+/$"),
        "<visit-walk>": (f"{home}shops/zhaoji-youfang/", r"/visits/\d+/$"),
        "<guests-terms>": (f"{home}my/shop/guests/", r"/my/shop/guests/\d+/terms/$"),
        "<guests-prices>": (f"{home}my/shop/guests/", r"/my/shop/guests/\d+/prices/$"),
        "<guests-month>": (f"{home}my/shop/guests/", r"/my/shop/guests/\d+/month/$"),
        "<guests-day>": (f"{home}my/shop/guests/", r"/my/shop/guests/\d+/days/[\d-]+/$"),
        "<guests-session>": (f"{home}my/shop/guests/", r"/my/shop/guests/sessions/\d+/$"),
        "<guests-dates>": (f"{home}my/shop/guests/", r"/my/shop/guests/\d+/sessions/$"),
        "<dispute>": (f"{home}franchise/disputes/", r"/franchise/disputes/\d+/$"),
        "<desk-group-terms>": (f"{home}my/shop/groups/", r"/my/shop/groups/\d+/$"),
        "<desk-presale-terms>": (f"{home}my/shop/presales/", r"/my/shop/presales/start/\d+/"),
        "<desk-presale>": (f"{home}my/shop/presales/", r"/my/shop/presales/\d+/$"),
        "<presale-order>": (f"{home}orders/", r"/orders/[0-9]{6}-[^/]+/$"),
        "<group-order>": (f"{home}orders/", r"/orders/[0-9]{6}-[^/]+/$"),
        "<survey>": (f"{home}learn/ecommerce/tell-your-story/", r"/my/survey/"),
    }
    if path.startswith("admin/"):
        return in_the_cms(page, site, language, path)
    if path in ("<days>", "<roll>", "<roll-code>"):
        return site + training_day(page, site, home, path)
    if found := shopping.of_groups(page, home, path) or shopping.of_presales(page, home, path):
        return found
    if made := of_buying(page, home, path):
        return site + made
    if path == "<field-close>":
        return site + first_link(page, f"{home}my/field/", r"/my/field/plot/\d+/$") + "close/"
    if path == "certificates/<certificate>/":
        shop = site + first_link(page, *lookups["shops/<shop>/"])
        return site + first_link(page, shop, r"/certificates/[^/]+/$")
    if path == "<cohort-certificates>":
        return site + first_link(page, resolve(page, site, language, "<cohort>"), r"/certificates/cohorts/\d+/$")
    if path == "<survey-results>":
        return site + first_link(page, resolve(page, site, language, "<cohort>"), r"/learn/cohorts/\d+/surveys/$")
    if path == "<buyer-order>":
        return on_an_order(page, site, home, "/review/")[0]
    if path == "<buyer-review>":
        return site + on_an_order(page, site, home, "/review/")[1]
    if path == "<buyer-claimed>":
        return site + on_an_order(page, site, home, "/claims/")[1]
    if path == "<buyer-claim>":  # of another parcel than the one that is claimed already
        return site + unclaimed(page, site, home)
    if path == "<visit-wait>":
        return site + first_link(page, resolve(page, site, language, "<visit-walk>"), r"/visits/\d+/wait/")
    if path == "<desk-booking-room>":
        return site + first_link(page, f"{home}my/shop/guests/", r"/my/shop/bookings/\d+/$") + "room/"
    if path == "<guests-calendars>":
        return site + first_link(page, resolve(page, site, language, "<guests-month>"), r"/guests/\d+/calendars/$")
    if path == "<shop-photo>":
        return site + one_photo(page, resolve(page, site, language, "<shop-photos>"))
    if path == "products/<product>/questions/":
        return resolve(page, site, language, "products/<product>/") + "questions/"
    if path not in lookups:
        return home + path
    return site + first_link(page, *lookups[path])
