"""A person's address book: kept, changed, taken out; one of them is the usual one as long as there is any."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from common import audit
from shops.orders.models import Address
from shops.orders.placing import To


class TooMany(Exception):
    """The book is full; nothing was changed."""


class KeptAlready(Exception):
    """Another entry says the same; nothing was changed."""


@transaction.atomic
def add_address(*, owner: Any, to: To, title: str = "", is_usual: bool = False, at: datetime) -> Address:
    """Keep it; the same again is the one that is kept, called so now if it has a name. The first is the usual one.

    Raises TooMany.
    """
    mine = book_of(owner)
    where = where_of(to)
    found = mine.filter(name=to.name, phone=to.phone, place=to.place, street=to.street).first()
    if found is None:
        if mine.count() >= Address.MOST:
            raise TooMany
        found = Address.objects.create(owner=owner, title=title, changed_at=at, **where)
        audit.record(owner, "add address", found, at=at)
    elif title and title != found.title:
        Address.objects.filter(pk=found.pk).update(title=title, changed_at=at)
    if is_usual or not mine.filter(is_usual=True).exists():
        set_usual(found)
    found.refresh_from_db()
    return found


@transaction.atomic
def change_address(*, address: Address, to: To, title: str, is_usual: bool, at: datetime) -> None:
    """What it says now; the usual one stays that until another is. Raises KeptAlready."""
    mine = book_of(address.owner)
    same = mine.filter(name=to.name, phone=to.phone, place=to.place, street=to.street).exclude(pk=address.pk)
    if same.exists():
        raise KeptAlready
    mine.filter(pk=address.pk).update(title=title, changed_at=at, **where_of(to))
    if is_usual:
        set_usual(address)
    audit.record(address.owner, "change address", address, at=at)


@transaction.atomic
def make_usual(*, address: Address, at: datetime) -> None:
    """This is the one that is filled in from now on."""
    book_of(address.owner)
    set_usual(address)
    audit.record(address.owner, "make address usual", address, at=at)


@transaction.atomic
def remove_address(*, address: Address, at: datetime) -> None:
    """Out of the book; if it was the usual one, the latest of the others is. Orders keep what was written on them."""
    owner = address.owner
    mine = book_of(owner)
    audit.record(owner, "remove address", address, at=at)
    mine.filter(pk=address.pk).delete()
    if not mine.filter(is_usual=True).exists() and (latest := mine.order_by("-pk").first()):
        set_usual(latest)


def book_of(owner: Any) -> Any:
    """The person's addresses; their row is held, so that two tabs wait for each other."""
    get_user_model().objects.select_for_update().get(pk=owner.pk)
    return Address.objects.filter(owner=owner)


def set_usual(address: Address) -> None:
    Address.objects.filter(owner=address.owner_id, is_usual=True).exclude(pk=address.pk).update(is_usual=False)
    Address.objects.filter(pk=address.pk).update(is_usual=True)


def where_of(to: To) -> dict[str, str]:
    """What an address says of where it is; a note belongs to one order."""
    return {name: value for name, value in asdict(to).items() if name != "note"}
