"""Split orders elsewhere cannot be fulfilled, charge delivery twice, and say “paid” of what went back. Here one order of two
shops is walked whole, through the pages, and at each step every page and the books say the same.
"""

import pytest
from django.db.models import Sum

from shops.franchise.models import DeliveryFee
from shops.fulfilment.models import Posting
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import Order, ShopOrder
from shops.payments.models import Payment, Refund
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def bought():
    """Two packs of tea at ¥20 and two of honey at ¥30, of two shops that ask ¥8 and ¥5 for the post; paid."""
    tea, honey = shop(name_en="Pan Tea"), shop(name_en="Deng Honey")
    for one, fee in ((tea, 800), (honey, 500)):
        DeliveryFee.objects.filter(shop=one).update(fee=fee, free_over=None)
    made = order(
        product(of=tea, price=2000, group_price=None), product(of=honey, price=3000, group_price=None), packs=2,
        buyer=person("刘燕"),
    )  # fmt: skip
    paid(made)
    return made, *made.parcels.select_related("shop__owner").order_by("pk")


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def test_each_shop_s_delivery_is_charged_once_and_the_whole_is_the_sum_of_its_parts(bought):
    _made, tea, honey = bought
    whole = Order.objects.get().total
    assert (tea.total, honey.total, whole, Payment.objects.get().amount) == (4800, 6500, 11300, 11300)
    assert ShopOrder.objects.aggregate(fen=Sum("delivery"))["fen"] == 1300
    assert stands() == {"wechat": 11300, "held": 11300}


def test_one_shop_ships_in_two_parcels_and_the_other_cancels(client, homes, bought):
    made, tea, honey = bought
    client.force_login(tea.shop.owner)
    line, page = tea.lines.get(), f"/en/my/shop/orders/{tea.pk}/"
    for number in ("SF100001", "SF100002"):
        client.post(page, {"do": "post", "carrier": "sf", "number": number, f"packs-{line.pk}": "1"})
    tea.refresh_from_db()
    assert (Posting.objects.count(), tea.state) == (2, "sent")
    client.force_login(honey.shop.owner)
    client.post(f"/en/my/shop/orders/{honey.pk}/", {"do": "cancel", "reasons": "The bees are asleep"})
    assert (Refund.objects.get().amount, stands()) == (6500, {"wechat": 11300, "held": 4800, "returning": 6500})

    seller = client.get(f"/en/my/shop/orders/{honey.pk}/").content.decode()
    assert ("Cancelled" in seller, "−¥65" in seller) == (True, True)
    client.force_login(made.buyer)
    page = client.get(f"/en/orders/{made.number}/").content.decode()
    assert ("All of its money goes back" in page, "A part of its money goes back" in page) == (True, False)
    assert page.count("¥65") >= 2  # with the part, and with the sum of what came back
    assert ("SF100001" in page, "SF100002" in page) == (True, True)


def test_of_what_went_back_nothing_says_that_it_is_paid(client, homes, bought):
    made, tea, honey = bought
    for parcel in (tea, honey):
        client.force_login(parcel.shop.owner)
        client.post(f"/en/my/shop/orders/{parcel.pk}/", {"do": "cancel", "reasons": "Nothing is left"})
    client.force_login(made.buyer)
    page = client.get(f"/en/orders/{made.number}/").content.decode()
    assert "It is called off." in page
    assert page.count("All of its money goes back") == 2
    assert "Receipt (PDF)" not in page
    assert (stands(), wrong_balances()) == ({"wechat": 11300, "returning": 11300}, [])
