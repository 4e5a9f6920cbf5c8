"""What goes into the box and onto it: each in its buyer's language, for the shop's people alone, and not for long."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from printing.operations import print_html
from shops.desk import slips
from shops.desk.models import PrintedSlips, Thanks
from shops.desk.slips_drawn import html_of, parcels_of
from shops.fulfilment import operations
from shops.orders.models import Order, ShopOrder
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(db):
    return shop(name_zh_hans="潘家苦茶", name_en="Pan Tea")


def sold(mine, language="zh-hans", **facts) -> ShopOrder:
    goods = product(of=mine, name_zh_hans="江华苦茶", name_en="Bitter tea", price=4900, batch="B7")
    parcel = order(goods, packs=3, **{"way": "cash"} | facts).parcels.get()
    Order.objects.filter(pk=parcel.order_id).update(language=language, note="请轻放")
    return ShopOrder.objects.get(pk=parcel.pk)


def ask(mine, parcel=None, paper="labels", **facts) -> PrintedSlips:
    return slips.ask_for_slips(shop=mine, parcel=parcel, paper=paper, **{"by": mine.owner, "at": OPENED} | facts)


def test_slip_and_label_are_in_the_buyer_s_language_with_the_address_in_chinese(mine):
    parcels = parcels_of(mine, [sold(mine).pk, sold(mine, "en").pk])
    slips.set_thanks(shop=mine, zh="多谢老乡！", en="", by=mine.owner, at=OPENED)
    html = html_of(mine, parcels, "labels")
    assert html.count("<svg") == 2
    assert html.count("桥市乡河口村") == 2
    assert "寄递站" not in html  # where the shop hands parcels over is no sender's address
    pages = PdfReader(BytesIO(print_html(html))).pages
    words = "".join(page.extract_text() for page in pages)
    assert [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pages] == [(283, 425)] * 4
    for said in ("刘燕", "138 0731 4420", "麓山南路", "江华苦茶", "Bitter tea", "B7", "请轻放", "多谢老乡", "货到付款", "¥147"):
        assert said in words, said


def test_four_addresses_stand_on_a_sheet(mine):
    parcels = parcels_of(mine, [sold(mine).pk for _n in range(5)])
    html = html_of(mine, parcels, "sheet")
    assert (html.count('class="a4"'), html.count('class="lb n'), html.count('class="wide"')) == (2, 5, 5)


def test_all_that_are_to_be_packed_or_the_one_and_pressed_twice_once(mine, monkeypatch):
    first, second, third = sold(mine), sold(mine), sold(mine)
    operations.call_off(parcel=third, by=None, at=OPENED)
    sold(shop())
    made = [ask(mine), ask(mine)]
    assert (made[0], made[0].wish) == (made[1], {"parcels": [first.pk, second.pk], "paper": "labels"})
    assert ask(mine, second.pk).wish["parcels"] == [second.pk]
    monkeypatch.setattr(slips, "MOST", 1)
    assert ask(mine, paper="sheet").wish["parcels"] == [first.pk]
    with pytest.raises(slips.NothingToPack):
        ask(mine, third.pk)
    with pytest.raises(slips.NotYours):
        ask(mine, by=person("陈山"))
    assert PrintedSlips.objects.count() == 3


def test_many_are_printed_a_few_at_a_time_and_bound_once(mine, monkeypatch, django_capture_on_commit_callbacks):
    printed = []
    monkeypatch.setattr(slips, "AT_ONCE", 2)
    monkeypatch.setattr(slips, "html_of", lambda shop, parcels, paper: [one.pk for one in parcels])
    monkeypatch.setattr(slips, "print_html", lambda pks: printed.append(pks) or b"%PDF")
    monkeypatch.setattr(slips, "bind", lambda pdfs: b"bound %d" % len(pdfs))
    pks = [sold(mine).pk for _n in range(5)]
    made = ask(mine)
    for _twice in range(2):
        slips.print_slips.func(made.pk)
    made.refresh_from_db()
    assert (printed, made.pdf.read()) == ([pks[:2], pks[2:4], pks[4:]], b"bound 3")
    assert slips.forget_slips(at=OPENED + timedelta(hours=23)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert [slips.forget_slips(at=OPENED + timedelta(days=1)) for _n in range(2)] == [1, 0]
    assert not made.pdf.storage.exists(made.pdf.name)


def test_the_pages_ask_and_show_and_a_stranger_finds_nothing(client, homes, mine):
    parcel = sold(mine)
    client.force_login(mine.owner)
    assert "1 order is to be packed" in client.get("/en/my/shop/orders/print/").content.decode()
    client.post("/en/my/shop/orders/print/", {"do": "words", "words_zh_hans": "多谢", "words_en": "Thanks!"})
    assert (Thanks.objects.get().words_zh_hans, Thanks.objects.get().words_en) == ("多谢", "Thanks!")
    answer = client.post("/en/my/shop/orders/print/", {"paper": "sheet", "parcel": str(parcel.pk)})
    made = PrintedSlips.objects.get()
    assert answer.url == f"/en/my/shop/orders/printed/{made.pk}/"
    assert client.get(answer.url)["Refresh"] == "2"
    for one in ("x", "0", "9" * 30):
        assert client.post("/en/my/shop/orders/print/", {"paper": "sheet", "parcel": one}).url == reverse("desk:slips")
    client.force_login(shop().owner)
    assert client.get(answer.url).status_code == 404
    assert PrintedSlips.objects.count() == 1
