"""A bonus is given once, for a friend's first order that is kept, and for nothing else; credit is spent and comes back to the fen."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Role
from common.models import AuditEntry
from outbox.models import Message
from shops.bonuses import withholding
from shops.bonuses.earning import look_over
from shops.bonuses.giving_back import give_back
from shops.bonuses.likeness import is_same_address
from shops.bonuses.models import Bonus, BonusTerms, Spending, Tally
from shops.bonuses.patterns import Kind, odd_patterns
from shops.bonuses.points import points_of, thank
from shops.bonuses.taking_back import end_credit, take_back, warn
from shops.bonuses.terms import NotYours, change_terms
from shops.fulfilment import operations as fulfilment
from shops.ledger.queries import balances, wrong_balances
from shops.orders.models import Address, LineDiscount, Order
from shops.orders.moving import expire
from shops.orders.placing import BasketChanged, place
from shops.payments.gateways import Stands, Told
from shops.payments.models import Payment
from shops.payments.payers import payer_key
from shops.payments.refunds import give_goodwill, return_lines, return_parcel
from shops.payments.taking import take_in
from shops.returns.models import Claim
from shops.settlement.statements import whole
from shops.settlement.terms import period_on
from tests.factories.bonuses import WINDOW, credit, earned, ordered, received, sharer, terms, to
from tests.factories.catalogue import product
from tests.factories.groups import opened
from tests.factories.orders import basket
from tests.factories.payments import paid
from tests.factories.people import person
from tests.factories.photos import photo
from tests.factories.returns import claim
from tests.factories.reviews import review
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db
LATER = OPENED + WINDOW
DAY = timedelta(days=1)


def goods(price: int = 10_000, **facts):
    return product(price=price, group_price=None, **facts)


def owed() -> int:
    """What the books say is owed as credit; what is set aside for it is the same."""
    stands = {one.account.kind: one.fen for one in balances()}
    assert stands.get("credit", 0) == stands.get("bonuses", 0)
    assert wrong_balances() == []
    return stands.get("credit", 0)


def test_a_bonus_is_given_once_the_window_is_over_and_to_the_fen():
    mine, tea = sharer(), goods(9999)
    order = ordered(tea, by_link_of=mine)
    look_over(at=OPENED)
    assert Bonus.objects.get().state == "placed"
    received(order)
    look_over(at=OPENED + DAY)
    assert (Bonus.objects.get().state, credit(mine)) == ("waiting", 0)
    look_over(at=OPENED + 9 * DAY)
    assert Bonus.objects.get().state == "waiting"
    assert [look_over(at=LATER), look_over(at=LATER)] == [1, 0]
    bonus = Bonus.objects.get()
    assert (bonus.state, bonus.amount, bonus.left, bonus.base) == ("earned", 1000, 1000, 9999)  # 999.9, half up
    assert (credit(mine), owed()) == (1000, 1000)
    assert (
        Message.objects.filter(recipient=mine, channel="site").values_list("subject", flat=True).get()
        == "分享奖励金 ¥10 到账了"
    )
    assert AuditEntry.objects.filter(action="give bonus").count() == 1


def test_while_a_claim_is_open_it_waits_and_what_went_back_brings_nothing():
    mine, tea = sharer(), goods()
    order = received(ordered(tea, by_link_of=mine, packs=2))
    opened_claim = claim(order.parcels.get(), at=OPENED + 6 * DAY)
    look_over(at=OPENED + 6 * DAY)
    look_over(at=LATER)
    assert Bonus.objects.get().state == "waiting"
    Claim.objects.filter(pk=opened_claim.pk).update(state="withdrawn")
    line = order.parcels.get().lines.get()
    return_lines(parcel=order.parcels.get(), packs={line.pk: 1}, source="one", words="", by=None, at=LATER)
    look_over(at=LATER + DAY)
    assert (Bonus.objects.get().amount, owed()) == (1000, 1000)  # of the pack that was kept


def refused_for(mine, order: Order) -> str:
    received(order)
    look_over(at=OPENED)
    look_over(at=LATER)
    bonus = Bonus.objects.get(order=order)
    assert (bonus.state, owed()) == ("refused", 0)
    return bonus.why


def test_nobody_earns_by_their_own_order_whatever_name_it_goes_under():
    mine, tea = sharer(phone="+8613911110001"), goods()
    home = to(street="麓山南路 18 号 3 栋 502 室", place="湖南省长沙市岳麓区桔子洲街道")
    Address.objects.create(
        owner=mine, name="邓", phone="+8613911110002", region="hunan", place=home.place, street=home.street, changed_at=OPENED
    )
    assert refused_for(mine, ordered(tea, by_link_of=mine, buyer=mine)) == "account"
    assert refused_for(mine, ordered(tea, by_link_of=mine, where=to(phone="+8613911110001"))) == "phone"
    assert refused_for(mine, ordered(tea, by_link_of=mine, where=to(phone="+8613911110002"))) == "phone"
    second = to(place="湖南省长沙市岳麓区", street="麓山南路１８号3栋502")
    assert refused_for(mine, ordered(tea, by_link_of=mine, where=second)) == "address"
    known = Payment.objects.filter(order__buyer=mine)
    known.update(payer=payer_key("wechat", "o-1"))
    order = ordered(tea, by_link_of=mine)
    payment = Payment.objects.create(
        order=order, way="wechat", means="jsapi", number="N77", amount=order.total, started_at=OPENED
    )
    take_in(payment=payment, told=Told("N77", Stands.PAID, "T77", payment.amount, payer="o-1"), at=OPENED)
    look_over(at=OPENED)
    assert Bonus.objects.get(order=order).why == "payer"
    assert "o-1" not in str(Payment.objects.values_list("payer", flat=True))
    own = sharer("盘大叔")
    assert refused_for(own, ordered(goods(of=shop(owner=own)), by_link_of=own)) == "shop"


def test_only_a_first_order_of_a_buyer_counts_and_only_at_its_full_price():
    mine, tea = sharer(), goods()
    buyer, where = person("陈静"), to()
    received(ordered(tea, where=where))
    assert refused_for(mine, ordered(tea, by_link_of=mine, where=replace(to(), phone=where.phone))) == "again"
    received(ordered(tea, buyer=buyer))
    assert refused_for(mine, ordered(tea, by_link_of=mine, buyer=buyer)) == "again"
    assert refused_for(mine, ordered(tea, by_link_of=mine, way="practice")) == "practice"
    opened(product(), at=OPENED)  # an order in a group takes no link along
    assert not Bonus.objects.exclude(order__kept_by="").exists()
    late = ordered(tea, by_link_of=mine, opened=OPENED - 16 * DAY)
    assert not Bonus.objects.filter(order=late).exists()
    unpaid = ordered(tea, by_link_of=mine)
    expire(at=OPENED + DAY)
    look_over(at=OPENED + DAY)
    assert Bonus.objects.get(order=unpaid).why == "unpaid"
    back = received(ordered(tea, by_link_of=mine))
    look_over(at=OPENED)
    return_parcel(parcel=back.parcels.get(), source="all", words="", by=None, at=OPENED + DAY)
    look_over(at=LATER)
    assert (Bonus.objects.get(order=back).why, owed()) == ("nothing", 0)


def test_the_month_has_a_most_and_says_what_it_cut():
    terms(monthly_cap=2500)
    mine = sharer()
    made = [earned(goods(), mine) for _n in range(4)]
    assert [(one.amount, one.cut, one.why) for one in made] == [(1000, 0, ""), (1000, 0, ""), (500, 500, ""), (0, 0, "cap")]
    assert (credit(mine), Tally.objects.get(what="bonus").amount) == (2500, 2500)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tally.objects.update(amount=2501)


def test_credit_is_a_discount_of_the_county_and_the_shop_gets_its_full_price():
    mine, tea = sharer(), goods(10_000, of=shop())
    earned(tea, mine)
    order = ordered(tea, credit=True, buyer=mine, at=LATER)
    off = LineDiscount.objects.get(line__parcel__order=order)
    assert (off.amount, off.funded_by, off.promotion, order.total) == (1000, "county", None, 9000)
    assert (credit(mine), owed(), Spending.objects.get().amount) == (0, 0, 1000)
    received(order, at=LATER)
    statement, lines = whole(tea.shop, period_on(LATER.date()))
    line = next(one for one in lines if one.number == order.number)
    assert (line.moved.kinds["earned"], line.moved.kinds["county discount"], line.moved.off_county) == (9000, 1000, 1000)
    assert statement.moved.kinds["earned"] + statement.moved.kinds["county discount"] == 10_000
    assert line.moved.sold == 10_000
    first = next(one for one in whole(tea.shop, period_on(OPENED.date()))[1])
    assert first.moved.kinds == {"earned": 10_000}  # the bonus costs the shop nothing


def test_credit_pays_a_part_only_and_all_or_nothing_of_what_was_seen():
    terms(order_share=3000)
    mine, tea = sharer(), goods(10_000)
    earned(goods(90_000), mine)
    order = ordered(tea, goods(5000), credit=True, buyer=mine, at=LATER)
    assert (order.total, credit(mine)) == (10_500, 4500)
    made = basket(tea, buyer=mine)
    facts = {"press": "too late", "to": to(), "way": "wechat", "by": mine, "language": "en", "uses_credit": True}
    with pytest.raises(BasketChanged):  # seen with credit, pressed when it has ended
        place(basket=made, total=7000, at=LATER + 400 * DAY, **facts)
    assert (credit(mine), Order.objects.filter(press="too late").count()) == (4500, 0)


def test_credit_comes_back_as_the_order_does():
    mine, tea = sharer(), goods(5000)
    bonus = earned(goods(30_000), mine)
    expired = ordered(tea, credit=True, buyer=mine, at=LATER)
    assert (credit(mine), owed()) == (500, 500)
    expire(at=LATER + DAY)
    give_back(at=LATER + DAY)
    assert (credit(mine), owed(), expired.total) == (3000, 3000, 2500)
    cancelled = ordered(tea, credit=True, buyer=mine, at=LATER)
    paid(cancelled, at=LATER)
    fulfilment.call_off(parcel=cancelled.parcels.get(), by=mine, at=LATER)
    assert [give_back(at=LATER), give_back(at=LATER)] == [1, 0]
    assert (credit(mine), owed()) == (3000, 3000)
    order = received(ordered(tea, credit=True, buyer=mine, packs=3, at=LATER), at=LATER)
    assert (order.total, credit(mine)) == (12_000, 0)
    line = order.parcels.get().lines.get()
    return_lines(parcel=order.parcels.get(), packs={line.pk: 1}, source="one", words="", by=None, at=LATER)
    give_back(at=LATER)
    assert (credit(mine), owed()) == (1000, 1000)
    return_parcel(parcel=order.parcels.get(), source="rest", words="", by=None, at=LATER)
    give_back(at=LATER)
    bonus.refresh_from_db()
    assert (credit(mine), owed(), bonus.left, bonus.spent) == (3000, 3000, 3000, 0)


def test_money_that_goes_back_later_takes_the_bonus_back_and_what_was_spent_is_taken_of_the_next():
    mine, tea = sharer(), goods(10_000)
    bonus = earned(tea, mine, packs=3)
    assert bonus.amount == 3000
    parcel = bonus.order.parcels.get()
    give_goodwill(parcel=parcel, amount=10_000, source="claim 1", words="", by=None, at=LATER)
    assert [take_back(at=LATER), take_back(at=LATER)] == [1, 0]
    assert (credit(mine), owed()) == (2000, 2000)
    ordered(goods(10_000), credit=True, buyer=mine, at=LATER)
    assert credit(mine) == 0
    give_goodwill(parcel=parcel, amount=20_000, source="claim 2", words="", by=None, at=LATER)
    take_back(at=LATER)
    bonus.refresh_from_db()
    assert (bonus.back, bonus.missing, bonus.docked, owed()) == (3000, 2000, 1000, 0)
    other = earned(tea, mine, packs=3, at=LATER)
    take_back(at=LATER + WINDOW)
    other.refresh_from_db()
    assert (other.left, other.docked, Bonus.objects.get(pk=bonus.pk).missing, owed()) == (1000, 2000, 0, 1000)
    assert Message.objects.filter(recipient=mine, channel="site", subject="收回分享奖励金 ¥20").count() == 1


def test_credit_ends_after_a_warning_and_what_is_withheld_waits():
    mine = sharer()
    bonus, kept = earned(goods(), mine), earned(goods(), mine)
    end = LATER + 180 * DAY
    assert [warn(at=end - 20 * DAY), warn(at=end - 13 * DAY), warn(at=end - 12 * DAY)] == [0, 1, 0]
    manager = person("何主任", role=Role.FRANCHISE_MANAGER)
    with pytest.raises(withholding.NotYours):
        withholding.withhold(bonus=kept, reasons="看一看", by=mine, at=LATER)
    with pytest.raises(withholding.ReasonsMissing):
        withholding.withhold(bonus=kept, reasons=" ", by=manager, at=LATER)
    assert [withholding.withhold(bonus=kept, reasons="看一看", by=manager, at=LATER) for _n in "12"] == [True, False]
    assert (credit(mine), owed()) == (1000, 2000)
    assert [end_credit(at=end), end_credit(at=end + DAY)] == [1, 0]
    assert (credit(mine, end), owed(), Bonus.objects.get(pk=bonus.pk).ended) == (0, 1000, 1000)
    assert [withholding.release(bonus=kept, by=manager, at=end + DAY) for _n in "12"] == [True, False]
    assert credit(mine, end + 2 * DAY) == 1000
    assert AuditEntry.objects.filter(action__in=("withhold bonus", "release bonus")).count() == 2


def test_terms_are_changed_by_managers_and_orders_keep_those_they_were_placed_under():
    mine, tea = sharer(), goods()
    order = received(ordered(tea, by_link_of=mine))
    facts = {
        name: getattr(BonusTerms.objects.get(), name)
        for name in (
            "is_on",
            "monthly_cap",
            "window_days",
            "remember_days",
            "credit_days",
            "order_share",
            "with_visits",
            "points_review",
            "points_daily",
        )
    }
    with pytest.raises(NotYours):
        change_terms(by=mine, at=OPENED + DAY, basis_points=2000, **facts)
    manager = person("何主任", role=Role.FRANCHISE_MANAGER)
    for _n in range(2):
        change_terms(by=manager, at=OPENED + DAY, basis_points=2000, **facts | {"is_on": False})
    assert BonusTerms.objects.count() == 2
    look_over(at=OPENED + DAY)
    look_over(at=LATER)
    assert Bonus.objects.get(order=order).amount == 1000
    after = ordered(tea, by_link_of=mine, at=LATER)
    assert not Bonus.objects.filter(order=after).exists()


def test_odd_patterns_are_shown_with_their_evidence_and_cost_the_same_for_many(django_assert_max_num_queries):
    mine, other, tea = sharer(), sharer("唐小妹"), goods()
    home = to()
    for n in range(3):
        ordered(tea, by_link_of=mine, where=replace(to(), street=home.street.replace("号", " 号")), device="feedfacefeedface")
        received(ordered(tea, by_link_of=mine if n else other, where=replace(to(), phone=home.phone)))
    for one in [earned(tea, other), earned(tea, other)]:
        return_parcel(parcel=one.order.parcels.get(), source=f"late {one.pk}", words="", by=None, at=LATER)
    take_back(at=LATER)
    with django_assert_max_num_queries(12):
        found = odd_patterns(LATER)
    assert {one.kind: (one.orders, one.phones, one.sharers) for one in found} == {
        Kind.ADDRESS: (3, 3, 1), Kind.DEVICE: (3, 3, 1), Kind.PHONE: (3, 1, 2), Kind.BURST: (5, 4, 1), Kind.LATE: (3, 3, 1),
    }  # fmt: skip
    assert all(len(one.bonuses) == (2 if one.kind == Kind.LATE else one.orders) for one in found)


def test_photographs_bring_points_up_to_the_day_s_most_and_no_money():
    terms(points_review=5, points_daily=8)
    buyer = person("赵敏")
    tea = goods()
    made = [review(tea, buyer=buyer, photos=[photo(buyer)] if n else ()) for n in range(4)]
    assert [thank(at=OPENED + 3 * DAY), thank(at=OPENED + 3 * DAY)] == [3, 0]
    assert (points_of(buyer.pk), owed()) == (8, 0)
    type(made[1]).objects.filter(pk=made[1].pk).update(state="hidden")
    assert points_of(buyer.pk) == 3


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("麓山南路 18 号 3 栋 502 室", "麓山南路１８号3栋502", True), ("麓山南路18-3-502", "麓山南路十八号三栋502", False),
        ("河口村三组", "河口村3组", True), ("麓山南路1号83栋502", "麓山南路18号3栋502", False), ("", "", False),
    ],
)  # fmt: skip
def test_an_address_is_known_again_however_it_is_written(one, other, is_same):
    assert is_same_address(("湖南省长沙市岳麓区桔子洲街道", one), ("湖南省长沙市岳麓区", other)) is is_same
    assert not is_same_address(("湖南省长沙市岳麓区", one), ("湖南省长沙市天心区", other))
