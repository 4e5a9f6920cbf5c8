"""Weights as farmers say them: 250, 250克, 半斤, 五两, 一斤半, 0.25 kg."""

import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from common.numerals import parse_number

UNITS = {"公斤": 1000, "千克": 1000, "kg": 1000, "斤": 500, "两": 50, "克": 1, "g": 1}
MOST_GRAMS = 50_000
LONGEST = 30  # characters; nobody writes a longer weight
DIGITS, HANZI = frozenset("0123456789."), frozenset("零〇一二两三四五六七八九十百千")


def parse_grams(text: str, most: int = MOST_GRAMS) -> int:
    """Whole grams (1 斤 = 500 g, 1 两 = 50 g). A bare number is grams.

    Raises ValueError when it is no weight, is no whole number of grams, or is not between 1 g and `most`.
    """
    plain = unicodedata.normalize("NFKC", text or "").lower().replace(" ", "").replace("公克", "克")
    if len(plain) > LONGEST:
        raise ValueError(text)
    grams = with_units(plain) if any(unit in plain for unit in UNITS) else parse_number(plain)
    if grams != grams.to_integral_value() or not 1 <= grams <= most:
        raise ValueError(text)
    return int(grams)


def with_units(plain: str) -> Decimal:
    """The sum of the parts; 半 at the end is half of the last unit. Raises ValueError."""
    whole = plain.removesuffix("半") if len(plain) > 1 else plain
    found = list(parts(whole))
    grams = sum((amount(number) * UNITS[unit] for number, unit in found), Decimal(0))
    return grams + Decimal(UNITS[found[-1][1]]) / 2 if whole != plain else grams


def parts(plain: str) -> Iterator[tuple[str, str]]:
    """(number, unit) by (number, unit), read once from left to right. Raises ValueError where one is missing."""
    at = 0
    while at < len(plain):
        end = end_of_number(plain, at)
        unit = next((unit for unit in UNITS if plain.startswith(unit, end)), None)
        if unit is None or end == at:
            raise ValueError(plain)
        yield plain[at:end], unit
        at = end + len(unit)


def end_of_number(plain: str, at: int) -> int:
    """Where the number that begins at `at` ends. 两 is a digit at its beginning and before 百 or 千, else a unit."""
    if plain[at] == "半":
        return at + 1
    signs, end = (DIGITS if plain[at] in DIGITS else HANZI), at
    while end < len(plain) and plain[end] in signs:
        if plain[end] == "两" and end > at and plain[end + 1 : end + 2] not in ("百", "千"):
            break
        end += 1
    return end


def amount(number: str) -> Decimal:
    return Decimal("0.5") if number == "半" else parse_number(number)
