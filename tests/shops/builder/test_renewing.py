"""What is approved later comes into the shop, and nothing its owner wrote is lost."""

import os
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.asked import Asked
from common.models import AuditEntry
from courses.assessment.models import Piece
from courses.assessment.queries import Artefact
from shops.builder import generating, renewing, wording
from shops.builder.generating import NotTheGraduate, PiecesMissing
from shops.builder.making import product_of
from shops.builder.merging import NEW, YOURS, token
from shops.builder.models import Generation, MadeProduct, NameKey
from shops.builder.operations import NotChangeable, change_shop
from shops.builder.standing import first_offer, made_goods
from shops.catalogue.models import Offer, Product
from shops.catalogue.operations import add_pack, change_product, drop_pack
from shops.catalogue.search import goods_found
from shops.franchise.models import Shop
from tests.factories import cohorts
from tests.factories.assessment import CONTENT
from tests.factories.catalogue import category
from tests.factories.people import person
from tests.factories.shops import OPENED, township
from uploads.models import Photo

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
PROVE = bool(os.environ.get("PROVE"))


class Work:
    """Approved pieces at hand: what the coursework says, without its pages and presses."""

    def __init__(self) -> None:
        self.pieces: dict[tuple[str, int], Artefact] = {}
        self.versions = 0

    def approve(self, piece: str, number: int = 1, **changes) -> None:
        self.versions += 1
        content = {**CONTENT[piece], **changes}
        photos = tuple(key for key, _caption in ((row["photo"], "") for row in content.get("photos", [])))
        at = AT + timedelta(minutes=self.versions)
        self.pieces[piece, number] = Artefact(piece, number, content, photos, self.versions, at)

    def product(self, number: int, **changes) -> None:
        """A whole product but for its photos."""
        self.approve("product", number, name_zh=f"第 {number} 样", name_en="", **changes)
        self.approve("label", number)
        self.approve("price", number)


@pytest.fixture
def work(monkeypatch):
    made = Work()
    for part in (generating, renewing):
        monkeypatch.setattr(part, "artefacts", lambda enrolment: list(made.pieces.values()))
    for piece in CONTENT:
        made.approve(piece)
    return made


@pytest.fixture
def place(db):
    """A place in a course, without the course's pages."""
    category()
    township("shuikou", "水口镇", "Shuikou", (24.99, 111.77))
    run = cohorts.cohort(SimpleNamespace(translation_key=uuid4()))
    return cohorts.enrolment(run, person("盘美花", role="trainee"))


def press(place) -> Shop:
    made = generating.generate_shop(enrolment=place, by=place.trainee, at=AT)
    return Shop.objects.get(pk=made.pk)


def renew(place, by=None, **choices):
    found = Generation.objects.get(enrolment=place)
    return renewing.renew_shop(generation=found, by=by or place.trainee, at=AT, choices=choices)


def edit(shop: Shop, **changes) -> None:
    change_shop(shop=shop, by=shop.owner, at=AT, changes=changes)


def pick(news, which: str) -> dict[str, str]:
    return {key: f"{which}-{token(*pair)}" for key, pair in news.differing.items()}


def test_a_further_product_and_a_newer_piece_come_in_once(place, work):
    shop = press(place)
    work.product(2)
    work.approve("photos", 2, photos=[{"photo": photo(place.trainee).pk, "caption": "新茶"}])
    work.approve("delivery", posting_days=["tue"], fees=[{"region": "far", "fee_fen": 1500, "free_over_fen": None}])
    news = renew(place)
    assert ([whole.number for whole in news.further], news.differing) == ([2], {})
    shop.refresh_from_db()
    assert (shop.posting_days, list(shop.delivery_fees.values_list("region", "fee"))) == (["tue"], [("far", 1500)])
    second = shop.products.get(position=2)
    assert (second.name_zh_hans, second.slug, second.variants.get().offer.price) == ("第 2 样", "di-2-yang", 4900)
    assert list(second.photos.values_list("caption", flat=True)) == ["新茶"]
    assert not renew(place)
    assert shop.products.count() == 2
    (entry,) = AuditEntry.objects.filter(action="renew shop")
    assert entry.details["made"] == [2]


