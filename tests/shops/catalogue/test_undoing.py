"""Undoing what was changed of goods: all of it, once, for a while; what was changed again or sold since stays."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from common.clock import now
from shops.builder import photos
from shops.builder.goods.adding import add_product
from shops.builder.goods.forms_sheet import SheetRow
from shops.builder.goods.importing import keep_rows
from shops.builder.goods.saying_changes import told_of
from shops.catalogue import bulk, shelf, stock
from shops.catalogue.models import CategoryRule, GoodsChange, Offer, Product, StockMove
from shops.catalogue.operations import add_pack, change_pack, change_product, drop_pack
from shops.catalogue.rules import Breached
from shops.catalogue.undoing import A_WHILE, TooLate, undo_change
from shops.franchise.models import Shop
from shops.market.models import Listing
from tests.factories import photos as pictures
from tests.factories.catalogue import category, photo, product
from tests.factories.people import person
from tests.factories.shops import shop
from uploads.recipes import Recipe

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea(homes) -> Product:
    return product()


def last() -> GoodsChange:
    return GoodsChange.objects.first()


def undo(change: GoodsChange | None = None) -> int:
    return undo_change(change=change or last(), by=None, at=now())


def given(**more):
    return {"by": None, "at": now(), **more}


def test_words_days_prices_and_stock_come_back_and_come_again(tea):
    offer = Offer.objects.get()
    before = (tea.about_zh_hans, tea.ships_from, offer.price, offer.stock)
    after = ("甜。", (now() + timedelta(days=30)).date(), 5200, 50)
    changes = {"about_zh_hans": after[0], "ships_from": after[1], "presale_from": now().date()}
    change_product(product=tea, changes=changes, prices={"price": after[2], "stock": after[3]}, **given())
    assert undo() == 0
    tea.refresh_from_db()
    offer.refresh_from_db()
    assert (tea.about_zh_hans, tea.ships_from, offer.price, offer.stock) == before
    assert undo() == 0
    tea.refresh_from_db()
    offer.refresh_from_db()
    assert (tea.about_zh_hans, tea.ships_from, offer.price, offer.stock) == after
    assert Listing.objects.get().from_price == 5200


def test_what_was_sold_since_stays_sold(tea):
    offer = Offer.objects.get()
    change_pack(variant=offer.variant, pack={}, prices={"stock": 60}, **given())
    stock.take(wanted={offer.pk: 5}, key="order-1", by=None, at=now())
    assert undo(GoodsChange.objects.get()) == 0
    offer.refresh_from_db()
    assert offer.stock == 37
    assert list(StockMove.objects.values_list("why", "change", "left")) == [
        ("counted", -18, 37), ("taken", -5, 55), ("counted", 18, 60),
    ]  # fmt: skip


def test_stock_is_never_below_none(tea):
    offer = Offer.objects.get()
    change_pack(variant=offer.variant, pack={}, prices={"stock": 100}, **given())
    stock.take(wanted={offer.pk: 99}, key="order-1", by=None, at=now())
    undo()
    assert Offer.objects.get().stock == 0


def test_what_was_changed_again_since_stays(tea):
    change_product(product=tea, changes={"about_zh_hans": "一", "batch": "B1"}, prices={"price": 5200}, **given())
    first = last()
    change_product(product=tea, changes={"about_zh_hans": "二"}, prices={}, **given())
    assert undo(first) == 1
    tea.refresh_from_db()
    assert (tea.about_zh_hans, tea.batch, Offer.objects.get().price) == ("二", "PJ-0328-02", 4900)


def test_prices_that_no_longer_fit_stay(tea):
    offer = Offer.objects.get()
    change_pack(variant=offer.variant, pack={}, prices={"price": 9000}, **given())
    first = last()
    change_pack(variant=offer.variant, pack={}, prices={"price": 9000, "group_price": 6000}, **given())
    assert undo(first) == 1
    offer.refresh_from_db()
    assert (offer.price, offer.group_price) == (9000, 6000)


def test_packs_come_and_go_but_the_last_stays(tea):
    pack = tea.variants.get()
    more = add_pack(product=tea, pack={"name_zh_hans": "500 克", "grams": 500}, prices={"price": 9000, "stock": 3}, **given())
    added = last()
    drop_pack(variant=pack, **given())
    assert undo(added) == 1
    assert undo(GoodsChange.objects.order_by("pk")[1]) == 0
    pack.refresh_from_db()
    assert pack.is_sold
    more.refresh_from_db()
    assert more.is_sold


def test_a_bulk_edit_and_a_sheet_are_each_one_change(tea):
    other = product(of=tea.shop)
    rows = {offer.pk: bulk.Row({"price": offer.price + 100}, {"price": offer.price}) for offer in Offer.objects.all()}
    assert bulk.change_offers(shop=tea.shop, rows=rows, **given()) == 2
    assert undo(GoodsChange.objects.get()) == 0
    assert set(Offer.objects.values_list("price", flat=True)) == {4900}
    GoodsChange.objects.all().delete()
    sheet = [SheetRow(2, name="河口红茶", words={"name_zh_hans": "河口红茶"}, category_id=tea.category_id, pack={"grams": 250, "name_zh_hans": "250 克"}, prices={"price": 900, "stock": 1}),
             SheetRow(3, key=other.variants.get().pk, prices={"price": 6100, "stock": 4})]  # fmt: skip
    keep_rows(shop=tea.shop, rows=sheet, **given())
    with override("en"):
        assert told_of([GoodsChange.objects.get()])[0].short == "2 goods: taken in from a sheet"
    assert undo(GoodsChange.objects.get()) == 0
    assert Product.objects.get(name_zh_hans="河口红茶").state == "removed"
    assert set(Offer.objects.filter(variant__product=other).values_list("price", "stock")) == {(4900, 42)}


def test_an_order_comes_back_unless_there_is_another_since(tea):
    goods = [tea, product(of=tea.shop), product(of=tea.shop)]
    places = lambda: list(Product.objects.order_by("position").values_list("pk", flat=True))  # noqa: E731
    before = places()
    shelf.step(product=goods[2], way="first", **given())
    first = last()
    assert places() == [before[2], before[0], before[1]]
    assert undo(first) == 0
    assert places() == before
    shelf.step(product=goods[0], way="down", **given())
    change = last()
    shelf.step(product=goods[0], way="down", **given())
    assert undo(change) == 1
    assert places() == [before[1], before[2], before[0]]


def test_a_new_product_is_taken_out_and_brought_back(tea):
    words = {"name_zh_hans": "新茶", "category_id": tea.category_id}
    made = add_product(
        shop=tea.shop, key="", words=words, pack={"name_zh_hans": "一袋"}, prices={"price": 100, "stock": 1}, **given()
    )
    undo()
    made.refresh_from_db()
    assert made.state == "removed"
    undo()
    made.refresh_from_db()
    assert made.state == "draft"


def test_words_that_may_not_stand_on_sale_do_not_come_back_there(tea):
    Product.objects.filter(pk=tea.pk).update(about_zh_hans="治疗感冒")
    change_product(product=Product.objects.get(), changes={"about_zh_hans": "甜。"}, prices={}, **given())
    CategoryRule.objects.create(kind="words", words="治疗", message_en="No cures.", source_en="Law")
    with pytest.raises(Breached):
        undo()
    assert Product.objects.get().about_zh_hans == "甜。"
    assert last().undone_at is None


def test_it_is_undone_once_and_for_a_while(tea):
    change_product(product=tea, changes={"batch": "B1"}, prices={}, **given())
    change = last()
    with pytest.raises(TooLate):
        undo_change(change=change, by=None, at=now() + A_WHILE + timedelta(minutes=1))
    undo(change)
    with pytest.raises(TooLate):
        undo(change)
    assert GoodsChange.objects.count() == 2
    change_product(product=tea, changes={"batch": "B2"}, prices={}, by=None, at=now() + A_WHILE + timedelta(minutes=1))
    assert GoodsChange.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_costs_the_same_for_one_change_and_for_twenty(client, homes, rows, django_assert_num_queries):
    tea = product(of=shop(state=Shop.State.DRAFT), in_category=category())
    owner = tea.shop.owner
    client.force_login(owner)
    for n in range(rows):
        change_product(product=tea, changes={"batch": f"B{n}"}, prices={"price": 5000 + n}, by=owner, at=now())
    client.get("/en/my/shop/change/goods/changes/")
    with django_assert_num_queries(7):
        page = client.get("/en/my/shop/change/goods/changes/").content.decode()
    assert page.count('class="stack tight"') == rows
    assert "Batch: PJ-0328-02 → B0" in page or "batch: PJ-0328-02 → B0" in page


def test_a_press_says_what_is_undone_and_a_stranger_undoes_nothing(client, homes):
    tea = product(of=shop(state=Shop.State.DRAFT))
    client.force_login(tea.shop.owner)
    posted = {
        f"{Offer.objects.get().pk}-{name}": value for name, value in {"price": "52", "group_price": "38", "stock": "42"}.items()
    }
    page = client.post("/en/my/shop/change/goods/prices/", posted, follow=True).content.decode()
    address = f"/en/my/shop/change/goods/changes/{last().pk}/undo/"
    assert f'action="{address}"' in page
    client.force_login(person("赵"))
    assert client.post(address).status_code == 404
    assert Offer.objects.get().price == 5200
    client.force_login(tea.shop.owner)
    page = client.post(address, follow=True).content.decode()
    assert "Undone: Bitter tea, spring leaf: prices and stock changed." in page
    assert Offer.objects.get().price == 4900
    assert "It was undone already" in client.post(address, follow=True).content.decode()


def shown(of) -> list[tuple[int, str]]:
    return photos.shown_now(of)


@pytest.fixture
def three(tea) -> list[int]:
    """The product's three photographs."""
    return [photo(tea).photo_id for _n in range(3)]


