"""One order's money: every entry in words, and who has what; it adds up whatever happened."""

import random
from dataclasses import replace

import pytest
from django.utils import translation

from shops.ledger import postings
from shops.orders.models import Order, ShopOrder
from shops.settlement.order_money import find_orders, money_of
from shops.settlement.statements import DoesNotAddUp
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db


def of_two_shops() -> tuple[Order, list[ShopOrder]]:
    goods = [product(of=shop(name_en=name), price=8400, group_price=None) for name in ("Pan Tea", "Li Oil")]
    made = order(*goods)
    return made, list(made.parcels.order_by("pk"))


def test_from_the_order_to_what_each_has():
    made, (first, second) = of_two_shops()
    number = made.number
    with translation.override("en"):
        assert money_of(made).closing == "Nothing is paid; ¥168 is owed."
        postings.pay(order=number, source="payment 1", way="wechat", amount=16800, at=OPENED)
        postings.charge_fee(order=number, source="payment 1", way="wechat", amount=101, at=OPENED)
        assert money_of(made).closing == "Of ¥168 paid: ¥168 still held."
        postings.earn(order=number, source="p1", shop=first.shop, amount=8400, commission=336, by_county=600, at=OPENED)
        assert money_of(made).closing == (
            "Of ¥168 paid and ¥6 from the county: ¥86.64 to Pan Tea, ¥3.36 commission and ¥84 still held."
        )
        postings.promise_back(order=number, source="r1", amount=8400, at=OPENED)
        assert money_of(made).closing.endswith("¥3.36 commission and ¥84 on its way back.")
        postings.give_back(order=number, source="r1", way="wechat", shop=second.shop, amount=8400, at=OPENED)
        found = money_of(made)
        assert found.closing == "Of ¥168 paid and ¥6 from the county: ¥86.64 to Pan Tea, ¥3.36 commission and ¥84 returned."
    assert (found.owed, found.paid, found.returned, found.held, found.fees) == (0, 16800, 8400, 0, 101)
    kinds = [(one.entry.kind, one.credit_stands, one.debit_stands) for one in found.steps]
    assert kinds == [
        ("sale", 8400, 8400), ("sale", 16800, 16800), ("paid", 0, 16800), ("fee", 16699, 101),
        ("earned", 8400, 8400), ("county discount", 9000, 600), ("commission", 336, 8664), ("to return", 8400, 0), ("returned", 8299, 0),
    ]  # fmt: skip


def test_what_does_not_add_up_is_refused():
    found = money_of(of_two_shops()[0])
    with pytest.raises(DoesNotAddUp):
        replace(found, commission=1)


@pytest.mark.parametrize("seed", range(6))
def test_over_random_histories_what_was_paid_is_what_everybody_has(seed):
    rng = random.Random(seed)
    made, parcels = of_two_shops()
    paid = 0
    for n in range(rng.randint(1, 14)):
        parcel, amount = rng.choice(parcels), rng.randint(1, 8400)
        facts = {"order": made.number, "source": f"s{n}", "amount": amount, "at": OPENED}
        shares = {"shop": parcel.shop, "commission": rng.randint(0, 300), "by_county": rng.randint(0, 600)}
        act = rng.choice(["pay", "collect", "earn", "unearn", "return", "back", "twice", "fee", "no more"])
        if act == "pay":
            postings.pay(**facts, way=rng.choice(["wechat", "alipay", "bank"]))
        elif act == "collect":
            postings.collect(**facts, shop=parcel.shop)
        elif act == "earn":
            postings.earn(**facts, **shares)
        elif act == "unearn":
            postings.unearn(**facts, **shares)
        elif act == "return":
            postings.promise_back(**facts)
        elif act == "back":
            postings.give_back(**facts, way=rng.choice(["alipay", "collected"]), shop=parcel.shop)
        elif act == "twice":
            postings.pay_too_much(**facts, way="wechat")
        elif act == "fee":
            postings.charge_fee(**facts, way="wechat")
        else:
            postings.owe_no_more(**facts)
        paid += amount if act in ("pay", "collect", "twice") else 0
    found = money_of(made)  # raises when it does not add up
    assert found.paid == paid
    assert found.closing.startswith("买家付" if paid else "")


def test_orders_are_found_by_either_end_of_their_number(django_assert_num_queries):
    made, other = order(product()), order(product())
    assert find_orders(f" {made.number.lower()} ") == [made]
    assert find_orders(made.number[:6]) == [other, made]
    assert find_orders(made.number[-6:]) == [made]
    for words in ("", "26", "%%%%", "-----", "' OR 1=1"):
        assert find_orders(words) == []
    with django_assert_num_queries(1):
        money_of(made)
