"""Reading and marking answers of every kind."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.questions.marking import ALL, Asked, as_typed, feedback, is_key, read, score
from courses.questions.quantities import understand
from tests.factories import questions as make

KINDS = ("single", "several", "number", "order", "match")


@pytest.mark.parametrize(
    ("typed", "units", "number"),
    [
        ("250", ("克", "g"), "250"), ("２５０", ("克",), "250"), ("二百五十克", ("克",), "250"), ("0.25 kg", ("克", "g"), "250"),
        ("半斤", ("克",), "250"), ("一斤半", ("克",), "750"), ("五两", ("g",), "250"), ("250", ("千克",), "250"),
        ("250克", ("千克",), "0.25"), ("1,200", ("元",), "1200"), ("¥38.50", ("元", "yuan"), "38.5"), ("三十八块", ("元",), "38"),
        ("5角", ("元",), "0.5"), ("5%", ("%",), "5"), ("百分之五", ("%",), "5"), ("-18℃", ("℃",), "-18"),
        ("零下18度", ("℃",), "-18"), ("2小时", ("小时", "hours"), "2"), ("90分钟", ("小时",), "1.5"), ("7天", ("天",), "7"),
        ("60头", ("头",), "60"), ("60", ("",), "60"), ("1.5米", ("厘米",), "150"),
    ],
)  # fmt: skip
def test_numbers_are_understood_as_they_are_said(typed, units, number):
    assert understand(typed, units) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "多", "250 ml", "2 小时", "1e5", "--5", "九" * 50, "2" * 20, "٣", "250克克", "\x00"])
def test_what_is_no_number_of_grams_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011
        understand(typed, ("克", "g"))


@given(st.text(max_size=60))
def test_nothing_typed_breaks_it(typed):
    with suppress(ValueError):
        assert isinstance(understand(typed, ("克",)), Decimal)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_the_right_answer_is_read_from_its_form_and_counts_in_full(kind):
    asked = make.question(kind)
    form = make.form(**{name.replace("-", "_"): value for name, value in make.posted(asked, make.right(asked)).items()})
    got = read(asked, form)
    assert got.key == make.right(asked)
    assert is_key(asked, got.key)
    assert score(asked, got.key) == ALL
    assert feedback(asked, got.key).is_right


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", ["", "0", "9-9-9", "x", "2-1", "-", "1-1-1-1", "999999999999", "é"])
def test_a_made_up_key_is_none(kind, key):
    asked = make.question(kind)
    expected = kind == "number" and key in ("0", "999999999999")
    assert is_key(asked, key) is expected


@pytest.mark.django_db
def test_several_count_by_what_is_right_and_a_wrong_one_takes_one_back():
    asked = make.question("several")
    one, two, wrong = (str(choice.pk) for choice in asked.choices)
    marks = {"-".join(keys): score(asked, "-".join(keys)) for keys in
             ([one], [one, two], [one, wrong], [one, two, wrong], [wrong])}  # fmt: skip
    assert list(marks.values()) == [Decimal("0.5"), 1, 0, Decimal("0.5"), 0]


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "points"), [("1-2-3", "1"), ("2-1-3", "0.3333"), ("2-3-1", "0")])
@pytest.mark.parametrize("kind", ["order", "match"])
def test_orders_and_pairs_count_what_is_in_place(kind, key, points):
    assert score(make.question(kind), key) == Decimal(points)


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "points"), [("245", 1), ("255", 1), ("255.1", 0), ("244", 0), ("0.25kg", 1), ("半斤", 1)])
def test_a_number_counts_within_its_tolerance(typed, points):
    asked = make.question("number")
    assert score(asked, read(asked, make.form(number=typed)).key) == points


@pytest.mark.django_db
def test_what_is_not_whole_is_kept_as_typed():
    order, number = make.question("order"), make.question("number")
    first = order.mixed.index(order.choices[0]) + 1
    got = read(order, make.form(**{f"place_{first}": "2"}))
    assert (got.key, got.typed) == ("", "2-0-0")
    assert {one.pk: place for one, place in as_typed(order, "", got.typed)["steps"]} == {
        choice.pk: place for choice, place in zip(order.choices, (2, 0, 0), strict=True)
    }
    got = read(number, make.form(number="差不多"))
    assert (got.key, got.typed) == ("", "差不多")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["single", "several"])
def test_two_choices_where_one_is_asked_are_no_answer(kind):
    asked = make.question(kind)
    got = read(asked, make.form(choice=[str(asked.choices[0].pk), str(asked.choices[1].pk)]))
    assert bool(got.key) is (kind == "several")


@pytest.mark.django_db
def test_steps_are_always_shown_in_the_same_mixed_order():
    asked = make.question("order", *((f"第{n}步", True) for n in range(8)))
    assert asked.mixed == Asked(asked.question, asked.choices).mixed
    assert set(asked.mixed) == set(asked.choices)


@pytest.mark.django_db
def test_a_wrong_number_is_said_to_be_too_much_or_too_little():
    asked = make.question("number")
    assert [feedback(asked, key).summary for key in ("300", "200", "250")] == ["多了。", "少了。", ""]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_a_result_says_what_would_have_been_right(kind):
    asked = make.question(kind)
    told = feedback(asked, "", tell_all=True)
    words = [str(line.words) for line in told.lines]
    expected = {
        "single": ["对"], "several": ["对一", "对二"], "number": ["250 克"], "order": ["1. 采", "2. 晒", "3. 装"],
        "match": ["茶 → 罐", "蜜 → 瓶", "肉 → 真空袋"],
    }  # fmt: skip
    assert (told.is_right, words) == (False, expected[kind])
