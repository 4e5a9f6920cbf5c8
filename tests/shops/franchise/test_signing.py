"""Signing with a code; terms that change between reading and signing; renewal with a day of grace."""

from datetime import UTC, date, datetime, timedelta

import pytest

from common.models import AuditEntry
from outbox.models import Message
from shops.franchise import operations, renewing, signing
from shops.franchise.models import Agreement, Shop, SigningCode
from shops.franchise.terms import compared
from tests.factories.people import person
from tests.factories.shops import OPENED, last_code, shop, terms

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_press(monkeypatch):
    monkeypatch.setattr(operations, "make_agreement_pdf", type("Job", (), {"enqueue": staticmethod(lambda **given: None)}))


@pytest.fixture
def made():
    terms()
    return shop(state=Shop.State.DRAFT)


def send(made, at=AT):
    return signing.send_signing_code(shop=made, terms=operations.current_terms(), by=made.owner, at=at)


def sign(made, code, at=AT, read=1, by=None):
    return signing.sign_with_code(shop=made, read=read, by=by or made.owner, name="盘美花", code=code, at=at)


def test_the_code_goes_to_the_owners_phone_and_signs_once(made):
    send(made)
    code = last_code()
    assert Message.objects.get().address == made.owner.phone
    assert code not in SigningCode.objects.get().digest
    assert sign(made, f" {code[:3]} {code[3:]}") == sign(made, "000000")  # signed already: the first stands
    assert (Shop.objects.get().state, Agreement.objects.count()) == ("signed", 1)


def test_pressing_again_within_a_minute_sends_no_second_code(made):
    assert send(made) == send(made, AT + timedelta(seconds=30))
    assert Message.objects.count() == 1


def test_five_codes_an_hour_are_enough(made):
    for minute in range(5):
        send(made, AT + timedelta(minutes=2 * minute))
    with pytest.raises(signing.CodesEnough):
        send(made, AT + timedelta(minutes=30))
    assert (SigningCode.objects.count(), Message.objects.count()) == (5, 5)


def test_wrong_codes_end_the_right_one_and_sign_nothing(made):
    send(made)
    code = last_code()
    for wrong in ("x", "111111" if code != "111111" else "222222", "", "12", "٣"):
        with pytest.raises(signing.CodeWrong):
            sign(made, wrong)
    with pytest.raises(signing.CodeOver):
        sign(made, code)
    assert (Agreement.objects.count(), Shop.objects.get().state) == (0, "draft")


def test_a_code_is_over_after_ten_minutes_and_is_only_for_the_terms_it_was_asked_for(made):
    send(made)
    code = last_code()
    with pytest.raises(signing.CodeOver):
        sign(made, code, AT + timedelta(minutes=11))
    terms(2)
    with pytest.raises(signing.TermsChanged) as changed:
        sign(made, code)
    assert changed.value.terms.version == 2
    with pytest.raises(signing.CodeOver):
        sign(made, code, read=2)
    assert Agreement.objects.count() == 0


def test_nobody_else_asks_for_a_code_or_signs(made):
    other = person("陈")
    with pytest.raises(operations.NotYours):
        signing.send_signing_code(shop=made, terms=operations.current_terms(), by=other, at=AT)
    with pytest.raises(operations.NotYours):
        sign(made, "123456", by=other)
    assert (SigningCode.objects.count(), Message.objects.count()) == (0, 0)


def test_what_is_new_and_what_is_gone_is_marked():
    before, after = terms(), terms(2)
    after.body_zh_hans = "一、双方和店铺\n县里授权您开店。\n一家一店。\n\n三、新的\n都要留底。"
    marked = [(one.title, one.mark, [(p.words, p.mark) for p in one.passages]) for one in compared(before, after)]
    assert marked == [
        ("一、双方和店铺", "changed", [("县里授权您开店。", "same"), ("一家一店。", "new")]),
        ("三、新的", "new", [("都要留底。", "new")]),
        ("二、名号怎么用", "gone", [("店招用您自己的店名。", "gone")]),
    ]


@pytest.fixture
def renewed():
    """An open shop that signed the first terms; the second ask for a signature by 31 January."""
    first, second = terms(), terms(2)
    made = shop()
    Agreement.objects.create(shop=made, terms=first, signed_by=made.owner, signed_name="盘美花", signed_at=OPENED)
    type(second).objects.filter(pk=second.pk).update(sign_by=date(2027, 1, 31))
    return made


def test_the_owner_is_told_reminded_twice_and_then_the_shop_rests_until_it_signs(renewed):
    told = lambda: Message.objects.filter(channel="site", recipient=renewed.owner).count()  # noqa: E731
    days = [("2027-01-08", 1, "open"), ("2027-01-20", 1, "open"), ("2027-01-24", 2, "open"), ("2027-01-30", 3, "open"),
            ("2027-01-31", 3, "open"), ("2027-02-01", 4, "resting"), ("2027-02-02", 4, "resting")]  # fmt: skip
    for day, letters, state in days:
        for _twice in range(2):
            renewing.renew_terms(at=datetime.fromisoformat(f"{day}T02:00:00+00:00"))
        renewed.refresh_from_db()
        assert (day, told(), renewed.state) == (day, letters, state)
    assert list(Shop.objects.open()) == []
    at = datetime(2027, 2, 3, 2, 0, tzinfo=UTC)
    send(renewed, at)
    sign(renewed, last_code(), at, read=2)
    renewed.refresh_from_db()
    assert renewed.state == "open"
    renewing.renew_terms(at=at)
    assert AuditEntry.objects.filter(action="rest shop").count() == 1
    assert told() == 4


def test_terms_without_a_day_ask_nobody_again_and_a_new_shop_has_a_week(renewed):
    second = operations.current_terms()
    late = datetime(2027, 2, 10, 2, 0, tzinfo=UTC)
    Shop.objects.update(opened_at=late - timedelta(days=2))
    assert renewing.renew_terms(at=late) == 0
    type(second).objects.update(sign_by=None)
    assert (renewing.renew_terms(at=late + timedelta(days=90)), renewing.renewal_due(renewed)) == (0, None)
    assert Shop.objects.get().state == "open"
    renewed.state = "resting"  # before the day was taken away again: it opens by signing, and only so
    assert renewing.renewal_due(renewed) == operations.current_terms()


def test_a_shop_is_signed_for_and_sent_under_the_newest_terms_only(made):
    first, other = terms(), shop(state="draft")
    operations.sign(shop=made, terms=first, by=made.owner, name="盘美花", at=AT)
    newest = terms(2)
    with pytest.raises(operations.TermsUnsigned):
        operations.send(shop=made, by=made.owner, at=AT)
    with pytest.raises(operations.TermsChanged):
        operations.sign(shop=other, terms=first, by=other.owner, name="盘美花", at=AT)
    assert (Shop.objects.get(pk=made.pk).state, Agreement.objects.count()) == ("signed", 1)
    operations.sign(shop=made, terms=newest, by=made.owner, name="盘美花", at=AT)
    operations.send(shop=made, by=made.owner, at=AT)
    assert Shop.objects.get(pk=made.pk).state == "sent"
