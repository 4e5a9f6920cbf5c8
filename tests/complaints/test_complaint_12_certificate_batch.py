"""Complaint 12: "Certificate loses its batch". Ours names its cohort wherever it is shown, as it was at graduation, for good."""

from io import BytesIO

import pytest
from django.template.loader import render_to_string
from openpyxl import load_workbook

from courses.certificates.sheet import sheet_context
from courses.cohorts.models import Enrolment
from tests.factories import certificates as award
from tests.factories import cohorts as make
from tests.factories import people

NUMBER = "JH-2027-7K3F9Q"


@pytest.fixture
def certificate(trainee):
    return award.certificate(make.enrolment(make.cohort(award.camp()), trainee, state="graduated"))


@pytest.fixture
def renamed_and_moved(certificate):
    """What loses a batch elsewhere: the cohort is renamed, and the place is moved to another one."""
    run = certificate.cohort
    run.name_zh_hans, run.name_en = "改了名的期", "Renamed"
    run.save()
    other = make.cohort(award.camp(), name_zh_hans="别的期", name_en="Another cohort")
    Enrolment.objects.filter(pk=certificate.enrolment_id).update(cohort=other)
    certificate.refresh_from_db()
    return run


def test_the_cohort_is_a_column_of_the_certificate(certificate, renamed_and_moved):
    assert certificate.cohort == renamed_and_moved
    assert (certificate.cohort_zh, certificate.cohort_en) == ("2027 年 1 月期", "January 2027")


def test_the_paper_names_it(certificate, renamed_and_moved):
    paper = render_to_string("documents/certificate.html", sheet_context(certificate))
    assert '<p class="run">2027 年 1 月期<span lang="en"> · January 2027</span></p>' in paper


def test_whoever_checks_it_sees_it(client, certificate, renamed_and_moved):
    for language, name in (("en", "January 2027"), ("zh-hans", "2027 年 1 月期")):
        page = client.get(f"/{language}/certificates/{NUMBER}/").content.decode()
        assert page.count(name) >= 2  # in the verdict and among the facts
        assert "Another cohort" not in page
        assert "Renamed" not in page


def test_the_report_lists_it_under_its_cohort(client, certificate, renamed_and_moved):
    client.force_login(people.person(role="programme manager"))
    book = load_workbook(BytesIO(client.get("/en/reports/sheet/").content))
    assert [[cell.value for cell in row] for row in book["Certificates"].iter_rows()] == [
        ["Number", "Programme", "Cohort", "Awarded", "Stands"],
        [NUMBER, "E-commerce boot camp", "January 2027", certificate.awarded_on.strftime("%Y-%m-%d"), "yes"],
    ]
    one = load_workbook(BytesIO(client.get(f"/en/reports/sheet/?cohort={renamed_and_moved.pk}").content))
    assert one["Certificates"].max_row == 2
