"""Sums in capital figures."""

import pytest

from common.capitals import capital_yuan


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (16800, "壹佰陆拾捌元整"),
        (0, "零元整"),
        (5, "伍分"),
        (10, "壹角整"),
        (105, "壹元零伍分"),
        (100530, "壹仟零伍元叁角整"),
        (100503, "壹仟零伍元零叁分"),
        (1_000_500, "壹万零伍元整"),
        (10_000_000, "壹拾万元整"),
        (100_010_000, "壹佰万零壹佰元整"),
        (1_001_001_000, "壹仟零壹万零壹拾元整"),
        (10_000_000_100, "壹亿零壹元整"),
        (123_456_789_012, "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分"),
    ],
)
def test_as_a_receipt_carries_them(fen, said):
    assert capital_yuan(fen) == said


@pytest.mark.parametrize("fen", [-1, 10**14])
def test_no_other_sum_is_said(fen):
    with pytest.raises(ValueError, match=str(fen)):
        capital_yuan(fen)
