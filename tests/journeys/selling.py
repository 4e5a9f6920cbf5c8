"""A shop that is open: another product with photographs, labels to print, strangers who find it, and what a franchise manager does."""

import re
from pathlib import Path

from tests.journeys.staff import printed
from tests.journeys.walker import Walker, photograph

WARNED, STOPPED, OPEN_AGAIN = "标签上的重量看不清，请换大字。", "有人收到了发霉的货，先停下来查。", "查清了，是快递淋了雨。"


def add_a_product(owner: Walker, name: str, folder: Path, first_photo: int) -> str:
    """Five things, then three photographs at once, then what the category asks; on sale. The path of its page for buyers."""
    owner.go("my/shop/change/goods/new/")
    owner.fill(name=name, contents="半斤", price="二十六块", stock="三十")
    tea = owner.page.locator("main select[name=category] option").filter(has_text=re.compile("茶|Tea")).first
    owner.choose(category=tea.get_attribute("value") or "")
    owner.press()
    assert "半斤" in owner.text(), "what was understood is said again"
    goods = re.search(r"/goods/(\d+)/", owner.page.url)
    assert goods, owner.page.url
    owner.go(f"my/shop/change/goods/{goods[1]}/photos/")
    owner.page.set_input_files("main [name=new]", [photograph(first_photo + n, folder) for n in range(3)])
    owner.tap("main button[value=add]")  # with scripts they go one by one, and the page stays
    owner.page.locator("main [name=cover]").nth(2).wait_for()
    owner.go(f"my/shop/change/goods/{goods[1]}/")
    owner.choose(produced="own")
    owner.press()
    owner.go(f"my/shop/change/goods/{goods[1]}/")
    owner.press("main form[action*='/state/on-sale/'] button")
    return goods[1]


def print_labels(owner: Walker, product: str) -> None:
    """Three parcel labels of the goods called so, as a PDF."""
    owner.go("my/shop/share/labels/")
    owner.page.locator("main .counts li", has_text=product).locator("input").fill("3")
    owner.choose(kind="parcel")
    owner.press()
    address = owner.page.url
    owner.page.goto("about:blank")  # the page looks again by itself, which would cut into wherever one goes next
    assert printed(owner, address)[:5] == b"%PDF-"


def find_goods(stranger: Walker, name: str, part: str, slug: str, shop: str) -> str:
    """The same goods by category, by filter and by search; what else the filter would show is not there. The page's path."""
    stranger.go("market/tea/")
    by_category = stranger.link_to(name)
    stranger.go(f"market/tea/?grower={slug}&min=20&max=30&sort=price")
    assert stranger.link_to(name) == by_category
    stranger.go(f"market/tea/?grower={slug}&min=31")
    assert stranger.page.locator("main a[href*='/products/']", has_text=name).count() == 0
    stranger.go(f"search/?q={part}")
    assert stranger.link_to(name) == by_category
    stranger.page.goto(by_category)
    assert stranger.page.locator("main .strip figure img").count() == 3
    assert shop in stranger.text()
    return by_category


def measure(manager: Walker, kind: str, reasons: str) -> None:
    """On the page of an open shop: warn, suspend or close it, with these reasons."""
    manager.tap("details summary:has(~ form[action*='/stop/'])")
    manager.choose(to=kind)
    form = manager.page.locator("form[action*='/stop/']")
    form.locator("[name=reasons]").fill(reasons)
    with manager.page.expect_navigation():
        form.locator("button").click()


def warn_suspend_and_reopen(manager: Walker, owner: Walker, stranger: Walker, slug: str, goods: str) -> None:
    """A warning is read by the owner and seen by nobody else; a suspended shop is gone for shoppers with its goods, and all of
    it is back when it is opened again."""
    front = f"{stranger.site}/{stranger.language}/shops/{slug}/"
    measure(manager, "warning", WARNED)
    owner.go("my/shop/")
    assert WARNED in owner.text()
    assert stranger.page.goto(front).status == 200
    assert WARNED not in stranger.text()
    measure(manager, "suspended", STOPPED)
    owner.go("my/shop/")
    assert STOPPED in owner.text()
    assert [stranger.page.goto(address).status for address in (front, goods)] == [404, 404]
    stranger.go("market/tea/")
    assert goods.removeprefix(stranger.site) not in stranger.page.content()
    manager.page.fill("form[action*='/reopen/'] [name=reasons]", OPEN_AGAIN)
    manager.press("form[action*='/reopen/'] button")
    assert [stranger.page.goto(address).status for address in (front, goods)] == [200, 200]
    stranger.go("market/tea/")
    assert goods.removeprefix(stranger.site) in stranger.page.content()
