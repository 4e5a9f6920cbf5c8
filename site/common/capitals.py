"""Sums in Chinese capital figures, as receipts carry them: they cannot be changed with a stroke of the pen."""

FIGURES = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")


def capital_yuan(fen: int) -> str:
    """壹佰陆拾捌元整, 壹仟零伍元零叁分. Raises ValueError below 0 and from a million million yuan on."""
    if not 0 <= fen < 10**14:
        raise ValueError(fen)
    yuan, jiao, left = fen // 100, fen // 10 % 10, fen % 10
    said = f"{whole(yuan)}元" if yuan else ""
    if not jiao and not left:
        return f"{said or '零元'}整"
    if jiao:
        said += f"{FIGURES[jiao]}角"
    elif said:
        said += "零"
    return said + (f"{FIGURES[left]}分" if left else "整")


def whole(number: int) -> str:
    """A whole number above 0, by groups of four figures; one 零 for however many noughts stand between."""
    groups = [number // 10_000**n % 10_000 for n in range(len(GROUPS))]
    said = ""
    for n in reversed(range(len(GROUPS))):
        if groups[n]:
            said += ("零" if said and groups[n] < 1000 else "") + four(groups[n]) + GROUPS[n]
        elif said and n and any(groups[:n]) and not said.endswith("零"):
            said += "零"
    return said.replace("零零", "零")


def four(number: int) -> str:
    """Up to four figures: 1005 is 壹仟零伍."""
    said = ""
    for place in reversed(range(4)):
        figure = number // 10**place % 10
        if figure:
            said += FIGURES[figure] + PLACES[place]
        elif said and number % 10**place and not said.endswith("零"):
            said += "零"
    return said
