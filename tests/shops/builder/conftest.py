"""A trainee whose eight pieces are approved."""

import pytest

from tests.factories import assessment, cohorts, pages
from tests.factories.catalogue import category
from tests.factories.people import person
from tests.factories.shops import township


@pytest.fixture
def course(homes):
    """The boot camp of eight stages with its assignments, a category and a township."""
    category()
    township("shuikou", "水口镇", "Shuikou", (24.99, 111.77))
    camp = pages.programme(homes, stages=8, lessons=1)
    return camp, assessment.assignments(camp)


@pytest.fixture
def mentor(db):
    return person("李伟", role="mentor")


@pytest.fixture
def enrolment(course, mentor):
    return cohorts.enrolment(cohorts.cohort(course[0]), person("盘美花", role="trainee"), mentor=mentor)


@pytest.fixture
def sewn(enrolment, course, mentor):
    """The enrolment with all eight pieces approved."""
    for assignment in course[1].values():
        assessment.approved(enrolment, assignment, mentor=mentor)
    return enrolment
