"""A buyer's receipt: of what was paid, in figures and in capital figures, and it says that it is no tax invoice."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfReader

from printing.operations import render
from shops.fulfilment import operations, receipts
from shops.fulfilment.models import PrintedReceipt
from shops.orders.models import LineDiscount, Order, OrderLine
from shops.payments.refunds import return_lines
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def bought(way: str = "wechat", **facts) -> Order:
    return order(product(of=shop(name_zh_hans="潘家苦茶"), price=4900, name_zh_hans="江华苦茶"), packs=3, way=way, **facts)


def test_it_says_what_was_paid_less_discounts_and_what_went_back():
    made = bought()
    line = OrderLine.objects.get()
    LineDiscount.objects.create(line=line, amount=700, funded_by="shop", words_zh_hans="店庆减七元")
    paid(made)
    return_lines(parcel=made.parcels.get(), packs={line.pk: 1}, source="return 1", words="碎了", by=None, at=OPENED)
    receipt = receipts.receipt_of(made)
    assert (receipt.paid, receipt.returned, receipt.kept) == (14000, 4666, 9334)
    context = {"receipt": receipt, "order": made, "at": OPENED}
    pdf = PdfReader(BytesIO(render(template="documents/receipt.html", context=context, language="zh-hans")))
    words = "".join(page.extract_text() for page in pdf.pages)
    for said in ("潘家苦茶", "江华苦茶", "店庆减七元", "¥140", "¥93.34", "玖拾叁元叁角肆分", "不是税务发票", "微信支付"):
        assert said in words, said


def test_there_is_one_only_of_what_was_paid():
    waiting, cash = bought(), bought("cash")
    practised = bought()
    paid(practised)
    Order.objects.filter(pk=practised.pk).update(way="practice")
    cancelled = bought()
    paid(cancelled)
    operations.call_off(parcel=cancelled.parcels.get(), by=None, at=OPENED)
    for one in (waiting, cash, practised, cancelled):
        one.refresh_from_db()
        with pytest.raises(receipts.NotPaid):
            receipts.ask_for_receipt(order=one, language="zh-hans", by=None, at=OPENED)
    assert PrintedReceipt.objects.count() == 0
    parcel = cash.parcels.get()
    operations.post(parcel=parcel, carrier="sf", number="SF123456", packs=None, by=parcel.shop.owner, at=OPENED)
    operations.receive(parcel=parcel, by=None, at=OPENED)
    assert receipts.receipt_of(Order.objects.get(pk=cash.pk)).capitals == "壹佰肆拾柒元整"


def test_pressed_twice_it_is_printed_once_and_forgotten_in_a_week(client, homes, monkeypatch):
    monkeypatch.setattr(receipts, "render", lambda **given: b"%PDF-1.7 receipt")
    buyer = person("刘燕")
    made = bought(buyer=buyer)
    paid(made)
    path = f"/en/orders/{made.number}/receipt"
    client.force_login(buyer)
    assert client.get(f"{path}.pdf").url == f"/en/orders/{made.number}/"
    for _n in range(2):
        assert client.post(f"{path}/").url == f"{path}.pdf"
    one = PrintedReceipt.objects.get()
    page = client.get(f"{path}.pdf")
    assert (page["Refresh"], "It is being printed" in page.content.decode()) == ("2", True)
    receipts.print_receipt.func(one.pk)
    file = client.get(f"{path}.pdf")
    assert (file["Content-Type"], b"".join(file.streaming_content)) == ("application/pdf", b"%PDF-1.7 receipt")
    assert file["Cache-Control"] == "private, no-store"
    client.force_login(person("陈山"))
    assert (client.get(f"{path}.pdf").status_code, client.post(f"{path}/").status_code) == (404, 404)
    assert receipts.forget_receipts(at=one.asked_at + timedelta(days=6)) == 0
    assert [receipts.forget_receipts(at=one.asked_at + timedelta(days=7)) for _n in range(2)] == [1, 0]


def test_an_order_s_page_offers_it_when_there_is_one(client, homes):
    buyer = person("刘燕")
    made = bought(buyer=buyer)
    client.force_login(buyer)
    before = client.get(f"/en/orders/{made.number}/").content.decode()
    paid(made)
    after = client.get(f"/en/orders/{made.number}/").content.decode()
    assert ("Receipt (PDF)" in before, "Receipt (PDF)" in after) == (False, True)


def test_a_file_that_was_printed_meanwhile_stays(monkeypatch):
    monkeypatch.setattr(receipts, "render", lambda **given: b"second")
    made = bought()
    paid(made)
    one = PrintedReceipt.objects.create(order=made, language="en", asked_at=OPENED, pdf=ContentFile(b"first", "r.pdf"))
    receipts.print_receipt.func(one.pk)
    assert PrintedReceipt.objects.get().pdf.read() == b"first"
