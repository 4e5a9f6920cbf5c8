"""The typed forms of the pieces, one by one."""

from datetime import date

import pytest

from common.languages import written_in
from courses.assessment.pieces import FORMS, Maker, changes
from courses.assessment.pieces.label import initials, suggested_batch
from tests.factories.assessment import CONTENT

MAKER = Maker("盘美花", "zh-hans", date(2026, 11, 23))


def errors(piece, **given):
    form = FORMS[piece](given, maker=MAKER)
    form.full_clean()
    return form.errors


@pytest.mark.parametrize(
    ("name", "expected"), [("盘美花", "PMH"), ("Pan Meihua", "PM"), ("盘", "P"), ("", "Y"), ("李 伟", "LW")]
)
def test_initials(name, expected):
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("months", "expected"), [([3, 4], "PMH-2604-01"), ([12], "PMH-2512-01"), ([], "PMH-2611-01"), ([2, 12], "PMH-2602-01")]
)
def test_a_batch_is_of_the_last_picking(months, expected):
    assert suggested_batch("盘美花", months, date(2026, 11, 23)) == expected


@pytest.mark.parametrize(("text", "language"), [("奶奶的茶", "zh-hans"), ("Our tea", "en"), ("Tea 茶", "zh-hans")])
def test_the_language_of_a_story_is_its_writers(text, language):
    assert written_in(text) == language


@pytest.mark.parametrize("seal", ["", "盘家", "!", " ", "_"])
def test_a_seal_is_one_character(db, seal):
    assert "seal" in errors("name", seal=seal)


@pytest.mark.parametrize(("name", "right"), [("盘", False), ("盘家苦茶", True), ("一" * 12, True), ("一" * 13, False)])
def test_a_shops_name_is_two_to_twelve_characters(db, name, right):
    assert ("name_zh" not in errors("name", name_zh=name)) is right


def test_a_boast_is_warned_of_and_not_refused(db):
    form = FORMS["name"]({"name_zh": "江华第一茶"}, maker=MAKER)
    form.full_clean()
    assert "name_zh" not in form.errors
    assert ["第一" in words for words in form.warnings()] == [True]


def test_each_cost_names_itself_when_it_is_wrong():
    said = errors("price", packing_fen="x", courier_fen="x", fee_percent="x", loss_percent="x")
    words = [said[name][0] for name in ("packing_fen", "courier_fen", "fee_percent", "loss_percent")]
    assert [text.split("：")[0] for text in words] == ["包装", "快递", "平台服务费", "损耗"]


@pytest.mark.parametrize("wrong", ["-1", "1e9", "many", "1.5"])
def test_stock_is_a_whole_number(wrong):
    assert errors("product", stock=wrong)["stock"] == ["请填写有多少份，例如 60；还没有就填 0。"]


@pytest.mark.parametrize("given", [{"labour_fen": "0"}, {"fee_percent": "31"}, {"loss_percent": "-1"}, {"group_size": "1"}])
def test_a_cost_sheet_explains_what_cannot_be(given):
    assert set(given) <= set(errors("price", **given))


def test_a_group_price_and_its_size_go_together():
    assert "group_size" in errors("price", price_fen="49", group_price_fen="38")
    assert "group_price_fen" in errors("price", price_fen="49", group_size="3")


def test_a_region_left_empty_is_not_posted_to():
    form = FORMS["delivery"]({"posting_days": ["mon"], "handover": "村口", "fee_far": "零", "free_over_far": ""}, maker=MAKER)
    assert form.is_valid(), form.errors
    assert form.content()["fees"] == [{"region": "far", "fee_fen": 0, "free_over_fen": None}]


def test_at_least_one_region_is_posted_to():
    assert errors("delivery", posting_days=["mon"], handover="村口")["fee_hunan"] == ["请至少填写一个地区的运费。"]


def test_promises_are_ticked_and_written():
    form = FORMS["promise"]({"ready": ["post"], "own": "送一张小卡片。\n\n  "}, maker=MAKER)
    assert form.is_valid()
    assert form.content() == {"promises": ["下单后 48 小时内发货。", "送一张小卡片。"], "language": "zh-hans"}


@pytest.mark.parametrize(
    "given", [{}, {"ready": ["post"]}, {"own": "\n".join("一二三四五六七八九")}, {"own": "长" * 121 + "\n短"}]
)
def test_too_few_too_many_and_too_long_promises_are_explained(given):
    assert errors("promise", **given)


@pytest.mark.parametrize("piece", CONTENT)
def test_nothing_changed_between_equal_versions(db, piece):
    assert {was for line, was in changes(piece, CONTENT[piece], CONTENT[piece])} == {None}


def test_a_change_names_what_was_there():
    before = {**CONTENT["label"], "batch": "", "grams": 200}
    assert {line.key: was for line, was in changes("label", CONTENT["label"], before) if was is not None} == {
        "batch": "",
        "grams": "200 克",
    }
