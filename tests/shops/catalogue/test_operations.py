"""Goods changed: rules, packs, states, order, stock."""

import pytest
from django.core.exceptions import ObjectDoesNotExist

from common.models import AuditEntry
from shops.catalogue import bulk, operations, shelf, stock
from shops.catalogue.merging import ChangedMeanwhile
from shops.catalogue.models import CategoryRule, Offer, Product, StockMove, Variant
from shops.catalogue.rules import Breached, breaches_of, notices_of
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop
from tests.factories.catalogue import category, product
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db
State = Product.State


def rule(kind: str, words: str = "", *, of=None, spares_own: bool = False, **fields) -> CategoryRule:
    values = {
        "message_zh_hans": "改一改",
        "message_en": "Change it",
        "source_zh_hans": "广告法",
        "source_en": "Advertising Law",
    }
    return CategoryRule.objects.create(category=of, kind=kind, words=words, spares_own=spares_own, **{**values, **fields})


@pytest.fixture
def tea(db) -> Product:
    return product()


def given(of: Product) -> dict:
    return {"by": of.shop.owner, "at": OPENED}


def test_forbidden_words_keep_a_product_off_sale_however_they_are_spaced(tea):
    rule("words", "治疗 = 泡一泡\ncures")
    Product.objects.update(state=State.DRAFT, about_zh_hans="能治 疗感冒。", about_en="It CURES a cold; cured meat is fine.")
    tea.refresh_from_db()
    with pytest.raises(Breached) as breached:
        shelf.set_state(product=tea, to=State.ON_SALE, **given(tea))
    assert [(one.field, one.word, one.instead) for one in breached.value.breaches] == [
        ("about_zh_hans", "治 疗", "泡一泡"), ("about_en", "CURES", ""),
    ]  # fmt: skip
    assert str(breached.value.breaches[0].marked) == "能<mark>治 疗</mark>感冒。"
    tea.refresh_from_db()
    assert (tea.state, tea.about_zh_hans, AuditEntry.objects.count()) == ("draft", "能治 疗感冒。", 0)


def test_things_not_sold_are_known_by_their_names_and_only_in_their_category(tea):
    rule("not sold", "膏药", of=category("yao-herbs", "瑶药", "Herbs", 1))
    Product.objects.update(name_zh_hans="瑶家膏药")
    tea.refresh_from_db()
    assert breaches_of(tea) == []
    tea.category = category("yao-herbs")
    assert [one.field for one in breaches_of(tea)] == ["name_zh_hans"]
    tea.name_zh_hans, tea.about_zh_hans = "草药包", "不是膏药。"
    assert breaches_of(tea) == []


@pytest.mark.parametrize(("produced", "permit", "spares", "field"), [
    ("", "", True, "produced"), ("own", "", True, None), ("own", "", False, "permit"), ("permit", "", True, "permit"),
    ("permit", "湘 1", False, None),
])  # fmt: skip
def test_papers_are_asked_for_by_category(tea, produced, permit, spares, field):
    rule("permit", of=tea.category, spares_own=spares, for_buyers_en="Has a permit")
    tea.produced, tea.permit = produced, permit
    assert [one.field for one in breaches_of(tea)] == ([field] if field else [])
    assert len(notices_of(tea.category_id, produced)) == (0 if spares and produced == "own" else 1)


def test_buyers_read_a_rule_as_it_is_now_without_a_query(tea, django_assert_num_queries, django_capture_on_commit_callbacks):
    def said():
        return [str(rule.for_buyers) for rule in notices_of(tea.category_id)]

    with django_capture_on_commit_callbacks(execute=True):
        own = rule("notice", of=tea.category, for_buyers_en="Keep it dry")
        rule("notice", for_buyers_en="For all goods")
        rule("notice", of=category("yao-herbs", position=5), for_buyers_en="Of other goods")
    assert said() == ["Keep it dry", "For all goods"]
    with django_assert_num_queries(0):
        said()
    own.for_buyers_en = "Keep it dry and dark"
    with django_capture_on_commit_callbacks(execute=True):
        own.save()
    assert said()[0] == "Keep it dry and dark"
    with django_capture_on_commit_callbacks(execute=True):
        own.delete()
    assert said() == ["For all goods"]


