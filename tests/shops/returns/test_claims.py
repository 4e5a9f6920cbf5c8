"""A claim from the buyer's word to the money, by each way it may go; where each fen and each pack is afterwards."""

from datetime import timedelta

import pytest

from accounts.models import Role
from common.states import WrongState
from outbox.models import Message
from shops.catalogue.models import Category, Offer, StockMove
from shops.franchise.models import DeliveryFee
from shops.fulfilment import cash, operations
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import LineDiscount, OrderLine
from shops.payments import sending
from shops.payments.models import Refund, RefundedLine
from shops.payments.refunds import TooMuch, return_lines
from shops.returns import answering, claiming, deciding, lapsing, photos
from shops.returns.models import Claim, ClaimPhoto
from shops.returns.paying import spread
from shops.standards.models import CommissionRate
from tests.factories.catalogue import category, product
from tests.factories.orders import order
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.returns import claim, photo, sent
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def stands() -> dict[str, int]:
    return {str(one.account.kind): one.fen for one in balances() if one.fen}


def bought(packs: int = 3, off: int = 0, price: int = 1000, **more):
    """Received: three packs at ¥10 from the hills, three at ¥20, postage ¥8; commission a tenth."""
    CommissionRate.objects.get_or_create(category=category(), defaults={"basis_points": 1000, "from_on": OPENED.date()})
    one = more.pop("of", None) or shop(name_en="Pan Tea")
    DeliveryFee.objects.filter(shop=one).update(fee=800, free_over=None)
    goods = [product(of=one, price=each, group_price=None, harvest_months=[]) for each in (price, 2 * price)]
    return sent(*goods, packs=packs, **more)


def shop_of(claim: Claim):
    return {"claim": claim, "by": claim.parcel.shop.owner, "at": OPENED}


def manager():
    return person("盘经理", role=Role.FRANCHISE_MANAGER)


def stock() -> list[int]:
    return list(Offer.objects.order_by("pk").values_list("stock", flat=True))


def test_the_shop_agrees_and_money_commission_and_packs_are_where_they_belong():
    parcel = bought()
    assert stands() == {"wechat": 9800, "shop": 8900, "commission": 900}
    made = claim(parcel, 1)
    assert (made.wanted, made.postage, made.due_at) == (1000, 0, OPENED + timedelta(hours=48))
    answering.agree(**shop_of(made))
    made.refresh_from_db()
    assert (made.state, made.refund.amount, made.paid_by) == ("agreed", 1000, "shop")
    assert stands() == {"wechat": 9800, "shop": 8000, "commission": 800, "returning": 1000}
    assert list(StockMove.objects.exclude(why="taken").order_by("pk").values_list("why", "change")) == [
        ("put back", 1), ("wasted", -1),
    ]  # fmt: skip
    with pytest.raises(WrongState):
        answering.agree(**shop_of(made))
    sending.done(refund=made.refund, provider_number="R1", by=None, at=OPENED)
    assert stands() == {"wechat": 8800, "shop": 8000, "commission": 800}
    assert wrong_balances() == []


def test_pressed_twice_it_is_one_claim_and_a_second_waits_for_the_first():
    parcel = bought()
    first = claim(parcel, 1, press="same")
    assert claim(parcel, 2, 2, press="same") == first
    with pytest.raises(claiming.OpenAlready) as fault:
        claim(parcel, 1)
    assert (fault.value.claim, Claim.objects.count()) == (first, 1)
    claiming.take_back(claim=first, by=None, at=OPENED)
    assert claim(parcel, 1).pk != first.pk


def test_the_press_of_another_part_is_none_of_this_one_s():
    parcels = [bought(), bought()]
    assert len({claim(parcel, 1, press="same").pk for parcel in parcels}) == 2
    given = [
        answering.give_back(
            parcel=one, packs={one.lines.first().pk: 1}, amount=100, words="压了", press="same", by=one.shop.owner, at=OPENED
        )
        for one in parcels
    ]
    assert {refund.parcel for refund in given} == set(parcels)


def test_all_of_it_brings_the_postage_back_but_not_for_taste():
    parcel = bought()
    made = claim(parcel, 3, 3)
    assert (made.wanted, made.postage) == (9800, 800)
    claiming.take_back(claim=made, by=None, at=OPENED)
    taste = claim(parcel, 3, 3, reason="mind")
    assert (taste.wanted, taste.postage) == (9000, 0)
    claiming.take_back(claim=taste, by=None, at=OPENED)
    answering.agree(**shop_of(claim(parcel, 3, 3)))
    assert stands() == {"wechat": 9800, "returning": 9800}


