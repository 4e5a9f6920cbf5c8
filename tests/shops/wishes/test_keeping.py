"""Keeping for later, taking out, moving to and from the basket; a guest who signs in."""

from datetime import timedelta

import pytest

from shops.catalogue.models import Offer, Product
from shops.franchise.models import Shop
from shops.orders.baskets import NotSold
from shops.orders.models import BasketLine
from shops.wishes import keeping
from shops.wishes.models import Wish, WishList
from shops.wishes.queries import kept_in
from tests.factories.catalogue import product
from tests.factories.orders import basket, offer_of
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def wishes(*goods: Product, owner=None, at=OPENED) -> WishList:
    made = keeping.list_for(owner, "", at)
    for one in goods:
        keeping.keep(wishes=made, offer_id=offer_of(one).pk, at=at)
    return made


def offers(made: WishList) -> set[int]:
    return set(Wish.objects.filter(list=made).values_list("offer", flat=True))


def test_what_is_kept_again_stays_as_it_was():
    goods = product(price=4900)
    made = wishes(goods)
    Offer.objects.update(price=5200, group_price=None, group_size=None)
    again = keeping.keep(wishes=made, offer_id=offer_of(goods).pk, at=OPENED + timedelta(days=1))
    assert (again.price, again.kept_at, Wish.objects.count()) == (4900, OPENED, 1)


@pytest.mark.parametrize(("state", "opened", "is_sold"), [
    ("draft", "open", True), ("removed", "open", True), ("on sale", "draft", True), ("on sale", "open", False),
])  # fmt: skip
def test_what_has_no_page_in_the_market_is_not_kept(state, opened, is_sold):
    goods = product(of=shop(state=opened), state=state)
    goods.variants.update(is_sold=is_sold)
    made = keeping.list_for(None, "", OPENED)
    for offer in (offer_of(goods).pk, 0):
        with pytest.raises(keeping.NotKept):
            keeping.keep(wishes=made, offer_id=offer, at=OPENED)
    assert Wish.objects.count() == 0


def test_a_full_list_takes_no_more_and_says_so(monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 2)
    goods, third = [product(), product()], product()
    made = wishes(*goods)
    with pytest.raises(keeping.Full):
        keeping.keep(wishes=made, offer_id=offer_of(third).pk, at=OPENED)
    assert offers(made) == {offer_of(one).pk for one in goods}


def test_one_pack_goes_into_the_basket_once():
    goods = product()
    made, bag, offer = wishes(goods), basket(goods, packs=2), offer_of(goods)
    moved = [keeping.into_basket(wishes=made, basket=bag, offer_id=offer.pk, at=OPENED) for _n in range(2)]
    assert (moved, BasketLine.objects.get().packs, Wish.objects.count()) == ([True, False], 3, 0)


def test_what_cannot_be_bought_stays_kept():
    goods = product()
    made, bag = wishes(goods), basket()
    Offer.objects.update(stock=0)
    with pytest.raises(NotSold):
        keeping.into_basket(wishes=made, basket=bag, offer_id=offer_of(goods).pk, at=OPENED)
    assert (Wish.objects.count(), BasketLine.objects.count()) == (1, 0)


def test_a_basket_s_line_is_kept_for_later_instead():
    goods, other = product(), product()
    made, bag = wishes(), basket(goods, other, packs=2)
    assert keeping.out_of_basket(wishes=made, basket=bag, offer_id=offer_of(goods).pk, at=OPENED) == 2
    assert (offers(made), BasketLine.objects.get().offer) == ({offer_of(goods).pk}, offer_of(other))


def test_a_guest_s_list_joins_the_person_s_at_sign_in_once_and_the_older_price_stays():
    mine, both, new = product(), product(price=4900), product()
    someone = person()
    there = wishes(mine, both, owner=someone)
    Offer.objects.filter(pk=offer_of(both).pk).update(price=6000)
    guest = wishes(both, new)
    for _n in range(2):
        keeping.join(person=someone, key=guest.key, at=OPENED)
    assert offers(there) == {offer_of(one).pk for one in (mine, both, new)}
    assert Wish.objects.get(offer=offer_of(both)).price == 4900
    assert WishList.objects.get() == there


def test_nobody_joins_the_list_of_a_person():
    owner, thief = person(), person()
    theirs = wishes(product(), owner=owner)
    keeping.join(person=thief, key=theirs.key, at=OPENED)
    assert WishList.objects.get().person == owner


def test_joining_stops_where_the_list_is_full(monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 2)
    someone, first, older, newer = person(), product(), product(), product()
    mine = wishes(first, owner=someone)
    keeping.join(person=someone, key=wishes(older, newer).key, at=OPENED)
    assert offers(mine) == {offer_of(first).pk, offer_of(newer).pk}


def test_lists_of_guests_go_with_their_cookie_and_those_of_people_stay():
    wishes(product()), wishes(product(), owner=person())
    assert keeping.forget_old(at=OPENED + keeping.KEPT) == 0
    keeping.forget_old(at=OPENED + keeping.KEPT + timedelta(seconds=1))
    assert WishList.objects.get().person is not None


def test_the_list_says_what_is_there_again_and_what_costs_less():
    goods = product(price=4900, group_price=None)
    made = wishes(goods)
    Offer.objects.update(price=4200, stock=3)
    Wish.objects.update(was_there=False)
    (one,) = kept_in(made, OPENED)
    assert (one.is_again, one.is_few, one.off, one.change) == (True, True, 700, -700)
    Shop.objects.update(state="suspended")
    (one,) = kept_in(made, OPENED)
    assert (one.is_sold, one.is_there, one.is_again, one.is_shown) == (False, False, False, False)
