"""Somebody walking the site in a browser: what each person of the story does, by the names of fields and buttons."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Locator, Page

from tools.browser import code_for, sign_in

MENTORS = {"李伟": "+8613900000007", "唐琼": "+8613900000008", "何建国": "+8613900000009"}
FRANCHISE_MANAGER, PROGRAMME_MANAGER = "+8613900000011", "+8613900000012"


def photograph(number: int, folder: Path) -> Path:
    """A JPEG that no other number gives, as a phone would take it."""
    dice = Random(number)
    image = Image.new("RGB", (1600, 1200), tuple(dice.randrange(60, 220) for _ in range(3)))
    pen = ImageDraw.Draw(image)
    for _stroke in range(40):
        x, y = dice.randrange(1500), dice.randrange(1100)
        pen.ellipse((x, y, x + 90, y + 70), fill=tuple(dice.randrange(256) for _ in range(3)))
    path = folder / f"photo-{number}.jpg"
    written = BytesIO()
    image.save(written, "JPEG", quality=85)
    path.write_bytes(written.getvalue())
    return path


def tick(control: Locator) -> None:
    """Tick a box or choose a radio button by the keyboard: no bar at the bottom of a phone is in the way."""
    if not control.is_checked():
        control.press("Space")
    assert control.is_checked()


@dataclass
class Walker:
    """One person at one phone."""

    page: Page
    site: str
    language: str

    def go(self, path: str) -> None:
        response = self.page.goto(f"{self.site}/{self.language}/{path}")
        assert response is not None
        assert response.status == 200, f"{path}: {response.status}"

    def press(self, selector: str = "main .btn.go") -> None:
        """Press a button or link and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def fill(self, **fields: str) -> None:
        for name, text in fields.items():
            self.page.fill(f"main [name={name}]", text)

    def choose(self, **fields: str) -> None:
        """Pick the radio button, tick box or option with this value."""
        for name, value in fields.items():
            control = self.page.locator(f"main select[name={name}]")
            if control.count():
                control.select_option(value)
            else:
                tick(self.page.locator(f"main [name={name}][value='{value}']"))

    def text(self) -> str:
        return self.page.inner_text("body")

    def sign_up(self, name: str, phone: str) -> None:
        self.go("account/sign-up/")
        self.fill(name=name, contact=phone)
        self.press()
        self.fill(code=code_for(self.page, self.site, f"+86{phone}"))
        self.press()

    def sign_in(self, phone: str) -> None:
        sign_in(self.page, self.site, phone, self.language)

    def apply(self, name: str) -> None:
        """Answer the questions of the e-commerce camp's application, one page at a time, and send it."""
        self.go("learn/ecommerce/apply/")
        self.fill(full_name=name)
        self.press()
        self.choose(township="qiaoshi")
        self.fill(village="河口村")
        self.press()
        self.choose(sells="tea")
        self.press()
        self.choose(signal="home", hours="evening")
        self.press()
        self.fill(hopes="把自家的茶卖到外面去。")
        self.press()
        assert "/apply/check/" in self.page.url
        self.press()

    def stages(self) -> list[str]:
        """The slugs of the eight stages, in order."""
        self.go("learn/ecommerce/")
        pattern = re.compile(r"/learn/ecommerce/([a-z-]+)/$")
        links = self.page.eval_on_selector_all("main a[href]", "all => all.map(a => a.getAttribute('href'))")
        stages = list(dict.fromkeys(m[1] for link in links if (m := pattern.search(link)) and m[1] != "apply"))
        assert len(stages) == 8, stages
        return stages

    def first_lesson_of(self, stage: str) -> None:
        """Take the quick check of a stage's first lesson, wrong first where it can be."""
        self.go(f"learn/ecommerce/{stage}/")
        lesson = self.page.locator(f"main a[href*='/{stage}/']").first.get_attribute("href")
        self.pass_quick_check(f"{self.site}{lesson}")

    def pass_quick_check(self, address: str) -> None:
        """Try the choices one after another until the lesson says it is done."""
        self.page.goto(address)
        for number in range(self.page.locator("#check [name=choice]").count()):
            tick(self.page.locator("#check [name=choice]").nth(number))
            self.press("#check button")
            if self.page.locator("#check .why.right").count():
                return
        raise AssertionError(f"no choice of {address} is right")

    def open_piece(self, piece: str, number: int = 1) -> None:
        self.go("my/shop/")
        found = re.search(r"/work/(\d+)/", self.page.content())
        assert found, "my/shop/ links to no piece"
        self.go(f"work/{found[1]}/{piece}/{number}/")

    def send(self) -> None:
        self.press("main button[value=send]")
        assert self.page.locator(".err").count() == 0, self.page.locator(".err").inner_text()

    def hand_in_everything(self, folder: Path, *, shop: str, tea: str, first_photo: int = 0) -> None:
        """All eight pieces of the shop called `shop` that sells `tea`, each after its stage's first lesson.

        Numbers are written as people write them.
        """
        stages = iter(self.stages())
        self.first_lesson_of(next(stages))
        self.open_piece("name")
        self.fill(name_zh=shop, seal="盘", byline="河口村 · 三代人的老茶树", village="河口村")
        self.choose(band="tea", cloth="green", township="qiaoshi")
        self.send()
        self.first_lesson_of(next(stages))
        self.open_piece("story")
        self.fill(story="祖母种下的茶树长在河口的坡上。\n雾没散，我和妈妈就上山。\n只采一芽一叶。\n头一口苦，第二口就甜了。")
        self.send()
        self.first_lesson_of(next(stages))
        self.open_piece("product")
        self.fill(name_zh=tea, unit="250 克/袋", variety="本地苦茶", grade="一芽一叶", stock="四十", about="松木火烘干。")
        self.choose(category="tea", harvest_months="3")
        self.send()
        self.first_lesson_of(next(stages))
        self.open_piece("label")
        self.fill(
            label_name="苦茶",
            grams="半斤",
            batch="PJ-0328-02",
            grower="盘阿妹",
            best_before="18 个月",
            storage="密封、阴凉、干燥",
        )
        self.send()
        self.first_lesson_of(next(stages))
        self.open_piece("price")
        self.fill(goods_fen="¥12", labour_fen="６", packing_fen="2.5", courier_fen="六", fee_percent="5", loss_percent="1")
        self.fill(price_fen="四十九", group_price_fen="38", group_size="3")
        self.send()
        self.first_lesson_of(next(stages))
        self.open_piece("photos")
        for number in range(3):
            self.page.set_input_files("main [name=new]", photograph(first_photo + number, folder))
            self.press("main button[value=add]")
        self.send()
        self.first_lesson_of(next(stages))
        self.open_piece("delivery")
        self.choose(posting_days="tue")
        self.fill(handover="河口村委会门口", fee_hunan="0", fee_near="6", fee_far="8")
        self.send()
        self.first_lesson_of(next(stages))
        self.open_piece("promise")
        self.fill(own="48 小时内发货\n坏了照价赔，拍照就行")
        self.send()

    def mentor_of_piece(self) -> str:
        """Whose name the page of a sent piece says: one of MENTORS."""
        self.go("my/shop/")
        return next(name for name in MENTORS if name in self.text())


def walker(browser: Browser, site: str, language: str, **options: object) -> Walker:
    """Somebody with a phone of their own."""
    locale = {"zh-hans": "zh-CN", "en": "en-GB"}[language]
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale=locale, **options)  # type: ignore[arg-type]
    return Walker(context.new_page(), site, language)
