"""Whether words are plain: no address of the web or of e-mail, no number to ring or to add. Pure."""

import re
import unicodedata

ENDINGS = "com|cn|net|org|top|xyz|info|shop|cc|vip|site|link|online|club|app|tv|ru|io|co"
ADDRESS = re.compile(rf"https?:|www\.|://|[\w.+-]+@[\w-]+\.|[a-z0-9-]+\.(?:{ENDINGS})(?![a-z0-9])", re.IGNORECASE)
FIGURES = str.maketrans("零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789")
BETWEEN = re.compile(r"(?<=\d)[\s\-–—_.·/()*~+]+(?=\d)")
MOBILE = re.compile(r"1[3-9]\d{9}")
RINGS = re.compile(r"(?<!\d)0\d{9,11}(?!\d)|\d{13,}")  # a line in a house, with its area; a card
ADDED = re.compile(r"(?:微信|薇信|威信|v信|vx|wx|qq|weixin|wechat)\W*号?\W*[a-z_-]*\d[a-z0-9_-]{4,}", re.IGNORECASE)


class NotPlain(Exception):
    """The words carry an address or a number."""


def check_plain(words: str) -> None:
    """Raises NotPlain for addresses and numbers, however they are written: spaced, in wide or in Chinese figures."""
    plain = unicodedata.normalize("NFKC", words)
    if ADDRESS.search(plain) or ADDED.search(plain):
        raise NotPlain
    together = BETWEEN.sub("", plain.translate(FIGURES))
    if MOBILE.search(together) or RINGS.search(together):
        raise NotPlain
