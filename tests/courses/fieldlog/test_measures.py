"""Areas, weights and days as farmers say them."""

from datetime import date
from decimal import Decimal

import pytest

from courses.fieldlog.measures import mu, parse_area, parse_day, parse_kilos, say_area

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(("said", "metres"), [
    ("1", 667), ("０.５", 333), ("三分地", 200), ("半亩", 333), ("３亩", 2000), ("三亩", 2000), ("一亩半", 1000), ("两亩三分", 1533),
    ("2.5 mu", 1667), ("200平方米", 200), ("200 m²", 200), ("0.2公顷", 2000), ("0.2 ha", 2000), ("一百亩", 66667), ("十五亩田", 10000),
])  # fmt: skip
def test_an_area_is_understood(said, metres):
    assert parse_area(said) == metres


@pytest.mark.parametrize(
    "said", ["", "0", "0 ha", "０亩", "101", "1000公顷", "-1", "很大", "亩", "1e3", "半", "3分4", "9" * 40]
)
def test_what_is_no_area_is_refused(said):
    with pytest.raises(ValueError):  # noqa: PT011 - the form says what to write
        parse_area(said)


def test_an_area_is_said_in_mu_and_metres():
    assert (mu(667), mu(200), say_area(200)) == (Decimal("1.00"), Decimal("0.30"), "0.3 亩（200 平方米）")


@pytest.mark.parametrize(
    ("said", "kilos"), [("120", "120"), ("240斤", "120.0"), ("半吨", "500.0"), ("１２０kg", "120"), ("三百公斤", "300")]
)
def test_a_weight_is_understood(said, kilos):
    assert parse_kilos(said) == Decimal(kilos)


@pytest.mark.parametrize(("said", "day"), [
    ("2026-11-03", date(2026, 11, 3)), ("2026/11/3", date(2026, 11, 3)), ("2026.11.3", date(2026, 11, 3)),
    ("2026年11月3日", date(2026, 11, 3)), ("11月3号", date(2026, 11, 3)), ("12月24日", date(2025, 12, 24)),
])  # fmt: skip
def test_a_day_is_understood(said, day):
    assert parse_day(said, TODAY) == day


@pytest.mark.parametrize("said", ["", "昨天", "2026-13-01", "2026-02-30", "1", "a-b", "2026-11-03-01"])
def test_what_is_no_day_is_refused(said):
    with pytest.raises(ValueError):  # noqa: PT011
        parse_day(said, TODAY)
