"""Checking a certificate, and fetching the paper."""

import pytest

from courses.certificates.models import Certificate
from courses.certificates.sheet import chinese_day, english_day, hanzi
from tests.factories import certificates as award
from tests.factories import cohorts as make
from tests.factories import people

NUMBER = "JH-2027-7K3F9Q"
URL = f"/zh-hans/certificates/{NUMBER}/"


@pytest.fixture
def certificate(programme, trainee):
    return award.certificate(make.enrolment(make.cohort(programme), trainee))


def test_anyone_sees_that_it_stands(client, certificate):
    response = client.get(f"/en/certificates/{NUMBER}/")
    words = response.content.decode()
    assert response.status_code == 200
    for said in ("This certificate is real", "盘美花", "January 2027", "Not revoked", "Shop name and seal", "<svg"):
        assert said in words
    assert "13800" not in words  # nothing else of the holder
    assert "no-store" in response["Cache-Control"]


def test_a_revoked_one_says_so_and_why(client, certificate):
    Certificate.objects.update(revoked_at=make.NOW, revoked_reason="<b>冒名</b>")
    words = client.get(f"/en/certificates/{NUMBER}/").content.decode()
    assert "This certificate was revoked" in words
    assert "This certificate is real" not in words
    assert "&lt;b&gt;冒名&lt;/b&gt;" in words


@pytest.mark.parametrize(
    "typed", ["jh-2027-7k3f9q", "ＪＨ－2027－7K3F9Q", "JH–2027–7K3F9Q", "jh20277k3f9q", " JH 2027 7K3F9Q "]
)
def test_a_number_is_found_however_it_is_typed(client, certificate, typed):
    assert client.get("/en/certificates/", {"number": typed}).url == f"/en/certificates/{NUMBER}/"
    assert client.get(f"/en/certificates/{typed}/").url == f"/en/certificates/{NUMBER}/"


def test_an_empty_number_is_explained(client, homes):
    page = client.get("/en/certificates/", {"number": " "}).content.decode()
    assert "Type the certificate’s number first" in page
    assert "Type the certificate’s number first" not in client.get("/en/certificates/").content.decode()


def test_an_unknown_number_is_told_kindly_how_to_check(client, homes):
    response = client.get("/en/certificates/JH-2027-XXXXXX/")
    assert response.status_code == 404
    assert "No certificate has this number" in response.content.decode()
    assert 'name="number"' in response.content.decode()
    assert client.get("/en/certificates/<script>/").status_code == 404


def test_the_paper_is_for_the_holder_only(client, certificate, trainee):
    assert client.get(f"{URL}pdf/").status_code == 302  # to sign in
    for stranger in (people.person(), people.person(role="programme manager")):
        client.force_login(stranger)
        assert client.get(f"{URL}pdf/").status_code == 404
    assert Certificate.objects.get().pdf.name == ""
    client.force_login(trainee)
    assert client.get(f"{URL}pdf/").status_code == 302  # it is being printed: here at once
    response = client.get(f"{URL}pdf/")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert b"".join(response.streaming_content).startswith(b"%PDF-")


def test_only_a_manager_revokes(client, certificate, trainee):
    for person in (trainee, people.person(role="mentor")):
        client.force_login(person)
        assert client.post(f"{URL}revoke/", {"reason": "x"}).status_code == 404
    assert Certificate.objects.get().revoked_at is None
    client.force_login(people.person(role="programme manager"))
    client.post(f"{URL}revoke/", {"reason": ""})
    assert Certificate.objects.get().revoked_at is None
    client.post(f"{URL}revoke/", {"reason": "冒名"})
    assert Certificate.objects.get().revoked_reason == "冒名"


def test_checking_costs_four_queries(client, certificate, django_assert_num_queries):
    client.get(URL)
    with django_assert_num_queries(4):
        client.get(URL)


def test_dates_are_written_as_on_paper(certificate):
    assert chinese_day(certificate.awarded_on) == "二〇二七年一月四日"
    assert english_day(certificate.awarded_on) == "4 January 2027"
    assert [hanzi(n) for n in (8, 10, 14, 20, 31)] == ["八", "十", "十四", "二十", "三十一"]
