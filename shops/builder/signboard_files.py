"""The sign as files: an SVG of outlines, a PNG of pixels."""

from io import BytesIO

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw

from printing.fonts import FILES, SANS
from shops.builder.signboard import BOLD, HIGH, MARGIN, SEAL, STRIP, THREAD, WIDE, Board, Words, face

TIMES = 2  # the PNG is drawn twice as large and made smaller: smooth edges
DASH, SPACE, EDGE = 18, 12, 4


def signboard_svg(board: Board) -> str:
    """A whole SVG document. It takes some 0.4 s: the font is read anew, so that no process keeps its 35 MB."""
    tile = format_html_join(
        "", '<path fill="{}" d="M{} {}h{}v{}h-{}z"/>',
        ((one.colour, one.x, one.y, one.wide, one.high, one.wide) for one in board.tile),
    )  # fmt: skip
    pattern = format_html(
        '<pattern id="b" width="{w}" height="{h}" patternUnits="userSpaceOnUse" patternTransform="scale({s})">{tile}</pattern>',
        w=board.tile_wide, h=board.tile_high, s=round(board.stitch, 4), tile=tile,
    )  # fmt: skip
    strips = format_html_join(
        "", '<g transform="translate(0 {})"><rect width="{}" height="{}" fill="url(#b)"/></g>',
        ((top, WIDE, STRIP) for top in board.strips),
    )  # fmt: skip
    with TTFont(FILES[SANS], lazy=True) as font:
        lines = mark_safe("".join(outlined(words, font) for words in board.words))
    seal = format_html(
        '<rect x="{}" y="{}" width="{s}" height="{s}" fill="none" stroke="{}" stroke-width="{}" stroke-dasharray="{} {}"/>',
        MARGIN, (HIGH - SEAL) // 2, THREAD, EDGE, DASH, SPACE, s=SEAL,
    )  # fmt: skip
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img">'
        "<title>{title}</title>"
        '<defs>{pattern}</defs><rect width="{w}" height="{h}" fill="{cloth}"/>{strips}{seal}{lines}</svg>',
        w=WIDE, h=HIGH, title=board.title, pattern=pattern, cloth=board.cloth, strips=strips, seal=seal, lines=lines,
    )  # fmt: skip


def outlined(words: Words, font: TTFont) -> SafeString:
    """A line of text as the outlines of its characters."""
    glyphs, named, advances = font.getGlyphSet(), font.getBestCmap(), font["hmtx"]
    scale, x, drawn = words.size / font["head"].unitsPerEm, 0, []
    for character in words.text:
        name, pen = named.get(ord(character), ".notdef"), SVGPathPen(glyphs)
        glyphs[name].draw(pen)
        drawn.append((x, pen.getCommands()))
        x += advances[name][0]
    paths = format_html_join("", '<path transform="translate({} 0)" d="{}"/>', drawn)
    stroke = int(BOLD * font["head"].unitsPerEm) if words.is_bold else 0
    return format_html(
        '<g transform="translate({} {}) scale({} -{})" fill="{c}" stroke="{c}" stroke-width="{}">{}</g>',
        round(words.x, 1), round(words.y, 1), round(scale, 5), round(scale, 5), stroke, paths, c=words.colour,
    )  # fmt: skip


def signboard_png(board: Board) -> bytes:
    """The same as a PNG of 1200 × 560 pixels."""
    picture = Image.new("RGB", (WIDE * TIMES, HIGH * TIMES), board.cloth)
    pen = ImageDraw.Draw(picture)
    strip = strip_of(board)
    for top in board.strips:
        for left in range(0, picture.width, strip.width):
            picture.paste(strip, (left, top * TIMES))
    stitched_square(pen)
    for words in board.words:
        pen.text(
            (words.x * TIMES, words.y * TIMES), words.text, fill=words.colour, font=face(words.size * TIMES), anchor="ls",
            stroke_width=round(words.size * TIMES * BOLD / 2) if words.is_bold else 0, stroke_fill=words.colour,
        )  # fmt: skip
    written = BytesIO()
    picture.resize((WIDE, HIGH), Image.Resampling.LANCZOS).save(written, "PNG", optimize=True)
    return written.getvalue()


def strip_of(board: Board) -> Image.Image:
    """One tile of the band, as large as it is pasted."""
    tile = Image.new("RGB", (board.tile_wide, board.tile_high), board.cloth)
    pen = ImageDraw.Draw(tile)
    for one in board.tile:
        pen.rectangle((one.x, one.y, one.x + one.wide - 1, one.y + one.high - 1), fill=one.colour)
    size = round(board.tile_wide * board.stitch * TIMES), STRIP * TIMES
    return tile.resize(size, Image.Resampling.NEAREST)


def stitched_square(pen: ImageDraw.ImageDraw) -> None:
    """The seal's edge in running stitch."""
    left, top = MARGIN * TIMES, (HIGH - SEAL) // 2 * TIMES
    side, step, dash, edge = SEAL * TIMES, (DASH + SPACE) * TIMES, DASH * TIMES, EDGE * TIMES
    for start in range(0, side, step):
        end = min(start + dash, side)
        for across in (0, side):
            pen.line((left + start, top + across, left + end, top + across), fill=THREAD, width=edge)
            pen.line((left + across, top + start, left + across, top + end), fill=THREAD, width=edge)
