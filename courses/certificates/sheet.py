"""What stands on a certificate's sheet, on the screen and on paper: dates in both languages, the code to check it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from cms.county import county
from courses.certificates.models import Certificate
from printing.codes import qr_svg

DIGITS = "〇一二三四五六七八九"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

COUNTS = {6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}


def hanzi(number: int) -> str:
    """1–31 as a date says it: 四, 十, 十四, 二十, 三十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


def chinese_month(day: date) -> str:
    return "".join(DIGITS[int(d)] for d in str(day.year)) + f"年{hanzi(day.month)}月"


def chinese_day(day: date) -> str:
    return f"{chinese_month(day)}{hanzi(day.day)}日"


def english_month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def english_day(day: date) -> str:
    return f"{day.day} {english_month(day)}"


def check_address(certificate: Certificate) -> str:
    """What the code says: the address that checks this certificate, without a language."""
    return f"{settings.BASE_URL}/c/{certificate.number}"


def code(certificate: Certificate) -> SafeString:
    """The code as inline SVG, legible from paper (15 % may be soiled)."""
    return qr_svg(check_address(certificate), border=0, dark="#151A2C", light=None)


def spaced(name: str) -> str:
    """A Chinese name of two characters is set apart, as on every certificate: 李 伟."""
    return f"{name[0]} {name[1]}" if len(name) == 2 and not name.isascii() else name


def sheet_context(certificate: Certificate) -> dict[str, Any]:
    return {
        "certificate": certificate,
        "holder": spaced(certificate.holder_name),
        "mentor": spaced(certificate.mentor_name),
        "from_zh": chinese_month(certificate.studied_from),
        "to_zh": chinese_month(certificate.awarded_on),
        "from_en": english_month(certificate.studied_from),
        "to_en": english_month(certificate.awarded_on),
        "day_zh": chinese_day(certificate.awarded_on),
        "day_en": english_day(certificate.awarded_on),
        "same_month": chinese_month(certificate.studied_from) == chinese_month(certificate.awarded_on),
        "count_zh": hanzi(len(certificate.pieces)),
        "count_en": COUNTS.get(len(certificate.pieces), str(len(certificate.pieces))),
        "county": county(),
        "code": code(certificate),
        "address": check_address(certificate).partition("//")[2].removesuffix(certificate.number),
    }
