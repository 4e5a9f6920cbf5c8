"""A letter when something wished for is there again or costs less: each change once, one letter a day."""

from datetime import timedelta

import pytest

from outbox.models import Message
from shops.catalogue.models import Offer
from shops.wishes.models import Wish
from shops.wishes.telling import tell_of_wishes
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.shops import OPENED
from tests.shops.wishes.test_keeping import wishes

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)  # OPENED is ten in the morning in Shanghai


def letters() -> list[str]:
    return list(Message.objects.filter(channel="site").order_by("pk").values_list("body", flat=True))


@pytest.fixture
def tea():
    return product(price=4900, group_price=None)


def test_what_is_there_again_is_told_once(tea):
    wishes(tea, owner=person(language="en"))
    Offer.objects.update(stock=0)
    assert tell_of_wishes(at=OPENED) == 0
    Offer.objects.update(stock=5)
    assert [tell_of_wishes(at=OPENED + n * DAY) for n in range(3)] == [1, 0, 0]
    assert letters() == ["Bitter tea, spring leaf is there again, ¥49."]
    assert Wish.objects.get().back_at == OPENED
    Offer.objects.update(stock=0)
    tell_of_wishes(at=OPENED + 3 * DAY)
    Offer.objects.update(stock=1)  # it went and came a second time
    assert tell_of_wishes(at=OPENED + 4 * DAY) == 1


def test_a_price_is_told_when_it_falls_lower_than_they_know(tea):
    wishes(tea, owner=person(language="en"))
    told = []
    for n, price in enumerate([5200, 4900, 4200, 4500, 4200, 4000, 4900, 4800]):
        Offer.objects.update(price=price)
        told.append(tell_of_wishes(at=OPENED + n * DAY))
    assert told == [0, 0, 1, 0, 0, 1, 0, 1]  # back at its first price, the next fall is news
    assert letters()[0] == "Bitter tea, spring leaf costs ¥42 instead of ¥49."


def test_there_is_one_letter_a_day_and_what_came_later_waits_for_the_next(tea):
    honey = product(price=6800, group_price=None)
    someone = person(language="en")
    wishes(tea, honey, owner=someone)
    Offer.objects.filter(variant__product=tea).update(price=4000)
    assert tell_of_wishes(at=OPENED) == 1
    Offer.objects.filter(variant__product=honey).update(price=6000)
    assert tell_of_wishes(at=OPENED + timedelta(hours=3)) == 0
    assert tell_of_wishes(at=OPENED + DAY) == 1
    assert ["¥40" in body for body in letters()] == [True, False]


def test_nobody_is_told_at_night_nor_of_what_cannot_be_bought_nor_a_guest(tea):
    wishes(tea), wishes(tea, owner=person())
    Offer.objects.update(price=4000)
    assert tell_of_wishes(at=OPENED - timedelta(hours=3)) == 0  # seven in the morning
    Offer.objects.update(stock=0)
    assert tell_of_wishes(at=OPENED) == 0
    Offer.objects.update(stock=1)
    assert tell_of_wishes(at=OPENED) == 1


def test_the_letter_goes_the_way_that_was_chosen(tea):
    wishes(tea, owner=person(channels={"wishes": "site"})), wishes(tea, owner=person())
    Offer.objects.update(price=4000)
    assert tell_of_wishes(at=OPENED) == 2
    assert sorted(Message.objects.filter(kind="wishes").values_list("channel", flat=True)) == ["site", "site", "sms"]
