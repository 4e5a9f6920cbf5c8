"""Buying, as far as the look-up of a key page needs it: orders that wait for their payment, or for the shop."""

import re
from io import BytesIO

from PIL import Image, ImageDraw
from playwright.sync_api import Page

ADDRESS = "湖南省长沙市岳麓区麓山南路18号3栋502"


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


def place(page: Page, home: str, way: str, shelf: str = "market/oils/") -> str:
    """Order the first goods of a shelf that are sold now. The order's path, below the language."""
    page.goto(home + shelf)
    for goods in page.eval_on_selector_all("main a[href*='/products/']", "links => [...new Set(links.map(a => a.href))]"):
        page.goto(goods)
        if page.locator("form[action$='/basket/put/'] button").count():
            press(page, "form[action$='/basket/put/'] button")
            break
    page.goto(f"{home}checkout/")
    for name, value in (("name", "刘燕"), ("phone", "13807314420"), ("address", ADDRESS)):
        page.fill(f"[name={name}]", value)
    page.check(f"[name=way][value={way}]")
    press(page, "main form button.go")
    press(page, "main form button.go")
    found = re.search(r"orders/[0-9A-Z]{6}-[0-9A-Z]{6}/", page.url)
    assert found, f"nothing was ordered: {page.url}"
    return found[0]


def to_pay(page: Page, home: str, way: str) -> str:
    """The path of the page where this browser's order is paid; one is placed where none waits for `way`."""
    page.goto(f"{home}orders/")
    for href in page.eval_on_selector_all("main .orders a", "links => links.map(a => a.href)"):
        page.goto(f"{href}pay/")
        if page.url.endswith("/pay/") and page.locator("main form button.go").get_attribute("value") == way:
            return page.url.removeprefix(home)
    return place(page, home, way) + "pay/"


def trying(page: Page, home: str, way: str) -> str:
    """The path of the page where it is scanned, transferred or practised."""
    page.goto(home + to_pay(page, home, way))
    press(page, "main form button.go")
    return page.url.removeprefix(home)


def in_another_browser(page: Page, home: str, way: str) -> None:
    """A guest, whoever looks in `page`: cash is ordered, WeChat Pay is begun, of a transfer a picture is handed in."""
    assert page.context.browser
    guest = page.context.browser.new_context(locale="zh-CN")
    shop = guest.new_page()
    if way == "cash":
        place(shop, home, way)
    else:
        trying(shop, home, way)
    if way == "bank":
        picture = BytesIO()
        slip = Image.new("RGB", (720, 960), "#eef3ee")
        ImageDraw.Draw(slip).rectangle((60, 80, 660, 400), fill="#ffffff", outline="#2b6a42", width=4)
        slip.save(picture, "JPEG")
        shop.set_input_files("[name=picture]", {"name": "slip.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()})
        press(shop, "form[action$='/proof/'] button")
    guest.close()


def an_address(page: Page, home: str) -> None:
    """One more entry of the address book of who is signed in."""
    page.goto(f"{home}my/addresses/new/")
    page.fill("[name=address]", ADDRESS)
    page.fill("[name=title]", "家")
    press(page, "main form button.go")


GROUPED = "products/camellia-oil-500ml/"  # of the demo's goods those of which a group gathers
ENDED = {"<group-failed>": 1, "<group-complete>": 2}  # their places in the shop's list


def of_groups(page: Page, home: str, path: str) -> str | None:
    """The address of a page of groups; None for any other page."""
    if path in ENDED:
        page.goto(f"{home}my/shop/groups/")
        found = page.eval_on_selector_all("main a[href*='/groups/']", "links => links.map(a => a.href)")
        return str([one for one in found if "/my/shop/" not in one][ENDED[path]])
    if path not in ("<group>", "<group-join>", "<group-check>", "<group-open>"):
        return None
    page.goto(home + GROUPED)
    which = "open" if path == "<group-open>" else "join"
    link = page.locator(f"main a[href*='/groups/'][href*='{which}/']").first
    address = str(link.evaluate("link => link.href"))
    if path == "<group-check>":
        return answered(page, address)
    return address.removesuffix("join/") if path == "<group>" else address


AHEAD = "products/bitter-tea-black-100g/"  # of the demo's goods those whose harvest is sold ahead


def of_presales(page: Page, home: str, path: str) -> str | None:
    """The address of a step to a harvest booked ahead; None for any other page."""
    if path not in ("<presale>", "<presale-check>"):
        return None
    page.goto(home + AHEAD)
    address = str(page.locator("main a[href*='/presales/']").first.evaluate("link => link.href"))
    return address if path == "<presale>" else answered(page, address)


def answered(page: Page, address: str) -> str:
    """The page that shows the answers once more, before the press that orders."""
    page.goto(address)
    for name, value in (("name", "刘燕"), ("phone", "13807314420"), ("address", ADDRESS)):
        page.fill(f"[name={name}]", value)
    page.check("[name=way][value=wechat]")
    press(page, "main form button.go")
    return page.url
