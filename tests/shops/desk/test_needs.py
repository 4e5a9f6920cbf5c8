"""Each rule of the desk at its border day: nothing the day before it is due, something on it."""

from datetime import date, timedelta
from types import SimpleNamespace as Row

import pytest

from shops.desk import needs_goods, needs_shop
from shops.desk.facts import NOW, SOON, WEEK, Facts
from shops.desk.needs import for_person, needs_of
from shops.desk.season import begins, by_month, ends, next_month
from shops.franchise.models import Inspection, Shop
from shops.standards.models import Measure

TODAY = date(2026, 11, 16)


def facts(*, state=Shop.State.OPEN, notices=(), **given):
    made = Shop(state=state, notices=list(notices), posting_days=["tue"], story="茶")
    return Facts(shop=made, today=TODAY, **given)


def product(stock=42, *, low_at=None, **given):
    from shops.catalogue.models import Product

    values = {"name": "苦茶", "about": "先苦后甜", "harvest_months": [], "best_before": "18 个月", "batch": "A", **given}
    made = Product(pk=1, **values)
    offer = Row(pk=7, stock=stock, low_at=low_at, cost=None, price=4900, group_price=None)
    made.packs, made.shots = [Row(offer=offer, name="250 克")], [Row(photo=Row(findings=[]))]
    made._state.fields_cache["category"] = Row(low_at=5)
    return made


def in_days(n):
    return TODAY + timedelta(days=n)


@pytest.mark.parametrize(("rule", "before", "on"), [
    (needs_goods.low_stock, {"stock": 6}, {"stock": 5}),
    (needs_goods.low_stock, {"stock": 5, "low_at": 4}, {"stock": 4, "low_at": 4}),
    (needs_goods.sold_out, {"stock": 1}, {"stock": 0}),
    (needs_goods.permit_ending, {"permit_until": in_days(31)}, {"permit_until": in_days(30)}),
    (needs_goods.best_before_near, {"best_before_on": in_days(15)}, {"best_before_on": in_days(14)}),
    (needs_goods.season_turning, {"presale_until": in_days(15)}, {"presale_until": in_days(14)}),
    (needs_goods.season_turning, {"harvest_months": [12, 1]}, {"harvest_months": [11]}),
    (needs_goods.undescribed, {"about_zh_hans": "甜"}, {"about_zh_hans": ""}),
    (needs_goods.not_on_sale_yet, {}, {"state": "draft"}),
])  # fmt: skip
def test_a_rule_of_the_goods_speaks_from_its_day_on(rule, before, on):
    assert rule(facts(goods=[product(**before)])) is None
    assert len(rule(facts(goods=[product(**on)])).lines) == 1


def test_goods_that_rest_are_neither_low_nor_sold_out():
    resting = product(0, state="resting")
    assert [rule(facts(goods=[resting])) for rule in (needs_goods.low_stock, needs_goods.sold_out)] == [None, None]


def test_a_permit_is_urgent_from_fourteen_days_on_and_goods_past_their_day_at_once():
    urgency = [needs_goods.permit_ending(facts(goods=[product(permit_until=in_days(n))])).urgency for n in (15, 14, -1)]
    assert urgency == [SOON, NOW, NOW]
    best = [needs_goods.best_before_near(facts(goods=[product(best_before_on=in_days(n))])).urgency for n in (0, -1)]
    assert best == [SOON, NOW]


def test_photographs_are_missed_only_where_there_are_none():
    bare = product()
    assert needs_goods.unpictured(facts(goods=[bare])) is None
    bare.shots = []
    assert needs_goods.unpictured(facts(goods=[bare])).url.endswith("/1/photos/")


@pytest.mark.parametrize(("first", "said"), [(["dark", "busy"], "dark"), (["blurred", "dark"], "dark, blurred"), (["busy"], ""),
                                             (None, "")])  # fmt: skip
def test_a_first_photograph_that_is_dark_or_blurred_is_said_to_be(first, said):
    from django.utils import translation

    one = product()
    one.shots = [Row(photo=Row(findings=first)), Row(photo=Row(findings=["dark"]))]
    with translation.override("en"):
        need = needs_goods.poorly_taken(facts(goods=[one]))
    assert ([line.words for line in need.lines] if need else []) == ([f"苦茶 · {said}"] if said else [])


