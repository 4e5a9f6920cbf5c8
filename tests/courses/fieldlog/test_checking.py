"""The second person's list and page."""

from datetime import date

import pytest

from courses.fieldlog.models import Check
from tests.factories import cohorts, people, photos
from tests.factories import fieldlog as make

LANGUAGES = pytest.mark.parametrize("language", ["zh-hans", "en"])
GOOD = {"seen_on": "2026-11-22", "points": ["seen", "extent"], "words": "两垄都锄了", "do": "confirmed"}


@pytest.fixture
def desk(client, mentor):
    client.force_login(mentor)
    return client


def address(entry, language="zh-hans") -> str:
    return f"/{language}/field-checks/{entry.pk}/"


@LANGUAGES
def test_what_waits_is_listed_and_checked_by_ticking_what_was_seen(desk, plot, language):
    entry = make.entry(plot)
    assert address(entry, language) in desk.get(f"/{language}/field-checks/").content.decode()
    page = desk.get(address(entry, language)).content.decode()
    assert ("到了记录写的地方" in page, "The work can be seen" in page) == (language != "en", language == "en")
    assert desk.post(address(entry, language), GOOD)["Location"] == f"/{language}/field-checks/"
    check = Check.objects.get()
    assert (check.points, check.result, check.words, check.seen_on) == (
        ["seen", "extent"],
        "confirmed",
        "两垄都锄了",
        date(2026, 11, 22),
    )
    page = desk.get(f"/{language}/field-checks/").content.decode()
    assert ("与记录相符" in page, "It is as the log says" in page) == (language != "en", language == "en")


def test_pressing_twice_checks_once(desk, plot):
    entry = make.entry(plot)
    for given in (GOOD, {**GOOD, "do": "differs"}):
        assert desk.post(address(entry), given).status_code == 302
    assert Check.objects.get().result == "confirmed"


@pytest.mark.parametrize(("given", "words"), [
    ({"points": []}, "Tick at least one thing that you saw on the spot."),
    ({"points": ["gold"]}, "Tick what you saw."),
    ({"do": "differs", "words": ""}, "Write what you saw that is not as the log says."),
    ({"seen_on": "2999-01-01"}, "This day is still to come."),
    ({"seen_on": "2026-11-01"}, "This day is before the work it follows."),
    ({"seen_on": ""}, "Write the day"),
])  # fmt: skip
def test_a_check_that_says_too_little_is_explained_and_nothing_is_kept(desk, plot, given, words):
    entry = make.entry(plot)
    response = desk.post(address(entry, "en"), {**GOOD, **given})
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Check.objects.exists()


def test_nobody_else_finds_it(client, run, plot, trainee):
    entry, fellow = make.entry(plot), people.person(role="trainee")
    cohorts.enrolment(run, fellow)
    other = people.person(role="mentor")
    for person, listed in ((trainee, 404), (fellow, 404), (other, 404), (people.person(role="editor"), 404)):
        client.force_login(person)
        assert client.get("/zh-hans/field-checks/").status_code == listed
        assert client.get(address(entry)).status_code == 404
        assert client.post(address(entry), GOOD).status_code == 404
    assert not Check.objects.exists()


def test_a_mentor_of_the_cohort_sees_the_photos_of_an_entry(client, run, plot, trainee):
    colleague, photo = people.person("何建国", role="mentor"), photos.photo(trainee)
    run.mentors.add(colleague)
    client.force_login(colleague)
    assert client.get(f"/zh-hans/files/photos/{photo.key}/").status_code == 404
    make.entry(plot).photos.add(photo)
    assert client.get(f"/zh-hans/files/photos/{photo.key}/").status_code == 200


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_one_entry_and_for_twenty(desk, run, mentor, plot, count, django_assert_num_queries):
    for n in range(count):
        place = cohorts.enrolment(run, people.person(f"学员{n}", role="trainee"), mentor=mentor)
        make.entry(make.plot(place))
        make.check(make.entry(make.herd(place), "feed"), mentor)
    desk.get("/zh-hans/field-checks/")
    with django_assert_num_queries(7):
        assert desk.get("/zh-hans/field-checks/").status_code == 200


def test_the_page_of_one_costs_few_queries(desk, plot, django_assert_num_queries):
    entry = make.entry(plot)
    desk.get(address(entry))
    with django_assert_num_queries(7):
        assert desk.get(address(entry)).status_code == 200
