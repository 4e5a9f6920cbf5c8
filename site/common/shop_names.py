"""What a shop may be called: how long, of which characters, how unlike others; and words an advert may not use.

The same in the course, its form and the shop's own pages.
"""

import re
import unicodedata

from anyascii import anyascii

FEWEST, MOST = 2, 12  # Chinese characters; two Latin letters take the room of one

# 最近, 最后, 第一次 and their like say when, not how good.
BOASTS = re.compile(
    r"最(?![近后初终早晚迟少多低])|第一(?![次天步年章季批茬道关课个场回件])|国家级|世界级|全国级|顶级|极品|顶尖|首选|独一无二|绝无仅有|全网最|史上"
    r"|\b(?:best|number one|no\. ?1|national level|world[- ]class|top[- ]grade)\b",
    re.IGNORECASE,
)


def length(name: str) -> int:
    """The name's length in Chinese characters, begun pairs of narrow ones counted whole: 盘家苦茶 is 4, Pan Tea 4."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in name)
    return wide + (len(name) - wide + 1) // 2


def fits(name: str) -> bool:
    return FEWEST <= length(name) <= MOST


def boasts(*texts: str) -> list[str]:
    """The words in `texts` that advertising law forbids or that need proof, each once, in order."""
    return list(dict.fromkeys(found[0] for text in texts for found in BOASTS.finditer(text or "")))


PICTURES = ("So", "Sk", "Mn", "Me", "Cc", "Cf", "Cs", "Co", "Cn")  # emoji, marks over letters, what no font has
# Letters that only look Latin; hanzi that one reads for another on a small screen.
LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁɡⅼαβγεικνορτυχ０O己巳末士曰入",
    "abekmhopctyxijsdglabyeikvoptux00已已未土日人",
)


def odd_characters(name: str) -> list[str]:
    """The characters no sign can bear: emoji, picture signs, heaped accents, what is invisible; each once, in order."""
    return list(dict.fromkeys(c for c in name if not c.isascii() and unicodedata.category(c) in PICTURES))


def bare(name: str) -> str:
    """The name as the eye takes it in: one width, one case, without spaces, marks and what cannot be seen."""
    wide = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in wide if unicodedata.category(c)[0] in "LN").translate(LOOKALIKES)


def sound(name: str) -> str:
    """The name as the ear takes it in: pinyin without tones, 盘家 and 磐家 alike."""
    return re.sub(r"[^a-z0-9]", "", anyascii(bare(name)).casefold())


def one_apart(one: str, other: str) -> bool:
    """Whether one character put in, left out or exchanged makes one of the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = one[start:], other[start:]
    return any((rests[0][a:], rests[1][b:])[0] == rests[1][b:] for a, b in ((1, 1), (1, 0), (0, 1)))


def looks_like(name: str, other: str) -> bool:
    """Whether buyers cannot tell the two apart by eye."""
    return bool(bare(name)) and bare(name) == bare(other)


def nearly(name: str, other: str) -> bool:
    """Whether buyers may mistake one for the other: they sound alike, or one character apart, not the first, makes them so.

    The first is the family name: 盘家苦茶 and 赵家苦茶 are two families.
    """
    one, two = bare(name), bare(other)
    if not one or not two or one == two:
        return False
    if sound(one) == sound(two):
        return True
    return min(len(one), len(two)) >= 4 and one[0] == two[0] and one_apart(one, two)


def bears(name: str, brand: str) -> bool:
    """Whether the name has the brand in it, as the eye or, for the whole of it, the ear takes it in."""
    one, two = bare(name), bare(brand)
    if len(two) < 2:
        return False
    if one.isascii() and two.isascii():  # whole words of Latin letters: "Nestled" is not Nestle
        return bool(re.search(rf"(?<![a-z0-9]){re.escape(brand.casefold())}(?![a-z0-9])", name.casefold())) or one == two
    return two in one or sound(one) == sound(two)
