"""Listings are what goods, prices, stock and shops say; whatever operation changes those, they are so at once."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from common.clock import now
from shops.builder.editions import publish
from shops.builder.operations import change_shop
from shops.catalogue.models import Offer
from shops.catalogue.operations import change_product
from shops.franchise import operations as franchise
from shops.franchise.models import Shop
from shops.market.models import Listing
from shops.market.operations import faults, mend, turn_ready, turn_season
from shops.market.stalls import bits
from shops.standards.measures import take_measure
from shops.standards.models import GraveReason
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
MARCH, APRIL = datetime(2027, 3, 9, tzinfo=UTC), datetime(2027, 3, 31, 16, 30, tzinfo=UTC)  # the 1st of April in Shanghai


def test_months_are_bits_and_what_is_no_month_is_none():
    assert bits([1, 3, 12, 12]) == 0b100000000101
    assert bits([0, 13, "3", None]) == 0


def test_a_shop_that_opens_is_suspended_and_opens_again_takes_its_goods_along(homes):
    made, inspector = product(of=shop(state=Shop.State.SENT)), person("蒋", role="franchise manager")
    assert not Listing.objects.exists()
    franchise.open_shop(shop=made.shop, inspector=inspector, at=MARCH)
    listed = Listing.objects.get()
    assert (listed.pk, listed.from_price, listed.township, listed.is_ready, listed.in_season) == (
        made.pk,
        4900,
        "qiaoshi",
        True,
        True,
    )
    assert listed.new_at == MARCH
    given = {"by": inspector, "at": MARCH}
    take_measure(shop=made.shop, kind="suspended", reasons="称不足", **given)
    assert not Listing.objects.exists()
    take_measure(shop=made.shop, kind="reopened", reasons="秤换过了", **given)
    assert list(Listing.objects.values_list("pk", "new_at")) == [(made.pk, MARCH)]
    grave = GraveReason.objects.create(position=1, title_zh_hans="卖假货")
    take_measure(shop=made.shop, kind="closed", reasons="查实了", grave=grave, **given)
    assert not Listing.objects.exists()


def test_what_an_owner_changes_is_listed_at_once(homes):
    made = product()
    owner = made.shop.owner
    change_product(product=made, by=owner, at=MARCH, changes={"harvest_months": [4]}, prices={"price": 4000, "stock": 0})
    change_shop(shop=made.shop, by=owner, at=MARCH, changes={"township": "mashi"})
    assert Listing.objects.get().township == "qiaoshi"
    publish(shop=made.shop, number=2, by=owner, at=MARCH)
    found = Listing.objects.values("from_price", "is_ready", "in_season", "months", "township").get()
    assert found == {"from_price": 4000, "is_ready": False, "in_season": False, "months": 8, "township": "mashi"}
    assert faults(MARCH) == []


def test_seasons_turn_with_the_month_of_shanghai(homes):
    spring, autumn = product(harvest_months=[4]), product(harvest_months=[3, 10])
    mend(at=MARCH)
    seasons = lambda: dict(Listing.objects.values_list("pk", "in_season"))  # noqa: E731
    assert seasons() == {spring.pk: False, autumn.pk: True}
    assert turn_season(at=APRIL) == 6
    assert seasons() == {spring.pk: True, autumn.pk: False}
    assert turn_season(at=APRIL) == 0


def test_what_went_wrong_is_found_and_set_right(homes):
    missing, wrong, extra, right = product(), product(), product(), product()
    Listing.objects.filter(pk=missing.pk).delete()
    Offer.objects.filter(variant__product=wrong).update(price=4800)
    Shop.objects.filter(pk=extra.shop_id).update(state=Shop.State.SUSPENDED)
    with pytest.raises(CommandError, match=f"3 listings are wrong, of products {missing.pk}, {wrong.pk}, {extra.pk}"):
        call_command("check_listings")
    assert mend(at=now()) == 5
    assert faults(now()) == []
    assert set(Listing.objects.values_list("pk", flat=True)) == {missing.pk, wrong.pk, right.pk}
    call_command("check_listings", verbosity=0)
    assert mend(at=now()) == 0


def test_what_is_booked_in_advance_is_ready_from_the_day_it_is_posted(homes):
    made, other = product(), product()
    change_product(
        product=made, by=None, at=MARCH, prices={},
        changes={"presale_from": date(2027, 3, 1), "ships_from": date(2027, 4, 1)},
    )  # fmt: skip
    ready = lambda: list(Listing.objects.filter(is_ready=True).values_list("pk", flat=True))  # noqa: E731
    assert ready() == [other.pk]
    assert turn_ready(at=MARCH) == 0
    assert turn_ready(at=APRIL) == 1
    assert sorted(ready()) == [made.pk, other.pk]
    assert turn_ready(at=APRIL) == 0
    turn_season(at=APRIL)
    assert faults(APRIL) == []