def test_photos_taken_away_ordered_and_described_come_back_and_come_again(tea, three):
    before = shown(tea)
    photos.move_photo(of=tea, photo_id=three[2], places=-2, **given())
    photos.describe_photos(of=tea, captions={three[0]: "秤"}, cover=three[1], **given())
    photos.remove_photo(of=tea, photo_id=three[1], **given())
    after = shown(tea)
    assert after == [(three[2], "茶袋正面"), (three[0], "秤")]
    changes = list(GoodsChange.objects.all())
    with override("en"):
        assert [told.lines for told in told_of(changes)] == [
            ["Photos: 3 → 2"], ["What a photo shows: 茶袋正面 → 秤", "The photos are in another order."],
            ["The photos are in another order."],
        ]  # fmt: skip
    assert [undo(change) for change in changes] == [0, 0, 0]
    assert shown(tea) == before
    assert [undo(change) for change in GoodsChange.objects.order_by("-pk")[:3]] == [0, 0, 0]
    assert shown(tea) == after


def test_of_photos_what_was_changed_since_stays(tea, three):
    photos.describe_photos(of=tea, captions={three[0]: "秤", three[1]: "袋"}, cover=None, **given())
    described = last()
    photos.describe_photos(of=tea, captions={three[0]: "女儿写的"}, cover=None, **given())
    photos.remove_photo(of=tea, photo_id=three[2], **given())
    removed = last()
    photos.move_photo(of=tea, photo_id=three[1], places=-1, **given())
    assert (undo(described), undo(removed)) == (1, 0)
    assert shown(tea) == [(three[1], "茶袋正面"), (three[0], "女儿写的"), (three[2], "茶袋正面")]


def test_a_version_goes_back_and_keeps_the_words_written_since(tea):
    taken = pictures.photo(tea.shop.owner)
    photos.add_photos(of=tea, photos=[taken], **given())
    made = photos.change_photo(of=tea, photo_id=taken.pk, recipe=Recipe(turn=1), **given())
    changed = last()
    photos.describe_photos(of=tea, captions={made.pk: "袋"}, cover=None, **given())
    assert (undo(changed), shown(tea)) == (0, [(taken.pk, "袋")])


def test_a_ninth_photo_does_not_come_back(tea):
    every = [photo(tea).photo_id for _n in range(8)]
    photos.remove_photo(of=tea, photo_id=every[0], **given())
    removed = last()
    photos.add_photos(of=tea, photos=[pictures.photo(tea.shop.owner)], **given())
    before = shown(tea)
    assert (undo(removed), shown(tea)) == (1, before)
