"""The people of a file: each line understood, with what is wrong in it and what is to be looked at. Asks the database for the
townships' names only; who is here already is asked later (`standing`)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from courses.intake.days import read_birth
from courses.intake.headings import NEEDED, Columns, columns_in, find_headings
from courses.intake.phones import read_phone
from courses.intake.refusals import MOST_ROWS, NoHeadings, NoRows, TooManyRows
from courses.intake.townships import Gazetteer, gazetteer
from uploads.tables.cells import has_private_number, struck_out
from uploads.tables.lines import Line, Sheet

Said = list[Any]  # [code, its words' parameters]: see `faults`
LONGEST_NAME, LONGEST_VILLAGE, LONGEST_UNIT, LONGEST_NOTE = 40, 60, 120, 200
BETWEEN_HANZI = re.compile(r"(?<=[\u3400-\u9fff·])\s+(?=[\u3400-\u9fff·])")
BESIDE = re.compile(r"(?<=.)\s*\([^()]*\)\Z")  # 盘美花(女), 赵一(组长): not of the name
NO_PERSON = re.compile(
    r"(合计|总计|小计|共计|共\s*\d+|填表|制表|填报|审核|负责人|联系人|经办人|盖章|(单位|注|备注|说明)(\(盖?章\))?:"
    r"|total|sum\b|signature|prepared by)",
    re.I,
)


@dataclass
class Person:
    """A line of the list as it was understood."""

    sheet: str
    number: int
    name: str = ""
    phone: str = ""
    township: str = ""
    village: str = ""
    born: str = ""
    unit: str = ""
    note: str = ""
    typed: list[str] = field(default_factory=list)
    faults: list[Said] = field(default_factory=list)
    remarks: list[Said] = field(default_factory=list)


@dataclass
class Understood:
    """All of a file: `headings` by sheet; `passed_over` are numbers of lines that are nobody."""

    headings: dict[str, list[str]] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    passed_over: list[int] = field(default_factory=list)
    had_id_numbers: bool = False
    people: list[Person] = field(default_factory=list)


def understand(sheets: list[Sheet], *, today: date) -> Understood:
    """Everybody in the file. Raises NoHeadings, NoRows and TooManyRows (all Refused)."""
    whole, places = Understood(), gazetteer()
    found = [(sheet, at) for sheet in sheets if (at := find_headings(sheet.lines))]
    if not found:
        raise NoHeadings
    for sheet, (begins, columns) in found:
        whole.headings[sheet.name] = without_id(columns, columns.headings)
        whole.unused += [heading for heading in columns.unused if heading not in whole.unused]
        for line in sheet.lines[begins + 1 :]:
            whole.had_id_numbers |= any(has_private_number(cell) for cell in line.cells)
            if is_nobody(line, columns):
                whole.passed_over.append(line.number)
                continue
            whole.people.append(person_in(line, sheet.name, columns, places, today))
    if not whole.people:
        raise NoRows
    if len(whole.people) > MOST_ROWS:
        raise TooManyRows(MOST_ROWS)
    mark_repeated(whole.people)
    return whole


def is_nobody(line: Line, columns: Columns) -> bool:
    """A line of totals, a signature, the headings again on the next printed page, or one that says only its number."""
    said = [cell for cell in line.cells if cell]
    if columns_in(line).at.keys() >= NEEDED:
        return True
    name, phone = columns.of(line, "name"), columns.of(line, "phone")
    if not name and not phone:
        return len(said) < 2 or any(NO_PERSON.match(cell) for cell in said)
    return not read_phone(phone).number and any(NO_PERSON.match(cell) for cell in (name, said[0]))


def without_id(columns: Columns, cells: tuple[str, ...]) -> list[str]:
    """The cells without the ID number's column, and without ID numbers that stand in another."""
    left_out = columns.at.get("id")
    return [struck_out(cell) for place, cell in enumerate(cells) if place != left_out]


def person_in(line: Line, sheet: str, columns: Columns, places: Gazetteer, today: date) -> Person:
    one = Person(sheet, line.number, typed=without_id(columns, line.cells))
    one.name = struck_out(BESIDE.sub("", BETWEEN_HANZI.sub("", columns.of(line, "name"))))
    one.faults += name_faults(one.name)
    one.name = one.name[:LONGEST_NAME]
    phone = read_phone(columns.of(line, "phone"))
    one.phone = phone.number
    if phone.fault:
        one.faults.append([phone.fault, {"digits": phone.digits}])
    if phone.several:
        one.remarks.append(["two-phones", {}])
    read_place(one, columns, line, places)
    one.unit = struck_out(columns.of(line, "unit"))[:LONGEST_UNIT]
    one.note = struck_out(columns.of(line, "note"))[:LONGEST_NOTE]
    if born := columns.of(line, "born"):
        try:
            one.born = read_birth(born, today=today)
        except (ValueError, OverflowError):
            one.remarks.append(["no-such-day", {"typed": struck_out(born)[:30]}])
    return one


def name_faults(name: str) -> Iterator[Said]:
    if not name:
        yield ["no-name", {}]
    elif name[0] in "=@+":
        yield ["formula", {}]
    elif re.search(r"\d|[<>{}/、,;&+]|\*\*\*|https?:", name):
        yield ["not-a-name", {}]
    elif len(name) > LONGEST_NAME:
        yield ["long-name", {"most": LONGEST_NAME}]


def read_place(one: Person, columns: Columns, line: Line, places: Gazetteer) -> None:
    """Township and village, from two columns or from one that has both."""
    said = struck_out(columns.of(line, "township") or columns.of(line, "place"))
    village = struck_out(columns.of(line, "village"))
    one.township, rest = places.read(said) if said else ("", "")
    one.village = " ".join(part for part in dict.fromkeys((rest, village)) if part)[:LONGEST_VILLAGE]
    if said and not one.township:
        one.remarks.append(["unknown-township", {"typed": said[:30]}])


def mark_repeated(people: list[Person]) -> None:
    """One number is one account: a person who stands twice counts once; two people with one number count not at all."""
    same: dict[str, list[Person]] = defaultdict(list)
    for one in people:
        if one.phone:
            same[one.phone].append(one)
    for rows in same.values():
        first, *others = rows
        if len({one.name for one in rows}) == 1:
            for one in others:
                one.faults.append(["twice", {"line": first.number}])
        else:
            for one in rows:
                lines = ", ".join(str(each.number) for each in rows if each is not one)
                one.faults.append(["shared-phone", {"lines": lines}])
