"""The arithmetic of a cost sheet, to the fen, as the county's facts sheet works it out."""

import pytest

from courses.assessment.costing import CostSheet, sums

KIWI = CostSheet(goods=2000, labour=300, packing=400, courier=900, fee_percent=5, loss_percent=5)


def test_the_kiwi_box():
    assert (KIWI.cost, KIWI.least) == (3600, 3989)
    assert (KIWI.left_of_100(4800), KIWI.left_of_100(4200)) == (73_200, 19_050)
    assert (KIWI.left(4800), KIWI.left(4200)) == (732, 190)


def test_one_fen_below_break_even_loses_and_break_even_does_not():
    assert KIWI.left_of_100(3988) < 0 <= KIWI.left_of_100(3989)


@pytest.mark.parametrize("cost", range(1, 300, 7))
@pytest.mark.parametrize(("fee", "loss"), [(0, 0), (5, 5), (30, 50), (3, 17)])
def test_the_least_price_is_the_least(cost, fee, loss):
    sheet = CostSheet(cost, 0, 0, 0, fee, loss)
    assert sheet.left_of_100(sheet.least) >= 0 > sheet.left_of_100(sheet.least - 1)


def test_the_lines_add_up_to_the_fen():
    content = {
        "goods_fen": 1801,
        "labour_fen": 299,
        "packing_fen": 333,
        "courier_fen": 607,
        "fee_percent": 7,
        "loss_percent": 3,
    }
    line = sums({**content, "price_fen": 4999}).alone
    assert line.paid - line.fee - line.cost == line.left


def test_half_a_cost_sheet_has_no_sums():
    assert sums({"goods_fen": 100, "price_fen": 200}) is None
