"""Who helps in a shop: its owner adds people who have an account, and takes them off. Both are told and on record."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.contact import Contact
from accounts.queries import find
from common import audit
from common.rights import can
from outbox.operations import tell
from shops.franchise.models import Helper, Shop
from shops.franchise.operations import NotYours, held, words_about

MOST = 8  # helpers of one shop


class NobodyThere(Exception):
    """No active person has this number or address; nothing was changed."""


class IsTheOwner(Exception):
    """The owner needs no leave to help in their own shop."""


class HelpersEnough(Exception):
    """The shop has `MOST` helpers; one must go first."""


@transaction.atomic
def add_helper(*, shop: Shop, contact: Contact, by: Any, at: datetime) -> Helper:
    """Let the person with this contact change the shop; adding them again returns the first.

    Raises NotYours, NobodyThere, IsTheOwner, HelpersEnough.
    """
    if not can(by, "choose helpers", shop):
        raise NotYours
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
    typed = contact.phone or contact.email or ""
    helper = Helper.objects.create(shop=now, person=person, contact=typed, added_at=at)
    entry = audit.record(by, "add helper", now, at=at, person=person.pk)
    tell(
        user=person, key=f"helper-added-{entry.pk}", template="helper_added",
        context={**words_about(now), "owner": now.owner.name}, link="/my/", at=at,
    )  # fmt: skip
    return helper


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
