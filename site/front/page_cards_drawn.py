"""Drawing the picture of a county page: 1200×630, as Open Graph's readers want it."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError
from wagtail.images.models import SourceImageIOError

from shops.builder.signboard import THREAD, WHITE, face, shortened
from shops.sharing.cards_drawn import bold, name_lines, tile_of, weave
from shops.sharing.cloth import cloth_of
from shops.sharing.fitting import broken

DRAWING = 1  # raised when the drawing changes: every card is drawn anew
SIZE = WIDE, HIGH = 1200, 630
STITCH, MARGIN = 3, 84
STRIP = 24 * STITCH
LARGEST, SECOND, ABOUT, SITE = 92, 40, 36, 32
CUT = "fill-1200x630|format-jpeg|jpegquality-84"


def photographed(photo: Any) -> bytes | None:
    """The photograph around what must stay in sight; None when its file is gone or cannot be read."""
    try:
        with photo.get_rendition(CUT).file.open("rb") as file:
            picture = Image.open(BytesIO(file.read())).convert("RGB")
    except (OSError, UnidentifiedImageError, SourceImageIOError):
        return None
    return jpeg(ImageOps.fit(picture, SIZE, Image.Resampling.LANCZOS))


def drawn(title: str, second: str, about: str, site: str, band: str) -> bytes:
    """Indigo cloth between two bands: the title in up to three lines, its other language, the page's line, whose site it is."""
    cloth = cloth_of("indigo")
    card = Image.new("RGB", SIZE, cloth)
    tile = tile_of(band, cloth)
    for top in (0, HIGH - STRIP):
        weave(card, tile, STITCH, (0, top, WIDE, top + STRIP))
    put_words(ImageDraw.Draw(card), title, second, about, site)
    return png(card)


def put_words(pen: ImageDraw.ImageDraw, title: str, second: str, about: str, site: str) -> None:
    """From above as far as there is room; the site's name always stands at the foot."""
    room, foot = WIDE - 2 * MARGIN, HIGH - STRIP - 30
    lines, size = name_lines(title, room, LARGEST)
    y = STRIP + 36.0
    for line in lines:
        y += size * 1.16
        bold(pen, (MARGIN, y), line, size, WHITE)
    if second and y + SECOND * 1.6 < foot - SITE * 1.8:
        y += SECOND * 1.6
        pen.text((MARGIN, y), shortened(second, room, SECOND), fill=THREAD, font=face(SECOND), anchor="ls")
    y += 12
    fit = int((foot - SITE * 1.8 - y) // (ABOUT * 1.5))
    for line in cut_to(about, room, min(fit, 2)):
        y += ABOUT * 1.5
        pen.text((MARGIN, y), line, fill=WHITE, font=face(ABOUT), anchor="ls")
    pen.text((MARGIN, foot), shortened(site, room, SITE), fill=THREAD, font=face(SITE), anchor="ls")


def cut_to(about: str, room: int, most: int) -> list[str]:
    """The line under the title in so many lines; what does not fit is cut with …."""
    lines = broken(about, room / ABOUT)
    if len(lines) <= most or most < 1:
        return lines[: max(most, 0)]
    rest = (" " if about.isascii() else "").join(lines[most - 1 :])
    return [*lines[: most - 1], shortened(rest, room, ABOUT)]


def jpeg(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", quality=82, optimize=True, progressive=True)
    return written.getvalue()


def png(picture: Image.Image) -> bytes:
    """In 64 colours: flat cloth and stitches stay sharp in a quarter of a photograph's bytes."""
    written = BytesIO()
    picture.quantize(64, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()
