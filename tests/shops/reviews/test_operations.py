"""One review for each line, of what has come; changed for seven days, withdrawn for good. Counts follow at once."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from common.models import AuditEntry
from common.states import WrongState
from outbox.models import Message
from shops.catalogue.models import Product
from shops.fulfilment.operations import post
from shops.orders.models import OrderLine
from shops.reviews import moderating, operations
from shops.reviews.advertising import Advertises
from shops.reviews.counting import counts_of
from shops.reviews.models import CustomerReview, Rating, ReviewPhoto
from shops.reviews.names import masked
from tests.factories import photos
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.people import person
from tests.factories.reviews import LATER, received, review

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def tally(goods: Product) -> list[int]:
    return list(counts_of(Rating.objects.filter(product=goods).first()).by_stars)


def write(line: OrderLine, stars=5, text="好喝", photos=(), by=None, at=LATER):
    return operations.write_review(line=line, stars=stars, text=text, photos=photos, by=by, at=at)


def change(said: CustomerReview, stars=5, text="好喝", photos=(), at=LATER):
    return operations.change_review(review=said, stars=stars, text=text, photos=photos, by=None, at=at)


def test_a_line_is_reviewed_once_and_the_shop_is_told():
    goods, buyer = product(), person("刘燕")
    (line,) = received(goods, buyer=buyer)
    first, again = write(line, 4, "不错", by=buyer), write(line, 1, "别的话", by=buyer)
    assert first == again
    assert (again.stars, again.text, again.signed, again.shop, again.product) == (4, "不错", "刘**", goods.shop, goods)
    assert tally(goods) == [0, 0, 0, 1, 0]
    assert Message.objects.filter(kind="reviews", channel="site").get().recipient == goods.shop.owner


@pytest.mark.parametrize("is_posted", [False, True])
def test_what_has_not_come_is_not_reviewed(is_posted):
    goods = product()
    parcel = order(goods, way="cash").parcels.get()
    if is_posted:
        post(parcel=parcel, carrier="own", number="", packs=None, by=goods.shop.owner, at=LATER)
    with pytest.raises(operations.NotReceived):
        write(OrderLine.objects.select_related("parcel__order").get())
    assert (CustomerReview.objects.count(), tally(goods)) == (0, [0] * 5)


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_stars_are_one_to_five(stars):
    (line,) = received(product())
    with pytest.raises(operations.StarsMissing):
        write(line, stars)
    assert CustomerReview.objects.count() == 0


def test_it_is_changed_for_seven_days_and_the_same_again_is_no_change():
    goods = product()
    said = review(goods, 5)
    for _n in range(2):
        change(said, 2, "凉了", at=LATER + WEEK)
    assert tally(goods) == [0, 1, 0, 0, 0]
    assert AuditEntry.objects.filter(action="change review").count() == 1
    with pytest.raises(operations.TooLate):
        change(said, 5, at=LATER + WEEK + timedelta(seconds=1))
    said.refresh_from_db()
    assert (said.stars, said.text, tally(goods)) == (2, "凉了", [0, 1, 0, 0, 0])


def test_withdrawn_its_words_photographs_and_count_are_gone_for_good():
    goods, buyer = product(), person("刘燕")
    said = review(goods, 3, buyer=buyer, photos=[photos.photo(buyer)])
    assert [operations.withdraw_review(review=said, by=buyer, at=LATER) for _n in range(2)] == [True, False]
    said.refresh_from_db()
    assert (said.state, said.text, said.signed, ReviewPhoto.objects.count()) == ("withdrawn", "", "", 0)
    assert tally(goods) == [0] * 5
    assert write(said.line, 5).state == "withdrawn"
    with pytest.raises(operations.TooLate):
        change(said)


def test_only_the_buyers_own_photographs_are_shown_and_four_at_most():
    buyer, other = person("刘燕"), person("别人")
    own = [photos.photo(buyer, colour=f"#5b9c{n}0") for n in range(5)]
    said = review(product(), buyer=buyer, photos=[photos.photo(other), *own])
    assert list(said.shots.values_list("photo", flat=True)) == [photo.pk for photo in own[:4]]


def test_an_advertisement_is_refused_whoever_asks():
    (line,) = received(product())
    with pytest.raises(Advertises):
        write(line, 5, "加微信 tea_8888")
    said = write(line)
    with pytest.raises(Advertises):
        change(said, 5, "www.cheap-tea.example.com")
    said.refresh_from_db()
    assert said.text == "好喝"


@pytest.mark.parametrize(
    ("name", "called"), [("刘燕", "刘**"), (" 欧阳静 ", "欧**"), ("Mary Smith", "Mary"), ("O’Neill", "O’Neill"), ("", ""), ("123", "")]
)  # fmt: skip
def test_a_writer_is_called_by_little(name, called):
    assert masked(name) == called


def test_an_average_is_rounded_half_up_and_said_in_words():
    counts = counts_of(Rating(ones=0, twos=0, threes=0, fours=1, fives=1))
    assert (counts.count, counts.average, counts.words) == (2, "4.5", "很好")
    counts = counts_of(Rating(fours=19, fives=1))
    assert (counts.average, counts.words) == ("4.1", "好")  # 4.05
    assert (counts_of(None).count, counts_of(None).tenths) == (0, 0)


ACTS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["change", "hide", "show", "withdraw"]), st.integers(1, 5)), max_size=12
)


class CountsAreTrue(TestCase):
    """Whatever is done to reviews in whatever order, the row says what counting them would."""

    @classmethod
    def setUpTestData(cls):
        cls.goods, cls.manager = product(), person("冯志强", role="franchise manager")
        cls.said = [review(cls.goods, stars).pk for stars in (1, 3, 5)]

    @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(acts=ACTS)
    def test_after_any_history(self, acts):
        for which, act, stars in acts:
            one = CustomerReview.objects.get(pk=self.said[which])
            with suppress(operations.TooLate, WrongState):
                if act == "change":
                    change(one, stars)
                elif act == "withdraw":
                    operations.withdraw_review(review=one, by=None, at=LATER)
                elif act == "hide":
                    moderating.hide_review(review=one, reasons="骂人", by=self.manager, at=LATER)
                else:
                    moderating.show_review(review=one, by=self.manager, at=LATER)
            shown = list(CustomerReview.objects.filter(state="shown").values_list("stars", flat=True))
            assert tally(self.goods) == [shown.count(n) for n in range(1, 6)]
