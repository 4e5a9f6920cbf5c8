"""Putting in, counting, taking out; a guest who signs in."""

from datetime import timedelta

import pytest

from shops.catalogue.models import Offer
from shops.orders.baskets import KEPT, NotSold, TooMany, basket_for, forget_old, join, put_in, take_out
from shops.orders.models import Basket, BasketLine
from tests.factories.catalogue import product
from tests.factories.orders import basket, offer_of
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def packs(made: Basket) -> dict[int, int]:
    return dict(BasketLine.objects.filter(basket=made).values_list("offer", "packs"))


def test_more_of_the_same_adds_and_a_count_replaces():
    goods = product()
    offer, made = offer_of(goods), basket(goods, packs=2)
    put_in(basket=made, offer_id=offer.pk, packs=3, at=OPENED, adds=True)
    assert packs(made) == {offer.pk: 5}
    put_in(basket=made, offer_id=offer.pk, packs=1, at=OPENED)
    assert packs(made) == {offer.pk: 1}


@pytest.mark.parametrize("wanted", [0, -1, 1000, 1_000_000_000])
def test_a_number_that_is_no_number_of_packs_changes_nothing(wanted):
    goods = product()
    made = basket(goods)
    with pytest.raises(TooMany):
        put_in(basket=made, offer_id=offer_of(goods).pk, packs=wanted, at=OPENED)
    assert packs(made) == {offer_of(goods).pk: 1}


def test_there_are_as_many_as_there_are():
    goods = product()
    assert put_in(basket=basket(goods), offer_id=offer_of(goods).pk, packs=900, at=OPENED).packs == 42


@pytest.mark.parametrize("why", ["resting", "suspended", "none left", "not sold", "no such"])
def test_what_is_not_sold_does_not_come_in(why):
    goods = product(
        of=shop(state="suspended") if why == "suspended" else shop(), state="resting" if why == "resting" else "on sale"
    )
    offer = offer_of(goods)
    if why == "none left":
        Offer.objects.update(stock=0)
    if why == "not sold":
        goods.variants.update(is_sold=False)
    made = basket_for(None, "", OPENED)
    with pytest.raises(NotSold):
        put_in(basket=made, offer_id=0 if why == "no such" else offer.pk, packs=1, at=OPENED)
    assert packs(made) == {}


def test_taking_out_says_how_many_there_were_and_again_nothing():
    goods = product()
    made = basket(goods, packs=3)
    assert [take_out(basket=made, offer_id=offer_of(goods).pk, at=OPENED) for _n in range(2)] == [3, 0]
    assert packs(made) == {}


def test_a_guests_basket_joins_the_persons_the_larger_number_of_each():
    both, mine_only, guests_only, buyer = product(), product(), product(), person("刘燕")
    mine = basket(both, mine_only, packs=2, buyer=buyer)
    guest = basket(both, guests_only, packs=5)
    for _time in range(2):
        join(buyer=buyer, key=guest.key, at=OPENED)
    assert packs(mine) == {offer_of(both).pk: 5, offer_of(mine_only).pk: 2, offer_of(guests_only).pk: 5}
    assert list(Basket.objects.all()) == [mine]


def test_nobody_takes_anothers_basket_by_its_key():
    mine = basket(product(), buyer=person("刘燕"))
    other = person("陈山")
    join(buyer=other, key=mine.key, at=OPENED)
    assert basket_for(None, mine.key, OPENED) != mine
    assert basket_for(other, mine.key, OPENED) != mine
    assert len(packs(mine)) == 1


def test_a_guests_basket_is_forgotten_after_sixty_days_and_a_persons_is_not():
    goods, buyer = product(), person("刘燕")
    guest, mine = basket(goods), basket(goods, buyer=buyer)
    assert forget_old(at=OPENED + KEPT) == 0
    assert forget_old(at=OPENED + KEPT + timedelta(seconds=1)) == 2  # the basket and its line
    assert list(Basket.objects.all()) == [mine]
    assert packs(guest) == {}
