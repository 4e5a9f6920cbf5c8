"""The two languages: how HTML names them, which is the other, and which one a text is written in."""

import re

LANG = {"zh-hans": "zh-Hans", "en": "en"}
OTHER = {"zh-hans": "en", "en": "zh-hans"}
HANZI = r"[\u3400-\u9fff]"
_HANZI = re.compile(HANZI)


def written_in(text: str) -> str:
    """The language a person wrote in: Chinese when any of it is."""
    return "zh-hans" if _HANZI.search(text) else "en"
