"""Numbers and dates in every style a list has, and what is refused rather than guessed."""

from datetime import date, datetime

import pytest

from courses.intake.days import read_birth
from courses.intake.phones import read_phone
from uploads.tables.cells import struck_out, text_of

GOOD = "+8613812345678"


@pytest.mark.parametrize(
    "cell",
    [
        "13812345678", 13812345678, 13812345678.0, "1.3812345678E10", "1.3812345678e+10", "138 1234 5678", "138-1234-5678",
        "+86 138 1234 5678", "86-13812345678", "008613812345678", "１３８１２３４５６７８", "13812345678.0", '="13812345678"',
        "'13812345678", "(138)12345678", "13812345678.00", "13812345678（微信同号）", "手机：13812345678", "13812345678 本人", "\u202d138 1234 5678\u202c",
    ],
)  # fmt: skip
def test_a_number_is_understood(cell):
    phone = read_phone(text_of(cell))
    assert (phone.number, phone.fault) == (GOOD, "")


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("", "no-phone"), (None, "no-phone"), ("#N/A", "no-phone"), ("431129199003051234", "id-as-phone"),
        ("43112919900305123X", "id-as-phone"), (4.31129199003051e17, "id-as-phone"), ("431129 19900305 1234", "id-as-phone"),
        ("431129900305123", "id-as-phone"), ("1.38E+10", "shortened"), ("1.38123E+10", "shortened"), ("4.31129E+17", "shortened"),
        ("1381234567", "digits"), ("138123456789", "digits"), ("0746-2320000", "landline"), ("无", "not-a-phone"),
        ("丈夫13812345678", "whose-phone"), ("13812345678（儿子）", "whose-phone"), ("=1+1", "digits"), ("11111111111", "not-a-phone"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_named(cell, fault):
    phone = read_phone(text_of(cell))
    assert (phone.number, phone.fault) == ("", fault)


@pytest.mark.parametrize(
    "cell", ["13812345678/13912345678", "13812345678、13912345678", "13812345678 13912345678", "0746-2320000;13812345678"]
)
def test_of_two_numbers_the_first_is_used(cell):
    phone = read_phone(text_of(cell))
    assert (phone.number, phone.several) == (GOOD, True)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1990-03-05", "1990-03-05"), ("1990/3/5", "1990-03-05"), ("1990.3.5", "1990-03-05"), ("1990年3月5日", "1990-03-05"),
        ("19900305", "1990-03-05"), (19900305, "1990-03-05"), (32937, "1990-03-05"), ("5 March 1990", "1990-03-05"),
        ("March 5, 1990", "1990-03-05"), ("5-Mar-1990", "1990-03-05"), ("1990-03-05 00:00:00", "1990-03-05"),
        (datetime(1990, 3, 5), "1990-03-05"), ("一九九〇年三月五日", "1990-03-05"), ("１９９０年３月", "1990-03"), ("199003", "1990-03"),
    ],
)  # fmt: skip
def test_a_date_of_birth_in_any_style(cell, day):
    assert read_birth(text_of(cell), today=date(2026, 11, 23)) == day


@pytest.mark.parametrize(
    "cell", ["", "不详", "1990-02-30", "2026-12-01", "1850-01-01", "3/5/90", "5 Brumaire 1990", "99999", "0"]
)
def test_what_is_no_date_of_birth_is_not_guessed(cell):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever part it fails in
        read_birth(text_of(cell), today=date(2026, 11, 23))


def test_id_numbers_and_cards_are_struck_out_and_phones_are_not():
    assert struck_out("身份证431129199003051234，卡6222021234567890123，电话13812345678") == "身份证***，卡***，电话13812345678"
