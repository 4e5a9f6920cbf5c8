"""A query as the index, titles and snippets need it."""

import pytest

from cms.asked import Asked, forms
from cms.snippets import snippet


@pytest.mark.parametrize(
    ("query", "runs", "words"),
    [
        ("苦茶", ["苦茶"], []),
        ("江华苦茶 苦茶 苦茶", ["江华苦茶", "苦茶"], []),
        ("Bitter TEA 茶", ["茶"], ["bitter", "tea"]),
        ("ＱＲ码２", ["码"], ["qr", "2"]),
        ("the song of the drum", [], ["song", "drum"]),
        ("of", [], ["of"]),
        ("of 茶", ["茶"], []),
        ('<script>"*', [], ["script"]),
        ("NEAR(a, b) OR -c", [], ["near", "b", "or", "c"]),
        ("100% x_y '; --", [], ["100", "x", "y"]),
        ("😀", [], []),
        ("", [], []),
    ],
)
def test_a_query_is_folded_and_has_no_commands(query, runs, words):
    asked = Asked(query)
    assert (asked.runs, asked.words, bool(asked)) == (runs, words, bool(runs or words))


@pytest.mark.parametrize(
    ("word", "also"),
    [
        ("tea", {"teas", "teaes"}),
        ("teas", {"tea"}),
        ("berries", {"berry", "berri", "berrie"}),
        ("berry", {"berries", "berrys", "berryes"}),
        ("leaves", {"leaf", "leafe", "leav", "leave"}),
        ("dishes", {"dish", "dishe"}),
        ("glass", {"glasss", "glasses"}),
        ("is", set()),
        ("2026", set()),
        ("чай", set()),
    ],
)
def test_a_word_is_one_or_many(word, also):
    assert set(forms(word)) == {word} | also


def test_a_snippet_stands_around_the_last_place_and_begins_with_a_sentence():
    words = "苦 茶 苦茶 " + "山路不远。" * 40 + "奶奶的苦茶长在坡上。" + "雨后采。" * 40
    found = snippet(words, Asked("苦茶"))
    assert found.startswith("…奶奶的苦茶长在坡上。雨后采。")
    assert (found.endswith("…"), len(found)) == (True, 58)
    assert snippet(words, Asked("蜂蜜")) == snippet(words, Asked("")) == ""
    assert snippet("Pick it., , Dry the tea, then weigh., 1", Asked("tea")) == "Pick it. Dry the tea, then weigh. 1"
