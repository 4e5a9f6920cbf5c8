"""The share kit's pages: for who may share the shop, the same cost however many goods, honest before the shop is open."""

import pytest
from django.contrib.messages import get_messages

from printing.operations import CannotPrint
from shops.franchise.models import Shop
from shops.sharing import prints
from shops.sharing.codes import code_of
from shops.sharing.models import Printed
from tests.factories.catalogue import category, product
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db
POSTER = {"language": "zh-hans", "size": "A4"}


@pytest.fixture
def owned(homes):
    return shop(slug="pan-jia-ku-cha", opening_zh_hans="赶圩日在码市")


@pytest.fixture
def seller(client, owned):
    client.force_login(owned.owner)
    return client


def wish(pack, **given) -> dict:
    return {"kind": "shelf", "paper": "sheet", "language": "zh-hans", "start": "3", f"n{pack.pk}": "二十", **given}


def test_the_page_says_the_words_of_the_shop_in_both_languages_and_costs_the_same_for_many(
    seller, owned, django_assert_num_queries
):
    product(of=owned)
    with django_assert_num_queries(6):
        page = seller.get("/zh-hans/my/shop/share/").content.decode()
    assert "盘家苦茶开店了\n桥市乡河口村\n江华苦茶 春芽，250 克/袋，¥49\n星期二、星期五寄件\n" in page
    assert "Bitter tea, spring leaf, 250 g pouch: ¥49\nPosted on Tuesday and Friday\n" in page
    assert "/cards/tall/zh-hans/shop/pan-jia-ku-cha/" in page
    for _ in range(19):
        product(of=owned)
    with django_assert_num_queries(6):
        seller.get("/zh-hans/my/shop/share/")


def test_a_products_page_has_its_short_address_and_its_words(seller, owned):
    sold = product(of=owned)
    page = seller.get(f"/en/my/shop/share/goods/{sold.pk}/").content.decode()
    assert f"http://localhost:8000/p/{code_of(sold)}" in page
    assert "¥38 each when 3 buy together\nGrade: 一芽二叶\nFrom 桥市乡河口村\nHarvest: Mar–Apr\nPan Family Tea http" in page
    assert seller.get(f"/en/my/shop/share/goods/{product().pk}/").status_code == 404


def test_a_stranger_finds_nothing_and_nothing_is_printed(client, owned):
    pack = product(of=owned).variants.get()
    client.force_login(person("周客", role="trainee"))
    for path in ("", "labels/", "goods/1/", "printed/1/"):
        assert client.get(f"/zh-hans/my/shop/share/{path}").status_code == 404
    assert client.post("/zh-hans/my/shop/share/poster/", POSTER).status_code == 404
    assert client.post("/zh-hans/my/shop/share/labels/", wish(pack)).status_code == 404
    assert Printed.objects.count() == 0


def test_another_shops_file_is_not_found(seller, owned):
    other = Printed.objects.create(shop=shop(), asked_by=owned.owner, kind="poster", asked_at=OPENED)
    assert seller.get(f"/zh-hans/my/shop/share/printed/{other.pk}/").status_code == 404


def test_a_poster_is_printed_once_however_often_it_is_pressed(seller, owned, django_capture_on_commit_callbacks):
    sold = product(of=owned)
    for _ in range(2):
        answer = seller.post("/zh-hans/my/shop/share/poster/", {**POSTER, "goods": [sold.pk]})
    printed = Printed.objects.get()
    assert answer["Location"] == f"/zh-hans/my/shop/share/printed/{printed.pk}/"
    waiting = seller.get(answer["Location"])
    assert (waiting.status_code, waiting["Refresh"]) == (200, "2")
    prints.print_kit.func(printed.pk)
    file = seller.get(answer["Location"])
    assert (file["Content-Type"], b"".join(file.streaming_content)[:5]) == ("application/pdf", b"%PDF-")
    assert file["Content-Disposition"] == f'attachment; filename="yaodu-pan-jia-ku-cha-poster-{printed.pk}.pdf"'


def test_a_poster_takes_three_goods_at_most_and_only_its_own(seller, owned):
    goods = [product(of=owned).pk for _ in range(4)]
    for chosen in (goods, [product().pk]):
        assert seller.post("/zh-hans/my/shop/share/poster/", {**POSTER, "goods": chosen}).status_code == 200
    assert Printed.objects.count() == 0


def test_a_shop_that_is_not_open_prints_labels_but_no_poster(client, homes):
    closed = shop(state=Shop.State.SIGNED)
    pack = product(of=closed).variants.get()
    client.force_login(closed.owner)
    page = client.get("/zh-hans/my/shop/share/").content.decode()
    assert "海报、图片和文字，等开店后再用。" in page
    assert "/cards/" not in page
    refused = client.post("/zh-hans/my/shop/share/poster/", POSTER)
    assert [str(said) for said in get_messages(refused.wsgi_request)] == [
        "您的店还没开门，贴出海报只会让人白跑一趟。先把店开起来。"
    ]
    assert Printed.objects.count() == 0
    assert client.post("/zh-hans/my/shop/share/labels/", wish(pack)).status_code == 302
    assert Printed.objects.get().wish == {
        "counts": {str(pack.pk): 20}, "kind": "shelf", "paper": "sheet", "start": 3, "language": "zh-hans"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"start": "22"}, "请填第一张空标签是第几张"), ({"kind": "parcel", "start": "9"}, "这种纸一张有 8 个标签"),
        ({"count": "-1"}, "请填 0 到 210 之间的整数"), ({"count": "0"}, "请至少给一种规格填上要打几张"),
        ({"count": "很多"}, "请填 0 到 210 之间的整数"), ({"count": "211"}, "请填 0 到 210 之间的整数"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_said_and_what_was_typed_stays(seller, owned, given, said):
    pack = product(of=owned).variants.get()
    count = given.pop("count", "5")
    page = seller.post("/zh-hans/my/shop/share/labels/", wish(pack, **{f"n{pack.pk}": count}, **given)).content.decode()
    assert said in page
    assert f'value="{count}"' in page
    assert Printed.objects.count() == 0


def test_the_labels_page_costs_the_same_for_many(seller, owned, django_assert_num_queries):
    product(of=owned)
    with django_assert_num_queries(7):
        seller.get("/zh-hans/my/shop/share/labels/")
    for _ in range(19):
        product(of=owned)
    with django_assert_num_queries(7):
        seller.get("/zh-hans/my/shop/share/labels/")


def test_goods_that_break_a_rule_get_no_label(seller, owned):
    wine = category("wine", "酒", "Wine", 5)
    wine.rules.create(kind="permit", message_zh_hans="要有许可证", source_zh_hans="食品安全法")
    sold = product(of=owned, in_category=wine)
    page = seller.get("/zh-hans/my/shop/share/labels/").content.decode()
    assert "这些还不能打标签" in page
    assert f"/change/goods/{sold.pk}/?check=1" in page
    assert f'name="n{sold.variants.get().pk}"' not in page


def test_a_failure_is_said_and_only_the_latest_printings_are_kept(seller, owned, monkeypatch):
    def fails(**_given):
        raise CannotPrint("no")

    for n in range(12):
        prints.ask_for_poster(shop=owned, goods=[n], size="A5", language="en", by=owned.owner, at=OPENED)
    assert Printed.objects.count() == prints.KEPT
    monkeypatch.setattr(prints, "render", fails)
    last = Printed.objects.first()
    prints.print_kit.func(last.pk)
    page = seller.get(f"/zh-hans/my/shop/share/printed/{last.pk}/")
    assert "这次没打成" in page.content.decode()
    assert "Refresh" not in page.headers
