"""Money moves between accounts, once, and what was written stays."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from common.clock import now
from shops.ledger import postings
from shops.ledger.models import Account, Entry
from shops.ledger.operations import Contradiction, account, post
from shops.ledger.queries import balances, entries_of, wrong_balances
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
Kind = Account.Kind


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def test_a_sale_is_owed_paid_held_and_earned_to_the_fen():
    mine, at = shop(), now()
    postings.owe(order="A1", source="order 1", amount=8800, at=at)
    assert stands() == {"due": 8800, "held": 8800}
    postings.pay(order="A1", source="payment 1", way=Kind.WECHAT, amount=8800, at=at)
    postings.charge_fee(source="payment 1", way=Kind.WECHAT, amount=53, order="A1", at=at)
    assert stands() == {"held": 8800, "wechat": 8747, "fees": 53}
    postings.earn(order="A1", source="parcel 1", shop=mine, amount=8800, commission=400, by_county=600, at=at)
    assert stands() == {"wechat": 8747, "fees": 53, "shop": 9000, "commission": 400, "discounts": 600}
    postings.unearn(order="A1", source="refund 1", shop=mine, amount=4400, commission=200, by_county=300, at=at)
    assert stands()["returning"] == 4400
    postings.give_back(order="A1", source="refund 1", way=Kind.WECHAT, shop=None, amount=4400, at=at)
    assert stands() == {"wechat": 4347, "fees": 53, "shop": 4500, "commission": 200, "discounts": 300}
    postings.pay_out(source="payout 1", shop=mine, amount=4500, at=at)
    assert stands() == {"wechat": 4347, "fees": 53, "bank": -4500, "commission": 200, "discounts": 300}
    assert [entry.kind for entry in entries_of("A1")] == [
        "sale", "paid", "fee", "earned", "county discount", "commission",
        "unearned", "commission back", "county discount back", "returned",
    ]  # fmt: skip
    assert set(Entry.objects.values_list("kind", flat=True)) <= set(postings.WORDS)
    assert wrong_balances() == []


def test_cash_at_the_door_is_the_shops_to_hand_over_and_is_netted():
    mine, at = shop(), now()
    postings.owe(order="A2", source="order 2", amount=5000, at=at)
    postings.collect(order="A2", source="parcel 2", shop=mine, amount=5000, at=at)
    postings.earn(order="A2", source="parcel 2", shop=mine, amount=5000, commission=200, by_county=0, at=at)
    assert stands() == {"collected": 5000, "shop": 4800, "commission": 200}
    postings.net_cash(source="period 1", shop=mine, amount=5000, at=at)
    assert stands() == {"shop": -200, "commission": 200}


def test_what_is_done_again_is_written_once_and_what_contradicts_it_is_refused():
    at = now()
    for _time in range(3):
        postings.owe(order="A3", source="order 3", amount=100, at=at)
    with pytest.raises(Contradiction):
        postings.owe(order="A3", source="order 3", amount=101, at=at)
    assert list(Entry.objects.values_list("kind", "source", "amount")) == [("sale", "order 3", 100)]


def test_nothing_is_written_for_nothing_and_less_than_nothing_is_refused():
    facts = {"kind": "sale", "source": "order 4", "debit": account(Kind.DUE), "credit": account(Kind.HELD), "at": now()}
    assert post(**facts, amount=0) is None
    with pytest.raises(ValueError, match="-1"):
        post(**facts, amount=-1)
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("do", [lambda rows: rows.update(amount=1), lambda rows: rows.delete()])
def test_the_database_refuses_to_change_or_take_away_an_entry(do):
    postings.owe(order="A5", source="order 5", amount=100, at=now())
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        do(Entry.objects.all())
    assert list(Entry.objects.values_list("amount", flat=True)) == [100]


def test_an_account_of_a_shop_needs_the_shop_and_is_one():
    mine = shop()
    assert account(Kind.SHOP, mine) == account(Kind.SHOP, mine)
    assert account(Kind.HELD, mine).shop is None
    with pytest.raises(ValueError, match="shop"):
        account(Kind.SHOP)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(kind=Kind.HELD, shop=mine)


def test_money_that_is_not_there_is_seen():
    postings.promise_back(order="A6", source="refund 6", amount=70, at=now())
    assert [(one.account.kind, one.fen) for one in wrong_balances()] == [("held", -70)]


def test_money_that_came_too_late_stands_nowhere_but_on_its_way_back():
    at = now()
    postings.pay_too_much(order="A7", source="payment 7", way=Kind.ALIPAY, amount=500, at=at)
    assert stands() == {"alipay": 500, "returning": 500}
    postings.give_back(order="A7", source="refund 7", way=Kind.ALIPAY, shop=None, amount=500, at=at)
    assert stands() == {}


def test_practice_money_is_put_away_and_nobody_earns():
    at = now()
    postings.owe(order="A8", source="parcel 8", amount=500, at=at)
    postings.pay(order="A8", source="payment 8", way=Kind.PRACTICE, amount=500, at=at)
    postings.put_practice_away(order="A8", source="parcel 8", amount=500, at=at)
    assert stands() == {}
