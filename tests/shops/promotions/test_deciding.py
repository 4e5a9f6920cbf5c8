"""What promotions take off a basket, as a price list; and of any mix over any basket: exact, never below zero, in any order."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from shops.orders.models import OrderLine
from shops.payments.refunds import Left
from shops.promotions.deciding import Off, Unused, decide
from shops.promotions.reckoning import Line, Terms

TEA, HONEY, RICE = (Line(1, 1, 1, 4900, 1), Line(2, 1, 2, 6800, 2), Line(3, 2, 1, 2500, 4))


def off(promotion: int, kind: str, stage: str = "shop", **more) -> Terms:
    facts = {"shops": frozenset({1})} if stage == "shop" else {"county": 10_000}
    facts |= {"is_of_some": bool({"offers", "visits"} & more.keys())}
    return Terms(promotion, stage, kind, **facts | more)


def told(decision) -> dict[int, list[tuple[int, int]]]:
    return {offer: [(one.promotion, one.fen) for one in offs] for offer, offs in decision.lines.items()}


def test_each_kind_takes_off_what_it_says():
    basket = [TEA, HONEY, RICE]
    assert told(decide(basket, {}, [off(1, "amount", amount=1000, least=9900)])) == {1: [(1, 265)], 2: [(1, 735)]}
    assert told(decide(basket, {}, [off(1, "percent", basis_points=1250)])) == {1: [(1, 613)], 2: [(1, 1700)]}  # 612.5: half up
    assert told(decide(basket, {}, [off(1, "percent", basis_points=1250, most=1000)])) == {1: [(1, 265)], 2: [(1, 735)]}
    assert told(decide(basket, {}, [off(1, "together", packs=3, amount=15_000)])) == {1: [(1, 927)], 2: [(1, 2573)]}
    assert told(decide(basket, {}, [off(1, "bundle", offers=frozenset({1, 2}), amount=10_000)])) == {
        1: [(1, 712)],
        2: [(1, 988)],
    }
    assert told(decide(basket, {}, [off(1, "gift", gift=1, packs=1, least=13_000)])) == {1: [(1, 4900)]}
    free = decide(basket, {1: 1200, 2: 800}, [off(1, "delivery", "delivery", least=9900, most=1000, county=5000)])
    assert free.postage == {1: (Off(1, 500, 500),), 2: (Off(1, 400, 400),)}


def test_together_goes_on_as_long_as_it_is_cheaper_and_the_dearest_first():
    lines = [Line(1, 1, 1, 5000, 4), Line(2, 1, 1, 3000, 3), Line(3, 1, 1, 100, 9)]
    three = decide(lines, {}, [off(1, "together", packs=3, amount=10_000)])
    assert told(three) == {1: [(1, 5455)], 2: [(1, 545)]}  # 3 × 50 for 100; 50 + 30 + 30 for 100; not 30 + 1 + 1


def test_classes_follow_one_another_and_the_best_of_a_class_is_used():
    basket = [TEA, HONEY, RICE]
    mine, less = off(1, "percent", basis_points=1000), off(2, "amount", amount=300, least=301, offers=frozenset({1}))
    county = off(3, "amount", "county", amount=2000, least=20_000)
    both = decide(basket, {1: 1200}, [county, less, mine])
    assert told(both) == {1: [(1, 490), (3, 331)], 2: [(1, 1360), (3, 919)], 3: [(3, 750)]}  # 4410 : 12240 : 10000
    assert both.unused == (Unused(2, "best"),)
    assert both.beaten == {1: (2,)}
    assert both.uses == {1: (1850, 0), 3: (0, 2000)}
    better = replace(less, amount=600, least=601)
    assert told(decide(basket, {}, [mine, better]))[1] == [(1, 490)]  # 18.50 over both lines is more than 6 on one of them
    alone = replace(mine, offers=frozenset({1}), is_of_some=True)
    assert told(decide(basket, {}, [alone, better]))[1] == [(2, 600)]


def test_a_price_of_a_group_takes_no_coupon_and_still_goes_post_free():
    grouped = replace(TEA, is_replaced=True)
    found = decide([grouped], {1: 1200}, [off(1, "percent", basis_points=1000), off(2, "delivery", "delivery")])
    assert (found.lines, found.postage, found.unused) == ({}, {1: (Off(2, 0, 1200),)}, (Unused(1, "replaced"),))


def test_what_is_not_used_says_why():
    why = {
        one.promotion: (one.why, one.fen)
        for one in decide([TEA], {}, [
            off(1, "amount", amount=100, least=9900), off(2, "together", packs=3, amount=9000), off(3, "gift", gift=9, packs=1),
            off(4, "percent", basis_points=100, category=7), off(5, "percent", basis_points=100, left=48),
            off(6, "delivery", "delivery"), off(7, "bundle", offers=frozenset({1, 2}), amount=9000),
        ]).unused
    }  # fmt: skip
    assert why == {
        1: ("least", 5000), 2: ("packs", 0), 3: ("gift", 0), 4: ("scope", 0), 5: ("used up", 0), 6: ("no postage", 0),
        7: ("packs", 0),
    }  # fmt: skip


def test_of_what_is_off_early_and_the_shop_s_promotions_a_visit_takes_the_best_and_the_county_s_after_it():
    """A tenth off for booking early, and 15 per cent off visits: the more; below it the tenth stays, and the promotion is told."""
    stay = Line(-1, 1, 0, 20_000, 1, visit=7, first=date(2026, 12, 1), until=date(2026, 12, 3), early=2000)
    basket = [TEA, stay, replace(stay, key=-2, visit=8, early=0)]
    best = off(1, "percent", basis_points=1500, scope="visits", visits=frozenset({7}))
    county = off(2, "amount", "county", amount=1000, least=40_000, scope="both", county=5000)
    found = decide(basket, {}, [county, best])
    assert told(found) == {-2: [(2, 477)], -1: [(1, 3000), (2, 406)], 1: [(2, 117)]}  # 20000 : 17000 : 4900 are left
    assert (found.early, found.uses) == ({}, {1: (3000, 0), 2: (500, 500)})
    less = decide(basket, {}, [replace(best, basis_points=999)])
    assert (less.early, told(less), less.beaten, less.unused) == ({-1: 2000}, {}, {-1: (1,)}, (Unused(1, "best"),))
    spread = replace(best, kind="amount", amount=2500, least=0, scope="both", is_of_some=False)
    one = decide([TEA, stay], {}, [spread])
    assert (one.early, told(one), one.beaten) == ({-1: 2000}, {1: [(1, 2500)]}, {-1: (1,)})  # 45 off, not 25 in the place of 20
    for nothing in (
        replace(best, first=date(2026, 12, 2)), replace(best, until=date(2026, 12, 2)), replace(best, scope="goods"),
        replace(best, category=1), replace(best, kind="together", packs=1, amount=1), replace(best, visits=frozenset()),
    ):  # fmt: skip
        assert decide(basket, {}, [nothing]).unused == (Unused(1, "scope"),)
    within = replace(best, first=date(2026, 12, 1), until=date(2026, 12, 3))
    assert told(decide(basket, {}, [within])) == {-1: [(1, 3000)]}


PRICES = st.integers(1, 60) | st.integers(1, 30_000)
LINES = st.lists(
    st.builds(Line, st.integers(1, 8), st.integers(1, 3), st.integers(1, 3), PRICES, st.integers(1, 12), st.booleans()),
    min_size=1, max_size=8, unique_by=lambda line: line.key,
)  # fmt: skip
DAYS = st.integers(1, 20)
VISITS = st.lists(
    st.builds(
        lambda key, shop, price, visit, day, nights, early: Line(
            -key, shop, 0, price, 1, visit=visit, first=date(2026, 12, day), until=date(2026, 12, day + nights),
            early=price * early // 100,
        ),
        st.integers(1, 8), st.integers(1, 3), PRICES, st.integers(1, 4), DAYS, st.integers(1, 5), st.integers(0, 50),
    ),
    max_size=5, unique_by=lambda line: line.key,
)  # fmt: skip
TERMS = st.builds(
    Terms, st.integers(1, 40), st.sampled_from(["shop", "county", "delivery"]),
    st.sampled_from(["amount", "percent", "gift", "together", "bundle"]), st.none() | st.frozensets(st.integers(1, 3), min_size=1),
    st.none() | st.integers(1, 3), st.frozensets(st.integers(1, 8), max_size=3), least=st.integers(0, 9000),
    amount=PRICES, basis_points=st.integers(0, 9999), packs=st.integers(1, 4), most=st.none() | st.integers(1, 5000),
    gift=st.none() | st.integers(1, 8), county=st.integers(0, 10_000), left=st.none() | st.integers(0, 9000),
    scope=st.sampled_from(["goods", "visits", "both"]), visits=st.frozensets(st.integers(1, 4), max_size=2),
    first=st.just(date.min) | st.builds(date, st.just(2026), st.just(12), DAYS),
    is_of_some=st.booleans(),
).map(lambda one: replace(one, kind="delivery", gift=None) if one.stage == "delivery" else one)  # fmt: skip
MIX = st.lists(TERMS, max_size=10, unique_by=lambda terms: terms.id)


@settings(max_examples=300, deadline=None)
@given(LINES, VISITS, st.dictionaries(st.integers(1, 3), st.integers(0, 3000)), MIX, st.randoms(use_true_random=False))
def test_any_mix_over_any_basket_is_exact_never_below_zero_and_the_same_in_any_order(
    goods, visits, fees, mix, random: Random
):  # fmt: skip
    lines = goods + visits
    found = decide(lines, fees, mix)
    by_key = {line.key: line for line in lines}
    for key, offs in found.lines.items():
        assert 0 < sum(one.fen for one in offs) <= by_key[key].whole - found.early.get(key, 0)
        assert all(one.by_shop >= 0 and one.by_county >= 0 and one.fen > 0 for one in offs)
        stages = [next(terms.stage for terms in mix if terms.id == one.promotion) for one in offs]
        assert stages in (["shop"], ["county"], ["shop", "county"])
        assert key not in found.early or "shop" not in stages
        assert not by_key[key].is_replaced
    for shop, offs in found.postage.items():
        assert len(offs) == 1
        assert 0 < offs[0].fen <= fees[shop]
    named = {terms.id: terms for terms in mix}
    for promotion, (by_shop, by_county) in found.uses.items():
        whole, terms = by_shop + by_county, named[promotion]
        assert abs(by_county * 10_000 - whole * terms.county) < 10_000  # the ratio, to the fen
        assert terms.left is None or whole <= terms.left
        assert terms.kind != "amount" or whole <= terms.amount
    ahead = {line.key: line.early for line in visits}
    by_shop = {key: sum(one.fen for one in offs if named[one.promotion].stage == "shop") for key, offs in found.lines.items()}
    for promotion in found.uses:  # nobody pays more for a promotion than for having booked early alone
        took = [key for key, offs in found.lines.items() if any(one.promotion == promotion for one in offs)]
        if named[promotion].stage == "shop":
            assert sum(by_shop[key] for key in took) > sum(ahead.get(key, 0) for key in took)
        assert all(key > 0 for key in took) or named[promotion].kind in ("amount", "percent")
    assert found.early == {key: fen for key, fen in sorted(ahead.items()) if fen and not by_shop.get(key)}
    assert set(found.uses).isdisjoint(one.promotion for one in found.unused)
    assert set(found.uses) | {one.promotion for one in found.unused} == set(named)
    for line in lines:  # packs that come back one after the other bring back what was paid for them, to the fen
        paid = line.whole - found.early.get(line.key, 0) - sum(one.fen for one in found.lines.get(line.key, ()))
        left, gone = Left(OrderLine(price=line.price, packs=line.packs), paid, line.packs, paid), 0
        for _pack in range(line.packs):
            share = left.share(1)
            gone, left = gone + share, replace(left, packs=left.packs - 1, amount=left.amount - share)
        assert (gone, left.amount) == (paid, 0)
    again, others = lines[:], mix[:]
    random.shuffle(again)
    random.shuffle(others)
    assert decide(again, dict(reversed(fees.items())), others) == found
