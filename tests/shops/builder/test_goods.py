"""The owner's pages for goods: added, changed, moved, priced at once, out as a sheet and in again."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from common.clock import now
from shops.builder.goods.forms_sheet import SheetRow
from shops.builder.goods.importing import keep_rows
from shops.catalogue.models import CategoryRule, Offer, Product, Variant
from shops.franchise import following, selling
from shops.franchise.models import Helper, Shop
from shops.franchise.selling import Refusal
from tests.factories.catalogue import category, photo, product
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
HERE = "/en/my/shop/change/goods/"


@pytest.fixture
def tea(client, homes) -> Product:
    """One product of a draft shop, its owner signed in."""
    made = product(of=shop(state=Shop.State.DRAFT, slug="pan-jia-ku-cha"))
    client.force_login(made.shop.owner)
    return made


def words(**changes) -> dict:
    return {"name_zh_hans": "苦茶", "contents": "250克", "price": "49", "group_price": "38", "group_size": "3", "stock": "42",
            "harvest_months": ["3", "4"], "batch": "PJ-1", "about_zh_hans": "先苦后甜。", **changes}  # fmt: skip


def seen_on(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


def press(client, path: str, **posted) -> str:
    return client.post(f"{HERE}{path}", posted, follow=True).content.decode()


NEW = {"name": "河口红茶", "contents": "半斤", "price": "十二块五", "stock": "20", "key": "k1"}


def test_a_product_is_added_from_nothing_once_as_a_draft(client, tea):
    posted = {**NEW, "category": tea.category_id}
    page, _again = (press(client, "new/", **posted) for _ in range(2))
    made = Product.objects.get(name_zh_hans="河口红茶")
    assert (made.state, made.position, made.slug, made.picture) == ("draft", 2, "he-kou-hong-cha", "p-tea")
    pack = made.variants.get()
    assert (pack.grams, pack.name_zh_hans, pack.name_en, pack.offer.price, pack.offer.stock) == (
        250,
        "250 克",
        "250 g",
        1250,
        20,
    )
    assert "We read “半斤” as 250 g." in page
    assert "We read “十二块五” as ¥12.50." in page


def test_what_is_unclear_is_asked_with_buttons_and_the_answer_is_kept(client, tea):
    posted = {**NEW, "category": tea.category_id, "contents": "250斤"}
    page = press(client, "new/", **posted)
    assert page.count('name="answer"') == 2
    assert "250克 = 250 g" in page
    assert "250斤 = 125 kg (250 jin)" in page
    assert Product.objects.count() == 1
    press(client, "new/", **posted, answer=json.dumps({"set": {"contents": ["250斤"]}, "sure": "contents:250斤"}))
    assert Variant.objects.latest("pk").grams == 125_000


@pytest.mark.parametrize("answer", ["{", "[]", '{"set": 3}', '{"set": {"price": 3}}', "null", "[" * 2000])
def test_an_answer_that_is_none_of_ours_changes_nothing(client, tea, answer):
    assert client.post(f"{HERE}new/", {"name": "", "answer": answer}).status_code == 200
    assert Product.objects.count() == 1


@pytest.mark.parametrize(("typed", "kept"), [
    ("苦茶" * 100, None), ("\u200b\u202e\ufeff", None), ("🍵" * 61, None), ("\u202e苦\u200b茶\ufeff 🍵", "苦茶 🍵"), ("<b>苦茶</b>", "<b>苦茶</b>"),
])  # fmt: skip
def test_a_hostile_name_is_cleaned_or_refused_and_never_becomes_markup(client, tea, typed, kept):
    page = press(client, f"{tea.pk}/", **words(name_zh_hans=typed))
    assert Product.objects.get().name_zh_hans == (kept or tea.name_zh_hans)
    assert ('aria-invalid="true"' in page) == (kept is None)
    assert "<b>苦茶" not in client.get(HERE).content.decode()


def test_the_second_of_two_helpers_is_shown_both_values(client, tea):
    helper, second = person("赵"), Client()
    Helper.objects.create(shop=tea.shop, person=helper)
    second.force_login(helper)
    seen = seen_on(second.get(f"{HERE}{tea.pk}/").content.decode())
    typed = words(name_zh_hans="江华苦茶 春芽", name_en="Bitter tea, spring leaf", batch="PJ-0328-02")
    client.post(f"{HERE}{tea.pk}/", {**typed, "price": "52", "seen": seen})
    page = second.post(f"{HERE}{tea.pk}/", {**typed, "price": "55", "about_zh_hans": "回甘。", "seen": seen}).content.decode()
    assert page.count("Somebody else has changed this to “52”") == 2
    assert 'value="55"' in page
    assert Offer.objects.get().price == 5200
    again = {**typed, "price": "55", "about_zh_hans": "回甘。", "seen": seen_on(page)}
    assert second.post(f"{HERE}{tea.pk}/", again).status_code == 302
    tea.refresh_from_db()
    assert (Offer.objects.get().price, tea.about_zh_hans) == (5500, "回甘。")


def test_forbidden_words_on_sale_are_marked_and_there_is_a_way_out(client, tea):
    CategoryRule.objects.create(
        kind="words", words="治疗 = 泡一泡", message_en="No cures.", message_zh_hans="不治病。", source_en="Law"
    )
    typed = words(about_zh_hans="治疗感冒")
    page = press(client, f"{tea.pk}/", **typed)
    assert page.count("“<mark>治疗</mark>感冒” – No cures. (Law) Write instead: 泡一泡.") == 2
    assert "治疗感冒</textarea>" in page
    assert Product.objects.get().about_zh_hans == "先苦后甜。"
    press(client, f"{tea.pk}/", **typed, do="rest")
    assert (Product.objects.get().about_zh_hans, Product.objects.get().state) == ("治疗感冒", "resting")
    page = press(client, f"{tea.pk}/state/on-sale/")
    assert "is not on sale yet. Your words are kept." in page
    assert page.count("<mark>治疗</mark>") == 3
    assert Product.objects.get().state == "resting"


def test_a_price_below_cost_is_asked(client, tea):
    page = press(client, f"{tea.pk}/", **words(cost="40"))
    assert "¥38 is below what it costs you, ¥40: each pack sold loses money." in page
    assert Offer.objects.get().cost is None
    press(client, f"{tea.pk}/", **words(cost="40"), answer=json.dumps({"set": {}, "sure": "price:3800"}))
    assert (Offer.objects.get().cost, Offer.objects.get().group_price) == (4000, 3800)


def test_a_state_is_undone_from_the_message(client, tea):
    page = press(client, f"{tea.pk}/state/removed/")
    assert f'action="{HERE}{tea.pk}/state/on-sale/"' in page
    assert "1 taken out of the shop" in page
    press(client, f"{tea.pk}/state/on-sale/")
    assert Product.objects.get().state == "on sale"
    assert client.post(f"{HERE}{tea.pk}/state/nowhere/").status_code == 404


def test_a_copy_has_packs_and_photos_and_no_stock_and_comes_once(client, tea):
    photo(tea)
    for _ in range(2):
        press(client, f"{tea.pk}/copy/", key="k1")
    made = Product.objects.get(state="draft")
    assert (made.name_zh_hans, made.name_en, made.batch) == ("江华苦茶 春芽（复制）", "Bitter tea, spring leaf (copy)", "")
    assert (made.variants.get().grams, made.variants.get().offer.price, made.variants.get().offer.stock) == (250, 4900, 0)
    assert made.photos.count() == 1


def test_advance_booking_needs_both_its_days(client, tea):
    page = press(client, f"{tea.pk}/", **words(presale_from="2027-03-10", presale_until="2027-03-01"))
    assert page.count("The last day comes after the first.") == 2
    assert page.count("Say from when you post") == 2
    press(
        client,
        f"{tea.pk}/",
        **words(presale_from="2027-03-01", presale_until="2027-03-10", ships_from="2027-04-01", keeps="一年半"),
    )
    made = Product.objects.get()
    assert (str(made.presale_from), str(made.ships_from)) == ("2027-03-01", "2027-04-01")
    assert (made.keeps_for, made.keeps_unit, made.best_before_en) == (18, "months", "18 months after packing")


def test_a_faulty_row_keeps_all_prices_from_being_saved_and_nothing_typed_is_lost(client, tea):
    other = product(of=tea.shop)
    first, second = (Offer.objects.get(variant__product=one).pk for one in (tea, other))
    typed = {f"{first}-price": "51", f"{first}-group_price": "三十八", f"{first}-stock": "7",
             f"{second}-price": "0", f"{second}-group_price": "38", f"{second}-stock": "x"}  # fmt: skip
    page = press(client, "prices/", **typed)
    assert "Nothing is saved yet: check one row" in page
    assert 'value="51"' in page
    assert 'value="x"' in page
    assert set(Offer.objects.values_list("price", "stock")) == {(4900, 42)}
    press(client, "prices/", **{**typed, f"{second}-price": "52", f"{second}-stock": "8"})
    assert list(Offer.objects.order_by("pk").values_list("price", "stock")) == [(5100, 7), (5200, 8)]


def upload(client, text: str, encoding: str = "gbk") -> str:
    file = SimpleUploadedFile("goods.csv", text.encode(encoding))
    return client.post(f"{HERE}sheet/", {"file": file}).content.decode()


def rows_of(page: str) -> str:
    return page.split('name="rows" value="')[1].split('"')[0]


def test_a_sheet_is_looked_over_line_by_line_and_kept_once(client, tea):
    pack = tea.variants.get().pk
    page = upload(client, (
        "我的商品\n编号,商品名称,类目,净含量,单买价（元）,拼团价,拼团人数,库存,保质期\n"
        f"V{pack},江华苦茶 春芽,,,52,,,7,18 个月\n,新茶,茶叶,5,30,,,3,\n,新茶,茶叶,半斤,30,,,3,18个月\n,新茶,,1公斤,100,,,2,\n"
        ",新茶,,1公斤,100,,,2,\nV999999,偷,,,1,,,1,\n,没类目,,250克,1,,,1,\n,飞船,火箭,250克,1,,,1,\n"
    ))  # fmt: skip
    assert "¥49 → ¥52 · 42 → 7" in page
    for fault in (
        "Line 4",
        "write 5两 or 5斤",
        "It stands in line 6 already",
        "none of your goods",
        "needs its category",
        "no category “火箭”",
    ):
        assert fault in page
    assert (Product.objects.count(), Offer.objects.get().price) == (1, 4900)
    for _ in range(2):
        client.post(f"{HERE}sheet/keep/", {"rows": rows_of(page)})
    new = Product.objects.get(name_zh_hans="新茶")
    assert (new.state, list(new.variants.values_list("grams", "offer__price", "offer__stock"))) == (
        "draft",
        [(250, 3000, 3), (1000, 10000, 2)],
    )
    assert (Product.objects.count(), Offer.objects.get(variant=pack).price, Offer.objects.get(variant=pack).stock) == (
        2,
        5200,
        7,
    )


def test_a_line_whose_category_may_not_be_sold_is_left_out_and_followers_are_told_once(tea, monkeypatch):
    other, told = category("fruit", "水果", "Fruit", 5), []
    refused = lambda shop, pk: Refusal("先学水果。") if pk == other.pk else None  # noqa: E731
    monkeypatch.setattr(selling, "refusers", [refused])
    monkeypatch.setattr(following, "_followers", [lambda shops, at: told.append(shops)])
    product(of=tea.shop, name_zh_hans="二号")
    lines = [
        SheetRow(1, key=tea.variants.get().pk, category_id=other.pk, prices={"price": 5200}),
        *(SheetRow(n, key=pack.pk, prices={"price": 5000 + n}) for n, pack in enumerate(Variant.objects.order_by("pk")[1:], 2)),
        SheetRow(3, name="二号", pack={"grams": 500}, prices={"price": 9000, "stock": 1}),
    ]
    done = keep_rows(shop=tea.shop, rows=lines, by=tea.shop.owner, at=now())
    assert [(one.what, one.faults) for one in done] == [("left out", ["先学水果。"]), ("change", []), ("more", [])]
    assert list(Offer.objects.order_by("pk").values_list("price", flat=True)) == [4900, 5002, 9000]
    assert told == [[tea.shop_id]]


def test_what_is_taken_out_and_brought_back_changes_nothing(client, tea):
    answer = client.get(f"{HERE}sheet/goods.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert [sheet.cell(2, column).value for column in (1, 2, 4, 6)] == [
        f"V{tea.variants.get().pk}",
        "Bitter tea, spring leaf",
        "250克",
        "49",
    ]
    page = client.post(f"{HERE}sheet/", {"file": SimpleUploadedFile("g.xlsx", answer.content)}).content.decode()
    assert "0 lines change something" in page
    assert "As it is already" in page
    assert client.post(f"{HERE}sheet/keep/", {"rows": "forged"})["Location"] == f"{HERE}sheet/"


@pytest.mark.parametrize("rows", [1, 20])
def test_the_lists_cost_the_same_for_one_product_and_for_twenty(client, tea, rows, django_assert_num_queries):
    for _ in range(rows - 1):
        product(of=tea.shop)
    for path, number, mark in (("", 7, 'data-id="'), ("prices/", 4, '-seen"')):
        client.get(f"{HERE}{path}")
        with django_assert_num_queries(number):
            page = client.get(f"{HERE}{path}").content.decode()
        assert page.count(mark) == rows


def test_another_shops_goods_are_nobodys(client, tea):
    other = product()
    pack = other.variants.get().pk
    for path in (
        f"{other.pk}/state/removed/",
        f"{other.pk}/copy/",
        f"{other.pk}/step/up/",
        f"{tea.pk}/packs/{pack}/",
        f"{other.pk}/packs/new/",
    ):
        assert client.post(f"{HERE}{path}", {"contents": "1克", "price": "1", "stock": "1"}).status_code == 404
    assert (Product.objects.count(), Product.objects.get(pk=other.pk).state, Offer.objects.get(variant=pack).price) == (
        2,
        "on sale",
        4900,
    )
