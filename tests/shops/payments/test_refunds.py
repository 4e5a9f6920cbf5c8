"""Money that goes back: exact to the fen, never more than came, from where it stands."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from shops.franchise.models import DeliveryFee
from shops.fulfilment import operations as fulfilment
from shops.ledger import postings
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import LineDiscount, OrderLine
from shops.payments import refunds, sending
from shops.payments.models import Payment, Refund
from shops.payments.refunds import Left, NothingPaid, TooMuch, left_of, return_lines, return_parcel
from shops.standards.models import CommissionRate
from tests.factories.catalogue import product
from tests.factories.orders import order
from tests.factories.payments import paid
from tests.factories.shops import OPENED

pytestmark = pytest.mark.django_db


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def bought(packs: int = 3, price: int = 1000, off: int = 0, by: str = "county", way: str = "wechat"):
    """A paid part of three packs at ¥10, postage ¥8, less a discount."""
    goods = product(price=price, group_price=None)
    CommissionRate.objects.update_or_create(category=goods.category, defaults={"basis_points": 400, "from_on": OPENED.date()})
    DeliveryFee.objects.filter(shop=goods.shop).update(fee=800, free_over=None)
    made = order(goods, packs=packs, way=way)
    if off:
        line = OrderLine.objects.get(parcel__order=made)
        LineDiscount.objects.create(line=line, amount=off, funded_by=by, words_zh_hans="中秋")
        postings.owe_no_more(order=made.number, source="discount", amount=off, at=OPENED)
    if way != "cash":
        paid(made)
    return made.parcels.select_related("shop__owner", "order").get()


def back(parcel, packs=0, fen=0, delivery=0, source="return 1") -> Refund:
    line = OrderLine.objects.get(parcel=parcel)
    return return_lines(
        parcel=parcel,
        packs={line.pk: packs},
        fen={line.pk: fen},
        delivery=delivery,
        source=source,
        words="",
        by=None,
        at=OPENED,
    )


def received(parcel):
    fulfilment.post(parcel=parcel, carrier="own", number="", packs=None, by=parcel.shop.owner, at=OPENED)
    fulfilment.receive(parcel=parcel, by=None, at=OPENED)
    return parcel


def test_packs_of_a_discounted_line_bring_back_what_they_cost_and_the_last_takes_the_rest():
    parcel = bought(packs=3, price=1000, off=1)  # ¥29.99 for three
    assert [back(parcel, packs=1, source=f"return {n}").amount for n in range(3)] == [999, 1000, 1000]
    assert left_of(parcel)[OrderLine.objects.get().pk].amount == 0


@given(
    price=st.integers(1, 5000),
    packs=st.integers(1, 60),
    off=st.integers(0, 4000),
    turns=st.lists(st.integers(1, 9), max_size=30),
)
@settings(max_examples=300, deadline=None)
def test_however_it_is_returned_the_parts_are_what_was_paid(price, packs, off, turns):
    line = OrderLine(pk=1, price=price, packs=packs)
    whole = price * packs - min(off, price * packs)
    left, gone = Left(line, whole, packs, whole), []
    for turn in [*turns, packs]:
        count = min(turn, left.packs)
        gone.append(left.share(count))
        left = Left(line, whole, left.packs - count, left.amount - gone[-1])
    assert (sum(gone), left.packs, left.amount) == (whole, 0, 0)
    assert min(gone) >= 0


def test_before_it_was_received_it_goes_back_from_what_is_held_and_the_shop_earns_the_rest():
    parcel = bought()
    back(parcel, packs=1)
    assert stands() == {"wechat": 3800, "held": 2800, "returning": 1000}
    received(parcel)
    assert stands() == {"wechat": 3800, "returning": 1000, "shop": 2800 - 80, "commission": 80}


def test_after_it_was_received_the_shop_s_balance_and_the_commission_go_down_with_it():
    """Complaint 11: a refund that leaves the vendor's balance as it was, a commission that stays."""
    parcel = received(bought(off=300))
    assert refunds.kept_of(parcel) == (3500, 120, 300)
    assert stands() == {"wechat": 3500, "shop": 3500 + 300 - 120, "commission": 120, "discounts": 300}
    back(parcel, packs=1)
    assert stands() == {"wechat": 3500, "returning": 900, "shop": 2600 + 200 - 80, "commission": 80, "discounts": 200}
    back(parcel, packs=2, delivery=800, source="return 2")
    assert stands() == {"wechat": 3500, "returning": 3500}
    assert wrong_balances() == []


