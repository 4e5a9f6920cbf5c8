"""Land and sky: dyed strips of sky, hills, terraces sewn along their edges, water, trees."""

import math
import random

from .palette import G300, G400, L400, L500, L700, L800, SOIL_DARK, WATER, WHITE, mix
from .pen import at, fill, line, oval, rect, ring, sew, smooth
from .stitch import crosses, star

NIGHT = ("#0D1634", "#13204A", "#1B2B60", "#253B7C", "#34519A", "#6A6F9C", "#B58E86", "#E9B77A")
DUSK = ("#16224C", "#223468", "#324C8C", "#5168A4", "#8C88AA", "#C9A192", "#F0C48C")
DAY = ("#A9CBE0", "#B9D5E4", "#CADFE8", "#DBE8E6", "#EDEEDC", "#FAEFD2")
MORNING = ("#C6DCEA", "#D6E5EA", "#E5ECE4", "#F3EFDA", "#FBEBC8")


def sky(w: int, h: int, colours: tuple[str, ...] = DAY, low: float = 1) -> str:
    """Strips of dyed cloth, dark above; `low` is the share of h where the last strip begins."""
    out = rect(0, 0, w, h, colours[0])
    for k, colour in enumerate(colours[1:], 1):
        y = round(h * low * k / len(colours))
        dip = round(h * 0.02) * (1 if k % 2 else -1)
        out += fill(colour, f"M0 {y}q{w // 4} {dip} {w // 2} 0t{w - w // 2} 0V{h}H0z")
    return out


def stars(places: tuple[tuple[int, int], ...], colour: str = G300) -> str:
    """Small X stitches in the night."""
    return line(colour, "".join(f"M{x - 4} {y - 4}l8 8m0-8l-8 8" for x, y in places), 2.5)


def sun_flower(x: int, y: int, cell: float, a: int = 6) -> str:
    """The eight-petal flower as the sun, in true X stitches, with its sewn halo."""
    reach = a * cell
    halo = oval(x, y, reach * 2.4, reach * 2.4, G300, ' opacity=".14"') + ring(
        x, y, reach * 2.8, reach * 2.8, G300, 2.5, "10 8"
    )
    return halo + at(x, y, at(-0.5, -0.5, crosses(star(a, "l", "g", "r", "l"), 0.55)), cell)


def hill(w: int, h: int, points: tuple[tuple[float, float], ...], colour: str, thread: str = "", drop: int = 14) -> str:
    """One smooth hill down to the bottom edge, sewn just under its crest if a thread is given."""
    body = fill(colour, f"{smooth(list(points))}V{h}H{round(points[0][0])}z")
    return body + (sew(thread, smooth([(x, y + drop) for x, y in points])) if thread else "")