def test_an_on_sale_product_keeps_its_words_until_the_new_ones_may_stand(tea):
    rule("words", "治疗")
    new = {"changes": {"about_zh_hans": "治疗感冒"}, "prices": {"price": 5000}}
    with pytest.raises(Breached):
        operations.change_product(product=tea, **new, **given(tea))
    tea.refresh_from_db()
    assert (tea.about_zh_hans, Offer.objects.get().price) == ("先苦后甜。", 4900)
    operations.change_product(product=tea, off_sale=True, **new, **given(tea))
    tea.refresh_from_db()
    assert (tea.state, tea.about_zh_hans, Offer.objects.get().price) == ("resting", "治疗感冒", 5000)


def test_what_a_second_person_left_alone_stays_and_what_both_changed_is_refused(tea):
    seen = {"about_zh_hans": "先苦后甜。", "batch": "PJ-0328-02", "price": 4900, "stock": 42}
    operations.change_product(product=tea, changes={"batch": "PJ-2"}, prices={"stock": 40}, **given(tea))
    mine = {"changes": {"about_zh_hans": "回甘。", "batch": "PJ-0328-02"}, "seen": seen}
    operations.change_product(product=tea, prices={"price": 4900, "stock": 42}, **mine, **given(tea))
    tea.refresh_from_db()
    assert (tea.about_zh_hans, tea.batch, Offer.objects.get().stock) == ("回甘。", "PJ-2", 40)
    with pytest.raises(ChangedMeanwhile) as clash:
        operations.change_product(product=tea, prices={"price": 4900, "stock": 41}, **mine, **given(tea))
    assert clash.value.now == {"stock": 40}
    assert list(StockMove.objects.values_list("why", "change", "left")) == [("counted", -2, 40)]


def test_packs_are_added_once_and_one_is_always_left(tea):
    pack, prices = {"grams": 500, "name_zh_hans": "500 克", "name_en": "500 g"}, {"price": 9000, "stock": 5}
    made = [operations.add_pack(product=tea, pack=pack, prices=prices, **given(tea)).pk for _ in range(2)]
    assert (made[0] == made[1], Offer.objects.get(variant=made[0]).stock) == (True, 5)
    operations.drop_pack(variant=Variant.objects.get(pk=made[0]), **given(tea))
    assert Variant.objects.filter(is_sold=True).count() == 1
    with pytest.raises(operations.LastPack):
        operations.drop_pack(variant=tea.variants.get(is_sold=True), **given(tea))
    for grams in range(1, operations.MOST_PACKS):
        operations.add_pack(product=tea, pack={**pack, "grams": grams}, prices=prices, **given(tea))
    with pytest.raises(operations.PacksEnough):
        operations.add_pack(product=tea, pack=pack, prices=prices, **given(tea))
    assert Variant.objects.filter(is_sold=True).count() == operations.MOST_PACKS


def test_a_state_goes_and_comes_back_and_a_locked_shop_changes_nothing(tea):
    assert shelf.set_state(product=tea, to=State.REMOVED, **given(tea)) == "on sale"
    assert shelf.set_state(product=tea, to=State.REMOVED, **given(tea)) == "removed"
    assert Product.objects.on_sale().count() == 0
    assert shelf.set_state(product=tea, to=State.ON_SALE, **given(tea)) == "removed"
    assert AuditEntry.objects.filter(action="move product").count() == 2
    Shop.objects.update(state="suspended")
    with pytest.raises(NotChangeable):
        shelf.set_state(product=tea, to=State.RESTING, **given(tea))
    tea.refresh_from_db()
    assert tea.state == "on sale"


