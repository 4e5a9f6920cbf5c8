"""Taking back what one press did to a product’s photographs: which are shown, in which order, version and words.

A photograph is known by the one as it was taken, so that a version made since keeps its place and its words.
"""

from collections.abc import Sequence
from typing import Any

from shops.catalogue.keeping_changes import Row as Change
from shops.catalogue.photos import MOST, Row, sources

Shown = dict[int, Row]  # a photograph as it was taken → which version of it is shown, with which words
PHOTOS = "photos"  # what a change of photographs is of


def change_of(product: Any, before: Sequence[Row], after: Sequence[Row]) -> Change:
    """What a press changed, as it is kept."""
    return {"of": PHOTOS, "id": product.pk, "before": {PHOTOS: as_json(before)}, "after": {PHOTOS: as_json(after)}}


def as_json(rows: Sequence[Row]) -> list[list[Any]]:
    return [list(row) for row in rows]


def taken_back(change: Change, now: Sequence[Row]) -> tuple[list[Row], int]:
    """What is to be shown again, and how many things stay, changed again since."""
    rows = [*change["before"][PHOTOS], *change["after"][PHOTOS], *now]
    source = sources([photo for photo, _caption in rows])
    was, made, stands = (
        {source[photo]: (photo, words) for photo, words in some if photo in source}
        for some in (change["before"][PHOTOS], change["after"][PHOTOS], now)
    )
    wanted, stays = kept(was, made, stands)
    back = [key for key in was if key not in made and key not in stands]
    room = MOST - len(wanted)
    order, moved_since = ordered(was, made, stands, {**wanted, **{key: was[key] for key in back[:room]}})
    return [(wanted | was if key in back else wanted)[key] for key in order], stays + moved_since + len(back[room:])


def kept(was: Shown, made: Shown, stands: Shown) -> tuple[Shown, int]:
    """Of what is shown now: as it is to be; without what came by the change, if nobody touched it since."""
    wanted, stays = {}, 0
    for key, row in stands.items():
        if key in made and key not in was and row == made[key]:
            continue
        if key in was and key in made:
            pairs = zip(row, was[key], made[key], strict=True)
            wanted[key] = tuple(before if now == after else now for now, before, after in pairs)
            stays += sum(before != after != now for now, before, after in zip(row, was[key], made[key], strict=True))
        else:
            wanted[key] = row
            stays += key in made and key not in was
    return wanted, stays  # type: ignore[return-value]  # pairs of the same two columns


def ordered(was: Shown, made: Shown, stands: Shown, wanted: Shown) -> tuple[list[int], int]:
    """The order that was, what was added since at the end; the present one where somebody has ordered them again since."""
    both = [key for key in made if key in stands]
    if [key for key in stands if key in made] == both:
        return [*(key for key in was if key in wanted), *(key for key in wanted if key not in was)], 0
    order = [key for key in stands if key in wanted]
    places = list(was)
    for key in wanted:
        if key not in order:
            order.insert(places.index(key), key)
    return order, int([key for key in was if key in made] != [key for key in made if key in was])