def test_a_newer_price_goes_to_the_pack_that_is_sold_and_goods_of_a_shop_that_rests_are_not_on_sale(place, work):
    shop = press(place)
    made = shop.products.get()
    old = made.variants.get()
    sold = add_pack(product=made, by=place.trainee, at=AT, pack={"grams": 500}, prices={"price": 9000})
    drop_pack(variant=old, by=place.trainee, at=AT)
    (one,) = made_goods(Generation.objects.get())
    assert first_offer(one.product) == sold.offer
    Shop.objects.update(opened_at=OPENED, state="suspended")
    shop.refresh_from_db()
    words = {"name_zh_hans": "新茶"}
    assert product_of(shop, words, made.category, 2, "new", AT).state == "draft"


def test_what_the_owner_changed_stays_is_offered_once_and_is_theirs_to_choose(place, work):
    shop = press(place)
    edit(shop, byline_zh_hans="我自己写的")
    offer = Offer.objects.get()
    change_product(product=shop.products.get(), by=shop.owner, at=AT, changes={"grade_zh_hans": "特大"}, prices={"price": 5500})
    work.approve("name", byline="老师改过的")
    work.approve("product", grade="一芽二叶")
    work.approve("price", price_fen=5200)
    news = renew(place)
    assert news.differing == {
        "shop.byline_zh_hans": ("我自己写的", "老师改过的"),
        "1.grade_zh_hans": ("特大", "一芽二叶"),
        "1.prices": ([5500, 3800, 3], [5200, 3800, 3]),
    }
    assert Generation.objects.get().differing == 3
    chosen = pick(news, YOURS) | {"1.prices": f"{NEW}-{token(*news.differing['1.prices'])}"}
    assert renew(place, **chosen).differing == {}
    shop.refresh_from_db()
    offer.refresh_from_db()
    assert (shop.byline_zh_hans, shop.products.get().grade_zh_hans, offer.price) == ("我自己写的", "特大", 5200)
    assert not renew(place)
    assert Generation.objects.get().differing == 0


def test_a_choice_of_words_that_changed_meanwhile_is_passed_over(place, work):
    shop = press(place)
    edit(shop, promise_zh_hans="我的")
    work.approve("promise", promises=["七天内可退。"])
    chosen = pick(renew(place), NEW)
    edit(shop, promise_zh_hans="帮手刚写的")
    assert list(renew(place, **chosen).differing) == ["shop.promise_zh_hans"]
    shop.refresh_from_db()
    assert shop.promise_zh_hans == "帮手刚写的"


def test_goods_and_photos_that_the_owner_took_away_stay_away(place, work):
    mine, other = photo(place.trainee), photo(place.trainee)
    work.approve("photos", photos=[{"photo": mine.pk, "caption": ""}, {"photo": other.pk, "caption": ""}])
    work.product(2)
    shop = press(place)
    shop.products.get(position=2).delete()
    shop.products.get().photos.filter(photo=mine).delete()
    work.product(2, stock=9)
    added = photo(place.trainee)
    work.approve("photos", photos=[{"photo": one.pk, "caption": ""} for one in (mine, other, added)])
    renew(place)
    assert [row.photo for row in shop.products.get().photos.order_by("position")] == [other, added]
    assert list(MadeProduct.objects.values_list("number", "product__position")) == [(1, 1), (2, None)]


