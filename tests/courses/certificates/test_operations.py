"""Graduating: once, when all pieces are approved."""

import re
import time

import pytest

from common.models import AuditEntry
from courses.assessment import operations as assessment
from courses.assessment.models import Submission, Version
from courses.certificates import operations, standing
from courses.certificates.models import Certificate
from outbox.models import Message
from tests.factories import certificates as award
from tests.factories import cohorts as make
from tests.factories import pages
from tests.printing.reading import drawn_truly

NOW = make.NOW


@pytest.fixture
def place(homes, trainee, mentor):
    camp = pages.programme(homes, stages=8, lessons=0)
    return make.enrolment(make.cohort(camp), trainee, mentor=mentor), award.assignments(camp)


def test_seven_pieces_are_not_enough(place):
    enrolment, asked = place
    for assignment in asked[:7]:
        award.approve(enrolment, assignment)
    assert operations.graduate_if_complete(enrolment=enrolment, at=NOW) is None
    enrolment.refresh_from_db()
    assert (enrolment.state, Certificate.objects.count()) == ("active", 0)


def test_a_second_product_is_not_asked_for(place):
    enrolment, asked = place
    for assignment in asked:
        award.approve(enrolment, assignment)
    Submission.objects.create(enrolment=enrolment, assignment=asked[2], number=2)
    assert operations.graduate_if_complete(enrolment=enrolment, at=NOW) is not None


def test_the_eighth_approval_graduates_by_itself(place, mentor, django_capture_on_commit_callbacks):
    enrolment, asked = place
    for assignment in asked[:7]:
        award.approve(enrolment, assignment)
    last = Submission.objects.create(enrolment=enrolment, assignment=asked[7], state="sent", sent_at=NOW)
    version = Version.objects.create(submission=last, number=1, content={}, sent_at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        assessment.approve(version=version, mentor=mentor, at=NOW, words="好")
    enrolment.refresh_from_db()
    certificate = Certificate.objects.get()
    assert (enrolment.state, enrolment.graduated_at) == ("graduated", NOW)
    assert re.fullmatch(r"JH-2026-[2-9A-HJKMNP-Z]{6}", certificate.number)
    assert (certificate.programme_zh, certificate.programme_en) == ("电商创业训练营", "E-commerce boot camp")
    assert (certificate.mentor_name, certificate.holder_name) == ("李伟", "盘美花")
    assert [piece["piece"] for piece in certificate.pieces] == [assignment.piece for assignment in asked]
    assert certificate.pdf.name == f"certificates/{certificate.number}.pdf"
    told = Message.objects.get(key=f"certificate-{certificate.pk}:site")
    assert certificate.number in told.body


def test_asking_again_makes_nothing_new(place):
    enrolment, asked = place
    for assignment in asked:
        award.approve(enrolment, assignment)
    first = operations.graduate_if_complete(enrolment=enrolment, at=NOW)
    assert operations.graduate_if_complete(enrolment=enrolment, at=NOW) == first
    assert Certificate.objects.count() == 1
    assert AuditEntry.objects.filter(action="award certificate").count() == 1
    assert Message.objects.filter(key__startswith="certificate-", channel="site").count() == 1


def test_who_left_does_not_graduate(place):
    enrolment, asked = place
    for assignment in asked:
        award.approve(enrolment, assignment)
    enrolment.state = "withdrawn"
    enrolment.save()
    assert operations.graduate_if_complete(enrolment=enrolment, at=NOW) is None
    assert Certificate.objects.count() == 0


def test_the_paper_is_printed_once_warm_in_a_second_with_true_characters(place):
    certificate = award.certificate(place[0])
    operations.print_certificate.func(certificate.pk)
    first = Certificate.objects.get().pdf
    pdf = first.read()
    words = "盘美花结业证书于二〇二六年十月至二〇二七年一月完成电商创业训练营全部八关李伟江华瑶族自治县"
    assert set(words) <= set(drawn_truly(pdf))
    assert pdf.count(b"/FontFile3") <= 1  # the serif alone
    operations.print_certificate.func(certificate.pk)
    assert Certificate.objects.get().pdf.name == first.name
    Certificate.objects.update(pdf="")
    started = time.perf_counter()
    operations.print_certificate.func(certificate.pk)
    assert time.perf_counter() - started < 1


def test_revoking_needs_a_reason_and_happens_once(place, mentor):
    certificate = award.certificate(place[0])
    with pytest.raises(standing.ReasonMissing):
        standing.revoke(certificate=certificate, by=mentor, reason=" \n", at=NOW)
    assert Certificate.objects.get().revoked_at is None
    standing.revoke(certificate=certificate, by=mentor, reason="照片不是本人拍的", at=NOW)
    with pytest.raises(standing.AlreadyRevoked):
        standing.revoke(certificate=certificate, by=mentor, reason="别的", at=NOW)
    assert Certificate.objects.get().revoked_reason == "照片不是本人拍的"
