"""One question of each kind, and people to answer them."""

import pytest

from courses.curriculum.models import LessonPage
from tests.factories import cohorts


@pytest.fixture
def lesson(programme):
    return LessonPage.objects.filter(locale__language_code="zh-hans").order_by("path").first()


@pytest.fixture
def place(programme, trainee, client):
    """The trainee's place, signed in."""
    client.force_login(trainee)
    return cohorts.enrolment(cohorts.cohort(programme), trainee)
