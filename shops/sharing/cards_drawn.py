"""Drawing a picture to share: the photograph, and below or beside it the shop's cloth with its seal, words and code."""

from dataclasses import dataclass
from io import BytesIO

from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from printing.codes import qr_pixels
from shops.builder.signboard import BOLD, THREAD, WHITE, band, face, shortened
from shops.sharing.cards import CardFacts
from shops.sharing.cloth import band_of, cloth_of
from shops.sharing.fitting import broken
from shops.sharing.models import Shape

GOLD, PAPER = "#F2B134", "#F2F5FB"
DASH, SPACE = 14, 9


@dataclass(frozen=True)
class Plan:
    """Where things stand, in pixels: boxes are (left, top, right, bottom). `stitch`: pixels of one stitch of the bands."""

    size: tuple[int, int]
    picture: tuple[int, int, int, int]
    words: tuple[int, int, int, int]
    code: tuple[int, int]
    qr: int
    seal: int
    name: int
    text: int
    price: int
    stitch: int

    @property
    def strip(self) -> int:
        return 24 * self.stitch


PLANS = {
    Shape.TALL: Plan((1080, 1440), (0, 72, 1080, 852), (64, 892, 690, 1336), (740, 940), 280, 150, 76, 36, 108, 3),
    Shape.WIDE: Plan((1200, 630), (0, 48, 590, 582), (634, 72, 1160, 340), (972, 352), 184, 96, 50, 27, 84, 2),
}


def card_png(facts: CardFacts, shape: str, address: str) -> bytes:
    """The picture, some 0.2 s of drawing."""
    plan, cloth = PLANS[Shape(shape)], cloth_of(facts.cloth)
    card = Image.new("RGB", plan.size, cloth)
    tile = tile_of(facts.band, cloth)
    put_photo(card, facts, plan)
    for top in (0, plan.size[1] - plan.strip):
        weave(card, tile, plan.stitch, (0, top, plan.size[0], top + plan.strip))
    pen = ImageDraw.Draw(card)
    put_words(pen, facts, plan)
    put_code(card, pen, facts, plan, address)
    written = BytesIO()
    card.save(written, "PNG", optimize=not facts.photo)
    return written.getvalue()


def tile_of(name: str, cloth: str) -> Image.Image:
    """The stitches of one piece of band, a pixel each."""
    blocks, wide, high = band(band_of(name))
    tile = Image.new("RGB", (wide, high), cloth)
    pen = ImageDraw.Draw(tile)
    for one in blocks:
        pen.rectangle((one.x, one.y, one.x + one.wide - 1, one.y + one.high - 1), fill=one.colour)
    return tile


def weave(card: Image.Image, tile: Image.Image, stitch: int, box: tuple[int, int, int, int]) -> None:
    """Fill `box` with the band, from its left."""
    strip = tile.resize((tile.width * stitch, tile.height * stitch), Image.Resampling.NEAREST)
    left, top, right, _bottom = box
    for at in range(left, right, strip.width):
        card.paste(strip.crop((0, 0, min(strip.width, right - at), strip.height)), (at, top))


