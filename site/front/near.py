"""Words to try when nothing was found: parts of what was typed that do stand in a title, the same sounds, a letter amiss."""

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from anyascii import anyascii
from wagtail.models import Page

from cms.asked import Asked
from cms.pages.bigrams import RUN
from cms.search import closed, kinds
from shops.catalogue.models import Product
from shops.franchise.models import Shop

MOST = 6
NEWEST = 1500  # titles of each sort that are looked through
LETTERS = re.compile(r"[a-z]{3,}")
ALIKE = 0.75
SPELT = range(2, 5)  # hanzi that somebody may type as one word in Latin letters


def near(asked: Asked) -> list[str]:
    """Up to six words that titles of open pages, goods or shops have. Four queries."""
    names = list(dict.fromkeys(title.lower() for title in titles() if title))
    runs = list(dict.fromkeys(chain.from_iterable(RUN.findall(name) for name in names)))
    words = sorted(set(chain.from_iterable(LETTERS.findall(name) for name in names)))
    guesses = chain(
        *(parts(run, runs) for run in asked.runs),
        *(sounding(sounds(run), len(run), runs) for run in asked.runs if len(run) > 1),
        *(alike(word, words, runs) for word in asked.words),
    )
    typed = {asked.folded.strip()}
    return [guess for guess in dict.fromkeys(guesses) if guess not in typed][:MOST]


def titles() -> Iterator[str]:
    models = [kind._meta.model_name for kind in kinds()]
    pages = Page.objects.live().exclude(closed()).filter(content_type__model__in=models).order_by("-pk")
    yield from pages.values_list("title", flat=True)[:NEWEST]
    for rows in (Product.objects.on_sale(), Shop.objects.open()):
        names = rows.order_by("-pk").values_list("name_zh_hans", "name_en")[:NEWEST]
        yield from chain.from_iterable(names)


def parts(run: str, runs: list[str]) -> list[str]:
    """The longest parts of a run of hanzi, of two or more, that stand in a title."""
    for size in range(len(run) - 1, 1, -1):
        cuts = dict.fromkeys(run[n : n + size] for n in range(len(run) - size + 1))
        if standing := [cut for cut in cuts if any(cut in other for other in runs)]:
            return standing
    return []


@lru_cache(maxsize=8192)
def sound(hanzi: str) -> str:
    return anyascii(hanzi).lower()


def sounds(run: str) -> str:
    return " ".join(map(sound, run))


def windows(runs: Iterable[str], size: int) -> Iterator[str]:
    return (run[n : n + size] for run in runs for n in range(len(run) - size + 1))


def sounding(spelt: str, size: int, runs: list[str]) -> list[str]:
    """Words of titles that sound the same, tones aside: one key of a keyboard for pinyin writes them all."""
    return [cut for cut in dict.fromkeys(windows(runs, size)) if sounds(cut) == spelt]


def alike(word: str, words: list[str], runs: list[str]) -> list[str]:
    """Words with a letter amiss, and hanzi that are spelt so."""
    if not re.fullmatch(r"[a-z]{3,24}", word):
        return []
    near_in_length = [other for other in words if abs(len(other) - len(word)) <= 2]
    spelt = [cut for size in SPELT for cut in windows(runs, size) if sounds(cut).replace(" ", "") == word]
    return [*spelt, *difflib.get_close_matches(word, near_in_length, 3, ALIKE)]
