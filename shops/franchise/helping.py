"""Who helps in a shop, and with what: its owner adds people who have an account, chooses what they may do, and takes
them off. They are told each time, and it is on record."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.contact import Contact
from accounts.queries import find
from common import audit
from common.audit import subject_of
from common.models import AuditEntry
from common.rights import can
from outbox.operations import tell
from shops.franchise.models import Helper, Shop
from shops.franchise.operations import NotYours, held, words_about

MOST = 8  # helpers of one shop
MOST_A_DAY = 10  # added to one shop within 24 hours, those taken off again too
ALL = frozenset(Helper.Right.values)


class NobodyThere(Exception):
    """No active person has this number or address; nothing was changed."""


class IsTheOwner(Exception):
    """The owner needs no leave to help in their own shop."""


class HelpersEnough(Exception):
    """The shop has `MOST` helpers; one must go first."""


class AddedEnough(Exception):
    """`MOST_A_DAY` were added within a day; nothing was changed."""


class NothingChosen(Exception):
    """Whoever helps may do one thing at least; nothing was changed."""


@transaction.atomic
def add_helper(*, shop: Shop, contact: Contact, by: Any, at: datetime, rights: Collection[str] = ALL) -> Helper:
    """Let the person with this contact do `rights` in the shop; adding them again returns the first as they are.

    Raises NotYours, NobodyThere, IsTheOwner, HelpersEnough, AddedEnough, NothingChosen.
    """
    if not can(by, "choose helpers", shop):
        raise NotYours
    if not ALL & set(rights):
        raise NothingChosen
    person = find(contact)
    if person is None or not person.is_active:
        raise NobodyThere
    if person.pk == shop.owner_id:
        raise IsTheOwner
    now = held(shop)
    if helper := now.helpers.filter(person=person).first():
        return helper
    if now.helpers.count() >= MOST:
        raise HelpersEnough
    lately = AuditEntry.objects.filter(subject=subject_of(now), action="add helper", at__gt=at - timedelta(days=1))
    if lately.count() >= MOST_A_DAY:
        raise AddedEnough
    typed = contact.phone or contact.email or ""
    helper = Helper.objects.create(shop=now, person=person, contact=typed, added_at=at, **chosen(rights))
    entry = audit.record(by, "add helper", now, at=at, person=person.pk, rights=helper.rights)
    tell(
        user=person, key=f"helper-added-{entry.pk}", template="helper_added",
        context={**words_about(now), "owner": now.owner.name}, link="/my/", at=at,
    )  # fmt: skip
    return helper


def chosen(rights: Collection[str]) -> dict[str, bool]:
    """Fields of Helper."""
    return {right: right in rights for right in Helper.Right.values}


@transaction.atomic
def change_rights(*, shop: Shop, helper_id: int, rights: Collection[str], by: Any, at: datetime) -> None:
    """Let the helper do `rights` and nothing else; the same again, or one who is gone, changes nothing.

    Raises NotYours, NothingChosen.
    """
    if not can(by, "choose helpers", shop):
        raise NotYours
    if not ALL & set(rights):
        raise NothingChosen
    now = held(shop)
    helper = now.helpers.select_related("person").filter(pk=helper_id).first()
    if helper is None or set(helper.rights) == ALL & set(rights):
        return
    before = helper.rights
    for right, may in chosen(rights).items():
        setattr(helper, right, may)
    helper.save(update_fields=Helper.Right.values)
    details = {"person": helper.person_id, "before": before, "after": helper.rights}
    entry = audit.record(by, "change rights of helper", now, at=at, **details)
    tell(
        user=helper.person, key=f"helper-rights-{entry.pk}", template="helper_rights",
        context={**words_about(now), "owner": now.owner.name, "rights": [str(one) for one in helper.rights]},
        link="/my/", at=at,
    )  # fmt: skip


@transaction.atomic
def remove_helper(*, shop: Shop, helper_id: int, by: Any, at: datetime) -> None:
    """Let the helper change the shop no more; one who is gone already is no mistake. Raises NotYours."""
    if not can(by, "choose helpers", shop):
        raise NotYours
    now = held(shop)
    helper = now.helpers.select_related("person").filter(pk=helper_id).first()
    if helper is None:
        return
    person = helper.person
    helper.delete()
    entry = audit.record(by, "remove helper", now, at=at, person=person.pk)
    tell(
        user=person, key=f"helper-removed-{entry.pk}", template="helper_removed",
        context={**words_about(now), "owner": now.owner.name}, link="/my/", at=at,
    )  # fmt: skip
