"""Money is whole fen (1 yuan = 100 fen); nothing here knows a float."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from common.numerals import normalised, parse_number

MOST_YUAN = 100_000
DIGIT = "[0-9零一二两三四五六七八九]"
JIAO = re.compile(rf"(?:(?P<yuan>[^块元]+)[块元](?P<tenths>{DIGIT})[毛角]?|(?P<only>{DIGIT})[毛角])\Z")


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
    """Yuan from "38块5", "三十八元五角", "5毛" or any number; only whole yuan are said with jiao. Raises ValueError."""
    said = JIAO.match(plain)
    if said is None:
        return parse_number(plain)
    whole = parse_number(said["yuan"]) if said["yuan"] else Decimal(0)
    if whole != whole.to_integral_value():
        raise ValueError(plain)
    return whole + parse_number(said["tenths"] or said["only"]) / 10


def yuan(fen: int) -> str:
    """Fen as printed: ¥38, ¥38.50, -¥1,200."""
    sign, whole, rest = ("-" if fen < 0 else ""), *divmod(abs(fen), 100)
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
