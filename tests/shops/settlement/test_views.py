"""The pages of money: a shop's own, and the franchise managers'; each costs the same however many orders and shops there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shops.settlement import operations, paying, views, views_paying
from shops.settlement.models import Payee, PayoutFile, PrintedStatement, Settlement
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.people import person
from tests.factories.settlement import AFTER, MIDST, PERIOD, earned, manager, payee
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db
CARD = "6228480402564890018"


@pytest.fixture
def _after(monkeypatch):
    """The pages' clock stands just after the period."""
    from shops.desk import views_bank, views_money

    for module in (views, views_paying, views_bank, views_money):
        monkeypatch.setattr(module, "now", lambda: AFTER)


@pytest.fixture
def mine(client, _after):
    made = shop()
    client.force_login(made.owner)
    return made


@pytest.fixture
def boss(client, _after):
    made = manager("李主任")
    client.force_login(made)
    return made


def drawn(*amounts: int) -> list[Settlement]:
    """Settlements of as many shops, drawn up by another manager."""
    for amount in amounts:
        one = shop()
        payee(one)
        earned(one, amount)
    operations.draw_up(period=PERIOD, by=manager("何主任"), at=AFTER)
    return list(Settlement.objects.order_by("pk"))


def address(name: str, *args) -> str:
    return reverse(name, args=args)


