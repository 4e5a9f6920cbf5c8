"""How the writer of a review is called: enough to see that somebody stands behind it, too little to find them."""

import re

from common.sanitise import one_line

HAN = re.compile(r"[㐀-鿿豈-﫿]")


def masked(name: str) -> str:
    """刘** of 刘燕, "Mary" of Mary Smith; '' of nothing that is a name."""
    plain = one_line(name)
    if han := HAN.search(plain):
        return f"{han.group()}**"
    first = re.match(r"[^\W\d_][\w’'\-]*", plain)
    return first.group()[:24] if first else ""
