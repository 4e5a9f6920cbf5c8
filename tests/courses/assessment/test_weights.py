"""Weights as farmers say them."""

import pytest

from courses.assessment.weights import parse_grams

SAID = {
    "250": 250, "２５０": 250, "250克": 250, "250 g": 250, "0.25kg": 250, "半斤": 250, "五两": 250, "二两": 100, "两两": 100,
    "两斤": 1000, "一斤": 500, "一斤半": 750, "一斤二两": 600, "2斤3两": 1150, "十两": 500, "1.5公斤": 1500, "二百五十克": 250,
    "三十八": 38, "1,200": 1200, "50公斤": 50_000,
}  # fmt: skip


@pytest.mark.parametrize(("text", "grams"), SAID.items())
def test_what_is_a_weight(text, grams):
    assert parse_grams(text) == grams


@pytest.mark.parametrize(
    "text", ["", "-1", "1e9", "many", "半", "斤", "0", "0.3", "51公斤", "250 ml", "5斤x", "..斤", "1.2.3斤", "٢٥٠"]
)
def test_what_is_no_weight(text):
    with pytest.raises(ValueError):  # noqa: PT011 (the form says the words)
        parse_grams(text)
