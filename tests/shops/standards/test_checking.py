"""Brand rules reckoned on a shop, the inspector's list, what may be sold, the commission."""

from datetime import UTC, date, datetime

import pytest

from outbox.models import Message
from shops.franchise import selling
from shops.franchise.models import Inspection, Shop
from shops.franchise.operations import NotYours, ReasonsMissing
from shops.standards import checking, inspecting
from shops.standards.commission import commission_of, commission_on, plan
from shops.standards.models import BrandRule, CommissionRate, InspectionLine, RuleBook, SellingRight
from shops.standards.queries import last_lines, news_of, rules_on
from shops.standards.telling import tell_of_rules
from shops.standards.training import decide_right, rights_of
from tests.factories import certificates
from tests.factories.catalogue import category, photo, product
from tests.factories.cohorts import cohort, enrolment
from tests.factories.people import person
from tests.factories.shops import shop
from tests.factories.standards import rulebook, training

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
Kind = BrandRule.Kind


@pytest.fixture
def manager(db):
    return person("冯志强", role="franchise manager")


@pytest.mark.parametrize(("kind", "rule", "kept"), [
    ("photos", {"number": 1}, True), ("photos", {"number": 2}, False), ("promise", {"number": 2}, True),
    ("promise", {"number": 3}, False), ("posting days", {"number": 2}, True), ("posting days", {"number": 3}, False),
    ("story", {"number": 15}, True), ("story", {"number": 40}, False), ("words", {"words": "第一\nbest"}, True),
    ("words", {"words": "先 苦"}, True), ("words", {"words": "奶奶"}, False), ("words", {"words": "TEA"}, False),
    ("words", {"words": "te"}, True), ("labels", {}, True), ("trained", {}, True), ("looked at", {}, None),
])  # fmt: skip
def test_a_rule_is_reckoned_on_the_shop_and_its_goods(kind, rule, kept):
    made = product().shop
    photo(made.products.get())
    rulebook({"key": "one", "kind": kind, **rule})
    (result,) = checking.reckon(made, rules_on(AT.date()))
    assert (result.is_kept, bool(result.faults)) == (kept, kept is False)


def test_a_word_spaced_out_is_found_and_a_thin_label_says_what_is_missing():
    made = product(of=shop(story_zh_hans="天下 第 一 茶"), batch="").shop
    rulebook({"key": "words", "kind": Kind.WORDS, "words": "第一"}, {"key": "labels", "kind": Kind.LABELS})
    words, labels = checking.reckon(made, rules_on(AT.date()))
    assert (words.faults, labels.faults) == (["“第一”出现在“盘家苦茶”里"], ["江华苦茶 春芽：缺批号"])


def test_goods_taken_out_are_not_looked_at_and_packs_by_the_piece_say_what_is_in_them():
    made = product(name_en="Eggs")
    made.variants.update(grams=None, pieces=30)
    product(of=made.shop, state="removed", batch="")
    rulebook({"key": "labels", "kind": Kind.LABELS})
    faults = lambda: [result.faults for result in checking.reckon(made.shop, rules_on(AT.date()))]  # noqa: E731
    assert faults() == [[]]
    made.variants.update(is_sold=False)
    assert faults() == [["江华苦茶 春芽：缺重量"]]


def test_the_newest_version_in_force_counts_and_its_news_are_told_once():
    same, other = {"key": "a"}, {"key": "b", "number": 2}
    first = rulebook(same, {"key": "b", "number": 1}, {"key": "c"})
    second = rulebook(same, other, {"key": "d"}, version=2, effective_on=date(2027, 2, 1), news_zh_hans="照片多一张。")
    assert [rule.book_id for rule in rules_on(AT.date())] == [first.pk] * 3
    assert {rule.book_id for rule in rules_on(date(2027, 2, 1))} == {second.pk}
    news = news_of(second)
    assert (news.changed, [rule.key for rule in news.gone]) == ({"b", "d"}, ["c"])
    made = shop()
    shop(state="draft")
    assert (tell_of_rules(at=AT), tell_of_rules(at=AT)) == (1, 0)
    told = Message.objects.get(channel="site")
    assert (told.recipient, "照片多一张。" in told.body) == (made.owner, True)
    assert RuleBook.objects.filter(told_at=None).count() == 0


