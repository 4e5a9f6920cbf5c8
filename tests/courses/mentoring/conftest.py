"""A trainee with a mentor, in a cohort whose other mentor may help."""

import pytest

from tests.factories import cohorts, people
from tests.factories.pages import programme as boot_camp


@pytest.fixture
def camp(homes):
    return boot_camp(homes, stages=1, lessons=2)


@pytest.fixture
def colleague(db):
    return people.person("唐琼", role="mentor")


@pytest.fixture
def class_of(camp, mentor, colleague):
    """The cohort the trainee studies in."""
    return cohorts.cohort(camp, mentors=(mentor, colleague))


@pytest.fixture
def seat(class_of, trainee, mentor):
    """The trainee's place in it."""
    return cohorts.enrolment(class_of, trainee, mentor=mentor)
