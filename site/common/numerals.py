"""Numbers as people write them: 38, ３８, ¥38.50, 三十八, 1,200, 半斤. Normalised here, echoed by the form."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
PLAIN = re.compile(r"\d{1,12}(\.\d{1,4})?\Z", re.ASCII)
GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,4})?\Z", re.ASCII)


def parse_number(text: str) -> Decimal:
    """The number a person wrote, without its unit words.

    Accepts ASCII and full-width digits, thousands commas, Chinese numerals up to 亿, and a leading ¥ or trailing 元.
    Refuses signs, exponents and words: raises ValueError, so that a form can say what to write instead.
    """
    plain = unicodedata.normalize("NFKC", text or "").strip().replace(" ", "")
    plain = plain.lstrip("¥￥").removesuffix("元").removesuffix("块")
    if GROUPED.match(plain):
        plain = plain.replace(",", "")
    if PLAIN.match(plain):
        try:
            return Decimal(plain)
        except InvalidOperation as fault:  # pragma: no cover - the pattern admits only decimals
            raise ValueError(text) from fault
    return Decimal(parse_hanzi(plain))


def parse_hanzi(text: str) -> int:
    """A whole number written in Chinese numerals (三十八, 一百零五, 两千). Raises ValueError for anything else."""
    if not text or any(c not in DIGITS and c not in UNITS and c not in MYRIADS for c in text):
        raise ValueError(text)
    if len(text) > 1 and all(c in DIGITS for c in text):  # 三八 read digit by digit, as on a price board
        return int("".join(str(DIGITS[c]) for c in text))
    total, section, digit = 0, 0, None
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in UNITS:
            section += (1 if digit is None else digit) * UNITS[c]
            digit = None
        else:
            total += (section + (digit or 0)) * MYRIADS[c]
            section, digit = 0, None
    return total + section + (digit or 0)
