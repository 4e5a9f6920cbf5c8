"""Numbers as woven bands: one stitch a piece, drawn on the server as SVG. A picture beside words, never instead of them."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

STITCH, GAP, TALL = 6, 2, 10
MOST = 40  # stitches in a band: beyond, it says so by its fringe
WIDE, HIGH, TALLEST = 336, 112, 16  # the picture of columns, and its highest stitch


def band(count: int, is_low: bool = False) -> SafeString:
    """A band of so many stitches, at most `MOST`; more end in a fringe. Empty for none."""
    shown = min(count, MOST)
    fringe = format_html('<path d="M{} 1l6 4-6 4z"/>', shown * 8) if count > MOST else ""
    rows = format_html_join("", '<rect x="{}" width="6" height="10"/>', ((n * (STITCH + GAP),) for n in range(shown)))
    return format_html(
        '<svg class="stitches{}" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}{}</svg>',
        " hot" if is_low else "", MOST * 8 + 8, TALL, MOST * 8 + 8, TALL, rows, fringe,
    )  # fmt: skip


def columns(numbers: Sequence[int], hot: int, stitch: int = 1) -> SafeString:
    """A column of stitches for each number, one stitch for each `stitch`; column `hot` is the one that counts now."""
    step = WIDE / max(len(numbers), 1)
    most = max(max(numbers, default=0) // stitch, 1)
    tall = min(TALLEST, HIGH / most)
    high = round(most * tall + 6)
    bars = []
    for place, number in enumerate(numbers):
        css = "hot" if place == hot else ""
        x = round(place * step + 3, 1)
        bars.append(format_html('<rect class="warp" x="{}" y="{}" width="{}" height="2"/>', x, high - 2, round(step - 6, 1)))
        for n in range(number // stitch):
            y = round(high - 4 - (n + 1) * tall, 1)
            box = (css, x, y, round(step - 6, 1), round(tall - 2, 1))
            bars.append(format_html('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', *box))
    joined = format_html_join("", "{}", ((bar,) for bar in bars))
    return format_html('<svg class="stitches wide" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>', WIDE, high, joined)
