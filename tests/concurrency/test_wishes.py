"""Two clocks at the same instant write one letter about what is wished for."""

import pytest

from common.clock import shanghai_day
from shops.catalogue.models import Offer
from shops.wishes import telling
from shops.wishes.models import WishList
from tests.concurrency.together import AT_ONCE, RACE, at_once, meet_before
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.shops import OPENED
from tests.shops.wishes.test_keeping import wishes

pytestmark = RACE


@pytest.fixture
def due(transactional_db):
    made = wishes(product(price=4900, group_price=None), owner=person())
    Offer.objects.update(price=4000)
    return made


def tell_all(due: WishList):
    return at_once([lambda: telling.tell_one(due, shanghai_day(OPENED), OPENED)] * AT_ONCE)


def test_one_clock_tells_and_the_others_do_not(due):
    assert tell_all(due) == {True: 1, False: AT_ONCE - 1}


def test_where_the_day_is_not_claimed_all_tell(due, monkeypatch):
    """The control."""
    monkeypatch.setattr(telling, "claimed", lambda wishes, today: True)
    meet_before(monkeypatch, telling, "tell", AT_ONCE)
    assert tell_all(due) == {True: AT_ONCE}
