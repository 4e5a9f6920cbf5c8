"""One page tells each role what needs them now."""

import pytest

from tests.factories import cohorts, people, shops

MY = "/en/my/"


def words(client, user) -> str:
    client.force_login(user)
    response = client.get(MY)
    assert response.status_code == 200
    return response.content.decode()


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client, homes):
    response = client.get(MY)
    assert response.status_code == 302
    assert response.url.endswith("?next=/en/my/")


def test_a_shopper_is_shown_the_boot_camps(client, homes):
    page = words(client, people.person(role="shopper"))
    assert "Would you like a shop of your own?" in page
    assert "Your desk" not in page


def test_a_trainee_sees_the_next_step(client, programme, trainee):
    cohorts.enrolment(cohorts.cohort(programme), trainee)
    page = words(client, trainee)
    assert "Lesson 1.1" in page
    assert "Go on learning" in page
    assert "Would you like a shop" not in page


def test_an_applicant_sees_what_became_of_it(client, programme):
    applicant = people.person()
    cohorts.application(cohorts.cohort(programme), applicant)
    assert "We read every application" in words(client, applicant)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_programme_manager_sees_how_many_applications_wait(client, programme, count):
    run = cohorts.cohort(programme)
    for _ in range(count):
        cohorts.application(run)
    page = words(client, people.person(role="programme manager"))
    assert ("No application waits." in page) == (count == 0)
    assert page.count('href="/en/learn/applications/') == min(count, 3) + 1


def test_a_franchise_manager_sees_shops_that_wait(client, homes):
    shop = shops.shop(state="sent")
    page = words(client, people.person(role="franchise manager"))
    assert "1 shop waits for inspection." in page
    assert f'href="/en/franchise/{shop.pk}/"' in page


def test_a_mentor_sees_the_desk_and_an_editor_the_pages(client, homes, mentor):
    assert "Nothing waits for you. Thank you." in words(client, mentor)
    assert "Write and translate pages" in words(client, people.person(role="editor"))


def test_several_roles_see_several_panels(client, homes, mentor):
    shops.shop(owner=mentor)
    page = words(client, mentor)
    assert "Your desk" in page
    assert "Your shop" in page


def test_a_name_is_escaped(client, homes):
    assert "<script>x" not in words(client, people.person("<script>x</script>"))
