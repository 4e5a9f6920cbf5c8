"""Drawing a picture to share: the photograph, and below or beside it the shop's cloth with its seal, words and code."""

from dataclasses import dataclass
from io import BytesIO

from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from shops.builder.signboard import BOLD, CLOTHS, THREAD, WHITE, Band, Cloth, band, face, shortened
from shops.sharing.cards import CardFacts
from shops.sharing.fitting import broken, width
from shops.sharing.models import Shape
from shops.sharing.qr import qr_pixels

GOLD = "#F2B134"
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
    Shape.TALL: Plan((1080, 1440), (0, 72, 1080, 852), (64, 900, 700, 1336), (740, 952), 280, 132, 76, 36, 108, 3),
    Shape.WIDE: Plan((1200, 630), (0, 48, 590, 582), (634, 80, 1156, 350), (956, 364), 204, 84, 50, 27, 84, 2),
}


def card_png(facts: CardFacts, shape: str, address: str) -> bytes:
    """The picture, some 0.2 s of drawing."""
    plan, cloth = PLANS[Shape(shape)], CLOTHS.get(facts.cloth, CLOTHS[Cloth.INDIGO])  # type: ignore[call-overload]
    card = Image.new("RGB", plan.size, cloth)
    tile = tile_of(facts.band, cloth)
    if not put_photo(card, facts.photo, plan.picture):
        put_seal_picture(card, facts, plan, tile)
    for top in (0, plan.size[1] - plan.strip):
        weave(card, tile, plan.stitch, (0, top, plan.size[0], top + plan.strip))
    pen = ImageDraw.Draw(card)
    put_words(pen, facts, plan, Shape(shape))
    put_code(card, pen, facts, plan, address)
    written = BytesIO()
    card.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(written, "PNG") if not facts.photo else card.save(
        written, "PNG", compress_level=6
    )
    return written.getvalue()


def tile_of(name: str, cloth: str) -> Image.Image:
    """The stitches of one piece of band, a pixel each."""
    blocks, wide, high = band(name if name in Band.values else Band.SUN)
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


def put_photo(card: Image.Image, path: str, box: tuple[int, int, int, int]) -> bool:
    """The photograph, cut to the box around its middle; False when there is none or it cannot be read."""
    photo = read_photo(path)
    if photo is None:
        return False
    left, top, right, bottom = box
    card.paste(ImageOps.fit(photo, (right - left, bottom - top), Image.Resampling.LANCZOS), (left, top))
    return True


def read_photo(path: str) -> Image.Image | None:
    """A picture of the public storage; None without one."""
    if not path or not default_storage.exists(path):
        return None
    try:
        with default_storage.open(path) as file:
            return Image.open(BytesIO(file.read())).convert("RGB")
    except (OSError, UnidentifiedImageError):
        return None


def put_seal_picture(card: Image.Image, facts: CardFacts, plan: Plan, tile: Image.Image) -> None:
    """Without a photograph: the seal, large, on paper the colour of light, between two rows of the band."""
    left, top, right, bottom = plan.picture
    pen = ImageDraw.Draw(card)
    pen.rectangle((left, top, right - 1, bottom - 1), fill="#F2F5FB")
    side = (bottom - top) * 52 // 100
    at = (left + right - side) // 2, (top + bottom - side) // 2
    pen.rectangle((*at, at[0] + side, at[1] + side), fill=CLOTHS.get(facts.cloth, CLOTHS[Cloth.INDIGO]))  # type: ignore[call-overload]
    seal(pen, facts.seal, (at[0] + side // 14, at[1] + side // 14), side - side // 7)


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


def put_words(pen: ImageDraw.ImageDraw, facts: CardFacts, plan: Plan, shape: Shape) -> None:
    """The name in at most two lines, its other language, where it is from; the price at the foot; the shop's seal beside."""
    left, top, right, bottom = plan.words
    lines, size = name_lines(facts.name, right - left, plan.name)
    y = float(top)
    for line in lines:
        y += size * 1.16
        bold(pen, (left, y), line, size, WHITE)
    for n, line in enumerate(part for part in (facts.second, *facts.lines) if part):
        y += plan.text * (1.55 if n == 0 else 1.42)
        if y > bottom - (plan.price if facts.price and shape == Shape.TALL else 0):
            break
        colour = THREAD if line == facts.second else WHITE
        pen.text((left, y), shortened(line, right - left, plan.text), fill=colour, font=face(plan.text), anchor="ls")
    foot = plan.size[1] - plan.strip
    if facts.price:
        put_price(pen, facts, plan, foot)
    else:
        seal(pen, facts.seal, (left, foot - plan.seal - plan.text), plan.seal)


def name_lines(name: str, room: int, largest: int) -> tuple[list[str], int]:
    """The name in one line if it is short, else in two, as large as they fit; a longer one is cut with …."""
    size = largest
    while size > largest * 0.55 and (len(broken(name, room / size)) > 2 or (len(name) < 12 and width(name) * size > room)):
        size -= 2
    lines = broken(name, room / size)
    if len(lines) > 2:
        lines = [lines[0], shortened(lines[1] + lines[2], room, size)]
    return lines, size


def put_price(pen: ImageDraw.ImageDraw, facts: CardFacts, plan: Plan, foot: int) -> None:
    """The price with its pack, and whose shop it is, at the foot."""
    left = plan.words[0]
    room = plan.code[0] - left - plan.text
    line = foot - plan.text * 1.3
    pen.text((left, line), shortened(facts.shop, room, plan.text), fill=WHITE, font=face(plan.text), anchor="ls")
    line -= plan.text * 1.55
    bold(pen, (left, line), facts.price, plan.price * 9 // 10, GOLD)
    after = left + face(plan.price * 9 // 10).getlength(facts.price) + plan.text * 0.7
    pen.text((after, line), shortened(facts.pack, plan.code[0] - plan.text - after, plan.text), fill=WHITE, font=face(plan.text),
             anchor="ls")  # fmt: skip


def put_code(card: Image.Image, pen: ImageDraw.ImageDraw, facts: CardFacts, plan: Plan, address: str) -> None:
    """The code on white, and what it is for under it."""
    code = qr_pixels(address, plan.qr)
    left, top = plan.code[0] + (plan.qr - code.width) // 2, plan.code[1] + (plan.qr - code.height) // 2
    card.paste(code, (left, top))
    size = plan.text * 8 // 10
    text = shortened(facts.scan, plan.qr + 40, size)
    at = plan.code[0] + (plan.qr - face(size).getlength(text)) / 2
    pen.text((at, plan.code[1] + plan.qr + size * 1.4), text, fill=THREAD, font=face(size), anchor="ls")
