"""Helpers add, order and change one product's photographs at once and lose nothing; five photographs are usable in time."""

from functools import partial

import pytest

from shops.builder import photos as operations
from tests.concurrency.together import AT_ONCE, RACE, at_once, meet_at, without_locks
from tests.factories import photos
from tests.factories.catalogue import product
from tests.factories.photos import NOW
from tests.uploads.together import camera_files, sent_and_usable
from uploads.models import Photo
from uploads.recipes import Recipe

pytestmark = RACE
WRITERS = 4
SIZE = (4000, 3000) if AT_ONCE > WRITERS else (1200, 900)  # 12 million pixels at full size
WITHIN = 20  # seconds


@pytest.fixture
def tea(transactional_db):
    return product()


def acts(tea) -> list:
    """Four people: two add a photograph each, one changes the first, one describes the second."""
    owner = tea.shop.owner
    first, second, *new = (photos.photo(owner, colour=colour) for colour in ("#105090", "#905010", "#509010", "#901050"))
    operations.put(tea, [(first.pk, "袋"), (second.pk, "")])
    given = {"of": tea, "by": owner, "at": NOW}
    return [
        *(partial(operations.add_photos, photos=[one], **given) for one in new),
        lambda: operations.change_photo(photo_id=first.pk, recipe=Recipe(turn=1), **given).pk and None,
        partial(operations.describe_photos, captions={second.pk: "秤"}, cover=None, was={second.pk: ""}, **given),
    ]


def test_what_four_people_do_at_once_is_all_there(tea):
    assert at_once(acts(tea)) == {None: WRITERS}
    shown = operations.shown_now(tea)
    assert [caption for _photo, caption in shown] == ["袋", "秤", "", ""]
    assert Photo.objects.get(pk=shown[0][0]).recipe == {"turn": 1}


def test_without_the_lock_something_is_lost(tea, monkeypatch):
    """The control: all see the row before any writes it."""
    pressed = acts(tea)
    without_locks(monkeypatch)
    meet_at(monkeypatch, operations, "shown_now", WRITERS)
    at_once(pressed)
    monkeypatch.undo()
    assert len(operations.shown_now(tea)) < 4


def test_five_photographs_sent_together_are_usable_in_time(client, tea, settings):
    """Through the real page and the real worker, with detail as of a camera: on one core, one after the other."""
    client.force_login(tea.shop.owner)
    took = sent_and_usable(client, tea, settings, camera_files(5, SIZE))
    print(f"five photographs of {SIZE[0] * SIZE[1] / 1e6:.0f} MP: {took:.1f} s")
    assert took <= WITHIN
