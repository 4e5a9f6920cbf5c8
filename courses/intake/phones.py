"""A phone as a township office writes it: as a number that Excel shortened, with spaces, with +86, two in a cell."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from accounts.contact import can_be_rung, parse_contact
from uploads.tables.cells import has_private_number

SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}\Z")
BETWEEN = re.compile(r"[/,;、，；|]|或|(?<=\d{11})\s+(?=\d)")
OWN = re.compile(
    r"微信|同号|本人|自己|手机|电话|号码|联系|移动|wechat|mobile|phone|tel\b|:", re.I
)  # may stand beside one's own number
WORDS = re.compile(r"[^\W\d_]+")  # whatever else does may say that it is a husband's, or a shop's
NOISE = re.compile(r"[\s\-()._—–]")
MOBILE = 11  # digits


@dataclass(frozen=True)
class Phone:
    """The number in E.164 and '' as the fault, or '' and the code of the fault; `several` when the first of two was taken."""

    number: str = ""
    fault: str = ""
    digits: int = 0
    several: bool = False


def read_phone(text: str) -> Phone:
    if not text:
        return Phone(fault="no-phone")
    if has_private_number(text):
        return Phone(fault="id-as-phone")
    if SCIENTIFIC.match(text):
        return from_scientific(text)
    parts = [part for part in BETWEEN.split(text) if part.strip()]
    plain = [OWN.sub("", part) for part in parts]
    numbers = [number for part in plain if not WORDS.search(part) and (number := mobile(part))]
    if numbers:
        return Phone(numbers[0], several=len(parts) > 1)
    if any(mobile(WORDS.sub("", part)) for part in plain):
        return Phone(fault="whose-phone")
    digits = len(re.sub(r"\D", "", text))
    if can_be_rung(text):
        return Phone(fault="landline", digits=digits)
    return Phone(fault="not-a-phone" if digits in (0, MOBILE) else "digits", digits=digits)


def mobile(text: str) -> str:
    """The mobile number in E.164, '' when it is none."""
    plain = NOISE.sub("", re.sub(r"\.0+\Z", "", text))
    plain = re.sub(r"\A(?:\+|00)?86(?=1\d{10}\Z)", "", plain)
    try:
        return parse_contact(plain).phone or ""
    except ValidationError:
        return ""


def from_scientific(text: str) -> Phone:
    """1.3812345678E10 still has every digit; 1.38E+10 has lost them, and what was lost must not be guessed."""
    try:
        mantissa, whole = text.lower().split("e")[0], Decimal(text)
    except InvalidOperation:
        return Phone(fault="not-a-phone")
    is_whole = len(mantissa.replace(".", "")) >= MOBILE and whole == whole.to_integral_value()
    if is_whole and (number := mobile(str(int(whole)))):
        return Phone(number)
    return Phone(fault="shortened")
