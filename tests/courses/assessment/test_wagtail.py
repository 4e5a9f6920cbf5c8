"""Editors change assignments and rubrics in the CMS; what is wrong is said in words, and nobody else gets in."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group

from cms.permissions import allow_editing
from courses.assessment import operations
from courses.assessment.models import Assignment, Criterion, Level
from tests.factories import assessment as make
from tests.factories import cohorts, people
from tests.factories.assessment import NOW

LEVELS = {
    "level_1_zh_hans": "没写", "level_1_en": "Missing", "level_2_zh_hans": "写了", "level_2_en": "There",
    "level_3_zh_hans": "", "level_3_en": "", "level_4_zh_hans": "", "level_4_en": "",
}  # fmt: skip
WORDS = {"name_zh_hans": "说真话", "name_en": "True", "good_zh_hans": "都能证明", "good_en": "All of it can be shown"}


@pytest.fixture
def asked(homes):
    return make.assignments_of(uuid4(), pieces=("name",))


@pytest.fixture
def criterion(asked):
    return asked["name"].criteria.first()


@pytest.fixture
def editor(client, asked):
    allow_editing()
    who = people.person("编辑", role="editor")
    who.groups.add(*Group.objects.filter(name="Editors"))
    client.force_login(who)
    return client


def edit(client, criterion, **given):
    return client.post(f"/admin/criterion/edit/{criterion.pk}/", {**WORDS, **LEVELS, **given})


def words_of(criterion):
    return list(criterion.levels.values_list("position", "words_zh_hans", "words_en"))


def test_a_rubric_is_changed_in_both_languages_with_its_levels(editor, criterion):
    assert editor.get(f"/admin/criterion/edit/{criterion.pk}/").status_code == 200
    ids = list(criterion.levels.values_list("pk", flat=True))
    assert edit(editor, criterion).status_code == 302
    criterion.refresh_from_db()
    assert (criterion.name_zh_hans, criterion.good_en) == ("说真话", "All of it can be shown")
    assert words_of(criterion) == [(1, "没写", "Missing"), (2, "写了", "There")]
    assert list(criterion.levels.values_list("pk", flat=True)) == ids[:2]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"level_2_zh_hans": "", "level_2_en": ""}, "level_2_zh_hans"),
        ({"level_2_en": ""}, "level_2_en"),
        ({"level_4_zh_hans": "很好", "level_4_en": "Great"}, "level_3_zh_hans"),
        ({"name_en": ""}, "name_en"),
        ({"level_1_zh_hans": "字" * 41}, "level_1_zh_hans"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(editor, criterion, given, field):
    before = words_of(criterion)
    response = edit(editor, criterion, **given)
    assert field in response.context["form"].errors
    assert words_of(criterion) == before


def test_a_level_that_was_given_is_kept(editor, criterion, trainee, mentor, asked):
    place = cohorts.enrolment(
        cohorts.cohort(SimpleNamespace(translation_key=asked["name"].programme_key)), trainee, mentor=mentor
    )
    good = criterion.levels.get(position=3)
    marks = {str(criterion.pk): str(good.pk)}
    operations.approve(version=make.sent(place, asked["name"]), mentor=mentor, marks=marks, at=NOW)
    response = edit(editor, criterion)
    assert response.context["form"].errors == {"level_3_zh_hans": ["“好”已经给学员打过：可以改字，不能去掉。"]}
    assert Level.objects.filter(pk=good.pk).exists()


def test_a_criterion_is_added_after_the_others(editor, asked):
    given = {**WORDS, **LEVELS, "assignment": asked["name"].pk}
    assert editor.post("/admin/criterion/new/", given).status_code == 302
    assert words_of(Criterion.objects.get(position=3)) == [(1, "没写", "Missing"), (2, "写了", "There")]


def test_an_assignment_is_changed_in_both_languages(editor, asked):
    both = {
        "title_zh_hans": "店名", "title_en": "Name", "brief_zh_hans": "起名", "brief_en": "Name it", "good_zh_hans": "短",
        "good_en": "Short",
    }  # fmt: skip
    address = f"/admin/assignment/edit/{asked['name'].pk}/"
    assert "title_en" in editor.post(address, {**both, "title_en": ""}).context["form"].errors
    assert editor.post(address, both).status_code == 302
    asked["name"].refresh_from_db()
    assert (asked["name"].title_zh_hans, asked["name"].good_en, asked["name"].piece) == ("店名", "Short", "name")


def test_nobody_deletes_an_assignment_and_mentors_change_nothing(client, editor, criterion, asked):
    editor.post(f"/admin/assignment/delete/{asked['name'].pk}/")
    editor.post(f"/admin/criterion/delete/{criterion.pk}/")
    assert (Assignment.objects.count(), Criterion.objects.count()) == (1, 2)
    before = words_of(criterion)
    for role in ("mentor", "trainee", "franchise manager"):
        client.force_login(people.person(f"某{role}", role=role))
        assert edit(client, criterion).status_code == 302
    assert words_of(criterion) == before
