"""What stands of a shop's pieces."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from courses.assessment import operations, queries
from courses.assessment.queries import Artefact
from tests.factories import assessment as make
from tests.factories import cohorts, people, photos
from tests.factories.assessment import CONTENT, NOW


@pytest.fixture
def asked(db):
    return make.assignments_of(uuid4())


@pytest.fixture
def run(asked):
    return cohorts.cohort(SimpleNamespace(translation_key=asked["name"].programme_key))


@pytest.fixture
def place(run, trainee, mentor):
    return cohorts.enrolment(run, trainee, mentor=mentor)


def test_before_anything_is_made_all_eight_pieces_are_chalk(place, asked):
    states = queries.pieces(place)
    assert [state.piece for state in states] == list(asked)
    assert {(state.number, state.state, state.latest, state.is_started) for state in states} == {(1, "draft", None, False)}
    assert states[0].url == f"/zh-hans/work/{place.pk}/name/1/"


def test_a_piece_shows_its_latest_version_and_the_last_words(place, asked, mentor):
    first = make.sent(place, asked["label"], batch="")
    operations.ask_change(version=first, mentor=mentor, words="写上批次。", at=NOW)
    second = make.sent(place, asked["label"])
    label = next(state for state in queries.pieces(place) if state.piece == "label")
    assert (label.latest, label.words, label.mentor, label.state) == (second, "写上批次。", mentor, "sent")
    assert label.content == CONTENT["label"]
    assert [version.number for version in label.versions] == [2, 1]


def test_a_second_product_has_its_own_four_pieces(place, asked):
    make.sent(place, asked["product"])
    operations.add_product(enrolment=place, at=NOW)
    numbers = [(state.piece, state.number) for state in queries.pieces(place)]
    assert [pair for pair in numbers if pair[1] == 2] == [(piece, 2) for piece in ("product", "label", "price", "photos")]
    assert len(numbers) == 12


def test_artefacts_are_the_approved_versions(place, asked, mentor, trainee):
    taken = [photos.photo(trainee, colour=colour).pk for colour in ("red", "green", "blue")]
    make.approved(place, asked["name"], mentor=mentor)
    shown = {"photos": [{"photo": key, "caption": ""} for key in taken], "cover": taken[1]}
    submission = make.approved(place, asked["photos"], mentor=mentor, **shown)
    make.sent(place, asked["story"])
    name, pictures = queries.artefacts(place)
    assert (name.piece, name.number, name.content, name.photo_ids) == ("name", 1, CONTENT["name"], ())
    assert pictures == Artefact("photos", 1, shown, (taken[1], taken[0], taken[2]), submission.versions.get().pk, NOW)


def test_a_course_is_complete_when_each_first_piece_is_approved(place, asked, mentor):
    for assignment in list(asked.values())[:7]:
        make.approved(place, assignment, mentor=mentor)
    assert not queries.is_complete(place)
    make.approved(place, asked["promise"], mentor=mentor)
    assert queries.is_complete(place)


def test_a_course_without_assignments_is_never_complete(db):
    place = cohorts.enrolment(cohorts.cohort(SimpleNamespace(translation_key=uuid4())))
    assert not queries.is_complete(place)


def test_stage_works_tell_the_course_where_each_piece_is(place, asked, mentor):
    make.approved(place, asked["name"], mentor=mentor)
    works = queries.stage_works(place)
    assert (works[asked["name"].module_key].state, works[asked["story"].module_key].state) == ("approved", "draft")
    assert works[asked["name"].module_key].approved_on.isoformat() == "2026-11-23"


def test_what_waits_is_the_mentors_own_oldest_first(run, asked, mentor):
    other = people.person("王老师", role="mentor")
    make.sent(cohorts.enrolment(run, mentor=other), asked["name"], at=NOW)
    mine = [
        make.sent(cohorts.enrolment(run, mentor=mentor), asked["name"], at=NOW - timedelta(hours=hours)) for hours in (3, 9, 5)
    ]
    assert queries.waiting_for(mentor) == [mine[1], mine[2], mine[0]]
    operations.approve(version=mine[1], mentor=mentor, at=NOW)
    assert queries.waiting_for(mentor) == [mine[2], mine[0]]


def test_queries_cost_the_same_for_one_and_for_many(run, place, asked, mentor, django_assert_num_queries):
    mentor.refresh_from_db()
    for number in range(1, 9):
        make.approved(place, asked["product"], mentor=mentor, number=number)
        make.sent(cohorts.enrolment(run, mentor=mentor), asked["name"])
        if number in (1, 8):
            with django_assert_num_queries(2):
                queries.pieces(place)
            with django_assert_num_queries(1):
                queries.artefacts(place)
            queries.waiting_for(mentor)
            with django_assert_num_queries(1):
                queries.waiting_for(mentor)
