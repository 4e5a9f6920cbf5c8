"""Keys that strangers write."""

import pytest

from common.keys import key_of


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "½", "１２", "٣", "1e9", " 1", "9" * 16])
def test_what_is_no_key_is_none(text):
    assert key_of(text) is None


def test_a_key_is_its_number():
    assert (key_of("0"), key_of("42"), key_of("9" * 15)) == (0, 42, 10**15 - 1)
