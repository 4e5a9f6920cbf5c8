"""Parcels nobody moves: by when they should be posted; the shop, the buyer and franchise managers each told once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from outbox.models import Message
from shops.fulfilment import operations, watching
from shops.fulfilment.models import Watch
from shops.fulfilment.promising import post_by
from shops.orders.models import Order, ShopOrder
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 30, 2, tzinfo=UTC)  # ten in the morning in Shanghai
HOUR = timedelta(hours=1)


def midnight(day: int) -> datetime:
    """The end of a day of December 2026 in Shanghai."""
    return datetime(2026, 12, day, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "ships_from", "by"),
    [
        (["mon", "thu"], None, midnight(3)),
        (["mon"], None, midnight(7)),
        ([], None, MONDAY + timedelta(hours=48)),
        (["thu"], date(2026, 12, 20), midnight(20)),
        (["thu"], date(2026, 11, 30), midnight(3)),
    ],
)
def test_by_when_it_is_posted(days, ships_from, by):
    assert post_by(days, ships_from, MONDAY) == by


@pytest.fixture
def manager(db):
    return person("经理", role="franchise manager")


@pytest.fixture
def parcel(manager):
    one = shop(name_en="Pan Tea", posting_days=["thu"])
    return order(product(of=one), way="cash", at=MONDAY).parcels.get()


def told(template_words: str) -> list[tuple[str, str]]:
    """Who was written to with these words, by which channel."""
    rows = Message.objects.filter(subject__contains=template_words).exclude(channel="email")
    return list(rows.order_by("pk").values_list("channel", "address"))


def site(words: str) -> int:
    return Message.objects.filter(subject__contains=words, channel="site").count()


def test_the_shop_is_reminded_then_managers_and_the_buyer_are_told_each_once(parcel, manager):
    due = midnight(3)
    assert [watching.watch_over(at=due - HOUR) for _n in range(2)] == [0, 0]
    assert Watch.objects.get().post_by == due
    assert [watching.watch_over(at=due) for _n in range(2)] == [1, 0]
    assert (site("该寄出"), site("还没寄出")) == (1, 0)
    assert watching.watch_over(at=due + timedelta(hours=23)) == 0
    assert [watching.watch_over(at=due + timedelta(days=1)) for _n in range(2)] == [1, 0]
    assert Message.objects.filter(recipient=manager, channel="site").count() == 1
    assert ("sms", "+8613807314420") in told("还没寄出您的订单")


def test_two_runs_that_saw_the_same_tell_once(parcel):
    watching.begin(at=MONDAY)
    seen = list(Watch.objects.all())
    assert [len(watching.claim(seen, "reminded_at", MONDAY)) for _n in range(2)] == [1, 0]


def test_what_is_posted_or_called_off_in_time_is_nobody_s_trouble(parcel):
    watching.begin(at=MONDAY)
    operations.call_off(parcel=parcel, by=None, at=MONDAY)
    assert watching.watch_over(at=midnight(30)) == 0


def test_practice_is_not_watched(parcel):
    Order.objects.update(way="practice")
    assert watching.begin(at=MONDAY) == 0


def test_cash_is_asked_after_in_ten_days_and_shown_to_managers_in_twenty_and_nothing_is_earned(parcel, manager):
    operations.post(parcel=parcel, carrier="sf", number="SF123456", packs=None, by=parcel.shop.owner, at=MONDAY)
    day = timedelta(days=1)
    assert watching.watch_over(at=MONDAY + 10 * day - HOUR) == 0
    assert [watching.watch_over(at=MONDAY + 10 * day) for _n in range(2)] == [1, 0]
    assert site("的货款收到了吗") == 1
    assert not Message.objects.filter(recipient=manager).exists()
    assert [watching.watch_over(at=MONDAY + 20 * day) for _n in range(2)] == [1, 0]
    assert Message.objects.filter(recipient=manager, channel="site").count() == 1
    assert ShopOrder.objects.get().state == "sent"


def test_managers_see_whom_to_ring_at_the_same_cost_for_one_and_twenty(
    client, homes, parcel, manager, django_assert_num_queries
):
    client.force_login(manager)
    client.get("/en/franchise/parcels/")
    watching.watch_over(at=midnight(20))
    with django_assert_num_queries(COST):
        page = client.get("/en/franchise/parcels/").content.decode()
    assert all(words in page for words in (parcel.order.number, "Pan Tea", parcel.shop.owner.name, "tel:"))
    for _n in range(19):
        order(product(of=shop(posting_days=["thu"])), way="cash", at=MONDAY)
    watching.watch_over(at=midnight(20))
    with django_assert_num_queries(COST):
        client.get("/en/franchise/parcels/")
    client.force_login(parcel.shop.owner)
    assert client.get("/en/franchise/parcels/").status_code == 404


def test_the_desk_says_what_is_late(client, homes, monkeypatch):
    one = shop(name_en="Pan Tea", posting_days=[])
    prepaid = order(product(of=one), way="wechat", at=MONDAY)
    paid(prepaid, at=MONDAY)
    watching.watch_over(at=MONDAY)
    client.force_login(one.owner)
    page = client.get("/en/my/shop/").content.decode()
    Watch.objects.update(post_by=MONDAY - timedelta(days=400))
    late = client.get("/en/my/shop/").content.decode()
    assert ("should be on its way" in page, "1 order should be on its way" in late) == (False, True)


COST = 5
