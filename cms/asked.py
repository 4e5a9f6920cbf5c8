"""What a reader asks the search for, in the shapes that the index, a title and a snippet need."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from cms.pages.bigrams import RUN, pairs
from common.languages import HANZI

WORD = re.compile(r"[^\W_]+")
LETTER = rf"(?:(?!{HANZI})[^\W_])"  # of a word that hanzi may touch
SMALL = frozenset(["a", "an", "and", "at", "for", "in", "is", "of", "on", "the", "to", "with"])  # left out where more is said


@dataclass(frozen=True)
class Asked:
    """A query as typed. Signs are left out: to SQLite's index `<`, `"` or `NEAR(` would be commands."""

    text: str

    @cached_property
    def folded(self) -> str:
        """Full-width letters and digits as the narrow ones, capitals as small letters."""
        return unicodedata.normalize("NFKC", self.text or "").lower()

    @cached_property
    def runs(self) -> list[str]:
        """Its runs of hanzi, each once."""
        return list(dict.fromkeys(RUN.findall(self.folded)))

    @cached_property
    def words(self) -> list[str]:
        """Its other words, each once, without the smallest unless they are all there is."""
        every = list(dict.fromkeys(WORD.findall(RUN.sub(" ", self.folded))))
        telling = [word for word in every if word not in SMALL]
        return telling or ([] if self.runs else every)

    def __bool__(self) -> bool:
        return bool(self.runs or self.words)

    @property
    def pieces(self) -> list[list[str]]:
        """For the index: every pair of hanzi (or the only one) and every word, each as whatever may stand for it."""
        hanzi = dict.fromkeys(piece for run in self.runs for piece in (pairs(run) or [run]))
        return [[piece] for piece in hanzi] + [forms(word) for word in self.words]

    def is_in(self, field: str) -> Q:
        """Every run and word stands in this field, a title's. For rows that match already: by part of a word."""
        found = Q()
        for run in self.runs:
            found &= Q(**{f"{field}__contains": run})
        for word in self.words:
            either = Q()
            for form in forms(word):
                either |= Q(**{f"{field}__icontains": form})
            found &= either
        return found

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What to mark in a text: runs of hanzi and their pairs, words in each of their forms; None when nothing was asked."""
        hanzi = self.runs + [pair for run in self.runs if len(run) > 2 for pair in pairs(run)]
        whole = [form for word in self.words for form in forms(word)]
        every = [re.escape(piece) for piece in sorted(hanzi, key=len, reverse=True)]
        every += [f"(?<!{LETTER}){re.escape(form)}(?!{LETTER})" for form in sorted(whole, key=len, reverse=True)]
        return re.compile("|".join(every), re.IGNORECASE) if every else None


def forms(word: str) -> list[str]:
    """An English word as one and as many: leaf and leaves. Other words stand alone."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return [word]
    found = [word]
    for many, ones in (("ies", ("y",)), ("ves", ("f", "fe")), ("es", ("",)), ("s", ("",))):
        if word.endswith(many) and len(word) - len(many) > 1 and not word.endswith("ss"):
            found += [word.removesuffix(many) + one for one in ones]
    for one, many in (("y", "ies"), ("fe", "ves"), ("f", "ves")):
        if word.endswith(one):
            found.append(word.removesuffix(one) + many)
    return list(dict.fromkeys(found if word.endswith("s") and not word.endswith("ss") else [*found, f"{word}s", f"{word}es"]))
