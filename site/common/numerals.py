"""Numbers as people write them: 38, ３８, ¥38.50, 三十八, 1,200, 半斤. Normalised here, echoed by the form."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
MYRIADS = {"亿": 100_000_000, "万": 10_000}
ONE = "[一二两三四五六七八九]"
SECTION = re.compile(rf"零?(?:(?P<k>{ONE})千)?零?(?:(?P<h>{ONE})百)?零?(?:(?P<t>{ONE})?(?P<ten>十))?零?(?P<ones>{ONE})?\Z")
PLAIN = re.compile(r"\d{1,12}(\.\d{1,4})?\Z", re.ASCII)
GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,4})?\Z", re.ASCII)


def normalised(text: str) -> str:
    """Full-width signs made ASCII, without spaces and a leading ¥; 〇 is 零."""
    return unicodedata.normalize("NFKC", text or "").strip().replace(" ", "").lstrip("¥￥").replace("〇", "零")


def parse_number(text: str) -> Decimal:
    """The number a person wrote, without its unit words.

    Accepts ASCII and full-width digits, thousands commas, Chinese numerals up to 亿, and a leading ¥ or trailing 元.
    Refuses signs, exponents and words: raises ValueError, so that a form can say what to write instead.
    """
    plain = normalised(text).removesuffix("元").removesuffix("块")
    if GROUPED.match(plain):
        plain = plain.replace(",", "")
    if PLAIN.match(plain):
        try:
            return Decimal(plain)
        except InvalidOperation as fault:  # pragma: no cover - the pattern admits only decimals
            raise ValueError(text) from fault
    return Decimal(parse_hanzi(plain))


def parse_hanzi(text: str) -> int:
    """A whole number written in Chinese numerals (三十八, 一百零五, 两千; 一百五 is 150). Raises ValueError otherwise."""
    if len(text) > 1 and all(c in DIGITS for c in text):  # 三八 read digit by digit, as on a price board
        return int("".join(str(DIGITS[c]) for c in text))
    total, rest, above = 0, text, 0
    for word, size in MYRIADS.items():
        if word in rest:
            head, rest = rest.split(word, 1)
            total, above = total + section(head) * size, size
    if rest or not total:
        total += section(rest, above)
    return total


def section(text: str, above: int = 0) -> int:
    """What stands between two myriads, 0–9999, its units descending; `above` is the myriad before it, 0 for none."""
    found = SECTION.match(text)
    if not text or not found or (text.endswith("零") and text != "零"):
        raise ValueError(text)
    thousands, hundreds, tens, ones = (DIGITS.get(found[name] or "零", 0) for name in ("k", "h", "t", "ones"))
    tens = tens or (1 if found["ten"] else 0)
    if "零" not in text and not found["ten"]:  # 一百五, 三万五: the last digit is of the next unit down
        ones *= 10 if found["h"] else 100 if found["k"] else max(above // 10, 1)
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones
