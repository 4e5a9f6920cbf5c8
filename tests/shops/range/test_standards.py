"""Taking a standard up, its band, its changes and its end."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.operations import grant_role
from common.clock import now, shanghai_day
from front.permissions import allow_all
from outbox.models import Message
from shops.builder.goods.taking_up import take_up
from shops.catalogue import bulk, operations, shelf
from shops.catalogue.bands import NotInBand
from shops.catalogue.models import Offer, Product
from shops.franchise.selling import NotTrained
from shops.range import operations as range_operations
from shops.range.models import Carried, Standard
from shops.range.telling import keep_all_up, tell_of_standards
from tests.factories.catalogue import category, product
from tests.factories.people import person
from tests.factories.range import carried, standard
from tests.factories.shops import OPENED, shop
from tests.factories.standards import training

pytestmark = pytest.mark.django_db
PAGE = 11


def letters(to) -> list[str]:
    return list(Message.objects.filter(channel="site", recipient=to).order_by("pk").values_list("subject", flat=True))


def price(made: Product, fen: int, **more) -> None:
    operations.change_product(product=made, changes={}, prices={"price": fen, **more}, by=made.shop.owner, at=OPENED)


def test_taking_up_fills_in_what_the_standard_says_once_for_a_press():
    made, of = shop(), standard()
    given = {"shop": made, "grade": of.grades.get(), "by": made.owner, "at": now()}
    first = take_up(**given, key="a")
    assert take_up(**given, key="a") == first
    assert take_up(**given, key="b") != first
    first.refresh_from_db()
    said = (
        first.name_en,
        first.grade_en,
        first.storage_en,
        first.harvest_months,
        first.best_before_en,
        first.state,
        first.batch,
    )
    assert said == ("Standard tea", "Grade first", "Sealed", [3, 4], "18 months after packing", "draft", "")
    assert (first.variants.count(), first.carried.grade, Product.objects.count()) == (0, of.grades.get(), 2)


def test_only_what_is_in_force_and_trained_for_is_taken_up():
    made = shop()
    ended, coming = standard("ended", is_withdrawn=True), standard("coming", effective_on=date(2999, 1, 1))
    untrained = standard("herbs", category=category("herbs", "药", "Herbs", 1))
    training(untrained.category)
    given = {"shop": made, "by": made.owner, "at": now(), "key": ""}
    for of in (ended, coming):
        with pytest.raises(range_operations.NotOffered):
            take_up(grade=of.grades.get(), **given)
    with pytest.raises(NotTrained):
        take_up(grade=untrained.grades.get(), **given)
    assert (Product.objects.count(), Carried.objects.count()) == (0, 0)


def test_a_price_outside_the_band_is_refused_everywhere_with_the_band_in_words():
    made = product(price=5000, group_price=None)  # 250 g at ¥50 is ¥100 for 500 g
    carried(made, standard())
    offer = Offer.objects.get()
    words = "标准货等级 first每 500 克 ¥80 到 ¥120，这种包装就是 ¥40 到 ¥60。"
    for act in (
        lambda: price(made, 6001),
        lambda: price(made, 6000, group_price=3999, group_size=2),
        lambda: bulk.change_offers(
            shop=made.shop, rows={offer.pk: bulk.Row({"price": 3999}, {"price": 5000})}, by=made.shop.owner, at=OPENED
        ),
        lambda: operations.add_pack(
            product=made,
            pack={"grams": 250, "name_en": "tin"},
            prices={"price": 9000, "stock": 1},
            by=made.shop.owner,
            at=OPENED,
        ),
    ):
        with pytest.raises(NotInBand) as fault:
            act()
        assert fault.value.faults[0].words == words
    with pytest.raises(NotInBand, match="标准货里的标准苦茶只用这些包装：250 克"):
        operations.add_pack(
            product=made, pack={"grams": 300}, prices={"price": 5000, "stock": 1}, by=made.shop.owner, at=OPENED
        )
    assert (Offer.objects.get().price, made.variants.count()) == (5000, 1)
    price(made, 6000)
    assert Offer.objects.get().price == 6000


def test_where_the_standard_only_warns_the_price_is_saved_and_said(client, homes):
    made = product(price=5000, group_price=None)
    carried(made, standard(outside="warned"))
    price(made, 9000)
    assert Offer.objects.get().price == 9000
    pack = made.variants.get()
    client.force_login(made.shop.owner)
    path = f"/en/my/shop/change/goods/{made.pk}/packs/{pack.pk}/"
    posted = {
        "contents": "250克",
        "pack_name": "",
        "price": "91",
        "group_price": "",
        "group_size": "",
        "stock": "4",
        "cost": "",
    }
    page = client.post(path, posted, follow=True).content.decode()
    assert "Standard range, Grade first: ¥80 to ¥120 for 500 g. For this pack that is ¥40 to ¥60." in page
    assert Offer.objects.get().price == 9100
    Standard.objects.update(outside="refused")
    page = client.post(path, {**posted, "price": "92"}).content.decode()
    assert ("For this pack that is ¥40 to ¥60." in page, 'value="92"' in page, Offer.objects.get().price) == (True, True, 9100)


def test_goods_outside_the_band_are_not_put_on_sale():
    made = product(price=9000, group_price=None, state="draft")
    carried(made, standard())
    with pytest.raises(NotInBand):
        shelf.set_state(product=made, to="on sale", by=made.shop.owner, at=OPENED)
    assert Product.objects.get().state == "draft"
    range_operations.leave(product=made, by=made.shop.owner, at=OPENED)
    range_operations.leave(product=made, by=made.shop.owner, at=OPENED)
    shelf.set_state(product=made, to="on sale", by=made.shop.owner, at=OPENED)
    assert (Product.objects.get().state, Carried.objects.count()) == ("on sale", 0)


def test_a_new_version_is_told_once_with_what_must_change_and_what_meets_it_moves_by_itself():
    today = shanghai_day(now())
    old = standard()
    dear, fits = product(price=5000, group_price=None), product(price=6000, group_price=None)
    for one in (dear, fits):
        carried(one, old)
    new = standard(
        version=2, grades=[("first", 11000, 15000)], told_at=None, effective_on=today, comply_by=today + timedelta(30)
    )
    assert (tell_of_standards(at=now()), tell_of_standards(at=now())) == (2, 0)
    assert letters(dear.shop.owner) == ["标准苦茶的标准改了：请看看盘家苦茶"]
    bodies = {one.recipient_id: one.body for one in Message.objects.filter(channel="site")}
    assert "这种包装就是 ¥55 到 ¥75" in bodies[dear.shop.owner_id]
    assert "您的货已经符合" in bodies[fits.shop.owner_id]
    assert (keep_all_up(at=now()), keep_all_up(at=now())) == (1, 0)
    assert [(one.grade.standard_id, one.until) for one in Carried.objects.order_by("pk")] == [
        (old.pk, today + timedelta(30)), (new.pk, None),
    ]  # fmt: skip
    price(dear, 7000)  # outside the old band, inside the new: it may change over
    assert keep_all_up(at=now()) == 1
    assert Carried.objects.filter(grade__standard=new, until=None).count() == 2


def test_the_end_of_a_standard_is_told_and_shown_until_its_day(client, homes):
    made, old = product(price=5000, group_price=None), standard()
    carried(made, old)
    day = shanghai_day(now())
    standard(version=2, is_withdrawn=True, told_at=None, effective_on=day, comply_by=day)
    assert tell_of_standards(at=now()) == 1
    assert letters(made.shop.owner) == ["标准苦茶的标准停用了：请看看盘家苦茶"]
    path = f"/en/products/{made.slug}/"
    page = client.get(path).content.decode()
    assert ("Standard range · Grade first" in page, "Means first" in page) == (True, True)
    Carried.objects.update(until=day - timedelta(1))
    assert "Standard range" not in client.get(path).content.decode()
    price(made, 90000)
    assert (keep_all_up(at=now()), Offer.objects.get().price) == (0, 90000)


def test_another_grade_is_chosen_when_packs_and_prices_fit_it():
    made = product(price=5000, group_price=None)
    of = standard(grades=[("first", 8000, 12000), ("second", 3000, 6000), ("third", 9000, 11000)])
    carried(made, of)
    given = {"product": made, "by": made.shop.owner, "at": now()}
    with pytest.raises(NotInBand):
        range_operations.change_grade(grade=of.grades.get(key="second"), **given)
    with pytest.raises(range_operations.NotOffered):
        range_operations.change_grade(grade=standard("other").grades.get(), **given)
    assert Carried.objects.get().grade.key == "first"
    range_operations.change_grade(grade=of.grades.get(key="third"), **given)
    assert (Carried.objects.get().grade.key, Product.objects.get().grade_en) == ("third", "Grade third")


@pytest.mark.parametrize("count", [1, 20])
def test_the_range_costs_the_same_for_one_standard_and_for_twenty(client, homes, django_assert_num_queries, count):
    made = shop()
    for n in range(count):
        standard(f"tea-{n}")
    untrained = standard("herbs", category=category("herbs", "药", "Herbs", 1))
    training(untrained.category)
    client.force_login(made.owner)
    path = "/en/my/shop/change/goods/range/"
    client.get(path)
    with django_assert_num_queries(PAGE):
        page = client.get(path).content.decode()
    assert page.count("Take it up") == count
    assert page.index("You may take these up") < page.index("First the training")


def test_a_seller_takes_a_standard_up_in_one_press_and_gives_a_price_to_its_pack(client, homes):
    made, of = shop(), standard(packs=(250, 500))
    client.force_login(made.owner)
    answer = client.post("/en/my/shop/change/goods/range/take-up/", {"grade": of.grades.get().pk, "key": "k"})
    taken = Product.objects.get()
    assert answer["Location"] == f"/en/my/shop/change/goods/{taken.pk}/"
    page = client.get(answer["Location"]).content.decode()
    add = f"/en/my/shop/change/goods/{taken.pk}/packs/new/?of={of.packs.first().pk}"
    assert ("Means first" in page, add in page) == (True, True)
    assert 'value="250克"' in client.get(add).content.decode()
    posted = {"contents": "250克", "price": "70", "stock": "4"}
    assert "For this pack that is ¥40 to ¥60." in client.post(add, posted).content.decode()
    assert taken.variants.count() == 0
    assert client.post(add, {**posted, "price": "50"}).status_code == 302
    assert Offer.objects.get().price == 5000
    assert client.post(f"/en/my/shop/change/goods/{taken.pk}/leave-range/").status_code == 302
    assert Carried.objects.count() == 0


def test_a_manager_writes_a_new_version_beside_the_old_one_which_stays(client, homes):
    manager = person("冯志强")
    allow_all()
    grant_role(user=manager, role="franchise manager", by=None, at=OPENED)
    client.force_login(manager)
    old = standard()
    page = client.get(reverse("standard:copy", args=[old.pk])).content.decode()
    assert ('value="Standard tea"' in page, 'value="8000"' in page) == (True, True)
    assert client.post(reverse("standard:edit", args=[old.pk]), {"name_en": "x"}).status_code in (302, 403)
    assert Standard.objects.get().name_en == "Standard tea"
