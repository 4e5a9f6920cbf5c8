"""Levels of criteria, and what becomes of the marks that were given before there were levels."""

from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps

from courses.assessment import operations
from courses.assessment.models import Level, Review
from tests.factories import assessment as make
from tests.factories import cohorts
from tests.factories.assessment import NOW

moved = import_module("courses.assessment.migrations.0004_marks_are_levels")


@pytest.fixture
def asked(db):
    return make.assignments_of(uuid4(), pieces=("name",))


def test_old_marks_become_the_levels_they_meant_and_go_back(asked, trainee, mentor, programme):
    place = cohorts.enrolment(cohorts.cohort(programme), trainee, mentor=mentor)
    first, second = asked["name"].criteria.all()
    old = {str(first.pk): "good", str(second.pk): "change", "999": "good"}
    operations.approve(version=make.sent(place, asked["name"]), mentor=mentor, marks=old, at=NOW)
    Level.objects.all().delete()
    moved.give_levels(apps, None)
    moved.marks_to_levels(apps, None)
    words = [(level.position, level.words_zh_hans, level.words_en) for level in first.levels.all()]
    assert words == [(1, "还不行", "Not yet"), (2, "差一点", "Nearly"), (3, "好", "Good")]
    good, nearly = str(first.levels.get(position=3).pk), str(second.levels.get(position=2).pk)
    assert Review.objects.get().marks == {str(first.pk): good, str(second.pk): nearly}
    moved.give_levels(apps, None)
    moved.marks_to_levels(apps, None)
    assert (Level.objects.count(), Review.objects.get().marks[str(first.pk)]) == (6, good)
    moved.levels_to_marks(apps, None)
    assert Review.objects.get().marks == {str(first.pk): "good", str(second.pk): "change"}
