"""Weights as farmers say them."""

from time import perf_counter

import pytest

from common.weights import parse_grams

SAID = {
    "250": 250, "２５０": 250, "250克": 250, "250 g": 250, "0.25kg": 250, "半斤": 250, "五两": 250, "二两": 100, "两两": 100,
    "两斤": 1000, "一斤": 500, "一斤半": 750, "一斤二两": 600, "2斤3两": 1150, "十两": 500, "1.5公斤": 1500, "二百五十克": 250,
    "一斤二两五克": 605, "两千克": 2000, "一千两百克": 1200, "2千克": 2000, "两公斤半": 2500,
    "三十八": 38, "1,200": 1200, "50公斤": 50_000,
}  # fmt: skip


@pytest.mark.parametrize(("text", "grams"), SAID.items())
def test_what_is_a_weight(text, grams):
    assert parse_grams(text) == grams


@pytest.mark.parametrize(
    "text",
    ["", "-1", "1e9", "many", "半", "斤", "0", "0.3", "51公斤", "250 ml", "5斤x", "..斤", "1.2.3斤", "半半斤", "斤半", "٢٥٠"],
)
def test_what_is_no_weight(text):
    with pytest.raises(ValueError):  # noqa: PT011 (the form says the words)
        parse_grams(text)


def test_a_long_line_of_signs_is_refused_at_once():
    """两 is a digit and a unit: a pattern that tries both ways took 27 seconds for forty of them."""
    began = perf_counter()
    for text in ("两" * 39 + "x", "两" * 5000 + "x", "一" * 29 + "x"):
        with pytest.raises(ValueError):  # noqa: PT011
            parse_grams(text)
    assert perf_counter() - began < 0.1
