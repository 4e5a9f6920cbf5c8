"""What was taken out of a text and what was put in."""

import pytest

from courses.assessment.comparing import compared, woven


@pytest.mark.parametrize(
    ("was", "now", "runs"),
    [
        ("我家的茶好喝", "我家的苦茶好喝", [("same", "我家的"), ("in", "苦"), ("same", "茶好喝")]),
        ("We pick it at dawn", "We pick it at noon", [("same", "We pick it at "), ("out", "dawn"), ("in", "noon")]),
        ("价格 38.50 元", "价格 36 元", [("same", "价格 "), ("out", "38.50"), ("in", "36"), ("same", " 元")]),
        ("一", "一", [("same", "一")]),
        ("苦茶", "完全不同的另一段话", []),
        ("", "新的", []),
        ("旧的", "", []),
        ("字" * 2001, "字" * 2001, []),
    ],
)
def test_texts_are_compared_by_words_and_characters(was, now, runs):
    assert compared(was, now) == runs


def test_what_people_wrote_stays_text():
    assert "<script>" not in woven("<script>alert(1)</script> 茶", "<script>alert(2)</script> 茶")
