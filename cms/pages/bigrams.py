"""Chinese search: both database backends take a run of hanzi as one token, so 苦茶 is not found in 江华苦茶.

An indexed field of single characters and pairs, and a query cut the same way, find any part of a word on both.
"""

import re

from common.languages import HANZI

RUN = re.compile(f"{HANZI}+")
WORD = re.compile(r"[^\W_]+")


def cut(text: str) -> list[str]:
    """The single characters and pairs of every run of hanzi in `text`, in order."""
    pieces: list[str] = []
    for run in RUN.findall(text or ""):
        pieces += list(run)
        pieces += [run[i : i + 2] for i in range(len(run) - 1)]
    return pieces


def bigrams(*texts: str) -> str:
    """What to index of `texts`: their cut pieces, space-separated."""
    return " ".join(piece for text in texts for piece in cut(text))


def query_terms(text: str) -> str:
    """A query cut to match: pairs where a run has two hanzi or more, single characters else; other words in small letters.

    Signs are left out: to SQLite's index `<`, `"` or `NEAR(` would be commands.
    """
    words = [word.lower() for word in WORD.findall(RUN.sub(" ", text or ""))]
    for run in RUN.findall(text or ""):
        words += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    return " ".join(words)
