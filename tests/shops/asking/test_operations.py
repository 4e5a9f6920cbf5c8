"""Asking a grower, answering, declining, hiding; what is refused and what it changes: nothing."""

from datetime import timedelta

import pytest
from django.http import Http404

from outbox.models import Message
from shops.asking import operations
from shops.asking.keeping import forget_numbers
from shops.asking.models import Question
from shops.asking.plainness import NotPlain, check_plain
from shops.asking.queries import latest_answers, usual_days
from shops.catalogue.models import Product
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.shops import OPENED, shop

pytestmark = pytest.mark.django_db
PHONE = "+8613807314420"
DAY = timedelta(days=1)


def asked(goods: Product | None = None, *, asker=None, words="苦吗？", press="press", at=OPENED) -> Question:
    """A question about a product; a guest's unless told."""
    phone = "" if asker else PHONE
    goods = goods or product()
    return operations.ask(product=goods, asker=asker, phone=phone, words=words, press=press, language="en", at=at)


def answered(question: Question, words="先苦后甜。", is_public=True, by=None, at=OPENED) -> Question:
    by = by or question.shop.owner
    return operations.answer(question=question, words=words, is_public=is_public, by=by, at=at)


def told(template: str) -> list[tuple[str, str]]:
    """Channel and link of each letter that the key names."""
    rows = Message.objects.filter(key__startswith=template).order_by("pk")
    return list(rows.values_list("channel", "link"))


def test_the_same_press_is_one_question_and_the_shop_is_told_once_without_a_number():
    goods = product()
    first, again = asked(goods), asked(goods)
    other = asked(goods, words="甜吗？")
    assert (first.pk == again.pk, Question.objects.count(), other.phone) == (True, 2, PHONE)
    assert [channel for channel, _link in told(f"asked-{first.pk}")] == ["site", "sms"]
    assert [body for body in Message.objects.values_list("body", flat=True) if PHONE[3:] in body] == []


@pytest.mark.parametrize("words", [
    "看 www.example.com", "https://a.b", "加我 a.b@example.com", "去 taobao.cn 买", "打 138 0731 4420", "１３８－０７３１－４４２０",
    "一三八零七三一四四二零", "+86 138.0731.4420", "0746-2331188", "加微信 yao_2026a", "vx：tea88888", "QQ 号 12345678",
])  # fmt: skip
def test_addresses_and_numbers_are_refused_however_they_are_written(words):
    with pytest.raises(NotPlain):
        asked(words=words)
    assert (Question.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize("words", [
    "能用微信付吗？", "Is it from 2026-03-28?", "500 克多少钱？38.5 元？", "批次 PJ-0328-02 还有吗", "十二三斤够五六个人吃吗？",
    "I like it.Me too. No sugar, e.g. honey?", "10 15 20 kg",
])  # fmt: skip
def test_what_one_may_well_ask_is_not(words):
    check_plain(words)


@pytest.mark.parametrize("words", ["", " \u200b\n", "字" * 501])
def test_nothing_and_too_much_are_not_asked(words):
    with pytest.raises(operations.NoWords):
        asked(words=words)
    assert asked(words="字" * 500).words == "字" * 500


@pytest.mark.parametrize(("state", "opened"), [("draft", "open"), ("removed", "open"), ("on sale", "suspended")])
def test_what_is_not_in_the_market_is_not_asked_about(state, opened):
    with pytest.raises(operations.NotAsked):
        asked(product(of=shop(state=opened), state=state))
    assert Question.objects.count() == 0


def test_an_answer_is_told_once_to_a_guest_by_sms_with_the_way_to_it_and_its_words_may_change():
    question = asked()
    for _n in range(2):
        answered(question)
    changed = answered(question, "苦一点点。", at=OPENED + DAY)
    assert (changed.answer, changed.answered_at, changed.changed_at) == ("苦一点点。", OPENED, OPENED + DAY)
    assert told("grower_answered") == [("sms", f"/questions/{question.key}/")]
    assert answered(question, "苦一点点。", is_public=False).is_public is False
    assert latest_answers(question.product) == []


def test_a_person_is_told_their_own_way():
    answered(asked(asker=person(channels={"growers": "site"})))
    assert [channel for channel, _link in told("grower_answered")] == ["site"]


def test_a_question_is_declined_with_words_and_may_be_answered_after_all():
    question = asked()
    for _n in range(2):
        operations.decline(question=question, words="这是别家的。", by=question.shop.owner, at=OPENED)
    assert len(told("grower_declined")) == 1
    assert answered(question).state == "answered"
    with pytest.raises(operations.WrongState):
        operations.decline(question=question, words="不说了。", by=question.shop.owner, at=OPENED)
    assert Question.objects.get().answer == "先苦后甜。"


def test_only_who_keeps_the_shop_s_goods_answers_and_answers_are_plain():
    question = asked()
    for stranger in (person(), shop().owner):
        with pytest.raises(Http404):
            answered(question, by=stranger)
        with pytest.raises(Http404):
            operations.decline(question=question, words="不。", by=stranger, at=OPENED)
    with pytest.raises(NotPlain):
        answered(question, "打 13807314420")
    assert (Question.objects.get().state, told("grower")) == ("waiting", [])


def test_staff_hide_and_show_and_others_may_not():
    question = answered(asked())
    manager = person(role="franchise manager")
    with pytest.raises(Http404):
        operations.hide(question=question, hidden=True, by=question.shop.owner, at=OPENED)
    assert len(latest_answers(question.product)) == 1
    done = [operations.hide(question=question, hidden=True, by=manager, at=OPENED) for _n in range(2)]
    assert (done, latest_answers(question.product)) == ([True, False], [])
    operations.hide(question=question, hidden=False, by=manager, at=OPENED)
    assert len(latest_answers(question.product)) == 1


def test_how_soon_a_shop_answers_is_said_from_five_answers_on():
    goods, took = product(), [1, 2, 30, 50, 70]  # hours
    found = []
    for n, hours in enumerate(took):
        answered(asked(goods, press=str(n)), at=OPENED + timedelta(hours=hours))
        found.append(usual_days(goods.shop))
    assert found == [None, None, None, None, 2]
    Question.objects.update(answered_at=OPENED + timedelta(minutes=5))
    assert usual_days(goods.shop) == 1


def test_a_guest_s_number_is_forgotten_a_month_after_the_answer():
    goods = product()
    answered(asked(goods)), asked(goods, press="later")
    assert [forget_numbers(at=OPENED + n * DAY) for n in (30, 31, 180, 181)] == [0, 1, 0, 1]
    assert set(Question.objects.values_list("phone", flat=True)) == {""}
