"""The pages: opening a group and joining it in two steps, what is refused and how it is said, the shop's terms."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from common.clock import now
from shops.catalogue.models import Offer
from shops.franchise.models import Shop
from shops.groups.ending import end_groups
from shops.groups.models import Group, GroupTerms, Seat
from shops.orders.models import Order
from tests.factories.catalogue import product
from tests.factories.groups import joined, opened, ordered
from tests.factories.orders import offer_of
from tests.factories.payments import paid
from tests.factories.people import person

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "刘燕", "phone": "138 0731 4420", "address": "湖南省长沙市岳麓区麓山南路 18 号 3 栋 502", "note": "", "way": "wechat",
    "packs": "两",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _pays_by_wechat(settings) -> None:
    settings.PRETEND_COMPANIES = "http://127.0.0.1:9"


def ways(page: str) -> list[str]:
    return [way for way in ("wechat", "alipay", "bank", "cash", "practice") if f'value="{way}"' in page]


def order_at(client, address: str, **answers: str):
    """Both steps; what the press was answered. No code is asked for, since none would take anything off."""
    step = client.post(address, ANSWERS | answers)
    assert step["Location"] == f"{address}check/"
    shown = client.get(step["Location"])
    assert 'name="code"' not in shown.content.decode()
    page = shown.context
    return client.post(step["Location"], {"press": page["press"], "total": page["quote"].total})


def warned(client, answer) -> str:
    return " ".join(str(one) for one in client.get(answer["Location"], follow=True).context["messages"])


def cost(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_group_is_opened_and_joined_by_its_link(client, homes):
    goods = product()
    address = f"/en/groups/open/{offer_of(goods).pk}/"
    assert address in client.get(f"/en/products/{goods.slug}/").content.decode()
    assert ways(client.get(address).content.decode()) == ["wechat", "alipay"]
    pays = order_at(client, address)
    order = Order.objects.get()
    assert (pays["Location"], order.total) == (f"/en/orders/{order.number}/pay/", 7600)
    assert "Your group opens when you have paid." in client.get(f"/en/orders/{order.number}/").content.decode()
    assert "bank" not in ways(client.get(pays["Location"]).content.decode())
    paid(order, at=now())
    group = Group.objects.get()
    page = client.get(f"/en/orders/{order.number}/").content.decode()
    assert "Paid. It waits for its group." in page
    assert "Paid, waiting for the group" in client.get("/en/orders/").content.decode()
    assert f"/en/groups/{group.code}/" in page
    own = client.get(f"/en/groups/{group.code}/").content.decode()
    assert ("Pass it on" in own, "This is your group." in own, "刘燕" in own) == (True, True, False)
    assert 'property="og:description" content="1 of 3 places taken, until ' in own
    friend = Client()
    assert "Join this group" in friend.get(f"/en/groups/{group.code}/").content.decode()
    assert f"/en/groups/{group.code}/join/" in friend.get(f"/en/products/{goods.slug}/").content.decode()
    order_at(friend, f"/en/groups/{group.code}/join/", phone="13900000001", packs="1")
    assert Group.objects.get().seated == 2


def test_what_cannot_be_joined_says_so_and_orders_nothing(client, homes):
    """One's own group, by a second phone too; full; over; a shop suspended meanwhile; an address made by hand."""
    goods, mei = product(), person("梅")
    group = opened(goods, at=now(), buyer=mei)
    join = f"/en/groups/{group.code}/join/"
    client.force_login(mei)
    assert "one for each person" in warned(client, order_at(client, join, phone="13900000009"))
    client.logout()
    assert "from 1 to 5" in client.post(join, ANSWERS | {"packs": "6"}).content.decode()
    ordered(goods, group, at=now()), ordered(goods, group, at=now())
    assert "Nobody can join this group any more" in warned(client, client.post(join, ANSWERS))
    Seat.objects.filter(leads=False).update(state=Seat.State.GIVEN_UP, is_live=False)
    Group.objects.update(seated=1, opened_at=now() - timedelta(hours=1), expires_at=now())
    assert "Nobody can join this group any more" in warned(client, client.post(join, ANSWERS))
    assert "Its time is over." in client.get(f"/en/groups/{group.code}/").content.decode()
    Group.objects.update(expires_at=now() + timedelta(hours=1))
    Shop.objects.update(state=Shop.State.SUSPENDED)
    assert client.post(join, ANSWERS)["Location"] == f"/en/groups/{group.code}/"
    end_groups(at=now())
    assert "The shop is not open any more." in client.get(f"/en/groups/{group.code}/").content.decode()
    for hand_made in ("/en/groups/23456789ab/", "/en/groups/23456789ab/join/", "/en/groups/open/0/"):
        assert client.get(hand_made).status_code == 404
    assert (Order.objects.count(), Seat.objects.count()) == (3, 3)