def test_goods_change_places_by_buttons_and_whole(tea):
    others = [product(of=tea.shop) for _ in range(2)]
    shelf.step(product=others[1], way="up", **given(tea))
    order = lambda: list(Product.objects.order_by("position").values_list("pk", flat=True))  # noqa: E731
    assert order() == [tea.pk, others[1].pk, others[0].pk]
    shelf.step(product=tea, way="up", **given(tea))
    strange = product().pk
    shelf.set_order(shop=tea.shop, order=[others[0].pk, strange, others[0].pk], **given(tea))
    assert [pk for pk in order() if pk != strange] == [others[0].pk, tea.pk, others[1].pk]


def test_many_prices_are_all_set_or_none(tea):
    other, strange = product(of=tea.shop), product()
    first, second, third = (Offer.objects.get(variant__product=one) for one in (tea, other, strange))
    seen = {"price": 4900, "stock": 42}
    rows = {one.pk: bulk.Row({"price": 5100, "stock": 7}, seen) for one in (first, second, third)}
    Offer.objects.filter(pk=second.pk).update(stock=41)
    with pytest.raises(bulk.RowsChangedMeanwhile) as clash:
        bulk.change_offers(shop=tea.shop, rows=rows, **given(tea))
    assert (clash.value.now, Offer.objects.get(pk=first.pk).price) == ({second.pk: {"stock": 41}}, 4900)
    rows[second.pk] = bulk.Row({"price": 5100, "stock": 7}, {"price": 4900, "stock": 41})
    assert bulk.change_offers(shop=tea.shop, rows=rows, **given(tea)) == 2
    assert list(Offer.objects.order_by("pk").values_list("price", "stock")) == [(5100, 7), (5100, 7), (4900, 42)]


def test_stock_is_taken_whole_once_for_a_key_and_put_back_once(tea):
    first, second = (Offer.objects.get(variant__product=one) for one in (tea, product(of=tea.shop)))
    Offer.objects.filter(pk=second.pk).update(stock=1)
    with pytest.raises(stock.SoldOut) as lacking:
        stock.take(wanted={first.pk: 2, second.pk: 2}, key="order-1", by=None, at=OPENED)
    assert (lacking.value.offers, StockMove.objects.count()) == ([second.pk], 0)
    left = lambda: list(Offer.objects.order_by("pk").values_list("stock", flat=True))  # noqa: E731
    assert left() == [42, 1]
    for _ in range(2):
        stock.take(wanted={first.pk: 2, second.pk: 1}, key="order-1", by=None, at=OPENED)
    assert left() == [40, 0]
    for _ in range(2):
        stock.put(back={second.pk: 1}, key="order-1", by=None, at=OPENED)
    assert left() == [40, 1]
    assert sorted(StockMove.objects.values_list("why", "change", "left")) == [
        ("put back", 1, 1),
        ("taken", -2, 40),
        ("taken", -1, 0),
    ]


@pytest.mark.parametrize("closed", ["product", "shop", "pack"])
def test_only_what_is_on_sale_is_taken(tea, closed):
    {"product": lambda: Product.objects.update(state="resting"), "shop": lambda: Shop.objects.update(state="suspended"),
     "pack": lambda: Variant.objects.update(is_sold=False)}[closed]()  # fmt: skip
    with pytest.raises(stock.SoldOut):
        stock.take(wanted={Offer.objects.get().pk: 1}, key="order-1", by=None, at=OPENED)
    with pytest.raises(ValueError, match="0"):
        stock.take(wanted={Offer.objects.get().pk: 0}, key="order-1", by=None, at=OPENED)
    assert (Offer.objects.get().stock, StockMove.objects.count()) == (42, 0)


def test_a_product_of_another_shop_is_passed_over(tea):
    stranger = shop()
    assert (
        bulk.change_offers(shop=stranger, rows={Offer.objects.get().pk: bulk.Row({"price": 1}, {"price": 4900})}, **given(tea))
        == 0
    )
    with pytest.raises(ObjectDoesNotExist):
        stranger.products.get()
