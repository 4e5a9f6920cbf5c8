"""Awarding a certificate once, and printing it by a job."""

from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django_tasks import task

from cms.county import county
from common import audit
from common.clock import shanghai_day
from common.states import move
from courses.assessment.models import Piece, Submission
from courses.assessment.queries import artefacts, is_complete
from courses.certificates.models import Certificate, new_number
from courses.certificates.sheet import sheet_context
from courses.cohorts.models import Enrolment
from courses.curriculum.queries import outline
from courses.fieldlog.queries import is_enough
from outbox.operations import tell
from printing.operations import render


@transaction.atomic
def graduate_if_complete(*, enrolment: Enrolment, at: datetime) -> Certificate | None:
    """Graduate the trainee and award the certificate when all pieces are approved and the field log, where one is kept, is
    enough; None when it is not time.

    However often and from however many places it is called, there is one certificate and one message.
    """
    enrolment = Enrolment.objects.select_for_update().select_related("cohort").get(pk=enrolment.pk)
    if awarded := Certificate.objects.filter(enrolment=enrolment).first():
        return awarded
    if enrolment.state != Enrolment.State.ACTIVE or not (is_complete(enrolment) and is_enough(enrolment)):
        return None
    move(enrolment, Enrolment.State.GRADUATED, graduated_at=at)
    certificate = Certificate.objects.create(**facts(enrolment, at))
    audit.record(None, "award certificate", certificate, at=at, enrolment=enrolment.pk)
    tell_graduate(certificate, at)
    transaction.on_commit(partial(print_certificate.enqueue, certificate.pk))
    return certificate


def graduate_after_approval(*, submission: Submission, at: datetime) -> None:
    """What follows every approval (assessment.operations.when_approved)."""
    graduate_if_complete(enrolment=submission.enrolment, at=at)


def facts(enrolment: Enrolment, at: datetime) -> dict[str, Any]:
    """What is true on the day, kept as it is: a later change of a name or a title does not rewrite a certificate."""
    cohort: Any = enrolment.cohort  # with its names in both languages
    course, application = outline(cohort.programme_key), enrolment.application
    return {
        "enrolment": enrolment,
        "cohort": cohort,
        "number": free_number(shanghai_day(at).year),
        "holder_name": (application.full_name if application else "") or enrolment.trainee.name,
        "programme_zh": course.title_zh_hans if course else "",
        "programme_en": course.title_en if course else "",
        "cohort_zh": cohort.name_zh_hans or "",
        "cohort_en": cohort.name_en or "",
        "mentor_name": enrolment.mentor.name if enrolment.mentor else "",
        "studied_from": shanghai_day(enrolment.started_at),
        "awarded_on": shanghai_day(at),
        "pieces": [
            {"piece": one.piece, "approved_on": shanghai_day(one.approved_at).isoformat()}
            for one in artefacts(enrolment)
            if one.number == 1 and one.piece in Piece.values
        ],
    }


def free_number(year: int) -> str:
    """A number no certificate has; the unique constraint is what holds it."""
    prefix = county().certificate_prefix
    while Certificate.objects.filter(number=(number := new_number(year, prefix))).exists():
        continue
    return number


def tell_graduate(certificate: Certificate, at: datetime) -> None:
    context = {
        "name": certificate.holder_name,
        "number": certificate.number,
        "programme_zh": certificate.programme_zh,
        "programme_en": certificate.programme_en,
    }
    key, link = f"certificate-{certificate.pk}", f"/certificates/{certificate.number}/"
    tell(user=certificate.enrolment.trainee, key=key, template="certificate_awarded", context=context, at=at, link=link)


@task()
def print_certificate(certificate_id: int) -> None:
    """Print the PDF once, apart from the web worker. Run again, it changes nothing; a failure is tried again by asking."""
    certificate = Certificate.objects.get(pk=certificate_id)
    if certificate.pdf:
        return
    with translation.override("zh-hans"):
        pdf = render(template="documents/certificate.html", context=sheet_context(certificate))
    certificate.pdf.save(f"{certificate.number}.pdf", ContentFile(pdf), save=False)
    if not Certificate.objects.filter(pk=certificate.pk, pdf="").update(pdf=certificate.pdf.name):
        certificate.pdf.delete(save=False)  # another job printed it meanwhile: no second paper is left lying about
