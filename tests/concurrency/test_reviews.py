"""Buyers, writers and managers at the same instant: a line has one review, and the counts are those of the reviews."""

import time
from collections import Counter

import pytest

from shops.reviews import counting, moderating, operations
from shops.reviews.models import CustomerReview, Rating
from tests.concurrency.together import AT_ONCE, RACE, at_once
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.reviews import LATER, received, review

pytestmark = RACE


def say(line, stars: int):
    def act() -> str:
        operations.write_review(line=line, stars=stars, text="好", photos=(), by=None, at=LATER)
        return "said"

    return act


@pytest.fixture
def lines(transactional_db):
    goods = product()
    return [received(goods)[0] for _n in range(AT_ONCE)]


def counted() -> list[int]:
    return list(counting.counts_of(Rating.objects.first()).by_stars)


def true() -> list[int]:
    shown = Counter(CustomerReview.objects.filter(state="shown").values_list("stars", flat=True))
    return [shown[n] for n in range(1, 6)]


def test_one_line_pressed_many_times_has_one_review(lines):
    assert at_once([say(lines[0], 4)] * AT_ONCE) == {"said": AT_ONCE}
    assert (CustomerReview.objects.count(), counted()) == (1, [0, 0, 0, 1, 0])


def test_many_buyers_of_one_product_are_all_counted(lines):
    assert at_once([say(line, 1 + n % 5) for n, line in enumerate(lines)]) == {"said": AT_ONCE}
    assert counted() == true()
    assert sum(counted()) == AT_ONCE


def test_read_and_written_back_some_are_lost(lines, monkeypatch):
    """The control: the row is read, and what it comes to is written."""

    def look_then_write(said, change) -> None:
        row, _new = Rating.objects.get_or_create(product_id=said.product_id, defaults={"shop_id": said.shop_id})
        time.sleep(0.2)  # as long as everybody looks
        for stars, by in change.items():
            setattr(row, counting.NAMES[stars], getattr(row, counting.NAMES[stars]) + by)
        row.save()

    monkeypatch.setattr(operations, "count", look_then_write)
    monkeypatch.setattr(operations.letters, "came", lambda said, at: None)
    Rating.objects.create(product=lines[0].offer.variant.product, shop=lines[0].parcel.shop)
    at_once([say(line, 5) for line in lines])
    assert sum(counted()) < sum(true())


def test_hidden_changed_and_withdrawn_at_once_it_is_counted_as_it_stands(transactional_db):
    manager, said = person("冯志强", role="franchise manager"), review(product(), 5)
    acts = [
        lambda: moderating.hide_review(review=said, reasons="骂人", by=manager, at=LATER),
        lambda: bool(operations.change_review(review=said, stars=2, text="淡", photos=(), by=None, at=LATER)),
        lambda: operations.withdraw_review(review=said, by=None, at=LATER),
        lambda: moderating.show_review(review=said, by=manager, at=LATER),
    ]
    at_once(acts * (AT_ONCE // 4))
    assert counted() == true()
