"""One's own e-mail address: proved by a code, changed, taken away; one person to an address, however it is written."""

import time
from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from accounts.operations import EmailTaken, prove_email
from common.models import AuditEntry
from outbox.models import Message
from outbox.ways import reaches
from tests.accounts.test_signing_in import code_sent_to
from tests.factories.people import person

pytestmark = pytest.mark.django_db
PAGE, CODE = "/en/account/email/", "/en/account/email/code/"
MEI = "mei@example.com"


@pytest.fixture
def owner(client, homes):
    user = person("盘美花", language="en")
    client.force_login(user)
    return user


def kept(user) -> tuple:
    user.refresh_from_db()
    return user.email, user.email_verified


def test_an_address_is_written_only_once_its_code_came_back(client, owner):
    assert client.post(PAGE, {"email": " ｍei@Example.com "}).url == CODE
    assert kept(owner) == (None, False)
    assert MEI in client.get(CODE).content.decode()
    assert client.post(CODE, {"code": code_sent_to(MEI)}).url == "/en/my/"
    assert (kept(owner), reaches(owner, "email")) == ((MEI, True), MEI)
    assert client.post(CODE, {"code": code_sent_to(MEI)}).url == PAGE  # a second press finds nothing begun
    assert AuditEntry.objects.filter(action="proved e-mail").count() == 1


@pytest.mark.parametrize("typed", ["", "mei", "mei@", "13900000001", "a b@example.com"])
def test_what_is_no_address_is_explained_and_kept(client, owner, typed):
    response = client.post(PAGE, {"email": typed})
    assert response.context["form"].errors == {"email": ["Enter the whole e-mail address, like name@example.com."]}
    assert response.context["form"]["email"].value() == typed
    assert (kept(owner), Message.objects.count()) == ((None, False), 0)


def test_five_wrong_codes_end_it(client, owner):
    client.post(PAGE, {"email": MEI})
    right = code_sent_to(MEI)
    wrong = "000000" if right != "000000" else "111111"
    assert [client.post(CODE, {"code": wrong}).status_code for _try in range(5)] == [200, 200, 200, 200, 302]
    assert client.post(CODE, {"code": right}).url == PAGE
    assert kept(owner) == (None, False)


def test_three_codes_a_minute_go_to_one_address(client, owner, settings):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "3/m/key"}
    for _code in range(2):
        client.post(PAGE, {"email": MEI})
    assert client.post(CODE, {"action": "resend"}).url == CODE
    refused = client.post(PAGE, {"email": MEI})
    assert "Many codes were sent there" in refused.content.decode()
    assert "Many codes were sent there" in client.post(CODE, {"action": "resend"}, follow=True).content.decode()
    assert Message.objects.filter(address=MEI).count() == 3


def test_anothers_address_gets_word_instead_of_a_code_and_nobody_learns_of_it(client, owner):
    other = person("李秀莲", email=MEI)
    assert client.post(PAGE, {"email": MEI.upper()}).url == CODE
    assert "We sent six digits" in client.get(CODE).content.decode()
    letter = Message.objects.get(address=MEI)
    assert letter.subject == "This address belongs to an account already"
    assert client.post(CODE, {"code": "000000"}).status_code == 200
    assert client.post(CODE, {"code": ""}).status_code == 200
    assert (kept(owner), kept(other)) == ((None, False), (MEI, True))


def test_who_took_the_address_meanwhile_keeps_it(client, owner):
    client.post(PAGE, {"email": MEI})
    code = code_sent_to(MEI)
    other = person("李秀莲", email=MEI)
    assert "belongs to another account now" in client.post(CODE, {"code": code}, follow=True).content.decode()
    with pytest.raises(EmailTaken):
        prove_email(user=owner, email="MEI@example.com", at=datetime(2026, 11, 25, tzinfo=UTC))
    assert (kept(owner), kept(other)) == ((None, False), (MEI, True))


