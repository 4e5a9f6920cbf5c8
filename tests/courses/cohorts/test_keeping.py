"""A manager's pages for a trainee's place and for mentors, and what a paused trainee sees."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from courses.cohorts import places
from courses.cohorts.models import Enrolment
from tests.factories import assessment as work
from tests.factories import cohorts as make
from tests.factories import people

PLACE_QUERIES, MENTORS_QUERIES = 12, 6


@pytest.fixture
def run(programme, mentor):
    return make.cohort(programme, mentors=(mentor,))


@pytest.fixture
def place(run, trainee, mentor):
    return make.enrolment(run, trainee, mentor=mentor)


@pytest.fixture
def manager(client, db):
    person = people.person("欧阳静", role="programme manager")
    client.force_login(person)
    return person


def address(place) -> str:
    return f"/en/learn/cohorts/places/{place.pk}/"


def tomorrow(days: int = 20) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_a_manager_pauses_and_brings_back(client, manager, place):
    page = client.get(address(place)).content.decode()
    assert "Take out of the cohort" in page
    client.post(address(place), {"do": "pause", "pause-words": "收红薯", "pause-until": tomorrow()})
    place.refresh_from_db()
    assert (place.state, place.state_words) == ("paused", "收红薯")
    page = client.get(address(place)).content.decode()
    assert "收红薯" in page
    assert 'value="resume"' in page
    client.post(address(place), {"do": "resume"})
    place.refresh_from_db()
    assert place.state == "active"


@pytest.mark.parametrize("typed", ["2099/3/5", "2099.3.5", "2099年3月5日"])
def test_a_day_may_be_written_as_people_write_it(client, manager, place, typed):
    client.post(address(place), {"do": "pause", "pause-words": "收红薯", "pause-until": typed})
    place.refresh_from_db()
    assert place.paused_until == date(2099, 3, 5)


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"do": "pause", "pause-words": "", "pause-until": "2099-01-01"}, "Say why"),
        ({"do": "pause", "pause-words": "收红薯", "pause-until": "明天"}, "Choose the day"),
        ({"do": "pause", "pause-words": "收红薯", "pause-until": "2020-01-01"}, "Choose a day after today"),
        ({"do": "withdraw", "withdraw-words": " \u200b"}, "Say why"),
        ({"do": "transfer", "transfer-cohort": "999999999999999999999"}, "Choose a cohort of the list"),
        ({"do": "transfer", "transfer-cohort": ""}, "Choose the cohort"),
        ({"do": "mentor", "mentor-mentor": "1e9"}, "Choose a mentor of this cohort"),
        ({"do": "delete"}, "What may be done"),
    ],
)
def test_what_is_not_right_is_explained_and_changes_nothing(client, manager, place, posted, said):
    response = client.post(address(place), posted)
    assert said in response.content.decode()
    place.refresh_from_db()
    assert (place.state, place.changes.count()) == ("active", 0)
    if posted.get("pause-words"):
        assert "收红薯" in response.content.decode()


def test_a_full_cohort_is_explained_and_the_words_stay(client, manager, place, programme):
    full = make.cohort(programme, capacity=1, ends_on=date(2099, 1, 1))
    make.enrolment(full)
    posted = {"do": "transfer", "transfer-cohort": full.pk, "transfer-words": "离家近"}
    page = client.post(address(place), posted).content.decode()
    assert "Every place in that cohort is taken" in page
    assert "离家近" in page
    place.refresh_from_db()
    assert place.cohort != full


def test_moving_is_shown_in_the_history(client, manager, place, programme):
    later = make.cohort(programme, name_en="April 2099", ends_on=date(2099, 6, 1))
    client.post(address(place), {"do": "transfer", "transfer-cohort": later.pk})
    assert "Moved from January 2027 to April 2099" in client.get(address(place)).content.decode()


def test_a_mentor_reads_their_trainees_places_and_changes_nothing(client, place, mentor):
    client.force_login(mentor)
    page = client.get(address(place))
    assert page.status_code == 200
    assert "Take out of the cohort" not in page.content.decode()
    assert client.post(address(place), {"do": "withdraw", "withdraw-words": "走吧"}).status_code == 404
    place.refresh_from_db()
    assert place.state == "active"


def test_others_find_nothing(client, place):
    for person in (place.trainee, people.person(role="mentor"), people.person(role="editor")):
        client.force_login(person)
        assert client.get(address(place)).status_code == 404
        assert client.post(address(place), {"do": "resume"}).status_code == 404
    assert Enrolment.objects.get().state == "active"


def test_nobody_decides_their_own_place(client, manager, run):
    own = make.enrolment(run, manager)
    assert client.post(address(own), {"do": "withdraw", "withdraw-words": "走"}).status_code == 404
    assert Enrolment.objects.get(pk=own.pk).state == "active"


def test_a_place_costs_the_same_after_one_change_and_after_twenty(client, manager, place, django_assert_num_queries):
    for turns in (1, 19):
        for _ in range(turns):
            at = timezone.now()
            places.pause(enrolment=place, words="收", until=date(2099, 1, 1), by=manager, at=at)
            places.resume(enrolment=place, by=manager, at=at)
        client.get(address(place))
        with django_assert_num_queries(PLACE_QUERIES):
            client.get(address(place))


def test_a_paused_trainee_reads_and_writes_but_does_not_hand_in(client, place, manager, programme):
    asked = work.assignments(programme, pieces=("name", "promise"))
    places.pause(enrolment=place, words="收红薯", until=date(2099, 1, 1), by=manager, at=timezone.now())
    client.force_login(place.trainee)
    piece = f"/en/work/{place.pk}/promise/1/"
    page = client.get(piece).content.decode()
    assert "You are pausing until" in page
    assert "0746 000 0110" in page
    assert "收红薯" in page
    assert 'value="send"' not in page
    posted = {"do": "send", "ready": ["post", "bad"], "own": "留着", "note": "", "expected": "1"}
    after = client.post(piece, posted, follow=True).content.decode()
    assert "You are pausing. What you wrote is kept" in after
    submission = place.submissions.get(assignment=asked["promise"])
    assert (submission.state, submission.versions.count(), submission.draft["own"]) == ("draft", 0, "留着")
    assert "You are pausing until" in client.get("/en/my/").content.decode()
    assert client.get("/en/learn/ecommerce/stage-1/lesson-1/").status_code == 200


def test_who_left_is_told_how_to_come_back(client, run, manager, trainee):
    application = make.application(run, trainee, state="admitted")
    place = make.enrolment(run, trainee, application=application)
    places.withdraw(enrolment=place, words="外出打工", by=manager, at=timezone.now())
    client.force_login(trainee)
    page = client.get("/en/learn/ecommerce/apply/").content.decode()
    assert "You have left this cohort" in page
    assert "外出打工" in page


def test_the_mentors_cost_the_same_for_one_and_twenty(client, manager, mentor, run, django_assert_num_queries):
    for more in (0, 19):
        for _ in range(more):
            make.enrolment(run, mentor=people.person(role="mentor"))
        client.get("/en/learn/cohorts/mentors/")
        with django_assert_num_queries(MENTORS_QUERIES):
            client.get("/en/learn/cohorts/mentors/")


def test_the_waiting_list_is_in_order_and_the_next_is_suggested_when_a_place_is_free(client, manager, programme):
    run = make.cohort(programme, capacity=1, ends_on=date(2099, 1, 1))
    taken = make.enrolment(run)
    second = make.application(run, full_name="钱二", state="wait-listed", sent_at=make.NOW + timedelta(days=1))
    first = make.application(run, full_name="赵一", state="wait-listed")
    page = client.get("/en/learn/applications/?state=wait-listed").content.decode()
    assert page.index("赵一") < page.index("钱二")
    assert "Next on the waiting list" not in page
    assert "number 2" in client.get(f"/en/learn/applications/{second.pk}/").content.decode()
    places.withdraw(enrolment=taken, words="外出", by=manager, at=timezone.now())
    page = client.get("/en/learn/applications/").content.decode()
    assert "Next on the waiting list: 赵一" in page
    client.post(f"/en/learn/applications/{first.pk}/", {"decision": "admit", "words": ""})
    first.refresh_from_db()
    assert first.state == "admitted"
    assert "Next on the waiting list" not in client.get("/en/learn/applications/").content.decode()


def test_applications_are_filtered_and_paged(client, manager, programme):
    run, other = make.cohort(programme), make.cohort(programme)
    for number in range(51):
        make.application(run, full_name=f"人{number:02}")
    make.application(other, full_name="别处的人")
    page = client.get(f"/en/learn/applications/?cohort={run.pk}").content.decode()
    assert "51 applications wait" in page
    assert "别处的人" not in page
    assert "Page 1 of 2" in page
    for wrong in ("?cohort=9999999999999999999", "?cohort=x&state=admitted", "?page=0", "?page=99999"):
        assert client.get(f"/en/learn/applications/{wrong}").status_code == 200
