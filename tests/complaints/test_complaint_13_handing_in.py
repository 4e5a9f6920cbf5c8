"""Elsewhere nobody in a test could attach a file, mentors download work to grade it, and cannot answer by a file."""

import re
from types import SimpleNamespace
from uuid import uuid4

import pytest

from courses.assessment.models import Assignment, Review, Version
from tests.factories import assessment as make
from tests.factories import cohorts, photos, sounds
from uploads.models import Photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(trainee, mentor):
    asked = make.assignments_of(uuid4())
    run = cohorts.cohort(SimpleNamespace(translation_key=asked["photos"].programme_key))
    return cohorts.enrolment(run, trainee, mentor=mentor)


def test_photos_are_chosen_in_one_field_without_javascript_seen_at_once_and_sent(client, trainee, place):
    client.force_login(trainee)
    page = f"/zh-hans/work/{place.pk}/photos/1/"
    first = client.get(page).content.decode()
    [field] = [tag for tag in re.findall(r"<input[^>]*>", first) if 'name="new"' in tag]
    assert 'accept="image/' in field
    assert "multiple" in field
    files = [photos.upload(photos.picture(colour=colour), f"{colour}.jpg") for colour in ("red", "green", "blue")]
    shown = client.post(page, {"new": files, "do": "add"}, follow=True).content.decode()
    keys = list(Photo.objects.values_list("pk", flat=True))
    assert [key for key in keys if f"caption_{key}" not in shown] == []  # each is there to be seen and named
    given = {f"caption_{key}": f"第 {key} 张" for key in keys}
    client.post(page, {**given, "cover": keys[0], "expected": "1", "do": "send"})
    assert [one["photo"] for one in Version.objects.get().content["photos"]] == keys


def test_a_mentor_sees_work_and_rubric_on_one_page_and_answers_by_photo_and_voice(client, trainee, mentor, place):
    album = [photos.photo(trainee, colour=colour) for colour in ("red", "green", "blue")]
    content = {"photos": [{"photo": photo.pk, "caption": "袋子"} for photo in album], "cover": album[0].pk}
    version = make.sent(place, Assignment.objects.get(piece="photos"), **content)
    client.force_login(mentor)
    page = f"/zh-hans/mentoring/review/{version.pk}/"
    shown = client.get(page).content.decode()
    assert shown.count("<img") >= len(album)  # nothing to download
    assert [words for words in ("真实", "清楚") if words not in shown] == []  # the rubric, beside it
    answer = {"do": "change", "words": "像这样拍。", "voice": sounds.sound_file(), "photo": photos.upload()}
    client.post(page, answer)
    review = Review.objects.get()
    assert (review.voice.seconds, review.photo.owner) == (65, mentor)
    client.force_login(trainee)
    seen = client.get(f"/zh-hans/work/{place.pk}/photos/1/").content.decode()
    assert f"/files/enclosures/{review.voice.key}/" in seen
