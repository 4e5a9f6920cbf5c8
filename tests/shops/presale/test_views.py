"""The pages: a harvest booked ahead in two steps and paid in two turns, what is said before; the shop's and the manager's presses."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.clock import now, shanghai_day
from shops.franchise.models import Shop
from shops.orders.models import Order, ShopOrder
from shops.payments.models import Refund
from shops.presale.models import First, Presale
from tests.factories.catalogue import product
from tests.factories.orders import offer_of
from tests.factories.people import person
from tests.factories.presale import PRICE, booked, pay, presale
from tests.shops.groups.test_views import ANSWERS, cost, order_at, warned, ways

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pays_by_wechat(settings) -> None:
    settings.PRETEND_COMPANIES = "http://127.0.0.1:9"


def page(client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_harvest_is_booked_in_two_steps_and_paid_in_two_turns(client, homes):
    goods = product()
    sold = presale(goods, now())
    address = f"/en/presales/{sold.pk}/"
    shown = page(client, f"/en/products/{goods.slug}/")
    assert (address in shown, "Open a group" in shown, "Into the basket" in shown) == (True, False, False)
    assert '"price":"40.00"' in shown.replace(" ", "")
    assert cost(client, f"/en/products/{goods.slug}/") <= 12
    assert "The deposit is refundable" in shown
    assert "Should the crop fail, all your money comes back by itself" in shown
    assert ways(page(client, address)) == ["wechat", "alipay"]
    pays = order_at(client, address)
    order = Order.objects.get()
    mine, paying = f"/en/orders/{order.number}/", f"/en/orders/{order.number}/pay/"
    assert (pays["Location"], order.total, order.deposit) == (paying, 2 * PRICE, 2 * PRICE // 5)
    assert "Pay the deposit, ¥16" in page(client, paying)
    assert "bank" not in ways(page(client, paying))
    pay(order, now())
    waits = page(client, mine)
    assert "Booked. It waits for the harvest." in waits
    assert paying not in waits
    assert client.get(paying)["Location"] == mine
    assert "Waiting for the harvest" in page(client, "/en/orders/")

    client.force_login(goods.shop.owner)
    assert order.number in page(client, f"/en/my/shop/presales/{sold.pk}/")
    client.post(f"/en/my/shop/presales/{sold.pk}/ready/")
    client.logout()
    order.refresh_from_db()
    session = client.session
    session["orders"] = [order.number]
    session.save()
    assert "Pay the balance, ¥64" in page(client, mine)
    pay(order, now())
    assert "The harvest is ready, and all is paid." in page(client, mine)
    assert ShopOrder.objects.get().state == ShopOrder.State.TO_PACK
    client.post(f"{mine}call-off-booking/")
    assert (ShopOrder.objects.get().state, Refund.objects.count()) == (ShopOrder.State.TO_PACK, 0)


def test_what_cannot_be_booked_is_said_and_nothing_is_ordered(client, homes):
    goods = product()
    sold = presale(goods, now(), quota=1)
    address = f"/en/presales/{sold.pk}/"
    assert "from 1 to 1." in client.post(address, ANSWERS).content.decode()
    client.post(address, ANSWERS | {"packs": "1"})
    check = client.get(f"{address}check/").context
    booked(sold, now())
    answer = client.post(f"{address}check/", {"press": check["press"], "total": check["quote"].total})
    assert (answer.status_code, Order.objects.count()) == (302, 1)
    assert "All of it is booked." in page(client, f"/en/products/{goods.slug}/")
    Presale.objects.update(opens_on=shanghai_day(now()) + timedelta(days=2), quota=5)
    client.post(address, ANSWERS | {"packs": "1"})
    check = client.get(f"{address}check/").context
    press = {"press": check["press"], "total": check["quote"].total}
    assert "only those may order whose harvest failed before" in warned(client, client.post(f"{address}check/", press))
    Presale.objects.update(state="ready")
    assert "cannot be booked just now" in warned(client, client.get(address))
    assert client.get("/en/presales/0/").status_code == 404


def test_a_shop_starts_one_in_two_screens_and_calls_it_failed(client, homes):
    goods = product(group_price=None)
    today = shanghai_day(now())
    client.force_login(goods.shop.owner)
    address = f"/en/my/shop/presales/start/{offer_of(goods).pk}/?as=early"
    assert address in page(client, "/en/my/shop/presales/")
    first = client.get(address).context["form"].initial
    assert (first["deposit_percent"], first["price"]) == (0, 4500)
    answers = {**first, "price": "49", "quota": "三十"}
    refused = client.post(address, answers).content.decode()
    assert "pays less than the usual ¥49" in refused
    assert not Presale.objects.exists()
    assert "This day is over." in client.post(address, answers | {"opens_on": "2020-01-01"}).content.decode()
    assert "comes after" in client.post(address, answers | {"closes_on": today - timedelta(days=1)}).content.decode()
    made = client.post(address, answers | {"price": "44.10"})
    sold = Presale.objects.get()
    assert (made["Location"], sold.price, sold.quota) == (f"/en/my/shop/presales/{sold.pk}/", 4410, 30)
    goods.refresh_from_db()
    assert (goods.presale_from, goods.ships_from) == (sold.opens_on, sold.ships_from)
    booked(sold, now(), packs=2)
    assert "¥88.20" in page(client, made["Location"])
    few = client.post(f"{made['Location']}change/", {"quota": "1", "closes_on": sold.closes_on}).content.decode()
    assert "2 packs are booked or being paid" in few
    early = {"quota": "２", "closes_on": today - timedelta(days=1)}
    assert "Choose a day from today" in client.post(f"{made['Location']}change/", early).content.decode()
    assert "Saved." in warned(client, client.post(f"{made['Location']}change/", early | {"closes_on": today}))
    sold.refresh_from_db()
    assert (sold.quota, sold.closes_on) == (2, today)
    later = {"ready_on": sold.ready_on + timedelta(days=1), "ships_from": sold.ships_from + timedelta(days=1)}
    sooner = client.post(f"{made['Location']}later/", later | {"ready_on": today}).content.decode()
    assert ("Choose a later day" in sooner, f'value="{later["ships_from"]}"' in sooner) == (True, True)
    assert "Put off." in warned(client, client.post(f"{made['Location']}later/", later))
    assert "Say in a sentence what happened" in client.post(f"{made['Location']}failed/", {"why": " "}).content.decode()
    assert Refund.objects.count() == 0
    client.post(f"{made['Location']}failed/", {"why": "Late frost took the buds."})
    assert (Refund.objects.get().amount, First.objects.count()) == (8820, 1)
    order = Order.objects.get()
    client.logout()
    session = client.session
    session["orders"] = [order.number]
    session.save()
    shown = page(client, f"/en/orders/{order.number}/")
    assert "Late frost took the buds." in shown
    assert "Next season you may order 3 days before others." in shown


def test_a_manager_calls_a_suspended_shop_s_harvest_failed(client, homes):
    sold = presale(product(), now())
    booked(sold, now())
    Shop.objects.update(state=Shop.State.SUSPENDED)
    address = f"/en/franchise/presales/{sold.pk}/"
    client.force_login(person("买"))
    assert [client.get(address).status_code, client.get("/en/franchise/presales/").status_code] == [404, 404]
    client.force_login(person("管", role="franchise manager"))
    assert address in page(client, "/en/franchise/presales/")
    assert "The harvest is ready</button>" not in page(client, address)
    assert client.post(f"{address}failed/", {"why": "店关了"})["Location"] == address
    assert Refund.objects.get().amount == PRICE // 5


def test_pages_cost_the_same_however_many_booked(client, homes):
    sold = presale(product(), now(), quota=50)
    client.force_login(sold.offer.variant.product.shop.owner)
    costs = []
    for count in (1, 6):
        for _n in range(count):
            booked(sold, now())
        client.get(f"/en/my/shop/presales/{sold.pk}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/my/shop/presales/{sold.pk}/")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 24, costs
