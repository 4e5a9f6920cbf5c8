"""Every change of a shop's front, kept as a numbered edition: taken back, compared, returned to, published.

Before a shop was ever opened, a change goes straight to its row. After that it waits as a draft until it is published.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from shops.builder.front import Front, differing, dressed, normal, of_row, put
from shops.builder.models import Edition
from shops.builder.noting import note_front
from shops.franchise.changing import changeable
from shops.franchise.following import tell_followers
from shops.franchise.models import Shop


class ChangedMeanwhile(Exception):
    """Somebody else changed the same parts since the page was opened: `theirs` (part → value), in the edition `last`."""

    def __init__(self, theirs: Front, last: Edition) -> None:
        self.theirs, self.last = theirs, last
        super().__init__(", ".join(theirs))


class NotTheLast(Exception):
    """The edition is not, or no longer, the newest: somebody changed the shop since, or the press came twice."""


class NothingBefore(Exception):
    """There is no change left to take back."""


def latest(shop: Shop) -> Edition | None:
    return Edition.objects.filter(shop=shop).select_related("made_by").order_by("-number").first()


def draft_of(shop: Shop) -> Edition | None:
    """What shoppers do not see yet; None when they see all there is."""
    last = latest(shop)
    return last if last and last.published_at is None else None


def front_of(shop: Shop) -> Front:
    """The front as its owner last left it: the draft if there is one, else what shoppers see."""
    draft = draft_of(shop)
    return draft.front if draft else of_row(shop)


def as_left(shop: Shop) -> Shop:
    """The shop as its owner last left it, not to be saved."""
    draft = draft_of(shop)
    return dressed(shop, draft.front) if draft else shop


def number_of(shop: Shop) -> int:
    """The newest edition's number, for a form to say later what it was filled from; 0 when nothing was ever changed."""
    last = latest(shop)
    return last.number if last else 0


@transaction.atomic
def change_front(*, shop: Shop, by: Any, at: datetime, changes: Front, seen: int | None = None) -> Shop:
    """Set `changes` (checked values of a front's parts). `seen`: the edition the person looked at when they began.

    Parts they left as they were stay as others made them meanwhile. Raises NotChangeable, ChangedMeanwhile.
    """
    held = changeable(shop)
    stands, wanted = front_of(held), normal(changes)
    if seen is not None:
        wanted = own_changes(held, stands, wanted, seen)
    changed = differing(stands, stands | wanted)
    if changed:
        record(held, stands | wanted, by, at)
        note_front(held, stands, stands | wanted, at)
        audit.record(by, "change shop", held, at=at, changed=changed)
    return held


def own_changes(shop: Shop, stands: Front, wanted: Front, seen: int) -> Front:
    """Of `wanted`, what the person changed themselves since they looked. Raises ChangedMeanwhile where others did too."""
    last = latest(shop)
    if last is None or last.number <= seen:
        return wanted
    looked_at = Edition.objects.filter(shop=shop, number__gte=seen).order_by("number").first() or last
    mine = {name: wanted[name] for name in differing(looked_at.front, looked_at.front | wanted)}
    theirs = {name: stands[name] for name in differing(mine, stands) if stands[name] != looked_at.front.get(name)}
    if theirs:
        raise ChangedMeanwhile(theirs, last)
    return mine


def record(shop: Shop, front: Front, by: Any, at: datetime, *, before: Edition | None = None) -> Edition:
    """A new edition after the newest; taking it back leads to `before`, or to what stood until now. The shop is held."""
    stood = standing(shop)
    is_live = shop.opened_at is None
    if is_live:
        put(shop, front)
    return Edition.objects.create(
        shop=shop, number=stood.number + 1, front=front, before=before or stood, made_by=by, made_at=at,
        published_at=at if is_live or front == of_row(shop) else None,
    )  # fmt: skip


def standing(shop: Shop) -> Edition:
    """The edition that says how the front stands, made now when none does: before the first change, or after a direct one."""
    last, stands = latest(shop), front_of(shop)
    if last and last.front == stands:
        return last
    return Edition.objects.create(
        shop=shop, number=last.number + 1 if last else 1, front=stands, before=last, made_by=None, made_at=shop.created_at,
        published_at=shop.opened_at or shop.created_at,
    )  # fmt: skip


@transaction.atomic
def take_back(*, shop: Shop, number: int, by: Any, at: datetime) -> Edition:
    """Undo the change that made the edition `number`, the newest; pressed again on the answer, the one before that.

    Raises NotChangeable, NotTheLast, NothingBefore.
    """
    held = changeable(shop)
    last = latest(held)
    if last is None or last.number != number:
        raise NotTheLast
    if last.before is None:
        raise NothingBefore
    back = last.before
    made = record(held, back.front, by, at)
    made.before = back.before
    made.save(update_fields=["before"])
    audit.record(by, "take back change", held, at=at, number=number)
    return made


@transaction.atomic
def go_back(*, shop: Shop, number: int, by: Any, at: datetime) -> Shop:
    """Let the front be again as in the edition `number`, as a new one. Raises NotChangeable, Edition.DoesNotExist."""
    held = changeable(shop)
    wanted = Edition.objects.get(shop=held, number=number).front
    stands = front_of(held)
    if differing(stands, wanted):
        record(held, stands | wanted, by, at)
        audit.record(by, "return to edition", held, at=at, number=number)
    return held


@transaction.atomic
def publish(*, shop: Shop, number: int, by: Any, at: datetime) -> Shop:
    """Let shoppers see the draft, all of it at once; what is published already stays. Raises NotChangeable, NotTheLast."""
    held = changeable(shop)
    last = latest(held)
    if last is None or last.number != number:
        raise NotTheLast
    if last.published_at is None:
        put(held, last.front)
        last.published_at = at
        last.save(update_fields=["published_at"])
        audit.record(by, "publish shop front", held, at=at, number=number)
        tell_followers(held, at=at)
    return held
