import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.money import parse_yuan, per_500_g, split, yuan
from common.numerals import parse_number


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("38", 3800), ("¥38", 3800), ("￥38", 3800), ("３８", 3800), ("三十八", 3800), ("38.5", 3850), ("38.50 元", 3850),
     ("1,200", 120000), ("两千", 200000), ("一百零五", 10500), ("十", 1000), ("三十八块", 3800), ("0.01", 1),
     ("三十八块五", 3850), ("三十八块五毛", 3850), ("38块5", 3850), ("38元5角", 3850), ("３８块５毛", 3850), ("五毛", 50), ("半块", 50), ("半块钱", 50), ("两块二毛五", 225), ("两块二毛五分", 225),
     ("两块半", 250), ("五毛八", 58), ("十块零五分", 1005), ("５分", 5), ("2块2毛5", 225), ("38块钱", 3800),
     ("¥1,200元5角", 120050), ("一百五", 15000), ("两千五", 250000), ("三万五", 3500000)],
)  # fmt: skip
def test_a_price_is_read_as_people_write_it(typed, fen):
    assert parse_yuan(typed) == fen


@pytest.mark.parametrize(
    "typed",
    [
        "-1",
        "1e9",
        "many",
        "",
        "0",
        "零",
        "38.505",
        "1000000",
        "３８a",
        "１.２.３",
        "1,20",
        "十a",
        "NaN",
        "inf",
        "三十八十",
        "百十",
        "十百",
        "三八十",
        "三十零",
        "一百万亿万",
        "38.5块5",
        "38块55",
        "块5",
        "三十八块五块",
        "-1块5",
        "零块零",
        "半",
        "两块零五",
        "两块半五",
        "五毛五分五分",
    ],
)
def test_what_is_no_price_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011
        parse_yuan(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("二十", 20),
        ("一百二十", 120),
        ("三万五千", 35000),
        ("三八", 38),
        ("一亿", 100_000_000),
        ("十五", 15),
        ("一百一十", 110),
        ("一百十五", 115),
        ("一千零五十", 1050),
        ("两万零五", 20005),
        ("一亿三千万", 130_000_000),
        ("一亿三万", 100_030_000),
        ("零", 0),
    ],
)
def test_chinese_numerals(typed, number):
    assert parse_number(typed) == number


@pytest.mark.parametrize(("fen", "shown"), [(3800, "¥38"), (3850, "¥38.50"), (120000, "¥1,200"), (-5, "−¥0.05"), (0, "¥0")])
def test_fen_are_printed_as_yuan(fen, shown):
    assert yuan(fen) == shown


@pytest.mark.parametrize(("price", "grams", "for_500"), [(7500, 457, 8206), (4800, 2500, 960), (3800, 250, 7600), (1, 1000, 1)])
def test_price_for_500_g_is_rounded_half_up(price, grams, for_500):
    assert per_500_g(price, grams) == for_500


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any))
def test_a_split_sums_exactly_and_no_part_is_off_by_a_fen(total, weights):
    shares = split(total, weights)
    assert sum(shares) == total
    assert all(abs(share * sum(weights) - total * weight) < sum(weights) for share, weight in zip(shares, weights, strict=True))
