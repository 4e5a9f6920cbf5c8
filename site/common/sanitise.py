"""Text from people is hostile until proven otherwise; this module is where it is proven.

Decisions: nh3 cleans (maintained, drops what scripts contain); bleach only turns plain addresses into links, because nh3
cannot, and its output passes through nh3 last. Django's autoescape stays on everywhere else.
"""

import re
import unicodedata

import bleach
import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
RICH_TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote"}


def plain_text(text: str) -> str:
    """What a person typed, kept as they typed it, without control, zero-width and direction-changing characters."""
    return CONTROL.sub("", unicodedata.normalize("NFC", (text or "").replace("\r\n", "\n"))).strip()


def one_line(text: str) -> str:
    """`plain_text` on a single line, runs of white space folded: for names and titles."""
    return " ".join(plain_text(text).split())


def rich_text(html: str) -> SafeString:
    """HTML with only the few tags our editors use; scripts go with what they contain."""
    return mark_safe(nh3.clean(html or "", tags=RICH_TAGS, attributes={"a": {"href"}}, link_rel="nofollow noopener"))


def linked(text: str) -> SafeString:
    """Plain text, escaped, with its web addresses made links (bleach) and cleaned again (nh3)."""
    with_links = bleach.linkify(escape(plain_text(text)).replace("\n", "<br>"))
    return mark_safe(nh3.clean(with_links, tags={"a", "br"}, attributes={"a": {"href"}}, link_rel="nofollow noopener ugc"))
