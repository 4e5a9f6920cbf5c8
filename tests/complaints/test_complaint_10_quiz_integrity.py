"""Elsewhere a second tab gets round the limit of attempts, and reloading makes more than a hundred percent."""

import pytest

from courses.curriculum.models import ModulePage
from courses.questions.models import Sitting
from courses.questions.queries import steps
from tests.factories import cohorts
from tests.factories import questions as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage_test(programme):
    stage = ModulePage.objects.filter(locale__language_code="zh-hans").order_by("path").first()
    return make.test(stage.translation_key, "single", "number", attempts=1, pass_mark=60)


@pytest.fixture
def door(client, programme, trainee, stage_test):
    """The page where the trainee begins the test."""
    client.force_login(trainee)
    place = cohorts.enrolment(cohorts.cohort(programme), trainee)
    return f"/zh-hans/work/{place.pk}/test/{stage_test.pk}/"


def fill(client, sitting):
    for answer, asked in steps(sitting):
        client.post(f"/zh-hans/work/sitting/{sitting.pk}/{answer.position}/", make.posted(asked, make.right(asked)))


def test_two_tabs_share_one_attempt_and_the_limit_holds(client, door):
    first, second = client.post(door).url, client.post(door).url
    assert first == second
    sitting = Sitting.objects.get()
    fill(client, sitting)
    client.post(f"/zh-hans/work/sitting/{sitting.pk}/")
    assert client.post(door).url == door  # the third tab is told why
    assert "次数" in client.get(door).content.decode()
    assert Sitting.objects.count() == 1


def test_handing_in_again_and_answering_after_it_never_raise_the_score(client, door):
    client.post(door)
    sitting = Sitting.objects.get()
    fill(client, sitting)
    for _reload in range(3):
        client.post(f"/zh-hans/work/sitting/{sitting.pk}/")
        fill(client, sitting)
    sitting.refresh_from_db()
    assert sitting.percent == 100
    assert sitting.answers.count() == 2
