"""Complaint: a discount is missing from the producers' reports. Here each is on the line of its order, with who pays it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from printing.operations import render
from shops.fulfilment import operations as fulfilment
from shops.orders.models import LineDiscount, OrderLine
from shops.settlement import prints
from shops.settlement.models import PrintedStatement
from shops.settlement.sheets import workbook
from shops.settlement.statements import whole
from shops.settlement.wording import parts_of
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.promotions import promotion
from tests.factories.settlement import AFTER, MIDST, PERIOD
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def test_discounts_stand_in_the_statement_the_sums_and_the_workbook_and_all_agree_with_the_ledger():
    mine = shop()
    parcel = order(product(of=mine, price=4900), product(of=mine, price=6800), way="cash", packs=2).parcels.get()
    first, second = OrderLine.objects.all()
    for line, amount, by in ((first, 1000, "shop"), (first, 150, "county"), (second, 601, "county")):
        LineDiscount.objects.create(line=line, amount=amount, funded_by=by, words_zh_hans="优惠")
    fulfilment.post(parcel=parcel, carrier="own", number="", packs=None, by=mine.owner, at=OPENED)
    fulfilment.receive(parcel=parcel, by=None, at=OPENED)
    statement, (line,) = whole(mine, PERIOD)
    for moved in (statement.moved, line.moved):
        told = {part.words: part.fen for part in parts_of(moved)}
        assert told == {
            "卖出": 23400, "优惠（您承担）": -1000, "优惠（县里承担）": -751, "县里补的优惠": 751, "您自己收的现金": -21649,
        }  # fmt: skip
    assert (statement.closing, statement.moved.kinds["earned"]) == (751, 21649)
    row = [cell.value for cell in load_workbook(BytesIO(workbook(statement, [line]))).active[5]]
    assert row[2:7] == [234, -10, -7.51, 0, 7.51]


def test_what_promotions_took_off_reaches_the_statement_the_paper_and_the_workbook():
    """From the basket on: the shop's own coupon, the county's, and postage that the county pays."""
    mine = shop()
    mine.delivery_fees.filter(region="hunan").update(fee=1200)
    promotion(of=mine, amount=1000, least=9900)
    promotion("percent", basis_points=1000)
    promotion("delivery", most=900)
    parcel = order(product(of=mine, price=5000, group_price=None), packs=2, way="cash", at=MIDST).parcels.get()
    assert (parcel.total, parcel.delivery) == (10_000 - 1000 - 900 + 300, 300)
    fulfilment.post(parcel=parcel, carrier="own", number="", packs=None, by=mine.owner, at=MIDST)
    fulfilment.receive(parcel=parcel, by=None, at=MIDST)
    statement, (line,) = whole(mine, PERIOD)
    for moved in (statement.moved, line.moved):
        told = {part.words: part.fen for part in parts_of(moved)}
        assert told == {
            "卖出": 11_200, "优惠（您承担）": -1000, "优惠（县里承担）": -1800, "县里补的优惠": 1800, "您自己收的现金": -8400,
        }  # fmt: skip
    assert statement.closing == 1800
    row = [cell.value for cell in load_workbook(BytesIO(workbook(statement, [line]))).active[5]]
    assert row[2:7] == [112, -10, -18, 0, 18]
    wish = PrintedStatement(shop=mine, begins_on=PERIOD.first, language="zh-hans", asked_at=AFTER)
    pdf = render(template="documents/statement.html", context=prints.context_of(wish), language="zh-hans")
    paper = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert all(words in paper for words in ("优惠（您承担）", "−¥10", "优惠（县里承担）", "−¥18", "县里补的优惠", "+¥18"))