def test_a_changed_address_tells_the_old_one_and_one_taken_away_too(client, owner):
    User.objects.filter(pk=owner.pk).update(email="old@example.com", email_verified=True, phone_verified=True)
    EmailAddress.objects.create(user=owner, email="old@example.com", verified=True)
    client.post(PAGE, {"email": MEI})
    client.post(CODE, {"code": code_sent_to(MEI)})
    for _press in range(2):
        assert client.post(PAGE, {"do": "remove"}).url == PAGE
    assert (kept(owner), EmailAddress.objects.count()) == ((None, False), 0)
    told = Message.objects.filter(subject="This address was taken out of your account").order_by("pk")
    assert list(told.values_list("address", flat=True)) == ["old@example.com", MEI]
    assert [entry.details["old"] for entry in AuditEntry.objects.filter(action__contains="e-mail").order_by("pk")] == [
        "old@example.com", MEI,
    ]  # fmt: skip


@pytest.mark.parametrize("phone", [None, "+8613900000008"])
def test_the_only_way_in_is_not_taken_away(client, homes, phone):
    owner = person("盘美花", phone=phone, email=MEI)  # a number that nobody proved is none
    client.force_login(owner)
    assert "your only way to sign in" in client.post(PAGE, {"do": "remove"}, follow=True).content.decode()
    assert kept(owner) == (MEI, True)


def test_a_code_is_of_no_use_to_whoever_signs_in_next(client, owner):
    client.post(PAGE, {"email": MEI})
    begun = client.session["own_email"]
    stranger = person("赵")
    client.force_login(stranger)
    session = client.session
    session["own_email"] = begun
    session.save()
    assert client.post(CODE, {"code": code_sent_to(MEI)}).url == PAGE
    assert (kept(owner), kept(stranger)) == ((None, False), (None, False))


def test_an_address_that_nobody_proved_gets_no_letters_until_somebody_signs_in_with_it(client, homes):
    owner = person("盘美花", phone=None, email=MEI, email_verified=False)
    assert reaches(owner, "email") == ""
    client.post("/en/account/sign-in/", {"contact": MEI})
    client.post("/en/account/sign-in/code/", {"code": code_sent_to(MEI)})
    assert (kept(owner), reaches(owner, "email")) == ((MEI, True), MEI)


@pytest.mark.parametrize("path", ["sign-in", "sign-up"])
def test_an_unproved_address_beside_a_number_is_no_way_in(client, homes, path):
    owner = person("盘美花", email=MEI, email_verified=False)
    client.post(f"/en/account/{path}/", {"contact": MEI, "name": "赵"})
    assert Message.objects.get(address=MEI).subject == "There is no account here yet"
    owner.refresh_from_db()
    assert (owner.name, kept(owner)) == ("盘美花", (MEI, False))


def test_an_account_nobody_was_in_gives_its_address_to_the_owner(client, owner):
    squatted = person("赵", email=MEI, email_verified=False)
    client.post(PAGE, {"email": MEI})
    client.post(CODE, {"code": code_sent_to(MEI)})
    assert (kept(owner), kept(squatted)) == ((MEI, True), (None, False))
    assert AuditEntry.objects.filter(action="released e-mail").count() == 1


def test_a_code_sent_again_counts_its_ten_minutes_anew_and_the_wrong_tries_on(client, owner):
    client.post(PAGE, {"email": MEI})
    client.post(CODE, {"code": "x"})
    session = client.session
    session["own_email"] |= {"at": session["own_email"]["at"] - 599}
    session.save()
    client.post(CODE, {"action": "resend"})
    again = client.session["own_email"]
    assert (time.time() - again["at"] < 60, again["failed_attempts"]) == (True, 1)


def test_the_database_knows_an_address_in_capitals():
    person(email=MEI)
    with pytest.raises(IntegrityError), transaction.atomic():
        person(email="MEI@example.com")
    assert User.objects.count() == 1


def test_people_who_share_an_address_are_told_apart():
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_person_per_email")  # as the table was before
    migration = import_module("accounts.migrations.0005_proved_emails")
    day = datetime(2026, 11, 1, tzinfo=UTC)
    first = person("甲", email="AB@example.com", email_verified=False)
    came = person("乙", phone=None, email="ab@example.com", email_verified=False, last_login=day)
    never = person("丙", phone=None, email="aB@example.com", email_verified=False)
    single = person("丁", email="Ding@example.com", email_verified=False)
    for step in (migration.mark_proved, migration.make_one):
        step(apps, SimpleNamespace())
    assert [kept(one) for one in (first, came, never, single)] == [
        (None, False), ("ab@example.com", True), (f"{never.pk}.ab@example.com.invalid", False), ("ding@example.com", False),
    ]  # fmt: skip
    assert AuditEntry.objects.filter(action="corrected person").count() == 2
