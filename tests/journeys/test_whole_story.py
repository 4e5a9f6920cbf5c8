"""The main job, from a stranger to an open shop, walked on a phone: in Chinese, and in English without JavaScript."""

import re
import time
from dataclasses import dataclass

import pytest

from tests.journeys.languages import HERE
from tests.journeys.selling import add_a_product, find_goods, print_labels, warn_suspend_and_reopen
from tests.journeys.staff import admit, approve_all, next_of, printed
from tests.journeys.walker import FRANCHISE_MANAGER, MENTORS, Walker, tick, walker
from tests.journeys.works import tea_shop
from tools.browser import code_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
NEW_STORY = "雾散以前，我们就上山了。"


def ask_for_a_change(mentor: Walker, trainee: Walker, name: str) -> None:
    """The oldest piece of `name` is sent back with words; the trainee reads them and sends it again."""
    mentor.page.goto(f"{mentor.site}{next_of(mentor, name)}")
    mentor.press("main button[value=change]")
    assert mentor.page.locator(".err").count() == 1, "asking for a change without words must be explained"
    mentor.fill(words="请把印章换成您的姓。")
    mentor.press("main button[value=change]")
    trainee.open_piece("name")
    assert "请把印章换成您的姓。" in trainee.text()
    trainee.fill(seal="盘")
    trainee.send()


def keep_half_a_piece_across_languages(trainee: Walker) -> None:
    """Half a piece, begun before its time, is there in the other language too, reached by the header's switch."""
    trainee.open_piece("delivery")
    trainee.fill(handover="河口村委会门口", fee_far="不知道")
    trainee.press("main button[value=save]")
    trainee.open_piece("delivery")
    trainee.press("header .tool[lang], header .tool[hreflang]")
    assert trainee.page.input_value("main [name=handover]") == "河口村委会门口"
    assert trainee.page.input_value("main [name=fee_far]") == "不知道"


def keep_ticks_across_languages(trainee: Walker) -> None:
    """So are the ticks of a stage."""
    trainee.go("learn/ecommerce/packing/weigh-seal-label/")
    ticked = trainee.page.locator("#check .why.right").count(), trainee.page.locator(".out .tick.d").count()
    trainee.press("header .tool[lang], header .tool[hreflang]")
    assert (trainee.page.locator("#check .why.right").count(), trainee.page.locator(".out .tick.d").count()) == ticked == (1, 1)


def verify_the_certificate(trainee: Walker, name: str) -> None:
    """The graduate's certificate is public, true, and its PDF is theirs."""
    trainee.go("my/shop/")
    certificate = trainee.page.locator("main a[href*='/certificates/']").first.get_attribute("href")
    trainee.page.goto(f"{trainee.site}{certificate}")
    assert name in trainee.text()
    pdf = trainee.site + trainee.page.locator("main a[href$='/pdf/']").first.get_attribute("href")
    assert printed(trainee, pdf)[:5] == b"%PDF-"


def make_and_send_the_shop(trainee: Walker, newcomer: "Newcomer", full_name: str) -> None:
    """From the one press to the inspector's desk: five screens, seven touches, and a fraction of three minutes."""
    trainee.go("my/shop/")
    trainee.presses, trainee.screens, began = 0, 1, time.monotonic()
    trainee.press("main form[action*='/make/'] button")
    assert newcomer.tea in trainee.text(), "the sixth step shows what the shop was made of"
    dye_it_green(trainee)
    trainee.press("main .btn.go")
    trainee.fill(name=full_name)
    trainee.tick("main [name=agree]")
    trainee.press("#signature .btn.go")
    trainee.fill(code=code_for(trainee.page, trainee.site, f"+86{newcomer.phone}"))
    trainee.press("#signature .btn.go")
    assert (trainee.screens, trainee.presses) == (5, 7)
    assert time.monotonic() - began < 180


def dye_it_green(trainee: Walker) -> None:
    """Another cloth, seen on the front; whoever wants none of it signs at once, so its touches are not counted."""
    counted = trainee.presses, trainee.screens
    trainee.go("my/shop/change/sign/")
    trainee.choose(cloth="green")
    trainee.press("main button[value=save], main .btn.go")
    trainee.go("my/shop/preview/")
    assert trainee.page.locator("main .fr .sign.green").count() == 1
    trainee.go("my/shop/change/check/")
    trainee.presses, trainee.screens = counted


