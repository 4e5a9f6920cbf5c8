"""The shop answers and reports, and hides nothing; franchise managers decide, the writer is told, and all of it is on record."""

import pytest

from common.models import AuditEntry
from common.states import WrongState
from outbox.models import Message
from shops.reviews import answering, moderating, operations
from shops.reviews.advertising import Advertises
from shops.reviews.counting import counts_of
from shops.reviews.models import CustomerReview, Rating, ReviewReport
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.reviews import LATER, review

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer(db):
    return person("刘燕", language="en")


@pytest.fixture
def said(buyer):
    return review(product(), 2, buyer=buyer)


@pytest.fixture
def manager(db):
    return person("冯志强", role="franchise manager")


def letters(to) -> list[str]:
    rows = Message.objects.filter(recipient=to, channel="site", key__startswith="review-").exclude(
        key__startswith="review-came"
    )
    return list(rows.order_by("pk").values_list("subject", flat=True))


def test_the_shop_answers_once_puts_it_right_and_the_buyer_is_told_once(said, buyer):
    owner = said.shop.owner
    for words in ("谢谢，下次用冰袋。", "谢谢，下次用冰袋。", "谢谢您，下次用冰袋。"):
        answering.answer_review(review=said, text=words, by=owner, at=LATER)
    said.refresh_from_db()
    assert (said.answer, said.answered_by, said.answered_at) == ("谢谢您，下次用冰袋。", owner, LATER)
    assert letters(buyer) == ["Pan Family Tea answers your review of Bitter tea, spring leaf"]
    done = AuditEntry.objects.filter(subject=f"reviews.CustomerReview:{said.pk}", actor=owner).order_by("pk")
    assert list(done.values_list("action", flat=True)) == ["answer review", "change answer to review"]


def test_nobody_else_answers_or_reports_and_an_answer_carries_no_advertisement(said, manager, buyer):
    for who in (manager, buyer, person("别人")):
        with pytest.raises(answering.NotYours):
            answering.answer_review(review=said, text="好", by=who, at=LATER)
        with pytest.raises(answering.NotYours):
            answering.report_review(review=said, reasons="假的", by=who, at=LATER)
    with pytest.raises(Advertises):
        answering.answer_review(review=said, text="加微信 tea_8888 便宜", by=said.shop.owner, at=LATER)
    with pytest.raises(answering.WordsMissing):
        answering.answer_review(review=said, text="  ", by=said.shop.owner, at=LATER)
    said.refresh_from_db()
    assert (said.answer, said.answered_at, ReviewReport.objects.count(), letters(buyer)) == ("", None, 0, [])


def test_a_low_rating_is_hidden_by_no_shop_however_it_tries(said):
    for who in (said.shop.owner, person("别人"), person("县里", role="programme manager")):
        with pytest.raises(moderating.NotYours):
            moderating.hide_review(review=said, reasons="不好看", by=who, at=LATER)
    said.refresh_from_db()
    assert (said.state, counts_of(Rating.objects.get()).by_stars) == ("shown", [0, 1, 0, 0, 0])


def test_a_manager_decides_on_no_review_of_their_own_shop(manager):
    said = review(product())
    said.shop.owner = manager
    said.shop.save()
    with pytest.raises(moderating.NotYours):
        moderating.hide_review(review=said, reasons="不实", by=manager, at=LATER)
    assert CustomerReview.objects.get().state == "shown"


def test_hidden_it_counts_nowhere_and_shown_again_it_counts_once(said, manager, buyer):
    hide = {"review": said, "reasons": "骂人", "by": manager, "at": LATER}
    assert [moderating.hide_review(**hide) for _n in range(2)] == [True, False]
    assert counts_of(Rating.objects.get()).count == 0
    with pytest.raises(WrongState):
        answering.answer_review(review=said, text="谢谢", by=said.shop.owner, at=LATER)
    assert [moderating.show_review(review=said, by=manager, at=LATER) for _n in range(2)] == [True, False]
    assert counts_of(Rating.objects.get()).by_stars == [0, 1, 0, 0, 0]
    assert letters(buyer) == [
        "Your review of Bitter tea, spring leaf is hidden",
        "Your review of Bitter tea, spring leaf is shown again",
    ]
    assert "骂人" in Message.objects.get(subject=letters(buyer)[0], channel="site").body
    done = AuditEntry.objects.filter(actor=manager).order_by("pk").values_list("action", "details")
    assert list(done) == [("hide review", {"reasons": "骂人"}), ("show review again", {})]


def test_hiding_needs_reasons_and_what_was_withdrawn_is_left_alone(said, manager):
    with pytest.raises(moderating.WordsMissing):
        moderating.hide_review(review=said, reasons=" ", by=manager, at=LATER)
    operations.withdraw_review(review=said, by=None, at=LATER)
    with pytest.raises(WrongState):
        moderating.hide_review(review=said, reasons="骂人", by=manager, at=LATER)
    assert (CustomerReview.objects.get().state, counts_of(Rating.objects.get()).count) == ("withdrawn", 0)


def test_a_report_reaches_the_managers_once_and_is_decided_once(said, manager):
    owner = said.shop.owner
    for reasons in ("没有买过", "还是不对"):
        answering.report_review(review=said, reasons=reasons, by=owner, at=LATER)
    assert ReviewReport.objects.get().reasons == "没有买过"
    assert letters(manager) == ["盘家苦茶 举报了“江华苦茶 春芽”的一条评价"]
    assert [moderating.let_stand(review=said, by=manager, at=LATER) for _n in range(2)] == [True, False]
    assert letters(owner) == ["“江华苦茶 春芽”的评价保留"]
    assert (CustomerReview.objects.get().state, ReviewReport.objects.get().settled_at) == ("shown", LATER)
