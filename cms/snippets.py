"""The few words around what was searched for, from the words of a row as they were indexed."""

import re
from collections.abc import Iterable

from wagtail.search.models import IndexEntry

from cms.asked import Asked

BEFORE, LONG, LONG_HANZI = 24, 110, 56  # characters
WORDS = "body_text" if hasattr(IndexEntry, "body_text") else "body"  # PostgreSQL's index keeps the words apart
EDGE = re.compile(r"[\s。！？；，,.;!?]")
JOINT = re.compile(r"(?<=[。！？；：，、,.;:!?])(?:\s*,)+")  # between two pieces of a page, as the index joins them


def indexed_words(content_types: Iterable[int], keys: Iterable[int]) -> dict[str, str]:
    """The indexed words of pages of these kinds by id; a page's own text stands last in them. One query."""
    rows = IndexEntry.objects.filter(content_type_id__in=content_types, object_id__in=[str(key) for key in keys])
    return dict(rows.values_list("object_id", WORDS))


def snippet(words: str, asked: Asked) -> str:
    """What stands around the last place where something asked for is found; "" where nothing is."""
    at = max((found.start() for found in asked.pattern.finditer(words)), default=-1) if asked.pattern else -1
    if at < 0:
        return ""
    start, long = max(0, at - BEFORE), LONG_HANZI if asked.runs else LONG
    if start and (edge := max((found.end() for found in EDGE.finditer(words, start, at)), default=0)):
        start = edge
    cut = " ".join(JOINT.sub("", words[start : start + long]).split())
    return f"{'…' if start else ''}{cut}{'…' if start + long < len(words) else ''}"