def cost(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def received(mine, number: int) -> None:
    """Real orders of the shop with a coupon's worth of words, earned in the period."""
    from shops.fulfilment import operations as fulfilment

    for n in range(number):
        parcel = order(product(of=mine, price=1000 + n, group_price=None), way="cash").parcels.get()
        fulfilment.post(parcel=parcel, carrier="own", number="", packs=None, by=mine.owner, at=OPENED)
        fulfilment.receive(parcel=parcel, by=None, at=OPENED)


def test_a_shops_pages_cost_the_same_for_one_order_and_twenty(client, mine):
    pages = {
        "money": address("desk:money"), "period": address("desk:money_period", PERIOD.key),
        "sheet": address("desk:money_sheet", PERIOD.key), "bank": address("desk:bank"),
    }  # fmt: skip
    received(mine, 1)
    one = {name: cost(client, path) for name, path in pages.items()}
    received(mine, 19)
    assert {name: cost(client, path) for name, path in pages.items()} == one
    assert one == {"money": 8, "period": 13, "sheet": 13, "bank": 5}
    payee(mine)
    first, second = manager("何主任"), manager("李主任")
    earned(mine, 1000, at=PERIOD.before.begins)
    operations.draw_up(period=PERIOD.before, by=first, at=PERIOD.begins + timedelta(hours=2))
    operations.approve(period=PERIOD.before, total=1000, by=second, at=MIDST)
    file = paying.make_file(period=PERIOD.before, by=second, at=MIDST + timedelta(days=1))
    paying.mark_file_paid(file=file, paid_on=PERIOD.last, by=second, at=PERIOD.ends - timedelta(hours=1))
    assert cost(client, pages["period"]) == 15


def test_the_managers_pages_cost_the_same_for_one_shop_and_ten(client, boss):
    first = drawn(1000)[0]
    pages = {
        "money": address("settlement:money"), "run": address("settlement:run", PERIOD.key),
        "one": address("settlement:one", first.pk), "find": address("settlement:find") + "?number=xxxx",
    }  # fmt: skip
    one = {name: cost(client, path) for name, path in pages.items()}
    drawn(*[1000] * 9)
    assert {name: cost(client, path) for name, path in pages.items()} == one
    assert one == {"money": 8, "run": 9, "one": 12, "find": 5}
    assert cost(client, address("settlement:order", order(product()).number)) == 5


def test_a_shop_without_sales_or_an_account_is_told_what_to_do(client, mine):
    said = words(client.get(address("desk:money")))
    assert "这半个月还没有卖出" in said
    assert "填写收款账户" in said
    assert "没有卖出" in words(client.get(address("desk:money_period", PERIOD.key)))


def test_an_order_stands_in_words_with_a_link_and_a_button_to_hear_it(client, mine):
    received(mine, 1)
    said = words(client.get(address("desk:money_period", PERIOD.key)))
    number = mine.orders.get().order.number
    assert f'href="{address("desk:order", mine.orders.get().pk)}">{number}</a>' in said
    assert "卖出 +¥10，您自己收的现金 −¥10" in said
    assert 'data-aloud="aloud"' in said


def test_the_owner_enters_the_account_and_sees_it_masked_ever_after(client, mine):
    posted = {"name": "盘美花", "bank": "农业银行江华县支行", "number": "6228 4804 0256 4890 028"}
    refused = words(client.post(address("desk:bank"), posted))
    assert "卡号里有一位数不对" in refused
    assert "盘美花" in refused
    assert Payee.objects.count() == 0
    posted["number"] = CARD
    said = words(client.post(address("desk:bank"), posted, follow=True))
    assert "•••• 0018" in said
    assert CARD not in said
    assert "之前不会往这里付款" in said
    assert Payee.objects.get().number == CARD


def test_a_helper_sees_orders_and_no_money(client, mine):
    helper = person("陈山")
    mine.helpers.create(person=helper)
    client.force_login(helper)
    assert client.get(address("desk:orders")).status_code == 200
    for name in ("desk:money", "desk:bank"):
        assert client.get(address(name)).status_code == 404
    assert client.post(address("desk:bank"), {"name": "x", "bank": "y", "number": CARD}).status_code == 404
    assert Payee.objects.count() == 0


@pytest.mark.parametrize("key", ["2026-11-02", "2026-11", "never", "2026-02-31", "0000-00-00"])
def test_what_is_no_half_month_is_not_found(client, mine, key):
    assert client.get(address("desk:money_period", key)).status_code == 404


def test_a_half_month_that_runs_has_no_papers(client, mine):
    for name in ("desk:money_sheet", "desk:money_print"):
        path = address(name, "2026-11-16")
        assert (client.get(path) if "sheet" in name else client.post(path)).status_code == 404
    assert PrintedStatement.objects.count() == 0


def test_the_paper_is_asked_for_and_waited_for(client, mine):
    response = client.post(address("desk:money_print", PERIOD.key))
    asked = PrintedStatement.objects.get()
    assert response["Location"] == address("desk:money_printed", asked.pk)
    waiting = client.get(response["Location"])
    assert (waiting.status_code, waiting["Refresh"]) == (200, "2")


def test_a_run_is_pressed_from_drawn_up_to_paid(client, boss):
    mine = shop()
    payee(mine)
    earned(mine, 8800)
    run = address("settlement:run", PERIOD.key)
    client.force_login(manager("何主任"))
    assert "1 家店铺没有编制" in words(client.get(run))
    client.post(address("settlement:draw_up", PERIOD.key))
    assert "批准 ¥88" not in words(client.get(run))
    said = words(client.post(address("settlement:approve", PERIOD.key), {"total": "8800"}, follow=True))
    assert "要由另一位加盟管理员批准" in said
    client.force_login(boss)
    assert "批准 ¥88" in words(client.get(run))
    assert "总额刚才变了" in words(client.post(address("settlement:approve", PERIOD.key), {"total": "1"}, follow=True))
    assert Settlement.objects.get().state == "drawn"
    client.post(address("settlement:approve", PERIOD.key), {"total": "8800"})
    for _n in range(2):
        client.post(address("settlement:make_file", PERIOD.key))
    file = PayoutFile.objects.get()
    sheets = [client.get(address("settlement:file_sheet", file.pk)) for _n in range(2)]
    assert sheets[0].content == sheets[1].content == bytes(file.contents)
    wrong = words(client.post(address("settlement:file_paid", file.pk), {"paid_on": "2026-11-01"}))
    assert "付款日期不能早于文件制作那天" in wrong
    client.post(address("settlement:file_paid", file.pk), {"paid_on": "2026-11-16"})
    assert Settlement.objects.get().state == "paid"
    assert "已付" in words(client.get(run))


def test_one_is_held_back_or_came_back_with_words(client, boss):
    first, second = drawn(1000, 2000)
    page = address("settlement:one", first.pk)
    assert "请写明理由" in words(client.post(address("settlement:hold_back", first.pk), {"reasons": " "}))
    client.post(address("settlement:hold_back", first.pk), {"reasons": "核对"})
    assert "核对" in words(client.get(page))
    client.post(address("settlement:approve", PERIOD.key), {"total": "2000"})
    client.post(address("settlement:make_file", PERIOD.key))
    client.post(address("settlement:failed", second.pk), {"reasons": "户名不符"})
    client.post(address("settlement:paid", second.pk), {"paid_on": "2026-11-16"})
    assert list(Settlement.objects.order_by("pk").values_list("state", "words")) == [
        ("carried", "核对"),
        ("failed", "户名不符"),
    ]


def test_ones_own_shop_is_another_managers(client, boss):
    one = shop(owner=boss)
    payee(one)
    earned(one, 5000)
    operations.draw_up(period=PERIOD, by=manager("何主任"), at=AFTER)
    made = Settlement.objects.get()
    assert client.get(address("settlement:one", made.pk)).status_code == 404
    assert client.post(address("settlement:hold_back", made.pk), {"reasons": "我的"}).status_code == 404
    assert Settlement.objects.get().state == "drawn"


def test_money_that_is_not_there_is_seen_at_once(client, boss):
    from shops.ledger import postings

    assert "还没有资金往来" in words(client.get(address("settlement:money")))
    postings.give_back(order="A", source="r", way="bank", shop=None, amount=70, at=MIDST)
    said = words(client.get(address("settlement:money")))
    assert "账目有不该出现的情况" in said
    assert "−¥0.70" in said


def test_an_order_is_found_by_its_number(client, boss):
    made = order(product())
    response = client.get(address("settlement:find"), {"number": made.number[-6:].lower()})
    assert response["Location"] == address("settlement:order", made.number)
    said = words(client.get(response["Location"]))
    assert "还没付款，待付" in said
    assert client.get(address("settlement:order", "nobodys")).status_code == 404
    assert "没有这个号码的订单" in words(client.get(address("settlement:find"), {"number": "<script>"}))


def test_an_owner_who_is_owed_something_is_paid_before_they_go(mine):
    from common.personal import obstacles

    Shop = type(mine)
    Shop.objects.update(state="closed")
    assert obstacles(mine.owner) == []
    earned(mine, 500)
    assert [str(one) for one in obstacles(mine.owner)] == ["还有 ¥5 没付给您的店铺，会随下一次结算付清，之后才能注销。"]
    payee(mine, at=MIDST - timedelta(days=3))
    operations.draw_up(period=PERIOD, by=manager(), at=AFTER)
    assert [str(one) for one in obstacles(mine.owner)] == ["有一笔货款正在付给您的店铺，要等到账以后。"]