def test_the_same_cause_again_is_the_same_refund():
    parcel = bought()
    assert back(parcel, packs=1).pk == back(parcel, packs=1).pk
    assert Payment.objects.get().returned == 1000


@pytest.mark.parametrize(
    ("packs", "fen", "delivery"), [(4, 0, 0), (3, 1, 0), (0, 3001, 0), (0, 0, 801), (0, -1, 0), (-1, 0, 0)]
)
def test_more_than_was_paid_is_not_promised(packs, fen, delivery):
    parcel = bought()
    with pytest.raises(TooMuch):
        back(parcel, packs=packs, fen=fen, delivery=delivery)
    assert (Refund.objects.count(), Payment.objects.get().returned, stands()) == (0, 0, {"wechat": 3800, "held": 3800})


def test_nothing_at_all_is_no_refund():
    with pytest.raises(ValueError, match="nothing"):
        back(bought())


def test_some_fen_for_goods_that_are_kept_and_then_the_packs():
    parcel = bought()
    assert back(parcel, fen=500).amount == 500
    assert back(parcel, packs=3, source="return 2").amount == 2500


def test_the_counter_and_the_database_stand_behind_it():
    parcel = bought()
    payment = Payment.objects.get()
    Payment.objects.update(returned=3000)
    with pytest.raises(TooMuch) as fault:
        back(parcel, packs=1)
    assert fault.value.left == 800
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(returned=3801)


def test_a_cancelled_part_of_two_goes_back_whole_and_the_other_stays():
    first, second = product(price=1000, group_price=None), product(price=700, group_price=None)
    DeliveryFee.objects.update(fee=800, free_over=None)
    made = order(first, second, way="wechat")
    paid(made)
    parcel = made.parcels.select_related("shop__owner", "order").first()
    fulfilment.cancel(parcel=parcel, by=parcel.shop.owner, reasons="None left", at=OPENED)
    refund = Refund.objects.get()
    assert (refund.amount, refund.delivery, refund.words) == (parcel.order.parcels.first().total, 800, "None left")
    assert stands()["held"] == made.total - refund.amount
    assert return_parcel(parcel=parcel, source="again", words="", by=None, at=OPENED) is None


def test_packs_that_went_back_are_not_posted_any_more():
    parcel = bought()
    line = OrderLine.objects.get()
    back(parcel, packs=1)
    assert fulfilment.left_to_post(parcel) == {line.pk: 2}
    with pytest.raises(fulfilment.NothingPosted):
        fulfilment.post(parcel=parcel, carrier="own", number="", packs={line.pk: 3}, by=parcel.shop.owner, at=OPENED)
    posted = fulfilment.post(parcel=parcel, carrier="own", number="", packs=None, by=parcel.shop.owner, at=OPENED)
    assert (parcel.state, posted.lines.get().packs, fulfilment.left_to_post(parcel)) == ("sent", 2, {})


def test_what_was_not_paid_cannot_go_back():
    parcel = bought(way="cash")
    with pytest.raises(NothingPaid):
        back(parcel, packs=1)
    assert return_parcel(parcel=parcel, source="x", words="", by=None, at=OPENED) is None


def test_cash_goes_back_by_hand_from_what_the_shop_took():
    parcel = received(bought(way="cash"))
    refund = back(parcel, packs=1)
    assert (refund.state, refund.by_hand, Payment.objects.get().amount) == ("stuck", True, 3800)
    assert stands() == {"collected": 3800, "returning": 1000, "shop": 2800 - 80, "commission": 80}
    assert [sending.done(refund=refund, provider_number="", by=None, at=OPENED) for _time in range(2)] == [True, False]
    assert stands() == {"collected": 2800, "shop": 2800 - 80, "commission": 80}
    assert refunds.delivery_left(parcel) == 800