def test_a_photo_that_the_newest_piece_leaves_out_goes_unless_the_owner_wrote_under_it(place, work):
    first, second, third = (photo(place.trainee) for _ in range(3))
    work.approve("photos", photos=[{"photo": one.pk, "caption": ""} for one in (first, second, third)])
    shop = press(place)
    shop.products.get().photos.filter(photo=second).update(caption="我写的")
    work.approve("photos", photos=[{"photo": first.pk, "caption": ""}])
    news = renewing.news_of(Generation.objects.get())
    assert [(part.photos, part.dropped) for part in wording.sections(news, {})] == [(0, 1)]
    renew(place)
    assert [row.photo for row in shop.products.get().photos.order_by("position")] == [first, second]
    work.approve("photos", photos=[{"photo": one.pk, "caption": ""} for one in (first, third)])
    renew(place)
    assert [row.photo for row in shop.products.get().photos.order_by("position")] == [first, second, third]
    assert not renew(place)


def test_goods_stand_by_number_whenever_they_came_unless_the_owner_moved_them(place, work):
    work.product(3)
    shop = press(place)
    work.product(2)
    renew(place)
    assert names(shop) == ["江华苦茶", "第 2 样", "第 3 样"]
    move(shop, 0, 2)
    work.product(5)
    renew(place)
    assert names(shop) == ["第 3 样", "第 2 样", "江华苦茶", "第 5 样"]


def test_the_layout_follows_the_goods_until_its_owner_chooses_one(place, work):
    with_photographs(work, place, 1)
    shop = press(place)
    with_photographs(work, place, 3)
    news = renewing.news_of(Generation.objects.get())
    assert (shop.layout, wording.sections(news, {})[0].came[-1].new) == ("story", "大图")
    renew(place)
    shop.refresh_from_db()
    assert shop.layout == "gallery"
    edit(shop, layout="story")
    work.product(4)  # without photographs
    assert renew(place).differing == {}
    edit(shop, layout="counter")  # as the coursework has it, by choice
    work.approve("photos", 4, photos=[{"photo": photo(place.trainee).pk, "caption": ""}])
    renew(place)
    shop.refresh_from_db()
    assert (shop.layout, shop.products.count()) == ("counter", 4)


@pytest.mark.parametrize("state", ["sent", "suspended", "closed"])
def test_a_shop_that_may_not_change_now_takes_nothing(place, work, state):
    press(place)
    Shop.objects.update(state=state, opened_at=OPENED)
    work.product(2)
    with pytest.raises(NotChangeable):
        renew(place)
    assert (Product.objects.count(), MadeProduct.objects.count()) == (1, 1)


def test_nobody_else_renews_a_shop(place, work):
    press(place)
    work.product(2)
    with pytest.raises(NotTheGraduate):
        renew(place, by=person("陈"))
    assert Product.objects.count() == 1


def test_a_shop_whose_coursework_is_not_here_has_no_news(place, work):
    press(place)
    work.pieces.clear()
    assert not renew(place)


def with_photographs(work, place, count: int) -> None:
    for number in range(1, count + 1):
        if number > 1:
            work.product(number)
        work.approve("photos", number, photos=[{"photo": photo(place.trainee).pk, "caption": ""}])


@pytest.mark.parametrize("count", [1, 20])
def test_twenty_goods_cost_as_many_queries_as_one(place, work, count, django_assert_num_queries):
    with_photographs(work, place, count)
    with django_assert_num_queries(31 if connection.vendor == "postgresql" else 32):
        shop = press(place)
    assert shop.products.count() == count


def test_twenty_goods_take_half_a_second_at_most(place, work):
    with_photographs(work, place, 20)
    times = []
    for _try in range(3):  # the best of three: the machine is shared
        with transaction.atomic():
            started = time.perf_counter()
            press(place)
            times.append(time.perf_counter() - started)
            transaction.set_rollback(True)
    assert min(times) < 0.5


