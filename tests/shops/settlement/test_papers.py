"""A statement as a workbook and on paper, the bank's file: the same sums, and no formula of anybody's."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from shops.settlement import operations, paying, prints
from shops.settlement.models import PrintedStatement, Settlement
from shops.settlement.sheets import workbook
from shops.settlement.statements import whole
from tests.factories.settlement import AFTER, MIDST, PERIOD, collected, earned, manager, payee, refunded
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


def sheet_of(contents: bytes):
    return load_workbook(BytesIO(contents)).active


def test_each_row_of_the_workbook_sums_to_its_last_column_and_the_rows_to_the_whole():
    mine = shop(name_zh_hans="=HYPERLINK(1)", name_en="")
    number = earned(mine, 8800, commission=400, by_county=600)
    refunded(mine, number, 4400, commission=200, by_county=300)
    collected(mine, 5000, commission=200)
    sheet = sheet_of(workbook(*whole(mine, PERIOD)))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    orders, together = rows[4:6], rows[6]
    assert [round(sum(row[2:-1]) * 100) for row in (*orders, together)] == [round(row[-1] * 100) for row in (*orders, together)]
    assert [row[-1] for row in (*orders, together, rows[7])] == [45, -2, 43, 43]
    assert (sheet["A1"].data_type, sheet["A1"].quotePrefix, sheet["A5"].value) == ("s", True, number)


def test_the_banks_file_has_a_line_for_each_shop_and_their_sum_as_text_and_numbers():
    first, second = manager("何主任"), manager("李主任")
    for amount, number in ((8800, "6228480402564890018"), (5001, "180123456789")):
        one = shop()
        made = payee(one, number=number)
        made.name = "+盘美花"
        made.save()
        earned(one, amount)
    operations.draw_up(period=PERIOD, by=first, at=AFTER)
    operations.approve(period=PERIOD, total=13801, by=second, at=AFTER)
    file = paying.make_file(period=PERIOD, by=second, at=AFTER)
    sheet = sheet_of(bytes(file.contents))
    rows = [[cell.value for cell in row][1:5] for row in sheet.iter_rows(min_row=2)]
    assert rows == [
        ["+盘美花", "6228480402564890018", "农业银行江华县支行", 88],
        ["+盘美花", "180123456789", "农业银行江华县支行", 50.01],
        ["2 笔", None, None, 138.01],
    ]
    assert (sheet["B2"].quotePrefix, sheet["C2"].data_type, file.total) == (True, "s", 13801)
    assert str(Settlement.objects.first().pk) in sheet["F2"].value


def test_on_paper_once_for_two_presses_and_only_when_the_period_is_over(django_capture_on_commit_callbacks):
    mine = shop()
    earned(mine)
    with pytest.raises(operations.NotOver):
        prints.ask_for_statement(shop=mine, period=PERIOD, language="en", by=mine.owner, at=MIDST)
    with pytest.raises(operations.NotYours):
        prints.ask_for_statement(shop=mine, period=PERIOD, language="en", by=manager(), at=AFTER)
    asked = [prints.ask_for_statement(shop=mine, period=PERIOD, language="en", by=mine.owner, at=AFTER) for _n in range(2)]
    assert asked[0] == asked[1]
    prints.print_statement.call(asked[0].pk)
    printed = PrintedStatement.objects.get()
    with printed.pdf.open() as pdf:
        assert pdf.read(5) == b"%PDF-"
    printed.pdf.delete(save=False)
