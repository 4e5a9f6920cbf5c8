"""What a review may not carry: links, telephone numbers, e-mail, accounts to be added. Words about them are no offence
("paid by WeChat" stays); what leads away from the market is."""

import re
import unicodedata
from enum import Enum

from common.sanitise import CONTROL

ENDINGS = "com|cn|net|org|xyz|vip|cc|io|co|tw|hk|ru|ltd|wang|tv"
WORDS = "top|shop|store|info|site|club|online|me|link|live|app"  # and so no endings where a sentence begins: "Good.Top quality"
LINK = re.compile(
    r"(?i:https?:|ftp:|www\.|t\.me/|<a\b|\[url)"
    r"|\b(?i:[a-z0-9][a-z0-9\-]*)(?i:\s?[.。·]\s?|\s?点\s?|\s(?:dot|\(dot\)|\[dot\])\s)"
    rf"(?:(?i:{ENDINGS})|{WORDS}|{WORDS.upper()})(?![A-Za-z0-9])"
)
MAIL = re.compile(r"[\w.+\-]+\s?(?:@|\(at\)|\[at\])\s?[\w\-]+\s?\.\s?[a-z]{2,}")
DIGITS = str.maketrans("零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789")
BETWEEN = re.compile(r"(?<=\d)[\s\-–—_.·,，、*/\\()]{1,3}(?=\d)")
PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)?86)?(?:1[3-9]\d{9}|0[1-9]\d{1,2}[2-9]\d{6,7}|[48]00\d{7})(?!\d)")
NAME = r"(?:微信|薇信|威信|徽信|维信|wei\s?xin|we\s?chat|v信|vx|wx|qq|企鹅|抖音|快手|telegram|whats\s?app|line)"
ID = r"[a-z0-9][a-z0-9_\-]{4,24}"
ACCOUNT = re.compile(
    rf"{NAME}\s?(?:号|id|群|账号)?\s?(?:[:：=]|是|为|is\b|号|id\b)\s?{ID}"  # 微信号：tea_123456
    rf"|{NAME}\s?(?=[a-z_\-]*\d){ID}"  # vx tea888
    rf"|(?:加|\+|添加|联系|\badd\b)\s?(?:我|俺|个|下|一下|店主|老板|me|us|my|our)?\s?(?:的|on)?\s?(?:{NAME}|v(?![a-z])|微(?![一-龥]))"
    rf"|扫(?:码|描)?\s?(?:加|进群|二维码)"
)


class Kind(Enum):
    LINK = "link"
    MAIL = "mail"
    PHONE = "phone"
    ACCOUNT = "account"


class Advertises(Exception):
    """Words lead away from the market; nothing was kept. `kind` says how."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind.value)
        self.kind = kind


def found_in(text: str) -> Kind | None:
    """The first kind of advertisement in the text, however it is spaced, widened or spelt in Chinese numerals."""
    typed = CONTROL.sub("", unicodedata.normalize("NFKC", text))
    plain = typed.lower()
    dense = BETWEEN.sub("", plain.translate(DIGITS))
    if MAIL.search(plain):
        return Kind.MAIL
    if LINK.search(typed):
        return Kind.LINK
    if PHONE.search(dense):
        return Kind.PHONE
    return Kind.ACCOUNT if ACCOUNT.search(plain) else None


def refuse(text: str) -> None:
    """Raises Advertises."""
    if kind := found_in(text):
        raise Advertises(kind)