def test_of_discounted_packs_each_comes_back_at_what_it_cost():
    """Complaint 3: neither the full price, nor the discount once more."""
    parcel = sent(product(price=1000, group_price=None), packs=3, is_received=False)
    LineDiscount.objects.create(line=OrderLine.objects.get(), amount=100, funded_by="shop", words_zh_hans="减")
    amounts = []
    for _n in range(3):
        made = claim(parcel, 1)
        answering.agree(**shop_of(made))
        amounts.append(made.wanted)
    assert amounts == [966, 967, 967]


def test_less_is_offered_and_taken_and_the_goods_stay():
    parcel = bought()
    made = claim(parcel, 2, 1)
    for amount in (0, made.wanted):
        with pytest.raises(TooMuch):
            answering.offer(amount=amount, words="只压坏一点", **shop_of(made))
    with pytest.raises(answering.WordsMissing):
        answering.offer(amount=100, words=" ", **shop_of(made))
    answering.offer(amount=1001, words="只压坏一点", **shop_of(made))
    assert Claim.objects.get().due_at == OPENED + 7 * DAY
    claiming.accept(claim=made, by=None, at=OPENED)
    assert list(RefundedLine.objects.order_by("line").values_list("packs", "amount")) == [(0, 501), (0, 500)]
    assert (Claim.objects.get().state, stock()) == ("agreed", [39, 39])


def test_goods_that_come_back_are_on_the_shelf_or_waste():
    parcel = bought()
    made = claim(parcel, 3, 1, reason="mind")
    answering.want_back(words="寄到水口镇，我付邮费", **shop_of(made))
    with pytest.raises(WrongState):
        answering.goods_came(spoiled={}, **shop_of(made))
    claiming.send_back(claim=made, carrier="顺丰", number="sf 1234 5678", by=None, at=OPENED)
    first = parcel.lines.first().pk
    with pytest.raises(answering.MoreThanCame):
        answering.goods_came(spoiled={first: 4}, **shop_of(made))
    answering.goods_came(spoiled={first: 2}, **shop_of(made))
    assert (stock(), Refund.objects.get().amount, Claim.objects.get().number) == ([40, 40], 5000, "SF12345678")
    assert stands() == {"wechat": 9800, "shop": 4400, "commission": 400, "returning": 5000}


def test_what_did_not_come_or_is_kept_cannot_be_asked_back():
    parcel = bought()
    made = claim(parcel, 1)
    with pytest.raises(answering.NothingToReturn):
        answering.want_back(words="寄回来", **shop_of(made))
    claiming.take_back(claim=made, by=None, at=OPENED)
    kept = claim(parcel, 1, reason="different", photos=[photo(parcel)], keeps=300)
    with pytest.raises(answering.NothingToReturn):
        answering.want_back(words="寄回来", **shop_of(kept))
    answering.agree(**shop_of(kept))
    assert (Refund.objects.get().amount, RefundedLine.objects.get().packs, stock()) == (300, 0, [39, 39])


def test_refused_it_goes_to_the_manager_within_a_week_and_the_shop_pays():
    parcel, boss = bought(), manager()
    made = claim(parcel, 1, 1)
    answering.refuse(words="寄出时是好的", **shop_of(made))
    with pytest.raises(claiming.NotNow):
        claiming.take_to_manager(claim=made, words="不是", by=None, at=OPENED + 8 * DAY)
    claiming.take_to_manager(claim=made, words="箱子是湿的", by=None, at=OPENED + 6 * DAY)
    assert Message.objects.filter(key__startswith=f"dispute-{made.pk}-{boss.pk}").count() >= 1
    decide = {"claim": made, "by": boss, "at": OPENED}
    with pytest.raises(TooMuch):
        deciding.decide(paid_by="shop", amount=3001, words="退", **decide)
    with pytest.raises(deciding.NotYours):
        deciding.decide(paid_by="shop", amount=1, words="退", **{**decide, "by": parcel.shop.owner})
    deciding.decide(paid_by="shop", amount=3000, words="照片看得清楚", **decide)
    assert stands() == {"wechat": 9800, "shop": 6200, "commission": 600, "returning": 3000}
    with pytest.raises(WrongState):
        deciding.decide(paid_by="", amount=0, words="不退", **decide)


