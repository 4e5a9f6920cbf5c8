"""Codes as people type them: spaces, hyphens, small letters and full-width signs are all the same code."""

import re
import secrets
import unicodedata

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another
DRAWN = 10  # letters of a code that is drawn: 31¹⁰ of them, and a few tries an hour
SHAPE = re.compile(r"[0-9A-Z\u4e00-\u9fff]{3,24}\Z")


class NoCode(Exception):
    """These words cannot be a code."""


def read_code(text: str) -> str:
    """The code as it is kept: capitals, figures and Chinese, no spaces. Raises NoCode."""
    plain = re.sub(r"[\s\-–—_·.]", "", unicodedata.normalize("NFKC", text)).upper()
    if not SHAPE.match(plain):
        raise NoCode(text)
    return plain


def drawn_code() -> str:
    """A code that nobody guesses."""
    return "".join(secrets.choice(LETTERS) for _place in range(DRAWN))


def said_code(code: str) -> str:
    """As it is shown: drawn codes in two fives, easily read aloud."""
    return f"{code[:5]} {code[5:]}" if len(code) == DRAWN and code.isascii() else code
