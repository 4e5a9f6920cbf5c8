"""A trainee of a boot camp that keeps a field log, with a mentor."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from tests.factories import cohorts
from tests.factories import fieldlog as make


@pytest.fixture
def run(db, mentor):
    return cohorts.cohort(SimpleNamespace(translation_key=uuid4()), mentors=(mentor,))


@pytest.fixture
def place(run, trainee, mentor):
    place = cohorts.enrolment(run, trainee, mentor=mentor)
    make.rule(place)
    return place


@pytest.fixture
def plot(place):
    return make.plot(place)


@pytest.fixture
def herd(place):
    return make.herd(place)