def test_the_county_pays_out_of_goodwill_and_the_shop_keeps_its_money():
    parcel, boss = bought(), manager()
    made = claim(parcel, 1)
    answering.refuse(words="寄出时是好的", **shop_of(made))
    claiming.take_to_manager(claim=made, words="箱子是湿的", by=None, at=OPENED)
    deciding.decide(claim=made, paid_by="county", amount=700, words="快递压坏的", by=boss, at=OPENED)
    assert stands() == {"wechat": 9800, "shop": 8900, "commission": 900, "returning": 700, "goodwill": 700}
    assert RefundedLine.objects.count() == 0
    told = Message.objects.filter(key__startswith=f"claim-{made.pk}-decided", recipient=parcel.shop.owner).first()
    assert "由县里体恤补偿" in told.body
    left = sum(line.whole for line in parcel.lines.all()) + 800 - 700
    with pytest.raises(TooMuch) as fault:
        return_lines(
            parcel=parcel, packs=dict.fromkeys(parcel.lines.values_list("pk", flat=True), 3), delivery=800, source="all",
            words="", by=None, at=OPENED,
        )  # fmt: skip
    assert (fault.value.left, wrong_balances()) == (left, [])


def test_a_manager_decides_neither_of_their_own_shop_nor_twice():
    boss = manager()
    made = claim(bought(of=shop(owner=boss)), 1)
    answering.refuse(words="不退", **shop_of(made))
    claiming.take_to_manager(claim=made, words="要退", by=None, at=OPENED)
    with pytest.raises(deciding.NotYours):
        deciding.decide(claim=made, paid_by="", amount=0, words="不退", by=boss, at=OPENED)
    deciding.decide(claim=made, paid_by="", amount=0, words="没有照片", by=manager(), at=OPENED)
    assert (Claim.objects.get().state, Refund.objects.count()) == ("denied", 0)


def test_of_a_suspended_shop_a_manager_answers():
    parcel, boss = bought(), manager()
    made = claim(parcel, 1)
    with pytest.raises(answering.NotYours):
        answering.agree(claim=made, by=boss, at=OPENED)
    type(parcel.shop).objects.filter(pk=parcel.shop_id).update(state="suspended")
    answering.agree(claim=made, by=boss, at=OPENED)
    assert Claim.objects.get().answered_by == boss


def test_the_clock_moves_what_nobody_does():
    parcel = bought()
    made = claim(parcel, 1)
    late = OPENED + timedelta(hours=48)
    assert (lapsing.move_on(at=late - timedelta(seconds=1)), lapsing.move_on(at=late), lapsing.move_on(at=late)) == (0, 1, 0)
    assert Claim.objects.get().state == "disputed"
    claiming.take_back(claim=Claim.objects.get(), by=None, at=late)
    offered = claim(parcel, 1)
    answering.offer(amount=1, words="一分钱", **shop_of(offered))
    assert lapsing.move_on(at=OPENED + 7 * DAY) == 1
    assert Claim.objects.get(pk=offered.pk).state == "withdrawn"
    back = claim(parcel, 1, reason="mind")
    answering.want_back(words="寄回来", **shop_of(back))
    claiming.send_back(claim=back, carrier="", number="SF000001", by=None, at=OPENED)
    assert lapsing.move_on(at=OPENED + 10 * DAY) == 1
    assert (made.pk, Claim.objects.get(pk=back.pk).state) == (made.pk, "disputed")


def test_who_objects_to_what_came_back_lets_the_manager_decide():
    made = claim(bought(), 1, reason="mind")
    answering.want_back(words="寄回来", **shop_of(made))
    claiming.send_back(claim=made, carrier="", number="SF000001", by=None, at=OPENED)
    answering.object_to(words="箱子是空的", **shop_of(made))
    assert (Claim.objects.get().state, Claim.objects.get().against) == ("disputed", "箱子是空的")


@pytest.mark.parametrize(
    ("changes", "packs", "fault"),
    [
        ({"words": " "}, (1,), claiming.WordsMissing),
        ({"reason": "spoiled"}, (1,), claiming.PhotoMissing),
        ({}, (0, 0), claiming.NothingNamed),
        ({}, (4,), claiming.NothingNamed),
        ({"keeps": 1001}, (1,), TooMuch),
        ({"keeps": 0}, (1,), TooMuch),
        ({"at": OPENED + 8 * DAY}, (1,), claiming.NotNow),
        ({"reason": "nonsense"}, (1,), claiming.NotNow),
    ],
)
def test_what_cannot_be_claimed_is_refused_and_nothing_kept(changes, packs, fault):
    with pytest.raises(fault):
        claim(bought(), *packs, **changes)
    assert (Claim.objects.count(), Refund.objects.count()) == (0, 0)