def test_a_shop_is_returned_with_its_list_and_opened_only_when_all_is_right(manager):
    made = shop(state=Shop.State.SENT)
    rulebook({"key": "sign"}, {"key": "photos"})
    sign, photos = rules_on(AT.date())
    given = {"shop": made, "inspector": manager, "at": AT}
    with pytest.raises(inspecting.ListUnfinished):
        inspecting.open_with_list(marks=[inspecting.Mark(sign, True)], **given)
    with pytest.raises(ReasonsMissing):
        inspecting.return_with_list(marks=[inspecting.Mark(sign, True)], reasons="", **given)
    with pytest.raises(NotYours):
        inspecting.open_with_list(
            **{**given, "inspector": made.owner}, marks=[inspecting.Mark(one, True) for one in (sign, photos)]
        )
    assert (Shop.objects.get().state, Inspection.objects.count()) == ("sent", 0)
    marks = [inspecting.Mark(sign, True), inspecting.Mark(photos, False, "第二张太暗")]
    returned = inspecting.return_with_list(marks=marks, reasons="再发一次。", **given)
    assert returned.reasons == "再发一次。\n规矩 photos: 第二张太暗"
    assert {key: (line.is_kept, line.words) for key, line in last_lines(made).items()} == {
        "sign": (True, ""), "photos": (False, "第二张太暗")}  # fmt: skip
    Inspection.objects.create(shop=made, inspector=manager, decision="return", reasons="再看", at=AT)
    assert last_lines(made) == {}
    Inspection.objects.filter(reasons="再看").delete()
    Shop.objects.update(state="sent")
    made.refresh_from_db()
    for _twice in range(2):
        inspecting.open_with_list(marks=[inspecting.Mark(one, True) for one in (sign, photos)], **given)
    assert (Shop.objects.get().state, Inspection.objects.count(), InspectionLine.objects.count()) == ("open", 2, 4)


def test_a_category_is_sold_by_who_has_the_training_and_refused_in_words_to_who_has_not():
    made, camp, free = shop(), certificates.camp(), category("fruit", "水果", "Fruit", 5)
    tea = category()
    training(tea, programme_key=camp.translation_key)
    with pytest.raises(selling.NotTrained) as refused:
        selling.require_right_to_sell(made, tea.pk)
    assert refused.value.refusal.words == "要卖茶叶，先要有：电商训练营结业证书。"
    selling.require_right_to_sell(made, free.pk)
    place = enrolment(cohort(camp), made.owner)
    paper = certificates.certificate(place)
    selling.require_right_to_sell(made, tea.pk)
    type(paper).objects.update(revoked_at=AT)
    assert selling.refusal_to_sell(made, tea.pk) is not None


def test_a_managers_word_stands_above_training_and_is_in_force_at_once(manager):
    made, tea = shop(), category()
    given = {"shop": made, "category": tea, "by": manager, "at": AT}
    with pytest.raises(NotYours):
        decide_right(**{**given, "by": made.owner}, is_granted=True, reason="我要卖")
    with pytest.raises(ReasonsMissing):
        decide_right(**given, is_granted=False, reason=" ")
    assert SellingRight.objects.count() == 0
    for _twice in range(2):
        decide_right(**given, is_granted=False, reason="抽检不合格")
    assert "抽检不合格" in selling.refusal_to_sell(made, tea.pk).words
    decide_right(**given, is_granted=True, reason="复检合格", licence="SC123")
    assert selling.refusal_to_sell(made, tea.pk) is None
    assert (SellingRight.objects.count(), Message.objects.filter(channel="site", recipient=made.owner).count()) == (2, 2)


def test_the_rights_of_a_shop_cost_the_same_for_one_category_and_for_eight(django_assert_num_queries):
    made = shop()
    training(category())
    with django_assert_num_queries(4):
        rights_of(made)
    for n in range(5, 12):
        training(category(f"c{n}", f"类{n}", f"Kind {n}", n))
    with django_assert_num_queries(4):
        assert len(rights_of(made)) == 8


def test_the_commission_of_a_day_is_the_latest_that_has_begun():
    tea = category()
    for points, day in ((400, date(2026, 1, 1)), (350, date(2027, 1, 8)), (600, date(2027, 2, 1))):
        CommissionRate.objects.create(category=tea, basis_points=points, from_on=day)
    days = {datetime(2025, 1, 1, tzinfo=UTC): 0, datetime(2027, 1, 7, 15, 59, tzinfo=UTC): 400, AT: 350,
            datetime(2027, 1, 31, 16, 0, tzinfo=UTC): 600}  # fmt: skip
    assert {at: commission_on(tea, at) for at in days} == days
    (line,) = plan(AT.date())
    assert (line.percent, line.kept, line.paid) == ("3.5", 350, 9650)
    assert [commission_of(fen, 350) for fen in (0, 14, 15, 4900)] == [0, 0, 1, 172]
