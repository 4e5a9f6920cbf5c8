"""The length of a shop's name, and boasts in it."""

import pytest

from common.shop_names import boasts, fits, length


@pytest.mark.parametrize(
    ("name", "expected"),
    [("盘家苦茶", 4), ("Pan Tea", 4), ("盘家 Tea", 4), ("𠮷野家", 3), ("", 0), ("河口村盘家老茶树苦茶小店", 12)],
)
def test_two_latin_letters_take_the_room_of_one_character(name, expected):
    assert length(name) == expected


@pytest.mark.parametrize(
    ("name", "right"), [("盘", False), ("盘家", True), ("一" * 12, True), ("一" * 13, False), ("a" * 25, False)]
)
def test_a_name_is_two_to_twelve_characters(name, right):
    assert fits(name) is right


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("江华第一茶", ["第一"]),
        ("最好的茶，最香", ["最"]),
        ("国家级顶级苦茶", ["国家级", "顶级"]),
        ("最近第一次摘的茶", []),
        ("The best tea", ["best"]),
        ("河口苦茶", []),
    ],
)
def test_boasts_are_found_and_plain_words_are_not(text, words):
    assert boasts(text) == words
