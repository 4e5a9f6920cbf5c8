"""Chinese search: both database backends take a run of hanzi as one token, so 苦茶 is not found in 江华苦茶.

An indexed field of single characters and pairs, and a query cut the same way (`cms.asked`), find any part of a word on both.
"""

import re
import unicodedata

from common.languages import HANZI

RUN = re.compile(f"{HANZI}+")
WIDE = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")  # full-width digits and letters, as some keyboards type them


def cut(text: str) -> list[str]:
    """The single characters and pairs of every run of hanzi in `text`, in order."""
    pieces: list[str] = []
    for run in RUN.findall(text or ""):
        pieces += list(run)
        pieces += pairs(run)
    return pieces


def pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def bigrams(*texts: str) -> str:
    """What to index of `texts`: their cut pieces, and words in full-width letters as narrow ones, space-separated."""
    pieces = [piece for text in texts for piece in cut(text)]
    return " ".join(pieces + [narrow(word) for text in texts for word in WIDE.findall(text or "")])


def narrow(word: str) -> str:
    return unicodedata.normalize("NFKC", word)
