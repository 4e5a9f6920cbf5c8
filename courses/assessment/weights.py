"""Weights as farmers say them: 250, 250克, 半斤, 五两, 一斤半, 0.25 kg."""

import re
import unicodedata
from decimal import Decimal

from common.numerals import parse_number

UNITS = {"公斤": 1000, "千克": 1000, "kg": 1000, "斤": 500, "两": 50, "克": 1, "g": 1}
MOST_GRAMS = 50_000
PART = r"([\d.]+|[零〇一二两三四五六七八九十百千]+?|半)(公斤|千克|kg|斤|两|克|g)"
WEIGHT = re.compile(rf"(?:{PART})+半?\Z", re.ASCII)
EACH = re.compile(PART, re.ASCII)


def parse_grams(text: str) -> int:
    """Whole grams (1 斤 = 500 g, 1 两 = 50 g). A bare number is grams.

    Raises ValueError when it is no weight, is no whole number of grams, or is not between 1 g and 50 kg.
    """
    plain = unicodedata.normalize("NFKC", text or "").lower().replace(" ", "").replace("公克", "克")
    grams = with_units(plain) if WEIGHT.match(plain) else parse_number(plain)
    if grams != grams.to_integral_value() or not 1 <= grams <= MOST_GRAMS:
        raise ValueError(text)
    return int(grams)


def with_units(plain: str) -> Decimal:
    """The sum of the parts; 半 at the end is half of the last unit."""
    parts = EACH.findall(plain)
    grams = sum((amount(number) * UNITS[unit] for number, unit in parts), Decimal(0))
    return grams + Decimal(UNITS[parts[-1][1]]) / 2 if plain.endswith("半") else grams


def amount(number: str) -> Decimal:
    return Decimal("0.5") if number == "半" else parse_number(number)
