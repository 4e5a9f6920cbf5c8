"""Numbers with units as farmers write them: 250, ２５０, 二百五十克, 0.25 kg, 一斤半, -18 ℃, 5%."""

import re
import unicodedata
from decimal import Decimal

from common.numerals import parse_number

# What each unit is worth of the first of its family. A number in one unit is understood in any other of the family.
FAMILIES: tuple[dict[str, str], ...] = (
    {"克": "1", "g": "1", "gram": "1", "grams": "1", "公斤": "1000", "千克": "1000", "kg": "1000", "斤": "500",
     "jin": "500", "两": "50", "liang": "50", "吨": "1000000", "t": "1000000"},
    {"元": "1", "块": "1", "yuan": "1", "¥": "1", "角": "0.1", "毛": "0.1", "分": "0.01", "fen": "0.01"},
    {"米": "100", "m": "100", "厘米": "1", "公分": "1", "cm": "1", "毫米": "0.1", "mm": "0.1",
     "公里": "100000", "km": "100000"},
    {"平方米": "1", "m2": "1", "亩": "666.6667", "mu": "666.6667", "公顷": "10000", "ha": "10000"},
    {"升": "1000", "l": "1000", "毫升": "1", "ml": "1"},
    {"分钟": "1", "minute": "1", "minutes": "1", "min": "1", "小时": "60", "hour": "60", "hours": "60", "h": "60",
     "天": "1440", "日": "1440", "day": "1440", "days": "1440", "周": "10080", "星期": "10080", "week": "10080",
     "weeks": "10080"},
    {"%": "1", "percent": "1", "百分": "1"},
    {"℃": "1", "°c": "1", "度": "1", "摄氏度": "1", "degrees": "1"},
)  # fmt: skip
NUMBER = r"(?:[\d.,]+|[零〇一二两三四五六七八九十百千万亿]+?|半)"
MOST_TYPED = 40


def understand(text: str, units: tuple[str, ...]) -> Decimal:
    """The number that `text` means in the question's unit (its names in both languages; none, or all empty, for no unit).

    A bare number is in the question's unit. Raises ValueError for words, for a unit of another kind, and for a number
    that no question asks for (over twelve digits).
    """
    plain = folded(text)
    if len(plain) > MOST_TYPED:
        raise ValueError(text)
    negative = plain.startswith("-")
    amount = parts(plain.removeprefix("-"), [folded(unit) for unit in units if unit])
    return -amount if negative else amount


def folded(text: str) -> str:
    """Full-width and upper-case forms made plain, spaces gone; 负 and the minus signs as "-"."""
    plain = unicodedata.normalize("NFKC", text or "").lower().replace(" ", "").replace("−", "-").replace("°c", "℃")
    return re.sub(r"^(零下|负)", "-", plain).removeprefix("百分之") if plain else ""


def parts(plain: str, units: list[str]) -> Decimal:
    """The sum of "一斤二两"; 半 at the end is half of the last unit."""
    family = next((one for one in FAMILIES if any(unit in one for unit in units)), dict.fromkeys(units, "1"))
    if plain.startswith("¥") and "元" in family:
        plain = plain.removeprefix("¥")
    names = "|".join(re.escape(name) for name in sorted(family, key=len, reverse=True) if name != "百分")
    if not names or not re.fullmatch(rf"(?:{NUMBER}(?:{names}))+半?", plain):
        return parse_number(plain)
    found = re.findall(rf"({NUMBER})({names})", plain)
    base = next((Decimal(family[unit]) for unit in units if unit in family), Decimal(1))
    total = sum((amount(number) * Decimal(family[name]) for number, name in found), Decimal(0))
    if plain.endswith("半"):
        total += Decimal(family[found[-1][1]]) / 2
    return (total / base).quantize(Decimal("0.0001"))


def amount(number: str) -> Decimal:
    return Decimal("0.5") if number == "半" else parse_number(number)


def shown(number: Decimal | None) -> str:
    """0.2500 as 0.25, 250.0000 as 250; '' for nothing."""
    return "" if number is None else f"{number.normalize():f}"