def put_photo(card: Image.Image, facts: CardFacts, plan: Plan) -> None:
    """The photograph, cut to its box around the middle, with the seal sewn on its corner; without one, the seal alone."""
    left, top, right, bottom = plan.picture
    pen = ImageDraw.Draw(card)
    photo = read_photo(facts.photo)
    if photo is None:
        pen.rectangle((left, top, right - 1, bottom - 1), fill=PAPER)
        side = (bottom - top) * 52 // 100
        patch(pen, facts, ((left + right - side) // 2, (top + bottom - side) // 2), side)
        return
    card.paste(ImageOps.fit(photo, (right - left, bottom - top), Image.Resampling.LANCZOS), (left, top))
    patch(pen, facts, (right - plan.seal * 6 // 5, bottom - plan.seal * 6 // 5), plan.seal)


def patch(pen: ImageDraw.ImageDraw, facts: CardFacts, at: tuple[int, int], side: int) -> None:
    """The seal on a square of the shop's cloth."""
    pen.rectangle((*at, at[0] + side, at[1] + side), fill=cloth_of(facts.cloth))
    inset = max(8, side // 14)
    seal(pen, facts.seal, (at[0] + inset, at[1] + inset), side - 2 * inset)


def read_photo(path: str) -> Image.Image | None:
    """A picture of the public storage; None without one."""
    if not path or not default_storage.exists(path):
        return None
    try:
        with default_storage.open(path) as file:
            return Image.open(BytesIO(file.read())).convert("RGB")
    except (OSError, UnidentifiedImageError):
        return None


def seal(pen: ImageDraw.ImageDraw, character: str, at: tuple[int, int], side: int) -> None:
    """The family name's character in a square of running stitch."""
    left, top = at
    edge = max(3, side // 36)
    for start in range(0, side, DASH + SPACE):
        end = min(start + DASH, side)
        for across in (0, side):
            pen.line((left + start, top + across, left + end, top + across), fill=THREAD, width=edge)
            pen.line((left + across, top + start, left + across, top + end), fill=THREAD, width=edge)
    size = side * 66 // 100
    bold(pen, (left + (side - face(size).getlength(character)) / 2, top + side / 2 + size * 0.37), character, size, WHITE)


def bold(pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, colour: str) -> None:
    stroke = round(size * BOLD / 2)
    pen.text(at, text, fill=colour, font=face(size), anchor="ls", stroke_width=stroke, stroke_fill=colour)


def put_words(pen: ImageDraw.ImageDraw, facts: CardFacts, plan: Plan) -> None:
    """The name in up to three lines, its other language, where it is from; the price at the foot."""
    left, top, right, _bottom = plan.words
    lines, size = name_lines(facts.name, right - left, plan.name)
    foot = plan.size[1] - plan.strip
    y, least = float(top), foot - plan.text * 1.4
    if facts.price:
        least = put_price(pen, facts, plan, foot)
    for line in lines:
        y += size * 1.16
        bold(pen, (left, y), line, size, WHITE)
    for line in (part for part in (facts.second, *facts.lines) if part):
        y += plan.text * 1.48
        room = (right if y < plan.code[1] - plan.text else plan.code[0] - plan.text) - left
        if y < least:
            colour = THREAD if line == facts.second else WHITE
            pen.text((left, y), shortened(line, room, plan.text), fill=colour, font=face(plan.text), anchor="ls")


def name_lines(name: str, room: int, largest: int) -> tuple[list[str], int]:
    """The name in as few lines as it takes at two thirds of the size, three at most; a longer one is cut with …."""
    for most, least in ((1, 0.8), (2, 0.68), (3, 0.56)):
        for size in range(largest, int(largest * least), -2):
            if len(lines := broken(name, room / size)) <= most:
                return lines, size
    rest = (" " if name.isascii() else "").join(lines[2:])
    return [*lines[:2], shortened(rest, room, size)], size


def put_price(pen: ImageDraw.ImageDraw, facts: CardFacts, plan: Plan, foot: int) -> float:
    """The price, and under it what is in the pack and whose shop it is. Returns where that begins, from above."""
    left, size = plan.words[0], plan.price * 9 // 10
    line = foot - plan.text * 1.2
    under = " · ".join(part for part in (facts.pack, facts.shop) if part)
    pen.text(
        (left, line),
        shortened(under, plan.code[0] - left - plan.text, plan.text),
        fill=WHITE,
        font=face(plan.text),
        anchor="ls",
    )
    line -= plan.text * 1.5
    bold(pen, (left, line), facts.price, size, GOLD)
    return line - size * 0.92


def put_code(card: Image.Image, pen: ImageDraw.ImageDraw, facts: CardFacts, plan: Plan, address: str) -> None:
    """The code on white, and what it is for under it."""
    code = qr_pixels(address, plan.qr)
    left, top = plan.code[0] + (plan.qr - code.width) // 2, plan.code[1] + (plan.qr - code.height) // 2
    card.paste(code, (left, top))
    size = plan.text * 8 // 10
    text = shortened(facts.scan, plan.qr + 40, size)
    at = plan.code[0] + (plan.qr - face(size).getlength(text)) / 2
    pen.text((at, plan.code[1] + plan.qr + size * 1.4), text, fill=THREAD, font=face(size), anchor="ls")
