"""Which column is which, by its heading: in Chinese or English, in any order, under however many lines of title."""

import re
from dataclasses import dataclass

from uploads.tables.lines import Line

LONGEST_HEADING = 20
DEEPEST = 30  # lines of a sheet in which headings are looked for
NEEDED = frozenset({"name", "phone"})
ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\s*:：。、·]")
# Of somebody else: their number must not become the trainee's.
OTHERS = re.compile(
    r"紧急|推荐|户主|负责人|联系人|经办|家长|父亲|母亲|配偶|监护|导师|带队|emergency|guardian|referee|mentor", re.I
)
# What a heading may be, the surest first: a column of 手机 is the phone's although another is of 电话.
WAYS = (
    ("id", r"身份证|证件号|公民身份|idnumber|idcard|idno|identity"),
    ("born", r"出生(?!地)|生日|birth|^born$|^dob$"),
    ("name", r"姓名|名字|^名$|^学员$|^name$|^fullname$|^traineename$|^yourname$|^trainee$"),
    ("phone", r"手机|移动电话|mobile|cellphone"),
    ("phone", r"联系电话|本人电话|^电话|^phone|^telephone$|^tel$|phonenumber|contactnumber"),
    ("phone", r"电话|联系方式|phone"),
    ("unit", r"单位|合作社|公司|企业|organi[sz]ation|company|cooperative|co-op|employer"),
    ("place", r"(乡|镇).*村|住址|地址|address"),
    ("township", r"乡|镇|街道|township|^town$"),
    ("village", r"村|社区|village"),
    ("note", r"备注|说明|附注|^notes?$|remark|comment"),
)


@dataclass(frozen=True)
class Columns:
    """Where each meaning stands (counted from 0), every heading as it was written, and which are used for nothing."""

    at: dict[str, int]
    headings: tuple[str, ...]
    unused: tuple[str, ...]

    def of(self, line: Line, meaning: str) -> str:
        place = self.at.get(meaning, len(line.cells))
        return line.cells[place] if place < len(line.cells) else ""


def columns_in(line: Line) -> Columns:
    """The columns this line heads, if it is one of headings."""
    plain = [ASIDE.sub("", text).lower() if len(text) <= LONGEST_HEADING else "" for text in line.cells]
    at: dict[str, int] = {}
    for meaning, pattern in WAYS:
        for place, heading in enumerate(plain):
            free = meaning not in at and place not in at.values()
            if free and not OTHERS.search(heading) and re.search(pattern, heading):
                at[meaning] = place
    unused = [text for place, text in enumerate(line.cells) if text and place not in at.values()]
    return Columns(at, line.cells, tuple(unused))


def find_headings(lines: list[Line]) -> tuple[int, Columns] | None:
    """The first line that heads a name and a phone: its place among `lines`, and its columns."""
    for place, line in enumerate(lines[:DEEPEST]):
        columns = columns_in(line)
        if columns.at.keys() >= NEEDED:
            return place, columns
    return None
