"""Two days after it came, a buyer with an account is asked once."""

from datetime import timedelta

import pytest

from outbox.models import Message
from shops.fulfilment.operations import call_off
from shops.reviews.inviting import invite
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.people import person
from tests.factories.reviews import LATER, received, review

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def invited() -> list[str]:
    return list(Message.objects.filter(key__startswith="review-invited").order_by("pk").values_list("channel", flat=True))


def test_a_buyer_is_asked_once_two_days_after(django_assert_num_queries):
    buyer = person("刘燕", channels={"reviews": "site"})
    (line,) = received(product(), buyer=buyer)
    with django_assert_num_queries(3):  # noted; nobody is due yet
        assert invite(at=LATER) == 0
    assert invite(at=LATER + 2 * DAY - timedelta(seconds=1)) == 0
    assert [invite(at=LATER + n * DAY) for n in (2, 3)] == [1, 0]
    told = Message.objects.get(key__startswith="review-invited")
    assert (told.recipient, told.link, told.kind) == (buyer, f"/orders/{line.parcel.order.number}/", "reviews")


def test_guests_those_who_said_it_and_cancelled_parcels_are_not_asked():
    received(product())
    review(product(), buyer=person("刘燕"))
    called = order(product(), buyer=person("王芳"), way="cash").parcels.get()
    call_off(parcel=called, by=called.order.buyer, at=LATER)
    assert [invite(at=LATER + n * DAY) for n in (0, 2)] == [0, 0]
    assert invited() == []
