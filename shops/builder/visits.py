"""The shop's visit section: what was approved is put into it by one press, then its owner changes what they like."""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from shops.availability.guarding import allow_change
from shops.builder.making_visits import place_works
from shops.builder.noting import note_record
from shops.franchise.changing import changeable
from shops.franchise.following import tell_followers
from shops.franchise.models import Shop
from shops.visits.models import Visit


@transaction.atomic
def place_visits(*, shop: Shop, by: Any, at: datetime) -> list[Visit]:
    """Put the owner's approved rooms, activities and walks into the shop, each once; returns those that are new.

    Pressed again, or twice at once, it adds nothing. Raises NotChangeable.
    """
    held = changeable(shop)
    placed = place_works(held, by, at)
    tell_followers(held, at=at)
    return placed


@transaction.atomic
def change_visit(*, visit: Visit, by: Any, at: datetime, changes: dict[str, Any]) -> Visit:
    """Set `changes` (checked values of Visit fields) on the visit. Raises NotChangeable; TooFewRooms, StillBooked while guests
    who booked it still come."""
    changeable(visit.shop)
    held = Visit.objects.select_for_update().get(pk=visit.pk)
    changed = sorted(name for name, value in changes.items() if getattr(held, name) != value)
    if not changed:
        return held
    allow_change(visit=held, changes=changes, at=at)
    before = {name: getattr(held, name) for name in changed}
    for name in changed:
        setattr(held, name, changes[name])
    held.save(update_fields=changed)
    note_record(visit.shop, "visit", held, before, at)
    audit.record(by, "change visit", held, at=at, changed=changed)
    tell_followers(visit.shop, at=at)
    return held