def make_and_open_the_shop(trainee: Walker, manager: Walker, newcomer: "Newcomer", full_name: str) -> str:
    """Press, look, sign, send; be returned once, change the story, send again; be opened. The shop's slug."""
    make_and_send_the_shop(trainee, newcomer, full_name)
    trainee.go("my/shop/preview/")
    assert newcomer.tea in trainee.text()
    manager.sign_in(FRANCHISE_MANAGER)
    shop = inspect(manager, newcomer.shop)
    manager.fill(reasons="请把发货日写清楚。")
    manager.press("main button[value=return]")
    trainee.go("my/shop/")
    assert "请把发货日写清楚。" in trainee.text()
    trainee.go("my/shop/change/story/")
    trainee.fill(story_zh_hans=NEW_STORY)
    trainee.press()
    trainee.go("my/shop/")
    trainee.press("main form[action*='/send/'] button")
    manager.page.goto(shop)
    for line in manager.page.locator("main input[value=kept]").all():
        tick(line)
    manager.press("main button[value=open]")
    trainee.go("my/shop/")
    found = re.search(r"/shops/([a-z0-9-]+)/", trainee.page.content())
    assert found
    return found[1]


def inspect(manager: Walker, name: str) -> str:
    """Open the inspection of the newest shop called `name`; its address."""
    manager.go("franchise/")
    link = manager.page.locator("main a[href*='/franchise/']", has_text=name).last
    manager.page.goto(manager.site + link.get_attribute("href"))
    return manager.page.url


@dataclass(frozen=True)
class Newcomer:
    """Who walks the story. Shop and tea are nobody else's, so that what a stranger finds is theirs."""

    name: str
    phone: str
    shop: str
    tea: str
    part: str  # of the tea's name: what the stranger types


def walk(browser, site, tmp_path, language: str, newcomer: Newcomer, **options) -> None:
    """The whole story; every person has a browser of their own."""
    name = newcomer.name
    trainee = walker(browser, site, language, **options)
    mentor, manager, inspector = (walker(browser, site, "zh-hans", **options) for _person in range(3))
    trainee.sign_up(name, newcomer.phone)
    trainee.apply(name)
    admit(manager, name)
    keep_half_a_piece_across_languages(trainee)
    trainee.hand_in(tea_shop(newcomer.shop, newcomer.tea), tmp_path, first_photo=int(newcomer.phone[-2:]) * 10)
    keep_ticks_across_languages(trainee)
    mentor.sign_in(MENTORS[trainee.mentor_of_piece()])
    ask_for_a_change(mentor, trainee, name)
    approve_all(mentor, name)
    verify_the_certificate(trainee, name)
    slug = make_and_open_the_shop(trainee, inspector, newcomer, name)
    stranger = walker(browser, site, language, **options)
    be_found_by(stranger, newcomer, slug)
    second = f"{newcomer.part}谷雨茶"
    add_a_product(trainee, second, tmp_path, first_photo=500 + int(newcomer.phone[-2:]) * 10)
    print_labels(trainee, second)
    goods = find_goods(stranger, second, second[1:], slug, newcomer.shop)
    inspector.go("franchise/shops/")
    inspector.page.goto(inspector.link(f"main a[href*='/franchise/']:has-text('{newcomer.shop}')"))
    warn_suspend_and_reopen(inspector, trainee, stranger, slug, goods)


def be_found_by(stranger: Walker, newcomer: Newcomer, slug: str) -> None:
    """Search by part of the tea's Chinese name, the shop itself with its new story, its category and the map."""
    stranger.go(f"search/?q={newcomer.part}")
    goods = stranger.page.locator("main a[href*='/products/']", has_text=newcomer.tea)
    stranger.page.goto(stranger.site + goods.first.get_attribute("href"))
    assert f"/{stranger.language}/shops/{slug}/" in stranger.page.content()
    stranger.go(f"shops/{slug}/")
    assert newcomer.tea in stranger.text()
    assert NEW_STORY in stranger.text()
    stranger.go("market/tea/")
    assert newcomer.tea in stranger.text()
    stranger.go("shops/")
    assert f"/shops/{slug}/" in stranger.page.content()


WHOLE = {
    "zh-hans": (Newcomer("盘阿妹", "13711110001", "盘家高山茶", "云雾野生苦茶", "雾野生"), {}),
    "en": (Newcomer("赵阿强", "13711110002", "赵家松烟茶", "松烟老树茶", "烟老树"), {"java_script_enabled": False}),
}


@pytest.mark.parametrize("language", HERE)
def test_a_newcomer_becomes_a_shopkeeper(site, browser, tmp_path, language):
    """In Chinese; in English without JavaScript."""
    newcomer, options = WHOLE[language]
    walk(browser, site, tmp_path, language, newcomer, **options)
