"""The photographs of goods, rooms, activities and walks: added, taken away, ordered, described, while the shop may change.

Several people may do so at once: every press says what its page had shown, so that only what a person changed is changed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from shops.catalogue.keeping_changes import keep_change
from shops.catalogue.models import GoodsChange, Product
from shops.catalogue.photos import LONGEST as LONGEST
from shops.catalogue.photos import MOST, Row, put, shown_now, sources
from shops.catalogue.undoing_photos import change_of
from shops.franchise.changing import changeable
from shops.visits.models import Visit
from uploads.models import Photo
from uploads.recipes import Recipe
from uploads.versions import make_version

Shown = Product | Visit


class NoRoom(Exception):
    """Eight photos are there already; `left_out` says how many of the new ones were not added."""

    def __init__(self, left_out: int) -> None:
        self.left_out = left_out
        super().__init__(left_out)


class WordsClash(Exception):
    """Somebody else wrote other captions meanwhile, and theirs stay; `yours` are those not kept, by photograph."""

    def __init__(self, yours: dict[int, str]) -> None:
        self.yours = yours
        super().__init__(yours)


class Gone(Exception):
    """The photograph is not shown any more. `instead` is what somebody else made of it meanwhile, None if they took it away."""

    def __init__(self, instead: int | None) -> None:
        self.instead = instead
        super().__init__(instead)


def named(of: Shown) -> str:
    """What it is called in the audit."""
    return str(of._meta.model_name)


def show(of: Shown, before: Sequence[Row], after: Sequence[Row], *, by: Any, at: datetime) -> None:
    """Show `after` in place of `before`; of goods it can be undone for a while."""
    put(of, after)
    if isinstance(of, Product):
        keep_change(of.shop, GoodsChange.What.PHOTOS, [change_of(of, before, after)], by=by, at=at)


def add_photos(*, of: Shown, photos: Sequence[Photo], by: Any, at: datetime) -> None:
    """Add `photos` (of the shop's owner or helper) at the end; one that is there, as taken or changed, is not added again.

    Raises NotChangeable; NoRoom after adding as many as there is room for.
    """
    with transaction.atomic():
        changeable(of.shop)
        shown = shown_now(of)
        known = set(sources([photo for photo, _caption in shown]).values())
        new = list(dict.fromkeys(photo.pk for photo in photos if photo.source_id not in known))
        fitting = new[: max(0, MOST - len(shown))]
        if fitting:
            show(of, shown, [*shown, *((photo, "") for photo in fitting)], by=by, at=at)
            audit.record(by, f"add {named(of)} photos", of, at=at, photos=fitting)
    if left_out := len(new) - len(fitting):
        raise NoRoom(left_out)


@transaction.atomic
def remove_photo(*, of: Shown, photo_id: int, by: Any, at: datetime) -> None:
    """Take one away; the next becomes the cover. What is not there is no fault. Raises NotChangeable."""
    changeable(of.shop)
    before = shown_now(of)
    after = [(photo, caption) for photo, caption in before if photo != photo_id]
    if len(after) < len(before):
        show(of, before, after, by=by, at=at)
        audit.record(by, f"remove {named(of)} photo", of, at=at, photo=photo_id)


@transaction.atomic
def move_photo(*, of: Shown, photo_id: int, places: int, by: Any, at: datetime) -> None:
    """Put one further up (`places` below 0) or down, as far as the row goes; the first is the cover. Raises NotChangeable."""
    changeable(of.shop)
    before = shown_now(of)
    there = next((n for n, (photo, _caption) in enumerate(before) if photo == photo_id), None)
    if there is None:
        return
    after = [row for row in before if row[0] != photo_id]
    after.insert(min(max(there + places, 0), len(after)), before[there])
    if after != before:
        show(of, before, after, by=by, at=at)
        audit.record(by, f"move {named(of)} photo", of, at=at, photo=photo_id, places=places)


def describe_photos(
    *, of: Shown, captions: Mapping[int, str], cover: int | None, by: Any, at: datetime,
    was: Mapping[int, str] | None = None, was_cover: int | None = None,
) -> None:  # fmt: skip
    """Set the captions (of those there) that differ from what the page had shown (`was`), and the cover if it was changed.

    Raises NotChangeable; WordsClash after keeping what nobody else had changed.
    """
    was, yours = was or {}, {}
    with transaction.atomic():
        changeable(of.shop)
        before = shown_now(of)
        after = []
        for photo, caption in before:
            written = captions.get(photo, caption)[:LONGEST]
            touched = written != was.get(photo, caption)
            if touched and caption not in (was.get(photo, caption), written):
                yours[photo] = written
                written = caption
            after.append((photo, written if touched else caption))
        if cover != was_cover:
            after.sort(key=lambda one: one[0] != cover)
        if after != before:
            show(of, before, after, by=by, at=at)
            audit.record(by, f"describe {named(of)} photos", of, at=at, cover=cover)
    if yours:
        raise WordsClash(yours)


@transaction.atomic
def change_photo(*, of: Shown, photo_id: int, recipe: Recipe, by: Any, at: datetime) -> Photo:
    """Show, in the place of one photograph, what the recipe makes of it as it was taken; words and place stay.

    The empty recipe shows it as it was taken. Raises NotChangeable, Gone, and what `make_version` refuses.
    """
    changeable(of.shop)
    shown = shown_now(of)
    photo = Photo.objects.select_related("made_from").filter(pk=photo_id).first()
    if photo is None or photo_id not in dict(shown):
        raise Gone(meanwhile(shown, photo))
    made = make_version(photo=photo, recipe=recipe, by=by, at=at)
    if made.pk != photo_id:
        show(of, shown, [(made.pk if one == photo_id else one, words) for one, words in shown], by=by, at=at)
        audit.record(by, f"change {named(of)} photo", of, at=at, photo=photo_id, into=made.pk)
    return made


def meanwhile(shown: Sequence[Row], photo: Photo | None) -> int | None:
    """Of what is shown, the version of the same photograph."""
    made = sources([one for one, _caption in shown])
    return next((one for one, source in made.items() if photo and source == photo.source_id), None)
