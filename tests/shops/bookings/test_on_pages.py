"""What can be booked, on a festival's page: from the evening before the festival, at its price of that day."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from cms.models import FestivalIndexPage, FestivalPage, Occurrence
from shops.availability.models import Rate
from shops.bookings.on_pages import near
from tests.factories.availability import NOW, TODAY, bookable, rate
from tests.factories.pages import child

pytestmark = pytest.mark.django_db
EVE = date(2027, 2, 5)


@pytest.fixture
def spring(homes) -> FestivalPage:
    cache.clear()
    under = child(homes["zh-hans"], FestivalIndexPage, "festivals", {"title": "节日"}, {"title": "Festivals"})
    return child(under, FestivalPage, "spring", {"title": "春节"}, {"title": "Spring"}, lunar_month=1, lunar_day=1)


def test_a_festival_shows_its_own_days_and_their_price(spring):
    assert near(spring, NOW) == []
    room = bookable()
    rate(room, Rate.Kind.FESTIVAL, 22800, first=EVE, until=EVE + timedelta(days=3), festival_id=spring.pk)
    for on, seen in ((None, TODAY), (EVE + timedelta(days=1), EVE)):
        if on:
            Occurrence.objects.create(festival_key=spring.translation_key, starts_on=on)
        cache.clear()
        (found,) = near(spring, NOW)
        assert (found.day, found.price) == (seen, 22800 if seen == EVE else room.visit.price)
