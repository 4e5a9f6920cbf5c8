"""Whatever a township office sends is understood, or refused with what to do. Nothing in it is run."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from courses.intake import refusals
from courses.intake.people import understand
from courses.intake.refusals import MOST_ROWS
from tests.courses.intake.sheets import TITLE, csv, xlsx
from tests.factories.shops import township
from uploads.tables.reading import read_file

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def people(raw: bytes):
    return understand(read_file(raw, most=MOST_ROWS), today=TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_csv_file_in_any_encoding(encoding):
    township("tuojiang", "沱江镇", "Tuojiang")
    raw = csv(
        TITLE,
        "序号,姓 名,联系电话（必填）,乡镇/村,出生年月,合作社,备注",
        "1,盘美花,138 1234 5678,江华县沱江镇老县村,1990年3月,瑶山茶社,会微信",
        encoding=encoding,
    )
    (one,) = people(raw).people
    assert (one.number, one.name, one.phone, one.township, one.village) == (3, "盘美花", "+8613812345678", "tuojiang", "老县村")
    assert (one.born, one.unit, one.note, one.faults, one.remarks) == ("1990-03", "瑶山茶社", "会微信", [], [])


def test_english_headings_in_another_order_and_tabs():
    (one,) = people(csv("Remarks\tMobile number\tFull name\tCompany", "late\t13812345678\tZhao Hong\tTea Co")).people
    assert (one.name, one.phone, one.unit, one.note) == ("Zhao Hong", "+8613812345678", "Tea Co", "late")


def test_merged_cells_fill_down_and_lines_keep_their_numbers():
    rows = [[TITLE, None, None, None], [], ["乡镇", "村", "姓名", "手机"], ["桥市乡", "河口村", "赵一", 13812345670], [None, None, "赵二", 13812345671.0], [None, "大圩村", "赵三", "13812345672"], ["合计：3人"]]  # fmt: skip
    township()
    found = people(xlsx(*rows, merged=("A1:D1", "A4:A6", "B4:B5")))
    assert [(one.number, one.township, one.village, one.name, one.phone) for one in found.people] == [
        (4, "qiaoshi", "河口村", "赵一", "+8613812345670"), (5, "qiaoshi", "河口村", "赵二", "+8613812345671"), (6, "qiaoshi", "大圩村", "赵三", "+8613812345672"),
    ]  # fmt: skip
    assert found.passed_over == [7]


def test_every_sheet_with_a_list_is_read():
    found = people(
        xlsx(
            ["姓名", "手机"],
            ["赵一", "13812345670"],
            more=(("说明", [["无"]]), ("水口镇", [["手机", "姓名"], ["13812345671", "赵二"]])),
        )
    )
    assert [(one.sheet, one.name) for one in found.people] == [("Sheet", "赵一"), ("水口镇", "赵二")]


def test_headings_repeated_totals_and_signatures_are_nobody():
    raw = csv(
        "姓名,手机",
        "赵一,13812345670",
        ",",
        "姓名,手机",
        "赵二,13812345671",
        "共 2 人,",
        "填表人：李四,审核：王五",
        "注：以上属实,",
    )
    found = people(raw)
    assert ([one.name for one in found.people], found.passed_over) == (["赵一", "赵二"], [4, 6, 7, 8])


def test_an_id_number_is_never_kept_wherever_it_stands():
    raw = csv("姓名,身份证号,手机,备注", "赵一,431129199003051234,431129199003051235,证号431129199003051236")
    found = people(raw)
    (one,) = found.people
    assert (one.faults, found.had_id_numbers, found.headings) == (
        [["id-as-phone", {"digits": 0}]],
        True,
        {"": ["姓名", "手机", "备注"]},
    )
    assert one.typed == ["赵一", "***", "证号***"]
    assert "4311" not in repr(found)


def test_the_phone_of_somebody_else_is_not_taken():
    found = people(csv("紧急联系人电话,姓名,本人手机,推荐单位", "13912345678,赵一,13812345670,镇政府"))
    assert (found.people[0].phone, found.unused) == ("+8613812345670", ["紧急联系人电话", "推荐单位"])


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", "no-name"),
        ("赵一2", "not-a-name"),
        ('=HYPERLINK("http://x")', "formula"),
        ("赵" * 41, "long-name"),
        ("<b>赵</b>", "not-a-name"),
    ],
)
def test_what_is_no_name_is_said(name, fault):
    (one,) = people(xlsx(["姓名", "手机"], [None, None], [name and f"'{name}", "13812345670"])).people
    assert [code for code, _given in one.faults] == [fault]


def test_one_number_twice():
    raw = csv("姓名,手机", "赵一,13812345670", "赵一,138-1234-5670", "赵二,13812345671", "赵三,13812345671")
    assert [one.faults for one in people(raw).people] == [
        [], [["twice", {"line": 2}]], [["shared-phone", {"lines": "5"}]], [["shared-phone", {"lines": "4"}]],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "name", "faults"),
    [
        ("盘 美 花（女）", "盘美花", []),
        ("赵一(组长)", "赵一", []),
        ("赵一/赵二", "赵一/赵二", ["not-a-name"]),
        ("赵1", "赵1", ["not-a-name"]),
    ],
)
def test_what_stands_beside_a_name_is_not_of_it_and_two_names_are_no_name(cell, name, faults):
    (one,) = people(csv("姓名,手机", f"{cell},13812345670")).people
    assert (one.name, [code for code, _given in one.faults]) == (name, faults)


def test_an_unknown_township_and_a_strange_date_leave_the_row_good():
    (one,) = people(csv("姓名,手机,乡镇,出生日期", "赵一,13812345670,月亮镇,不详")).people
    assert (one.faults, one.remarks) == ([], [["unknown-township", {"typed": "月亮镇"}], ["no-such-day", {"typed": "不详"}]])


def test_a_formula_is_never_run_only_what_was_shown_is_read():
    (one,) = people(xlsx(["姓名", "手机", "备注"], ["赵一", "13812345670", "=1+1"])).people
    assert one.note == ""  # Excel had shown nothing yet


def packed(**parts: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def claiming(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with other words in its sheet."""
    out = BytesIO()
    with ZipFile(BytesIO(raw)) as archive, ZipFile(out, "w") as changed:
        for name in archive.namelist():
            changed.writestr(name, archive.read(name).replace(old, new))
    return out.getvalue()


