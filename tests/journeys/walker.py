"""Somebody walking the site in a browser: what each person of the story does, by the names of fields and buttons."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Locator, Page

from tests.journeys.works import HEKOU, PIECES, Home, Work
from tools.browser import code_for, sign_in

MENTORS = {"李伟": "+8613900000007", "唐琼": "+8613900000008", "何建国": "+8613900000009"}
CULTURAL_REVIEWER = "+8613900000030"
EDITOR, FRANCHISE_MANAGER, PROGRAMME_MANAGER = "+8613900000010", "+8613900000011", "+8613900000012"
SECOND_MANAGER = "+8613900000021"


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
    """One person at one phone. `presses` counts what the finger did: links, buttons, boxes, and fields begun."""

    page: Page
    site: str
    language: str
    presses: int = 0
    screens: int = 0  # pages that were opened
    place: str = ""  # in a cohort, as the addresses of pieces have it
    seen: dict[str, list[str]] = field(default_factory=dict)  # the stages of each camp

    def go(self, path: str) -> None:
        self.presses += 1
        self.screens += 1
        response = self.page.goto(f"{self.site}/{self.language}/{path}")
        assert response is not None
        assert response.status == 200, f"{path}: {response.status}"

    def press(self, selector: str = "main .btn.go") -> None:
        """Press a button or link and wait for the page it leads to."""
        self.presses += 1
        self.screens += 1
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def tap(self, selector: str) -> None:
        """Press what opens something on the same page."""
        self.presses += 1
        self.page.locator(selector).first.click()

    def tick(self, selector: str) -> None:
        self.presses += 1
        tick(self.page.locator(selector).first)

    def fill(self, **fields: str) -> None:
        self.presses += len(fields)
        for name, text in fields.items():
            self.page.fill(f"main [name={name}]", text)

    def choose(self, **fields: str) -> None:
        """Pick the radio button, tick box or option with this value."""
        self.presses += len(fields)
        for name, value in fields.items():
            control = self.page.locator(f"main select[name={name}]")
            if control.count():
                control.select_option(value)
            else:
                tick(self.page.locator(f"main [name={name}][value='{value}']"))

    def text(self) -> str:
        return self.page.inner_text("body")

    def link(self, selector: str) -> str:
        """The whole address of the first link found so."""
        return f"{self.site}{self.page.locator(selector).first.get_attribute('href')}"

    def link_to(self, goods: str) -> str:
        """The whole address of the page of goods called so."""
        found = self.page.locator("main a[href*='/products/']", has_text=goods).first.get_attribute("href")
        return f"{self.site}{found}".partition("?")[0]

    def sign_up(self, name: str, phone: str) -> None:
        self.go("account/sign-up/")
        self.fill(name=name, contact=phone)
        self.press()
        self.fill(code=code_for(self.page, self.site, f"+86{phone}"))
        self.press()

    def sign_in(self, phone: str) -> None:
        sign_in(self.page, self.site, phone, self.language)

    def apply(self, name: str, home: Home = HEKOU, programme: str = "ecommerce") -> None:
        """Answer the questions of a camp's application, one page at a time, and send it."""
        self.go(f"learn/{programme}/apply/")
        self.fill(full_name=name)
        self.press()
        self.choose(township=home.township)
        self.fill(village=home.village)
        self.press()
        self.choose(sells=home.sells)
        self.press()
        self.choose(signal="home", hours="evening")
        self.press()
        self.fill(hopes=home.hopes)
        self.press()
        assert "/apply/check/" in self.page.url
        self.press()

    def stages(self, programme: str) -> list[str]:
        """The slugs of a camp's eight stages, in order; looked for once."""
        if programme not in self.seen:
            self.go(f"learn/{programme}/")
            pattern = re.compile(rf"/learn/{programme}/([a-z-]+)/$")
            links = self.page.eval_on_selector_all("main a[href]", "all => all.map(a => a.getAttribute('href'))")
            self.seen[programme] = list(
                dict.fromkeys(m[1] for link in links if (m := pattern.search(link)) and m[1] != "apply")
            )
        assert len(self.seen[programme]) == 8, self.seen[programme]
        return self.seen[programme]

    def learn(self, piece: str, programme: str = "ecommerce") -> None:
        """Take the quick check of the first lesson of the stage that makes a piece, wrong first where it can be."""
        stage = self.stages(programme)[PIECES.index(piece)]
        self.go(f"learn/{programme}/{stage}/")
        self.pass_quick_check(self.link(f"main a[href*='/{stage}/']"))

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
        if not self.place:
            self.go("my/shop/")
            found = re.search(r"/work/(\d+)/", self.page.content())
            assert found, "my/shop/ links to no piece"
            self.place = found[1]
        self.go(f"work/{self.place}/{piece}/{number}/")

    def send(self) -> None:
        self.press("main button[value=send]:not(.vh)")
        assert self.page.locator(".err").count() == 0, self.page.locator(".err").inner_text()

    def begin(self, piece: str, work: Work, programme: str = "ecommerce") -> None:
        """Take the lesson that a piece needs, open it and write what `work` says of it, not sending it yet."""
        self.learn(piece, programme)
        self.open_piece(piece)
        self.fill(**work.typed)
        self.choose(**work.chosen)

    def add_photos(self, folder: Path, first: int) -> None:
        """Three photographs that nobody else has."""
        for number in range(first, first + 3):
            self.page.set_input_files("main [name=new]", photograph(number, folder))
            self.press("main button[value=add]")

    def hand_in(self, works: dict[str, Work], folder: Path, programme: str = "ecommerce", first_photo: int = 0) -> None:
        """Write and send these pieces, one after another, each after its stage's first lesson."""
        for piece, work in works.items():
            self.begin(piece, work, programme)
            if piece == "photos":
                self.add_photos(folder, first_photo)
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
