"""Cutting Chinese for the index and for the query."""

import pytest

from cms.pages.bigrams import bigrams, cut, query_terms


def test_a_run_is_cut_into_characters_and_pairs():
    assert cut("江华苦茶") == ["江", "华", "苦", "茶", "江华", "华苦", "苦茶"]
    assert cut("tea 茶, 250 克") == ["茶", "克"]
    assert bigrams("", None, "苦茶") == "苦 茶 苦茶"


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("苦茶", "苦茶"),
        ("茶", "茶"),
        ("江华苦茶", "江华 华苦 苦茶"),
        ("Bitter TEA 茶", "bitter tea 茶"),
        ('<script>"*', "script"),
        ("NEAR(a, b) OR -c", "near a b or c"),
        ("😀", ""),
        ("", ""),
    ],
)
def test_a_query_is_cut_to_match_and_has_no_commands(query, terms):
    assert query_terms(query) == terms