def test_before_its_leader_paid_a_group_is_nobody_s_to_see(client, homes):
    goods = product()
    ordered(goods, at=now())
    assert client.get(f"/en/groups/{Group.objects.get().code}/").status_code == 404
    assert "join/" not in client.get(f"/en/products/{goods.slug}/").content.decode()


def test_only_the_leader_leaves_and_a_stranger_finds_nothing(client, homes):
    leads, follows = person("梅"), person("兰")
    group = opened(product(), at=now(), buyer=leads)
    joined(group, at=now(), buyer=follows)
    first, second = (Order.objects.get(buyer=one) for one in (leads, follows))
    assert client.post(f"/en/orders/{first.number}/leave-group/").status_code == 404
    client.force_login(follows)
    assert "Others count on you" in warned(client, client.post(f"/en/orders/{second.number}/leave-group/"))
    client.force_login(leads)
    assert "goes back" in warned(client, client.post(f"/en/orders/{first.number}/leave-group/"))
    assert Seat.objects.get(leads=True).order == second


def test_a_guest_who_leads_leaves_from_the_browser_they_ordered_in(client, homes):
    order_at(client, f"/en/groups/open/{offer_of(product()).pk}/")
    order = Order.objects.get()
    paid(order, at=now())
    assert Client().post(f"/en/orders/{order.number}/leave-group/").status_code == 404
    assert "goes back" in warned(client, client.post(f"/en/orders/{order.number}/leave-group/"))
    assert Group.objects.get().why == Group.Why.LEFT


def test_a_shop_starts_and_stops_groups_in_two_screens(client, homes):
    goods = product(group_price=None)
    client.force_login(goods.shop.owner)
    address = f"/en/my/shop/groups/{offer_of(goods).pk}/"
    assert address in client.get("/en/my/shop/groups/").content.decode()
    terms = {"group_price": "三十八", "group_size": "3", "hours": "48", "most_packs": "2"}
    assert "below the price alone" in client.post(address, terms | {"group_price": "49"}).content.decode()
    assert client.post(address, terms)["Location"] == "/en/my/shop/groups/"
    assert (offer_of(goods).group_price, offer_of(goods).group_size) == (3800, 3)
    assert GroupTerms.objects.values_list("hours", "most_packs").get() == (48, 2)
    group = opened(goods, at=now())
    joined(group, at=now(), packs=2), joined(group, at=now())
    assert "4 packs for ¥152, ¥44 less than alone" in client.get("/en/my/shop/groups/").content.decode()
    client.post(f"{address}stop/")
    assert offer_of(goods).group_price is None
    client.force_login(person("别人", role="trainee"))
    assert client.get(address).status_code == 404


def test_a_group_and_the_shop_s_list_cost_the_same_for_any_number(client, homes):
    goods = product()
    group = opened(goods, at=now())
    client.force_login(goods.shop.owner)
    addresses = (f"/en/groups/{group.code}/", "/en/my/shop/groups/")
    few = [cost(client, one) for one in addresses]
    Offer.objects.update(stock=99)
    joined(group, at=now()), joined(group, at=now())
    for _n in range(4):
        joined(opened(goods, at=now()), at=now())
    assert few[0] >= cost(client, addresses[0])
    assert few[1] + 1 == cost(client, addresses[1])  # what complete ones brought
