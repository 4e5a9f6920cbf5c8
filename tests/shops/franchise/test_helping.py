"""Helpers: added and taken off by the owner alone, each told once, each on record."""

from datetime import UTC, datetime

import pytest

from accounts.contact import Contact
from common.models import AuditEntry
from common.rights import can
from outbox.models import Message
from shops.franchise import helping
from shops.franchise.models import Helper
from shops.franchise.operations import NotYours
from shops.franchise.queries import shops_of
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
AT = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)


@pytest.fixture
def helper(db):
    return person("赵", phone="+8613912345678", email="zhao@example.com")


@pytest.mark.parametrize("contact", [Contact(phone="+8613912345678"), Contact(email="ZHAO@example.com")])
def test_a_person_with_an_account_is_added_once_and_told_once(helper, contact):
    made = shop()
    first = helping.add_helper(shop=made, contact=contact, by=made.owner, at=AT)
    assert helping.add_helper(shop=made, contact=contact, by=made.owner, at=AT) == first
    assert (first.person, first.contact, first.added_at) == (helper, contact.phone or contact.email, AT)
    assert AuditEntry.objects.filter(action="add helper", details__person=helper.pk).count() == 1
    told = Message.objects.get(channel="site", recipient=helper)
    assert "盘家苦茶" in told.subject
    assert Helper.objects.count() == 1
    assert [can(helper, action, made) for action in ("change shop", "sign for shop", "choose helpers", "change address")] == [
        True,
        False,
        False,
        False,
    ]


def test_nobody_is_added_for_an_unknown_or_closed_account_or_for_oneself(helper):
    made = shop()
    helper.is_active = False
    helper.save()
    for contact in (Contact(phone="+8613900009999"), Contact(phone=helper.phone)):
        with pytest.raises(helping.NobodyThere):
            helping.add_helper(shop=made, contact=contact, by=made.owner, at=AT)
    with pytest.raises(helping.IsTheOwner):
        helping.add_helper(shop=made, contact=Contact(phone=made.owner.phone), by=made.owner, at=AT)
    assert (Helper.objects.count(), AuditEntry.objects.count(), Message.objects.count()) == (0, 0, 0)


def test_a_shop_has_eight_helpers_at_most():
    made = shop()
    for _ in range(helping.MOST):
        Helper.objects.create(shop=made, person=person("帮"))
    with pytest.raises(helping.HelpersEnough):
        helping.add_helper(shop=made, contact=Contact(phone=person("多").phone), by=made.owner, at=AT)
    assert Helper.objects.count() == helping.MOST


def test_only_the_owner_adds_and_takes_off(helper):
    made = shop()
    row = Helper.objects.create(shop=made, person=helper)
    for other in (helper, person("陈"), person("冯", role="franchise manager")):
        with pytest.raises(NotYours):
            helping.add_helper(shop=made, contact=Contact(phone=person("多").phone), by=other, at=AT)
        with pytest.raises(NotYours):
            helping.remove_helper(shop=made, helper_id=row.pk, by=other, at=AT)
    assert (Helper.objects.count(), AuditEntry.objects.count()) == (1, 0)


def test_one_taken_off_is_told_once_and_may_change_no_more(helper):
    made, other = shop(), shop()
    row = Helper.objects.create(shop=made, person=helper)
    elsewhere = Helper.objects.create(shop=other, person=helper)
    for _ in range(2):
        helping.remove_helper(shop=made, helper_id=row.pk, by=made.owner, at=AT)
    helping.remove_helper(shop=made, helper_id=elsewhere.pk, by=made.owner, at=AT)
    assert list(Helper.objects.all()) == [elsewhere]
    assert not can(helper, "change shop", made)
    assert AuditEntry.objects.filter(action="remove helper").count() == 1
    assert Message.objects.filter(channel="site", recipient=helper).count() == 1


def test_ones_own_shops_stand_before_those_one_helps_in(helper):
    helped, own = shop(), shop(owner=helper)
    Helper.objects.create(shop=helped, person=helper)
    shop()
    assert [(row.pk, row.helps) for row in shops_of(helper)] == [(own.pk, False), (helped.pk, True)]
