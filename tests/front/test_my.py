"""One page tells each role what needs them now."""

import pytest

from common.templatetags.words import spaced
from courses.assessment.operations import ask_change
from tests.factories import assessment, cohorts, people, shops

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


@pytest.mark.parametrize(
    ("state", "said", "press"),
    [
        ("draft", "Being made", 'href="/en/my/shop/sign/"'), ("signed", "Terms signed", 'action="/en/my/shop/send/"'),
        ("returned", "Returned with reasons", "Change it and send it again"), ("open", "Open", "Look at my open shop"),
    ],
)  # fmt: skip
def test_an_owner_sees_the_state_of_the_shop_and_the_one_thing_to_press(client, homes, state, said, press):
    page = words(client, shops.shop(state=state).owner)
    assert f'<span class="by">{said}</span>' in page
    assert press in page


def test_an_open_shop_is_open_for_business_in_chinese(client, homes):
    client.force_login(shops.shop().owner)
    assert '<span class="by">营业中</span>' in client.get("/zh-hans/my/").content.decode()


def test_who_has_sewn_all_eight_makes_the_shop(client, programme, trainee, mentor):
    place = cohorts.enrolment(cohorts.cohort(programme), trainee, mentor=mentor)
    for asked in assessment.assignments(programme).values():
        assessment.approved(place, asked, mentor=mentor)
    page = words(client, trainee)
    assert 'action="/en/my/shop/make/"' in page
    assert page.count("btn go") == 1


def test_a_change_asked_for_stands_with_the_mentors_words(client, programme, trainee, mentor):
    place = cohorts.enrolment(cohorts.cohort(programme), trainee, mentor=mentor)
    asked = next(iter(assessment.assignments(programme).values()))
    version = assessment.sent(place, asked)
    ask_change(version=version, mentor=mentor, words="请写村名", at=version.sent_at)
    page = words(client, trainee)
    assert "请写村名" in page
    assert "Make the change" in page


def test_everybody_sees_their_account_and_may_sign_out(client, homes):
    user = people.person("盘秀兰")
    page = words(client, user)
    assert spaced(user.phone) in page
    assert 'action="/en/account/sign-out/"' in page
    assert 'href="/en/account/name/"' in page
