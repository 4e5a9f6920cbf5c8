"""What editors paste from WeChat or Word is kept as words: no styles, no spans, no scripts, no pictures held in the text."""

import html
import re
from typing import Any

import nh3
from wagtail.blocks.stream_block import StreamValue

from common.sanitise import plain_text

TAG = re.compile(r"<!--|</?(?:[a-z]+:)?[a-z][a-z0-9]*(?:\s+[^<>]*|\s*/)?>", re.IGNORECASE)
BREAK = re.compile(r"<br\b[^<>]*>|</(?:p|div|section|li|tr|h[1-6]|blockquote)\s*>", re.IGNORECASE)
EMPTY_LINES = re.compile(r"\n\s*\n\s*")


def words_of(text: str) -> str:
    """The words of `text`: of markup, what a reader of it would see; control and invisible characters are gone.

    "1 < 2" is no markup and stays.
    """
    if TAG.search(text):
        text = html.unescape(nh3.clean(BREAK.sub("\n", text), tags=set())).replace("\xa0", " ")
        text = EMPTY_LINES.sub("\n\n", text)
    return plain_text(text)


def words_in(raw: Any) -> Any:
    """A stream as it is stored, with the words of each of its texts."""
    if isinstance(raw, dict):
        return {name: value if name in ("id", "type") else words_in(value) for name, value in raw.items()}
    if isinstance(raw, list):
        return [words_in(one) for one in raw]
    return words_of(raw) if isinstance(raw, str) else raw


def without_markup(value: Any) -> Any:
    """A field's value as a form took it, with its words alone."""
    if isinstance(value, str):
        return words_of(value)
    if isinstance(value, StreamValue):
        raw = list(value.get_prep_value())
        kept = words_in(raw)
        return value if kept == raw else value.stream_block.to_python(kept)
    return value