def test_a_merge_over_the_whole_sheet_costs_nothing():
    raw = xlsx(["姓名", "手机"], ["赵一", "13812345670"], merged=("D1:E2",))
    assert [one.name for one in people(claiming(raw, b'ref="D1:E2"', b'ref="D1:XFD1048576"')).people] == ["赵一"]


def test_a_row_that_claims_to_be_far_down_costs_nothing():
    raw = xlsx(["姓名", "手机"], ["赵一", "13812345670"], ["赵二", "13812345671"])
    assert [one.name for one in people(claiming(raw, b'<row r="3"', b'<row r="99999999999"')).people] == ["赵一"]


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (b"", refusals.NoRows),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, refusals.OldExcel),
        (b"<html><table><tr><td>x</td></tr></table></html>", refusals.WebPage),
        (b"\x89PNG\r\n\x1a\n\x00\x00", refusals.NotAList),
        (b"PK\x03\x04 broken", refusals.NotAList),
        (packed(word__document_xml="<w/>"), refusals.NotAList),
        (packed(xl__workbook_xml='<!DOCTYPE x [<!ENTITY a "b">]><x/>'), refusals.NotAList),
        (packed(xl__workbook_xml=" " * (26 * 1024 * 1024)), refusals.UnpacksTooLarge),
        (b"a" * (2 * 1024 * 1024 + 1), refusals.ListTooLarge),
        (csv("姓名,地址", "赵一,沱江"), refusals.NoHeadings),
        (csv("姓名,手机", ","), refusals.NoRows),
        (csv("姓名,手机", *("赵一,13812345670" for _ in range(1001))), refusals.TooManyRows),
        (csv("姓名,手机", *("赵一,13812345670" for _ in range(5000))), refusals.TooManyRows),
    ],
    ids=lambda one: one.__name__ if isinstance(one, type) else f"{len(one)} bytes",
)  # fmt: skip
def test_what_is_no_list_is_refused_with_what_to_do(raw, refusal):
    with pytest.raises(refusal):
        people(raw)