def test_terms_are_urgent_three_days_before_their_day_and_when_the_shop_rests():
    assert needs_shop.terms_to_sign(facts()) is None
    urgency = [needs_shop.terms_to_sign(facts(terms_by=in_days(n))).urgency for n in (4, 3)]
    resting = needs_shop.terms_to_sign(facts(terms_by=in_days(30), state=Shop.State.RESTING))
    assert (urgency, resting.urgency) == ([SOON, NOW], NOW)


@pytest.mark.parametrize(("day", "said"), [(4, ""), (3, "soon"), (0, "soon"), (-1, "run out")])
def test_a_notice_is_told_of_three_days_before_its_last_and_after_it(day, said, settings):
    from django.utils import translation

    with translation.override("en"):
        need = needs_shop.notices_over(facts(notices=[{"until": in_days(day).isoformat()}]))
    assert (said in need.title) if said else need is None


def test_rules_are_told_of_from_two_weeks_before_until_their_day():
    told = [needs_shop.rules_coming(facts(rules_from=in_days(n))) is not None for n in (15, 14, 0, -1)]
    assert told == [False, True, True, False]


def test_a_warning_and_a_suspension_come_with_their_reasons():
    warning = Measure(kind="warning", state="in force", reasons="标签没有批次", effective_on=in_days(5))
    over = Measure(kind="warning", state="settled", reasons="旧", effective_on=in_days(1))
    assert needs_shop.written_to(facts(measures=[over])) is None
    assert needs_shop.written_to(facts(measures=[over, warning])).why == "标签没有批次"
    suspended = Measure(kind="suspended", state="in force", reasons="三次没发货", effective_on=TODAY)
    assert needs_shop.stopped(facts(state=Shop.State.SUSPENDED, measures=[suspended])).why == "三次没发货"
    assert needs_shop.stopped(facts(measures=[suspended])) is None
    returned = facts(state=Shop.State.RETURNED, returned=Inspection(reasons="照片太暗"))
    assert needs_shop.inspection_returned(returned).why == "照片太暗"


def test_drafts_and_differences_wait_for_who_may_decide_them():
    assert (needs_shop.unpublished(facts()), needs_shop.differences(facts())) == (None, None)
    needs = needs_of(facts(has_draft=True, differing=2, goods=[product(0)]))
    assert [need.kind for need in needs] == ["sold out", "draft", "differences"]
    assert [need.kind for need in for_person(needs, {"goods"}, False)] == ["sold out"]
    assert [need.kind for need in for_person(needs, {"looks"}, False)] == ["draft"]
    assert for_person(needs, {"goods", "looks", "share"}, True) == needs


def test_the_most_urgent_stand_first_then_by_day_always_in_the_same_order():
    many = [product(0), product(2), product(best_before_on=in_days(3)), product(permit_until=in_days(20))]
    given = facts(goods=many, terms_by=in_days(3), notices=[{"until": TODAY.isoformat()}])
    needs = needs_of(given)
    kinds = [need.kind for need in needs]
    assert kinds == ["terms", "best before", "permit", "sold out", "low stock", "words", "notices"] or kinds == [
        "terms", "best before", "permit", "sold out", "low stock", "notices"
    ]  # fmt: skip
    assert [need.urgency for need in needs][:5] == [NOW, SOON, SOON, SOON, WEEK]
    assert needs_of(given) == needs
    assert needs_of(facts()) == []


def test_seasons_turn_over_the_new_year():
    winter = {11, 12, 1}
    assert begins(winter, date(2026, 10, 20), date(2026, 11, 3)) == [date(2026, 11, 1)]
    assert ends(winter, date(2026, 12, 20), date(2027, 1, 31)) == [date(2027, 1, 31)]
    assert next_month(date(2026, 12, 31)) == (date(2027, 1, 1), date(2027, 1, 31))
    assert by_month([Row(harvest_months=[1, 3]), Row(harvest_months=[3])])[:3] == [1, 0, 2]


def test_a_shop_that_may_not_be_changed_is_not_asked_to_be():
    given = {"goods": [product(0)], "has_draft": True, "differing": 1, "terms_by": in_days(3)}
    assert [need.kind for need in needs_of(facts(state=Shop.State.SUSPENDED, **given))] == ["terms", "suspended"]


def test_a_permit_of_a_room_is_told_of_from_thirty_days_before_and_urgent_from_fourteen():
    from shops.visits.models import Visit

    def need(n):
        return needs_shop.room_permit_ending(facts(rooms=[Visit(pk=3, name="客房", registration_until=in_days(n))]))

    assert [(one := need(n)) and one.urgency for n in (31, 30, 15, 14, -1)] == [None, SOON, SOON, NOW, NOW]
    assert need(30).url.endswith("/visits/3/")
