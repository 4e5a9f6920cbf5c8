"""How long goods keep, as people write it: 18个月, 一年半, 45 days, 2027-03-01; said back in both languages."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from common.numerals import parse_number
from shops.catalogue.models import Product

Keeps = Product.Keeps
NUMBER = r"(?P<number>[0-9]+|[一二两三四五六七八九十百]+|half)"
AFTER = r"(?:after(?:packing|picking|harvest)?|from(?:packing|picking))?"
BEFORE = re.compile(r"^(?:保质期|保存|包装后|采后|采摘后|采收后|做好后|常温|冷藏|约|keeps?|for|within|about)+")
LENGTH = re.compile(
    rf"{NUMBER}(?:个)?(?P<unit>天|日|月|年|星期|周|days?|weeks?|months?|years?)(?P<half>半)?(?:内|以内)?{AFTER}\Z"
)
DAY = re.compile(r"(?P<year>20\d\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?\Z")
DAYS_IN = {"天": 1, "日": 1, "day": 1, "周": 7, "星期": 7, "week": 7}
MONTHS_IN = {"月": 1, "month": 1, "年": 12, "year": 12}
MOST = {Keeps.DAYS: 999, Keeps.MONTHS: 240}


@dataclass(frozen=True)
class Keeping:
    """How long after packing, or until which day; all empty when nothing is said."""

    number: int | None = None
    unit: str = ""
    until: date | None = None

    def fields(self) -> dict[str, Any]:
        """Fields of Product, with the words buyers read in both languages."""
        return {
            "keeps_for": self.number, "keeps_unit": self.unit, "best_before_on": self.until,
            "best_before_zh_hans": self.in_chinese(), "best_before_en": self.in_english(),
        }  # fmt: skip

    def in_chinese(self) -> str:
        if self.until:
            return f"{self.until.year} 年 {self.until.month} 月 {self.until.day} 日"
        return f"包装后 {self.number} {'天' if self.unit == Keeps.DAYS else '个月'}" if self.number else ""

    def in_english(self) -> str:
        if self.until:
            return f"{self.until.day} {self.until:%B %Y}"
        if not self.number:
            return ""
        unit = "day" if self.unit == Keeps.DAYS else "month"
        return f"{self.number} {unit}{'' if self.number == 1 else 's'} after packing"


def parse_keeping(text: str) -> Keeping:
    """Raises ValueError for what is neither a length of time nor a day."""
    plain = unicodedata.normalize("NFKC", text or "").lower().replace(" ", "")
    if not plain:
        return Keeping()
    if found := DAY.match(plain):
        return Keeping(until=date(int(found["year"]), int(found["month"]), int(found["day"])))
    found = LENGTH.match(BEFORE.sub("", plain))
    if not found:
        raise ValueError(text)
    unit = found["unit"].rstrip("s")
    size = DAYS_IN.get(unit) or MONTHS_IN[unit]
    kind = Keeps.DAYS if unit in DAYS_IN else Keeps.MONTHS
    number = int(parse_number(found["number"])) * size + (size // 2 if found["half"] else 0)
    if not 1 <= number <= MOST[kind]:
        raise ValueError(text)
    return Keeping(number, kind)
