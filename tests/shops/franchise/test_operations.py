"""Signing, sending, inspecting: each once, each on record, each told."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.db import transaction

from common.models import AuditEntry
from common.states import WrongState
from outbox.models import Message
from shops.franchise import jobs, operations
from shops.franchise.models import Agreement, Inspection, RetiredSlug, Shop
from tests.factories.people import person
from tests.factories.shops import shop, terms

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)


@pytest.fixture
def manager(db):
    return person("冯志强", role="franchise manager")


@pytest.fixture
def printed(monkeypatch):
    """Documents asked for, instead of a press: [(template, context)]."""
    asked: list = []

    def render(**wanted):
        asked.append(wanted)
        return b"%PDF-1.7 signed"

    monkeypatch.setattr(jobs, "render", render)
    return asked


def signed(**fields) -> Shop:
    made = shop(state=Shop.State.DRAFT, **fields)
    operations.sign(shop=made, terms=terms(), by=made.owner, name="盘美花", at=AT)
    return made


def test_the_owner_signs_and_gets_a_pdf_with_its_hash(printed, django_capture_on_commit_callbacks):
    made = shop(state=Shop.State.DRAFT)
    with django_capture_on_commit_callbacks(execute=True):
        agreement = operations.sign(shop=made, terms=terms(), by=made.owner, name="  盘 美花 ", at=AT)
    agreement.refresh_from_db()
    assert (made.state, agreement.signed_name, agreement.signed_at) == ("signed", "盘 美花", AT)
    assert agreement.sha256 == hashlib.sha256(b"%PDF-1.7 signed").hexdigest()
    assert agreement.pdf.open("rb").read() == b"%PDF-1.7 signed"
    assert [asked["template"] for asked in printed] == ["documents/agreement.html"]


def test_signing_twice_is_one_signature(printed):
    made = signed()
    first = Agreement.objects.get()
    assert operations.sign(shop=made, terms=first.terms, by=made.owner, name="别的名字", at=AT) == first
    assert (Agreement.objects.count(), first.signed_name) == (1, "盘美花")
    assert AuditEntry.objects.filter(action="sign terms").count() == 1


@pytest.mark.parametrize("name", ["", "   ", "\u200b"])
def test_a_signature_needs_a_name(name):
    made = shop(state=Shop.State.DRAFT)
    with pytest.raises(operations.NameMissing):
        operations.sign(shop=made, terms=terms(), by=made.owner, name=name, at=AT)
    made.refresh_from_db()
    assert (made.state, Agreement.objects.count()) == ("draft", 0)


@pytest.mark.parametrize("name", ["盘美", "陈美花", "盘美花的店", "asdf"])
def test_a_signature_is_the_signers_own_name(name):
    made = shop(state=Shop.State.DRAFT)
    with pytest.raises(operations.NameDiffers, match="盘美花"):
        operations.sign(shop=made, terms=terms(), by=made.owner, name=name, at=AT)
    made.refresh_from_db()
    assert (made.state, Agreement.objects.count(), AuditEntry.objects.count()) == ("draft", 0, 0)


def test_the_name_one_applied_with_signs_too():
    made = shop(state=Shop.State.DRAFT)
    agreement = operations.sign(shop=made, terms=terms(), by=made.owner, name="Pan  meihua", at=AT, also_named=["Pan Meihua"])
    assert (made.state, agreement.signed_name) == ("signed", "Pan meihua")


def test_nobody_signs_or_sends_for_another(manager):
    made = shop(state=Shop.State.DRAFT)
    for stranger in (manager, person("陈")):
        with pytest.raises(operations.NotYours):
            operations.sign(shop=made, terms=terms(), by=stranger, name="陈", at=AT)
        with pytest.raises(operations.NotYours):
            operations.send(shop=made, by=stranger, at=AT)
    made.refresh_from_db()
    assert (made.state, Agreement.objects.count(), AuditEntry.objects.count()) == ("draft", 0, 0)


def test_an_unsigned_shop_is_not_sent():
    made = shop(state=Shop.State.DRAFT)
    with pytest.raises(WrongState):
        operations.send(shop=made, by=made.owner, at=AT)
    assert Shop.objects.get().state == "draft"


def test_sending_tells_every_franchise_manager_once(manager):
    other, made = person("何", role="franchise manager"), signed()
    for _ in range(2):
        operations.send(shop=made, by=made.owner, at=AT)
    assert made.state == "sent"
    told = Message.objects.filter(channel="site", key__startswith="shop-sent-")
    assert sorted(told.values_list("recipient_id", flat=True)) == sorted([manager.pk, other.pk])


def test_opening_twice_is_one_opening(manager):
    made = signed()
    operations.send(shop=made, by=made.owner, at=AT)
    first = operations.open_shop(shop=made, inspector=manager, at=AT)
    assert operations.open_shop(shop=made, inspector=manager, at=AT) == first
    made.refresh_from_db()
    assert (made.state, made.opened_at, Inspection.objects.count()) == ("open", AT, 1)
    assert Message.objects.filter(channel="site", recipient=made.owner, key__startswith="shop-inspected-").count() == 1


def test_returning_needs_reasons_and_the_owner_reads_them(manager):
    made = signed()
    operations.send(shop=made, by=made.owner, at=AT)
    with pytest.raises(operations.ReasonsMissing):
        operations.return_shop(shop=made, inspector=manager, reasons=" \n ", at=AT)
    assert Shop.objects.get().state == "sent"
    operations.return_shop(shop=made, inspector=manager, reasons="批号看不清。", at=AT)
    told = Message.objects.get(channel="site", recipient=made.owner)
    assert "批号看不清。" in told.body
    operations.send(shop=made, by=made.owner, at=AT)
    assert Shop.objects.get().state == "sent"


@pytest.mark.parametrize("state", ["draft", "signed", "returned", "suspended", "closed"])
def test_only_a_sent_shop_is_opened(manager, state):
    made = shop(state=state)
    with pytest.raises(WrongState):
        operations.open_shop(shop=made, inspector=manager, at=AT)
    assert (Shop.objects.get().state, Inspection.objects.count()) == (state, 0)


def test_nobody_inspects_their_own_shop(manager):
    made = shop(state=Shop.State.SENT, owner=manager)
    with pytest.raises(operations.NotYours):
        operations.open_shop(shop=made, inspector=manager, at=AT)
    assert Shop.objects.get().state == "sent"


def test_an_address_once_used_is_never_used_again(manager):
    made, other = shop(slug="old"), shop(slug="other")
    shop(slug="taken")
    operations.change_address(shop=made, slug="new", by=manager, at=AT)
    assert RetiredSlug.objects.get().slug == "old"
    for slug in ("old", "taken", "new"):
        with pytest.raises(ValueError, match=slug), transaction.atomic():
            operations.change_address(shop=other, slug=slug, by=manager, at=AT)
    operations.change_address(shop=other, slug="other", by=manager, at=AT)  # where it is already
    assert (Shop.objects.get(pk=other.pk).slug, RetiredSlug.objects.count()) == ("other", 1)
