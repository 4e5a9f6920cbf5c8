"""How long a shop's name may be, the same in the course, its form and the shop's own pages; and words an advert may not use."""

import re
import unicodedata

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
