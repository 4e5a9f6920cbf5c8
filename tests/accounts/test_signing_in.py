"""Signing up and in by phone or e-mail, and what a stranger may not learn."""

import re

import pytest
from allauth.mfa.models import Authenticator

from accounts.models import User
from outbox.models import Message
from tests.factories.people import person


def code_sent_to(address: str) -> str:
    message = Message.objects.filter(address=address).latest("pk")
    return re.search(r"\d{6}", message.body)[0]


def sign_up(client, contact, name="盘美花"):
    return client.post("/zh-hans/account/sign-up/", {"name": name, "contact": contact})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "stored"),
    [("139 0000 0001", "+8613900000001"), ("１３９００００００01", "+8613900000001"), ("Mei@Example.com", "mei@example.com")],
)
def test_a_newcomer_signs_up_with_a_code(client, typed, stored):
    assert sign_up(client, typed).url == "/zh-hans/account/sign-in/code/"
    done = client.post("/zh-hans/account/sign-in/code/", {"code": code_sent_to(stored)})
    assert done.status_code == 302
    user = User.objects.get()
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (user.name, user.phone or user.email, user.has_usable_password()) == ("盘美花", stored, False)


@pytest.mark.django_db
def test_a_known_person_signs_in_and_lands_where_they_were_going(client):
    user = person(phone="+8613900000002")
    client.post("/en/account/sign-in/", {"contact": "13900000002", "next": "/en/my/"})
    done = client.post("/en/account/sign-in/code/", {"code": code_sent_to("+8613900000002"), "next": "/en/learn/"})
    assert done.url == "/en/learn/"
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.django_db
def test_a_wrong_code_says_so_and_five_of_them_end_it(client):
    person(phone="+8613900000003")
    client.post("/en/account/sign-in/", {"contact": "13900000003"})
    wrong = "000000" if code_sent_to("+8613900000003") != "000000" else "111111"
    first = client.post("/en/account/sign-in/code/", {"code": wrong})
    assert "That is not the code we sent" in first.content.decode()
    for _attempt in range(4):
        client.post("/en/account/sign-in/code/", {"code": wrong})
    client.post("/en/account/sign-in/code/", {"code": code_sent_to("+8613900000003")})
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["12", "many", "a@b", "+999123", "<script>"])
def test_what_is_no_contact_is_explained_and_kept(client, typed):
    page = sign_up(client, typed).content.decode()
    assert 'aria-invalid="true"' in page
    assert 'value="盘美花"' in page
    assert not User.objects.exists()


@pytest.mark.django_db
def test_an_unknown_number_gets_the_same_page_as_a_known_one(client):
    person(phone="+8613900000004")
    known = client.post("/en/account/sign-in/", {"contact": "13900000004"})
    client.logout()
    unknown = client.post("/en/account/sign-in/", {"contact": "13900000005"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "no account" in Message.objects.latest("pk").body


@pytest.mark.django_db
def test_signing_up_with_anothers_number_changes_nothing_of_theirs(client):
    from django.utils import timezone

    owner = person("冯桂兰", phone="+8613900000006", last_login=timezone.now())
    sign_up(client, "13900000006", name="Somebody else")
    owner.refresh_from_db()
    assert (owner.name, User.objects.count()) == ("冯桂兰", 1)


@pytest.mark.django_db
def test_the_next_address_may_not_leave_the_site(client):
    page = client.get("/en/account/sign-up/?next=https://evil.example/").content.decode()
    asked = re.findall(r'(?:href|value|action)="([^"]*evil[^"]*)"', page)
    assert all(address.startswith(("/en/", "/zh-hans/", "http://testserver/zh-hans/")) for address in asked), asked


@pytest.mark.django_db
def test_staff_without_a_second_factor_are_sent_to_set_one_up(client, mentor, settings, homes):
    settings.STAFF_SECOND_FACTOR = True
    client.force_login(mentor)
    assert client.get("/zh-hans/mentoring/").url == "/zh-hans/account/second-factor/totp/activate/"
    assert client.get("/admin/").url.endswith("/account/second-factor/totp/activate/")
    assert client.get("/zh-hans/").status_code == 200
    Authenticator.objects.create(user=mentor, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get("/zh-hans/mentoring/").status_code == 200


@pytest.mark.django_db
def test_a_trainee_is_not_asked_for_a_second_factor(client, trainee, settings):
    settings.STAFF_SECOND_FACTOR = True
    client.force_login(trainee)
    assert client.get("/zh-hans/mentoring/").status_code == 404


@pytest.mark.django_db
def test_the_cms_door_is_the_sites_own(client):
    response = client.get("/admin/login/?next=/admin/")
    assert response.url.endswith("/account/sign-in/?next=/admin/")


@pytest.mark.django_db
def test_a_number_is_sent_three_codes_a_minute_also_by_signing_up(client, settings, homes):
    settings.ACCOUNT_RATE_LIMITS = {}
    for _press in range(3):
        assert sign_up(client, "13900000007").status_code == 302
    page = sign_up(client, "13900000007").content.decode()
    assert "刚才已经往那里发过好几次验证码了" in page
    assert 'value="13900000007"' in page
    assert Message.objects.filter(address="+8613900000007").count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["0746-2321234", "400-123-4567", "+14155552671", "+44 9098790000"])
def test_only_mobile_numbers_of_the_country_get_codes(client, typed):
    assert 'aria-invalid="true"' in sign_up(client, typed).content.decode()
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_a_code_may_be_typed_in_full_width_digits(client):
    user = person(phone="+8613900000008")
    client.post("/en/account/sign-in/", {"contact": "13900000008"})
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code_sent_to("+8613900000008"))
    client.post("/en/account/sign-in/code/", {"code": f" {wide} "})
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.django_db
def test_the_cms_is_no_circle_for_those_who_may_not_enter(client, trainee, homes):
    client.force_login(trainee)
    answer = client.get("/admin/", follow=True)
    assert (answer.status_code, len(answer.redirect_chain)) == (404, 1)