def test_fresh_goods_have_two_days_and_are_not_taken_back_for_taste():
    parcel = bought()
    Category.objects.update(perishes=True)
    with pytest.raises(claiming.NotNow):
        claim(parcel, 1, reason="mind")
    with pytest.raises(claiming.NotNow):
        claim(parcel, 1, reason="spoiled", photos=[photo(parcel)], at=OPENED + 2 * DAY + timedelta(seconds=1))
    claim(parcel, 1, reason="spoiled", photos=[photo(parcel)], at=OPENED + 2 * DAY)


def test_of_cash_nothing_is_claimed_before_it_was_paid_and_the_shop_gives_it_back_itself():
    parcel = bought(way="cash", is_received=False)
    with pytest.raises(claiming.NotNow):
        claim(parcel, 1)
    cash.take_cash(parcel=parcel, by=parcel.shop.owner, at=OPENED)
    made = claim(parcel, 1)
    answering.agree(**shop_of(made))
    refund = Refund.objects.get()
    assert (refund.state, stands()) == ("stuck", {"collected": 9800, "shop": 8000, "commission": 800, "returning": 1000})
    assert [answering.cash_is_back(refund=refund, by=parcel.shop.owner, at=OPENED) for _n in range(2)] == [True, False]
    assert stands() == {"collected": 8800, "shop": 8000, "commission": 800}
    with pytest.raises(answering.NotYours):
        answering.cash_is_back(refund=refund, by=person("陈山"), at=OPENED)


def test_the_county_s_goodwill_for_cash_comes_from_the_bank():
    parcel = bought(way="cash")
    made = claim(parcel, 1)
    answering.refuse(words="不退", **shop_of(made))
    claiming.take_to_manager(claim=made, words="要退", by=None, at=OPENED)
    deciding.decide(claim=made, paid_by="county", amount=500, words="快递的错", by=manager(), at=OPENED)
    refund = Refund.objects.get()
    with pytest.raises(WrongState):
        answering.cash_is_back(refund=refund, by=parcel.shop.owner, at=OPENED)
    sending.done(refund=refund, provider_number="B1", by=None, at=OPENED)
    assert stands() == {"collected": 9800, "shop": 8900, "commission": 900, "bank": -500, "goodwill": 500}


def test_the_shop_gives_money_back_unasked_once_for_a_press():
    parcel = bought()
    packs = dict.fromkeys(parcel.lines.values_list("pk", flat=True), 3)
    facts = {"parcel": parcel, "packs": packs, "words": "路上压了", "by": parcel.shop.owner, "at": OPENED}
    first = answering.give_back(amount=301, press="p", **facts)
    assert answering.give_back(amount=999, press="p", **facts) == first
    assert list(RefundedLine.objects.order_by("line").values_list("packs", "amount")) == [(0, 100), (0, 201)]
    with pytest.raises(TooMuch) as fault:
        answering.give_back(amount=9500, press="q", **facts)
    assert (fault.value.left, Refund.objects.count()) == (9499, 1)
    assert stands()["shop"] == 8900 - 301 + 31


def test_a_sum_is_split_over_the_lines_and_what_is_beyond_is_postage():
    parcel = bought()
    first, second = parcel.lines.order_by("pk").values_list("pk", flat=True)
    assert spread(parcel, {first: 1, second: 1}, 1000) == ({first: 333, second: 667}, 0)
    assert spread(parcel, {first: 3, second: 3}, 9500) == ({first: 3000, second: 6000}, 500)
    for amount in (0, 9801):
        with pytest.raises(TooMuch):
            spread(parcel, {first: 3, second: 3}, amount)


def test_practice_is_claimed_by_nobody():
    made = order(product(), way="practice")
    paid(made)
    parcel = made.parcels.get()
    operations.post(parcel=parcel, carrier="own", number="", packs=None, by=parcel.shop.owner, at=OPENED)
    operations.receive(parcel=parcel, by=None, at=OPENED)
    with pytest.raises(claiming.NotNow):
        claim(parcel, 1)


def test_photographs_of_no_claim_are_forgotten_after_a_day(django_capture_on_commit_callbacks):
    parcel = bought()
    kept = photo(parcel)
    claim(parcel, 1, photos=[kept])
    photo(parcel)
    assert photos.forget(at=OPENED + timedelta(hours=23)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert photos.forget(at=OPENED + DAY) == 1
    assert ClaimPhoto.objects.get() == kept
