"""Warning, suspending with notice, closing, opening again; objections; and every effect."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cms.asked import Asked
from common.models import AuditEntry
from common.states import WrongState
from outbox.models import Message
from shops.catalogue.models import Product
from shops.catalogue.search import goods_found
from shops.franchise.models import Helper, Shop
from shops.franchise.operations import NotYours, ReasonsMissing
from shops.franchise.search import shops_found
from shops.franchise.templatetags.certificate_holder_tags import graduate_shop
from shops.standards import measures
from shops.standards.models import GraveReason, Measure, Objection
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.shops import shop
from tests.factories.standards import measure

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)


@pytest.fixture
def manager(db):
    return person("冯志强", role="franchise manager")


def take(made, by, kind="suspended", at=AT, **given):
    return measures.take_measure(shop=made, kind=kind, reasons="标签没有批号。", by=by, at=at, **given)


def letters(to) -> list[str]:
    return list(Message.objects.filter(channel="site", recipient=to).order_by("pk").values_list("subject", flat=True))


def test_a_warning_leaves_the_shop_open_and_tells_owner_and_helpers(manager):
    made, helper = shop(), person("赵")
    Helper.objects.create(shop=made, person=helper)
    first = take(made, manager, "warning", effective_on=date(2027, 1, 20), to_do="补上批号")
    assert take(made, manager, "warning") == first  # one runs already
    assert (Shop.objects.get().state, letters(made.owner), letters(helper)) == (
        "open",
        ["关于盘家苦茶的警告"],
        ["关于盘家苦茶的警告"],
    )
    body = Message.objects.get(channel="site", recipient=helper).body
    assert ("补上批号" in body, body.endswith("标签没有批号。")) == (True, True)
    measures.end_measure(measure=first, to="settled", by=manager, at=AT)
    measures.end_measure(measure=first, to="settled", by=manager, at=AT)
    assert (Measure.objects.get().state, letters(helper)[1:]) == ("settled", ["关于盘家苦茶的事已经了结"])


def test_a_suspension_with_notice_comes_into_force_on_its_day_once(manager):
    made = shop()
    take(made, manager, effective_on=date(2027, 1, 15))
    assert (Shop.objects.get().state, measures.apply_due(at=AT + timedelta(days=6))) == ("open", 0)
    assert measures.apply_due(at=AT + timedelta(days=7)) == 1
    assert (measures.apply_due(at=AT + timedelta(days=8)), Shop.objects.get().state) == (0, "suspended")
    assert letters(made.owner) == ["盘家苦茶将于 2027-01-15 起暂停", "盘家苦茶暂停营业"]


def test_what_is_withdrawn_in_time_never_comes_into_force(manager):
    made = shop()
    announced = take(made, manager, "closed")
    assert announced.effective_on == date(2027, 2, 7)  # thirty days on
    measures.end_measure(measure=announced, to="withdrawn", by=manager, at=AT)
    assert (measures.apply_due(at=AT + timedelta(days=30)), Shop.objects.get().state) == (0, "open")


def test_a_closing_has_thirty_days_notice_but_for_a_grave_reason_and_opening_again_withdraws_it(manager):
    made = shop()
    with pytest.raises(measures.NoticeTooShort) as short:
        take(made, manager, "closed", effective_on=date(2027, 2, 6))
    assert (short.value.earliest, Measure.objects.count()) == (date(2027, 2, 7), 0)
    notice = take(made, manager, "closed", effective_on=date(2027, 2, 7))
    take(made, manager)
    take(made, manager, "reopened")
    notice.refresh_from_db()
    assert (notice.state, Shop.objects.get().state, measures.apply_due(at=AT + timedelta(days=40))) == ("withdrawn", "open", 0)
    assert letters(made.owner)[-2:] == ["关于盘家苦茶的事已经撤回", "“盘家苦茶”重新开门了"]
    closed = take(made, manager, "closed", grave=GraveReason.objects.create(position=1, title_zh_hans="卖假货"))
    assert (closed.reasons, Shop.objects.get().state) == ("卖假货\n标签没有批号。", "closed")


def test_every_effect_of_suspending_and_opening_again_is_right(manager, client, homes):
    sold = product()
    made = sold.shop
    seen = lambda: (  # noqa: E731
        client.get(f"/en/shops/{made.slug}/").status_code, client.get(f"/en/products/{sold.slug}/").status_code,
        shops_found(Asked("盘家")).count(), goods_found(Asked("苦茶")).count(), Product.objects.on_sale().count(), graduate_shop("JH-2026-7K3F9Q") == made,
        made.slug in client.get("/sitemap.xml").content.decode() or made.slug in client.get("/sitemap-shops.xml").content.decode(),
        made.slug in client.get("/en/shops/").content.decode(), client.get(f"/s/{made.slug}/").status_code,
    )  # fmt: skip
    before = seen()
    assert before[:6] == (200, 200, 1, 1, 1, True)
    take(made, manager)
    take(made, manager)
    assert seen()[:6] == (404, 404, 0, 0, 0, False)
    assert (seen()[6], seen()[7]) == (False, False)
    take(made, manager, "reopened")
    take(made, manager, "reopened")
    assert seen() == before
    take(made, manager, "closed", grave=GraveReason.objects.create(position=1, title_zh_hans="卖假货"))
    assert seen()[:6] == (404, 404, 0, 0, 0, False)
    assert list(Measure.objects.order_by("pk").values_list("kind", "state")) == [
        ("suspended", "settled"), ("reopened", "in force"), ("closed", "in force")]  # fmt: skip
    assert letters(made.owner) == ["盘家苦茶暂停营业", "“盘家苦茶”重新开门了", "盘家苦茶已关店"]
    with pytest.raises(WrongState):
        take(made, manager, "reopened")


@pytest.mark.parametrize(("who", "given", "fault"), [
    ("stranger", {}, NotYours), ("owner", {}, NotYours), ("manager", {"effective_on": date(2027, 1, 7)}, measures.DayPast),
])  # fmt: skip
def test_what_may_not_be_done_changes_nothing(manager, who, given, fault):
    made = shop()
    by = {"stranger": person("陈"), "owner": made.owner, "manager": manager}[who]
    with pytest.raises(fault):
        take(made, by, **given)
    with pytest.raises((ReasonsMissing, NotYours)):
        measures.take_measure(shop=made, kind="closed", reasons=" ", by=by, at=AT)
    assert (Shop.objects.get().state, Measure.objects.count(), AuditEntry.objects.count()) == ("open", 0, 0)


def test_an_objection_is_kept_once_told_and_answered_once(manager):
    made = shop()
    warned = measure(made, by=manager)
    with pytest.raises(NotYours):
        measures.object_to(measure=warned, words="不对", by=person("赵"), at=AT)
    for words in ("批号在背面。", "别的话"):
        measures.object_to(measure=warned, words=words, by=made.owner, at=AT)
    kept = Objection.objects.get()
    assert (kept.words, letters(manager)) == ("批号在背面。", ["盘家苦茶的店主有异议"])
    other = person("何", role="franchise manager")
    with pytest.raises(measures.AnotherManagersTurn):
        measures.answer_objection(objection=kept, words="不撤。", by=manager, at=AT)
    assert Objection.objects.get().answer == ""
    measures.answer_objection(objection=kept, words="看到了，撤回。", by=other, at=AT)
    with pytest.raises(measures.AlreadyAnswered):
        measures.answer_objection(objection=kept, words="再说", by=other, at=AT)
    assert (Objection.objects.get().answer, letters(made.owner)) == ("看到了，撤回。", ["您对盘家苦茶一事的异议有了答复"])
