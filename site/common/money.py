"""Money is whole fen (1 yuan = 100 fen); nothing here knows a float."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from common.numerals import normalised, parse_number

MOST_YUAN = 100_000
DIGIT = "[0-9零一二两三四五六七八九]"
# 38块5, 三十八元五角, 两块二毛五, 两块半, 五毛八, 十块零五分, 5分
SMALL = rf"(?P<{{0}}jiao>{DIGIT})[毛角](?:(?P<{{0}}fen>{DIGIT})分?)?|零?(?P<{{0}}only>{DIGIT})分"
AFTER_YUAN = rf"(?P<half>半)|(?P<tenths>{DIGIT})|{SMALL.format('')}"
JIAO = re.compile(rf"(?:(?P<yuan>[^块元毛角分]+)[块元](?:{AFTER_YUAN})|{SMALL.format('_')})\Z")


def parse_yuan(text: str, *, zero: bool = False) -> int:
    """Fen from a price as a person writes it ("¥38", "３８.５", "三十八", "38块5", "三十八块五毛").

    Raises ValueError when it is no number, is not above zero (`zero` lets it be 0), has parts of a fen or exceeds `MOST_YUAN`.
    """
    yuan = with_jiao(normalised(text).removesuffix("钱"))
    fen = yuan * 100
    if yuan < 0 or (yuan == 0 and not zero) or yuan > MOST_YUAN or fen != fen.to_integral_value():
        raise ValueError(text)
    return int(fen)


def with_jiao(plain: str) -> Decimal:
    """Yuan from "38块5", "三十八元五角", "两块二毛五", "5毛", "半块", "两块半" or any number; only whole yuan are said with
    jiao and fen. Raises ValueError."""
    if plain in ("半块", "半元"):
        return Decimal("0.5")
    said = JIAO.match(plain)
    if said is None:
        return parse_number(plain)
    whole = parse_number(said["yuan"]) if said["yuan"] else Decimal(0)
    if whole != whole.to_integral_value():
        raise ValueError(plain)
    jiao = "5" if said["half"] else said["tenths"] or said["jiao"] or said["_jiao"] or "0"
    fen = said["fen"] or said["_fen"] or said["only"] or said["_only"] or "0"
    return whole + parse_number(jiao) / 10 + parse_number(fen) / 100


def yuan(fen: int) -> str:
    """Fen as printed: ¥38, ¥38.50, −¥1,200."""
    sign, whole, rest = ("−" if fen < 0 else ""), *divmod(abs(fen), 100)
    return f"{sign}¥{whole:,}" + (f".{rest:02d}" if rest else "")


def split(total: int, weights: Sequence[int]) -> list[int]:
    """`total` fen shared by `weights` by largest remainder, ties to the earlier one; the parts sum to `total` exactly.

    Raises ValueError for negative weights or when all are zero.
    """
    whole = sum(weights)
    if whole <= 0 or any(w < 0 for w in weights):
        raise ValueError(weights)
    shares = [total * w // whole for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in order[: total - sum(shares)]:
        shares[i] += 1
    return shares


def per_500_g(price: int, grams: int) -> int:
    """Fen for 500 g, half up: how shoppers compare packs. Raises ValueError when `grams` is not above zero."""
    if grams <= 0:
        raise ValueError(grams)
    return int((Decimal(price) * 500 / grams).quantize(Decimal(1), ROUND_HALF_UP))
