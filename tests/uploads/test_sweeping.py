"""Versions of photographs that no page shows are deleted after a week; what was taken, and what anything names, never."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from shops.builder.editions import change_front
from shops.builder.photos import change_photo, put
from tests.factories import photos
from tests.factories.catalogue import product
from tests.factories.photos import NOW
from uploads.measuring import measure_some
from uploads.models import Photo
from uploads.recipes import Recipe
from uploads.sweeping import sweep_versions
from uploads.versions import make_version

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def tea(homes):
    return product()


def version(of: Photo, turn: int) -> Photo:
    made = make_version(photo=of, recipe=Recipe(turn=turn), by=of.owner, at=NOW)
    made.refresh_from_db()
    return made


def test_a_version_unused_for_a_week_goes_with_its_files_and_the_photo_as_taken_stays(tea, django_capture_on_commit_callbacks):
    taken = photos.photo(tea.shop.owner)
    made, shown = version(taken, 1), version(taken, 2)
    put(tea, [(shown.pk, "袋")])
    files = [(made.original.storage, made.original.name), *((default_storage, made.copy_path(w)) for w in (320, 640, 960))]
    assert [storage.exists(name) for storage, name in files] == [True] * 4
    assert [sweep_versions(at=NOW + days) for days in (WEEK, 2 * WEEK - timedelta(seconds=1))] == [0, 0]
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_versions(at=NOW + 2 * WEEK) == 1
    assert set(Photo.objects.all()) == {taken, shown}
    assert [storage.exists(name) for storage, name in files] == [False] * 4
    assert taken.original.storage.exists(taken.original.name)


def test_one_that_is_shown_again_begins_its_week_anew(tea):
    taken = photos.photo(tea.shop.owner)
    made = version(taken, 1)
    sweep_versions(at=NOW)
    assert version(taken, 1) == made
    assert Photo.objects.get(pk=made.pk).unused_since is None
    assert sweep_versions(at=NOW + WEEK) == 0
    assert Photo.objects.get(pk=made.pk).unused_since == NOW + WEEK


def test_what_an_edition_a_change_or_a_piece_names_is_in_use(tea):
    taken = photos.photo(tea.shop.owner)
    put(tea, [(taken.pk, "")])
    beside, before = version(taken, 1), version(taken, 2)
    for steps in ([{"zh": "洗", "en": "", "photo": beside.pk}], []):
        change_front(shop=tea.shop, by=None, at=NOW, changes={"making_steps": steps})
    for turn in (2, 3):
        shown = tea.photos.get().photo_id
        change_photo(of=tea, photo_id=shown, recipe=Recipe(turn=turn), by=None, at=NOW)
    sweep_versions(at=NOW)
    assert not Photo.objects.filter(unused_since__isnull=False).exists()
    assert sweep_versions(at=NOW + WEEK) == 0
    assert {beside, before} <= set(Photo.objects.all())


def test_photos_taken_in_before_they_were_measured_are_measured_some_at_a_time(tea):
    kept, lost = photos.photo(tea.shop.owner), photos.photo(tea.shop.owner, colour="#105090")
    was = kept.findings
    lost.original.storage.delete(lost.original.name)
    Photo.objects.update(findings=None)
    assert [measure_some(1) for _turn in range(3)] == [1, 1, 0]
    assert [Photo.objects.get(pk=one.pk).findings for one in (kept, lost)] == [was, []]
