"""A route to read without a signal: one page that needs no other, and a ZIP of it with what devices read."""

import base64
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.template.loader import render_to_string

from cms.exports.calendar import calendar_of
from cms.exports.gpx import gpx_of
from cms.exports.words import File
from cms.itinerary import Outing
from cms.models import RoutePage
from cms.taking.booklets import shown, state_of
from common.clock import now
from common.templatetags.drawing import is_drawn

UNPACKED = "0000-00-00"  # stands for the day until it is packed, so that the state of the route has no day in it
SVG = '<svg class="map"'


@dataclass(frozen=True)
class Pack:
    """A route as it stood on `day`; `state` is the same as long as the route is."""

    file: File
    html: bytes
    map: bytes
    state: str
    day: date

    @property
    def size(self) -> int:
        """Bytes of the page that a phone keeps."""
        return len(self.html)


def pack_of(page: RoutePage, day: date) -> Pack:
    context: dict[str, Any] = shown(page)
    html = render_to_string("cms/pack.html", {**context, "pictures": pictures_of(context["outing"]), "day": UNPACKED})
    drawn = render_to_string("cms/parts/map.html", context) if context["map"] else ""
    drawn = drawn.replace(SVG, f'{SVG} xmlns="http://www.w3.org/2000/svg" font-family="sans-serif"', 1)
    packed = html.replace(UNPACKED, day.isoformat())
    return Pack(File(context["outing"], context["url"]), packed.encode(), drawn.encode(), state_of(html), day)


def pictures_of(outing: Outing) -> dict[str, str]:
    """The drawings of the route and its stops as addresses that carry them, each once."""
    names = {outing.page.drawing, *(halt.row.drawing for halt in outing.halts if halt.row)}
    return {name: carried(name) for name in sorted(names) if is_drawn(name)}


def carried(name: str) -> str:
    raw = (settings.ROOT / "static" / "art" / f"{name}.svg").read_bytes()
    return f"data:image/svg+xml;base64,{base64.b64encode(raw).decode()}"


def zip_of(pack: Pack, first: date | None = None) -> bytes:
    """The page, the points for devices, the map as a drawing and, where a first day is named, the calendar from it."""
    slug = pack.file.outing.page.slug
    parts = {f"{slug}.html": pack.html, f"{slug}.gpx": gpx_of(pack.file)}
    if pack.map:
        parts["map.svg"] = pack.map
    if first:
        parts[f"{slug}.ics"] = calendar_of(pack.file, first, pack.file.outing.page.last_published_at or now())
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, raw in parts.items():
            entry = ZipInfo(f"{slug}/{name}", (pack.day.year, pack.day.month, pack.day.day, 0, 0, 0))
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            made.writestr(entry, raw)
    return out.getvalue()