def range_(w: int, h: int, y: float, rise: float, seed: int, colour: str, thread: str = "") -> str:
    """A far ridge: `rise` units high, its shape chosen by the seed."""
    rnd = random.Random(seed)
    a, b = rnd.uniform(0, 6), rnd.uniform(0, 6)
    step = max(60, w // 10)
    points = tuple(
        (x, y - rise * (0.5 + 0.33 * math.sin(x / w * 6 + a) + 0.17 * math.sin(x / w * 14 + b)))
        for x in range(-step, w + 2 * step, step)
    )
    return hill(w, h, points, colour, thread)


class Terraces:
    """A hill cut into paddies. `cx`, `top` and `reach` place it; each lower paddy is flatter and wider."""

    def __init__(self, w: int, h: int, cx: float, top: float, rise: float, reach: float, seed: int = 0) -> None:
        self.w, self.h, self.cx, self.top, self.rise, self.reach = w, h, cx, top, rise, reach
        self.phase = random.Random(seed).uniform(0, 6)
        self.step = max(48, w // 12)

    def edge(self, t: float, x: float) -> float:
        """How high the paddy edge t (0 the crest, 1 the lowest) runs at x."""
        u = (x - self.cx) / (self.reach * (1 + 0.4 * t))
        wave = self.h * 0.012 * math.sin(x / self.w * 13 + self.phase + t * 4)
        return self.top + self.rise * (1 - (1 - 0.5 * t) * math.exp(-u * u)) + wave

    def draw(self, bands: int, drop: float, dark: str, light: str, offset: int = 0) -> str:
        """The paddies from the crest down, `drop` units apart; every fourth holds water, every fifth ripe rice."""
        out = ""
        for k in range(bands):
            points = [(x, self.edge(k / bands, x) + k * drop) for x in range(-self.step, self.w + 2 * self.step, self.step)]
            colour = self._colour(k + offset, k / bands, dark, light)
            thread = {WATER: WHITE, G400: "#8A5A10"}.get(colour, mix(colour, "#FFFFFF", 0.42))
            out += fill(colour, f"{smooth(points)}V{self.h}H0z")
            out += sew(thread, smooth([(x, y + drop * 0.42) for x, y in points]), 2 + drop / 22, opacity=".75")
        return out

    @staticmethod
    def _colour(k: int, t: float, dark: str, light: str) -> str:
        if k % 4 == 2:
            return WATER
        return G400 if k % 5 == 4 else mix(dark, light, (k % 3) / 2.4 + 0.1 * t)


def valley(w: int, h: int, seed: int, crest: float = 0.45, bands: int = 6) -> str:
    """Three terraced hills, back to front, filling the lower part of the sheet from `crest` (share of h) down."""
    y, rnd = h * crest, random.Random(seed)
    back = Terraces(w, h, w * rnd.uniform(0.1, 0.3), y + h * 0.04, h * 0.2, w * 0.34, seed)
    right = Terraces(w, h, w * rnd.uniform(0.68, 0.88), y + h * 0.1, h * 0.26, w * 0.32, seed + 1)
    front = Terraces(w, h, w * rnd.uniform(0.2, 0.45), y + h * 0.34, h * 0.16, w * 0.4, seed + 2)
    return (
        back.draw(bands, h * 0.036, mix(L700, "#28557A", 0.35), L500)
        + right.draw(bands, h * 0.05, L700, L400, 1)
        + front.draw(max(3, bands - 2), h * 0.06, L800, L500, 3)
    )


def tree(dark: str = L700, light: str = L500) -> str:
    """A round broadleaf, standing at the origin, about 190 high."""
    return (
        fill("#6B4A2E", "M-9 0h18l-4-92h-10z")
        + sew("#4A2F22", "M0-4v-80", 2.5, "7 6")
        + fill(dark, "M-78-96q-22-50 22-68 4-52 56-50 54-4 58 50 42 18 20 68-18 22-46 10-30 22-62 2-30 8-48-12z")
        + sew(light, "M-60-104q-10-36 24-46 4-36 38-36 36 0 40 36 30 10 22 44M-28-112q-2-22 26-28 30 4 30 28", 4)
    )


def fir(dark: str = L800, light: str = L500) -> str:
    """A Chinese fir, standing at the origin, about 170 high."""
    return (
        fill(SOIL_DARK, "M-6 0h12v-30h-12z")
        + fill(dark, "M0-170l34 62h-16l30 46h-18l30 44h-120l30-44h-18l30-46h-16z")
        + sew(light, "M0-150v116M-14-96l14-14 14 14M-24-48l24-22 24 22", 3, "8 7")
    )


def bush(dark: str = L700, light: str = L400) -> str:
    """A clipped tea bush, standing at the origin, 120 wide."""
    return fill(dark, "M-60 0q-12-54 36-56 24-22 52-2 44 0 32 58z") + sew(
        light, "M-44-8q-4-30 26-34 22-14 40 2 26 4 22 32M-14-10q2-18 16-18 14 2 14 18", 3.5, "8 6"
    )


def field(h: int = 400, ground: str = "#8FB35A", thread: str = "#B9D58C", y: int = 260) -> str:
    """A near field 640 wide from y down, with three sewn furrows."""
    wave = "q160-26 330-6t310-8"
    body = fill(ground, f"M0 {y}{wave}V{h}H0z")
    return body + sew(thread, "".join(f"M0 {y + d}{wave}" for d in (22, 62, 106)))


def lake(w: int, y: int, h: int, colour: str = WATER) -> str:
    """Still water from y, h deep, with sewn ripples."""
    rows = "".join(f"M{20 + k * 46} {y + 18 + k * (h - 24) // 4}h{w - 90 - k * 60}" for k in range(4))
    return rect(0, y, w, h, colour) + sew(WHITE, rows, 3, "22 16", ".8")


def dark_ground(w: int, h: int, y: int, colour: str = L800, thread: str = L500) -> str:
    """A dark strip of near ground across the bottom."""
    q = f"q{w // 4}-20 {w // 2}-6t{w - w // 2}-8"
    return fill(colour, f"M0 {y}{q}V{h}H0z") + sew(thread, f"M0 {y + 16}{q}")


def cloud(colour: str = WHITE, opacity: str = "") -> str:
    """A flat cloud about 180 wide, its base on the origin."""
    return fill(colour, "M-90 0q-8-34 30-38 10-36 50-32 34-18 54 18 42 0 46 52z", opacity)


def mist(w: int, y: int, colour: str = WHITE) -> str:
    """A strip of mist."""
    return fill(colour, f"M0 {y}q{w // 5}-26 {w * 2 // 5}-4t{w * 3 // 5}-8v26q-{w // 4} 20-{w // 2} 0t-{w // 2} 6z", ".55")