def test_goods_made_together_are_found_by_search(place, work, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        shop = press(place)
    Shop.objects.update(state=Shop.State.OPEN, opened_at=OPENED)
    assert list(goods_found(Asked("苦茶"))) == [shop.products.get()]


# --- any history ----------------------------------------------------------------------------------------------------


def photo(owner) -> Photo:
    n = Photo.objects.count()
    return Photo.objects.create(owner=owner, sha256=f"{n:064d}", width=9, height=9, state="ready", created_at=AT)


def names(shop: Shop) -> list[str]:
    return list(shop.products.order_by("position").values_list("name_zh_hans", flat=True))


def move(shop: Shop, one: int, other: int) -> None:
    """Let two goods change places."""
    goods = list(shop.products.order_by("position"))
    first, second = goods[one % len(goods)], goods[other % len(goods)]
    places = first.position, second.position
    for product, position in ((first, 999), (second, places[0]), (first, places[1])):
        Product.objects.filter(pk=product.pk).update(position=position)


NUMBER = st.integers(1, 3)
FIRST = [("approve", piece, 1, 0) for piece in CONTENT]  # the first version of every piece
APPROVALS = st.one_of(
    st.tuples(st.just("approve"), st.sampled_from(("name", "story", "delivery", "promise")), st.just(1), st.integers(1, 3)),
    st.tuples(st.just("approve"), st.sampled_from(("product", "label", "price", "photos")), NUMBER, st.integers(1, 3)),
    st.tuples(st.just("approve"), st.just("all of one"), NUMBER, st.integers(1, 3)),
)
EDITS = st.one_of(
    st.tuples(
        st.just("edit"), st.sampled_from(("name_zh_hans", "story_zh_hans", "seal", "cloth", "layout")), st.none(),
        st.integers(0, 2),
    ),
    st.tuples(st.just("goods"), st.sampled_from(("name_zh_hans", "batch", "price")), NUMBER, st.integers(0, 2)),
    st.tuples(st.just("remove"), st.none(), NUMBER, st.none()),
    st.tuples(st.just("unhang"), st.none(), NUMBER, st.none()),
)  # fmt: skip
PRESSES = st.tuples(st.just("press"), st.none(), st.none(), st.none())
RENEWALS = st.tuples(st.just("renew"), st.none(), st.none(), st.none())
BEFORE = st.lists(st.one_of(APPROVALS, PRESSES), max_size=5).flatmap(lambda some: st.permutations([*FIRST, *some]))
AFTER = st.lists(st.one_of(APPROVALS, EDITS, RENEWALS), min_size=4, max_size=14)
OWN = {
    "seal": "甲乙丙", "cloth": ["red", "green", "night"], "price": [70001, 70002, 70003],
    "layout": ["counter", "story", "gallery"],
}  # fmt: skip


def saying(piece: str, number: int, n: int, photos: list[Photo]) -> dict:
    """What version `n` of a piece says; the number of packs is counted, not said, and stays."""
    if n == 0:
        return {}
    return {
        "name": {"name_zh": f"店{n}", "seal": "一二三"[n - 1]}, "story": {"story": "\n\n".join([f"第{n}个故事。"] * n)},
        "delivery": {"handover": f"第 {n} 站", "fees": [{"region": ("hunan", "near", "far")[n - 1], "fee_fen": n, "free_over_fen": None}]},
        "promise": {"promises": [f"第 {n} 条"]}, "product": {"name_zh": f"货{number}·{n}", "harvest_months": [n]},
        "label": {"batch": f"B-{number}-{n}", "grams": 100 * n}, "price": {"price_fen": 5000 + n},
        "photos": {"photos": [{"photo": one.pk, "caption": ""} for one in photos[:n]], "cover": photos[n - 1].pk},
    }[piece]  # fmt: skip


def own(name: str, k: int):
    return OWN[name][k] if name in OWN else f"亲手写{k}"


def press_or_be_refused(place, work) -> None:
    """The shop is made when all is there; before that a press says what is missing and leaves no trace."""
    missing = [piece for piece in Piece.values if (piece, 1) not in work.pieces]
    if not missing:
        press(place)
        return
    with pytest.raises(PiecesMissing) as refused:
        press(place)
    assert refused.value.pieces == missing
    assert [rows.objects.count() for rows in (Shop, Product, Generation, MadeProduct, AuditEntry, NameKey)] == [0] * 6


def do(event, place, work, photos) -> bool:
    """Let one thing happen; whether it was an edit of the owner's, which it is not where nothing is there to change."""
    kind, name, number, n = event
    shop = Shop.objects.filter(owner=place.trainee).first()
    if kind == "approve":
        for piece in ("product", "label", "price", "photos") if name == "all of one" else (name,):
            work.approve(piece, number, **saying(piece, number, n, photos))
    elif kind == "press":
        press_or_be_refused(place, work)
    elif shop and kind == "renew":
        renew(place)
    elif shop and kind == "edit":
        before = getattr(shop, name)
        edit(shop, **{name: own(name, n)})
        return own(name, n) != before
    elif shop and (product := Product.objects.filter(made__number=number).first()):
        return change(kind, name, n, product, photos)
    return False


def change(kind, name, n, product, photos) -> bool:
    """Let the owner change one of the goods."""
    if kind == "remove":
        product.delete()
    elif kind == "unhang":
        return bool(product.photos.filter(photo=photos[0]).delete()[0])
    elif name == "price":
        change_product(product=product, by=product.shop.owner, at=AT, changes={}, prices={"price": own(name, n)})
    else:
        change_product(product=product, by=product.shop.owner, at=AT, changes={name: own(name, n)}, prices={})
    return True


def as_it_is(place) -> dict:
    """The shop as its shoppers would know it."""
    shop = Shop.objects.get(owner=place.trainee)
    columns = ("name_zh_hans", "seal", "cloth", "layout", "story_zh_hans", "handover_zh_hans", "promise_zh_hans")
    goods = [
        (one.name_zh_hans, one.batch, one.harvest_months, pack.grams, pack.offer.price, pack.offer.stock,
         {row.photo_id for row in one.photos.all()})
        for one in shop.products.order_by("position") for pack in one.variants.all()
    ]  # fmt: skip
    return {"goods": goods, "fees": set(shop.delivery_fees.values_list("region", "fee"))} | {
        c: getattr(shop, c) for c in columns
    }


def one_layout(events: list) -> list:
    """The events with the first choice of a layout only: to choose and choose back is no choice that is remembered."""
    chosen = [event for event in events if event[1] == "layout"]
    return [event for event in events if event[1] != "layout" or event is chosen[0]]


def comes_to_the_same(place, work, before, after) -> None:
    """The law, on the real shop. Pieces are approved in any order, and a press before all are there is refused and changes
    nothing. After any further approvals, with renewals and the owner's edits (of the sign, layout, words, prices; goods and
    photographs taken away) anywhere between, and a renewal at the end, the shop is the one that comes of making it of the
    newest approved work at once and then making the same edits in their order. Stock is counted from the making on and no
    part of it; a photograph is there or not, whatever its place."""
    work.pieces, work.versions = {}, 0
    photos = [photo(place.trainee) for _ in range(3)]
    shops = []
    with transaction.atomic():
        for event in before:
            do(event, place, work, photos)
        press(place)
        done = [event for event in one_layout(after) if do(event, place, work, photos)]
        renew(place)
        shops.append(as_it_is(place))
        transaction.set_rollback(True)
    with transaction.atomic():
        press(place)
        for event in done:
            do(event, place, work, photos)
        renew(place)
        shops.append(as_it_is(place))
        transaction.set_rollback(True)
    Photo.objects.all().delete()
    assert shops[0] == shops[1]


LAW = {"deadline": None, "derandomize": True, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@settings(max_examples=8, **LAW)
@given(before=BEFORE, after=AFTER)
def test_any_history_of_a_shop_comes_to_the_same_as_its_canonical_order(place, work, before, after):
    comes_to_the_same(place, work, before, after)


@pytest.mark.postgres
@pytest.mark.skipif(not PROVE, reason="many histories are tried by `make prove`")
@settings(max_examples=150, **LAW)
@given(before=BEFORE, after=AFTER)
def test_a_hundred_and_fifty_histories_come_to_the_same(place, work, before, after):
    comes_to_the_same(place, work, before, after)
