"""Areas, weights and days as farmers say them: 三分地, 半亩, 两亩三分, ３亩, 0.2 公顷; 300斤; 11月3日."""

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext

from common.numerals import parse_number

MU = Decimal(2000) / 3  # square metres
AREA_UNITS = {
    "亩": MU, "mu": MU, "分": MU / 10, "厘": MU / 100, "公顷": Decimal(10_000), "ha": Decimal(10_000),
    "平方米": Decimal(1), "平米": Decimal(1), "平方": Decimal(1), "m2": Decimal(1), "㎡": Decimal(1),
}  # fmt: skip
NUMBER = r"([\d.,]+|[零〇一二两三四五六七八九十百千]+?|半)"
AREA_PART = rf"{NUMBER}({'|'.join(sorted(AREA_UNITS, key=len, reverse=True))})"
AREA = re.compile(rf"(?:{AREA_PART})+半?\Z", re.ASCII)
AREA_EACH = re.compile(AREA_PART, re.ASCII)
WEIGHT_UNITS = {
    "公斤": Decimal(1),
    "千克": Decimal(1),
    "kg": Decimal(1),
    "斤": Decimal("0.5"),
    "吨": Decimal(1000),
    "t": Decimal(1000),
}
LEAST_M2, MOST_M2 = 10, 66_667  # a strip by the house, 100 mu
HUNDREDTH = Decimal("0.01")


def plain(text: str) -> str:
    """Full-width forms folded, spaces gone, small letters."""
    return unicodedata.normalize("NFKC", text or "").lower().replace(" ", "").strip()


def amount(number: str) -> Decimal:
    return Decimal("0.5") if number == "半" else parse_number(number)


def parse_area(text: str) -> int:
    """Whole square metres; a bare number is mu (1 mu = 2000/3 m²).

    Raises ValueError when it is no area, or is not between 10 m² and 100 mu.
    """
    said = plain(text).removesuffix("地").removesuffix("田")
    if AREA.match(said):
        parts = AREA_EACH.findall(said)
        metres = sum((amount(number) * AREA_UNITS[unit] for number, unit in parts), Decimal(0))
        metres += AREA_UNITS[parts[-1][1]] / 2 if said.endswith("半") else 0
    else:
        metres = parse_number(said) * MU
    whole = int(metres.to_integral_value(ROUND_HALF_UP))
    if not LEAST_M2 <= whole <= MOST_M2:
        raise ValueError(text)
    return whole


def mu(square_metres: int) -> Decimal:
    """Square metres in mu, to a hundredth."""
    return (Decimal(square_metres) / MU).quantize(HUNDREDTH, ROUND_HALF_UP)


def short(number: Decimal) -> str:
    """A number without the noughts at its end: 0.30 → 0.3, 12.00 → 12."""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def say_area(square_metres: int) -> str:
    return gettext("%(mu)s mu (%(metres)s m²)") % {"mu": short(mu(square_metres)), "metres": square_metres}


def parse_kilos(text: str) -> Decimal:
    """Kilograms to a hundredth; a bare number is kilograms, 斤 is half of one. Raises ValueError."""
    said, each = plain(text), Decimal(1)
    for unit, kilos in WEIGHT_UNITS.items():
        if said.endswith(unit):
            said, each = said.removesuffix(unit), kilos
            break
    return amount(said) * each


def parse_day(text: str, today: date) -> date:
    """A day as written: 2026-11-03, 2026/11/3, 2026.11.3, 2026年11月3日, 11月3日 (the last one that was). Raises ValueError."""
    said = plain(text).removesuffix("日").removesuffix("号")
    numbers = re.split(r"[-/.年月]", said)
    if not all(part.isascii() and part.isdigit() for part in numbers) or len(numbers) not in (2, 3):
        raise ValueError(text)
    if len(numbers) == 3:
        return date(int(numbers[0]), int(numbers[1]), int(numbers[2]))
    this_year = date(today.year, int(numbers[0]), int(numbers[1]))
    return this_year if this_year <= today else this_year.replace(year=today.year - 1)
