"""A cohort's certificates made together: asked for once, made by jobs a few at a time, bound into one file.

What is done stands in the batch's lines, so that a job may die anywhere: the clock starts another, which goes on with what
still waits. Awarding and printing change nothing when they are done again, so two jobs at once would only do double work.
"""

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks import task

from common import audit
from common.clock import now
from courses.certificates.models import BatchLine, Certificate, CertificateBatch
from courses.certificates.operations import graduate_if_complete, print_certificate
from courses.certificates.rules import candidates_in
from courses.cohorts.models import Cohort
from printing.binding import NotWhole, bind, count_pages

log = logging.getLogger(__name__)
A_RUN = 10  # certificates a job makes before it lets others come first
STALLED = timedelta(minutes=2)  # without a sign of a job, which takes seconds for a certificate
Line = BatchLine.State


class NobodyReady(Exception):
    """Nobody in the cohort has done what a certificate asks for; nothing was begun."""


class NotReady(Exception):
    """They were ready when the batch was asked for, and are not any more."""


@transaction.atomic
def ask_for_batch(*, cohort: Cohort, by: Any, at: datetime) -> CertificateBatch:
    """Have the certificates of everybody who is ready made and bound. Raises NobodyReady.

    While one is being made, or when the last one holds all of them already, that one is the answer: pressed twice, it is made
    once.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    if running := CertificateBatch.objects.filter(cohort=cohort, finished_at=None).first():
        return running
    ready = [one.place for one in candidates_in(cohort) if one.is_ready]
    if not ready:
        raise NobodyReady(cohort)
    if last := last_if_same(cohort, {place.pk for place in ready}):
        return last
    batch = CertificateBatch.objects.create(cohort=cohort, asked_by=by, asked_at=at, touched_at=at)
    BatchLine.objects.bulk_create(BatchLine(batch=batch, enrolment=place) for place in ready)
    audit.record(by, "make certificates", batch, at=at, cohort=cohort.pk, trainees=len(ready))
    transaction.on_commit(partial(make_some.enqueue, batch.pk))
    return batch


def last_if_same(cohort: Cohort, ready: set[int]) -> CertificateBatch | None:
    """The last batch, when it is whole and holds exactly these trainees."""
    last = CertificateBatch.objects.filter(cohort=cohort).exclude(pdf="").first()
    made = set(last.lines.filter(state=Line.MADE).values_list("enrolment_id", flat=True)) if last else set()
    return last if made == ready else None


@task()
def make_some(batch_id: int) -> None:
    """Make a few of a batch's certificates and leave the rest to the next job; the last one binds them all."""
    batch = CertificateBatch.objects.filter(pk=batch_id, finished_at=None).select_related("cohort").first()
    if batch is None:
        return
    waiting = batch.lines.filter(state=Line.WAITING).select_related("enrolment")
    for line in waiting[:A_RUN]:
        make_line(line, at=now())
        CertificateBatch.objects.filter(pk=batch.pk).update(touched_at=now())
    if waiting.exists():
        make_some.enqueue(batch.pk)
    else:
        bind_batch(batch, at=now())


def make_line(line: BatchLine, *, at: datetime) -> None:
    """One certificate, awarded if it was not yet, and printed. Whatever goes wrong with it stops no other."""
    try:
        certificate = whole_certificate(line, at)
    except Exception:
        log.exception("The certificate of enrolment %s was not made", line.enrolment_id)
        BatchLine.objects.filter(pk=line.pk, state=Line.WAITING).update(state=Line.FAILED)
        return
    BatchLine.objects.filter(pk=line.pk, state=Line.WAITING).update(state=Line.MADE, certificate=certificate)


def whole_certificate(line: BatchLine, at: datetime) -> Certificate:
    """The trainee's certificate with its paper; a paper that was lost or is broken is printed anew. Raises NotReady."""
    certificate = graduate_if_complete(enrolment=line.enrolment, at=at)
    if certificate is None or certificate.revoked_at:
        raise NotReady(line.enrolment_id)
    if certificate.pdf and not is_whole(certificate):
        Certificate.objects.filter(pk=certificate.pk).update(pdf="")
    print_certificate.func(certificate.pk)
    certificate.refresh_from_db()
    return certificate


def is_whole(certificate: Certificate) -> bool:
    try:
        count_pages(paper(certificate))
    except (OSError, NotWhole):
        return False
    return True


def paper(certificate: Certificate) -> bytes:
    with certificate.pdf.open("rb") as file:
        return file.read()


@transaction.atomic
def bind_batch(batch: CertificateBatch, *, at: datetime) -> None:
    """Put the papers into one file and end the batch; without any, or when they cannot be bound, it ends without a file.

    The batch is held meanwhile: nobody else binds it, and who is erased is in no file that comes after.
    """
    if CertificateBatch.objects.select_for_update().filter(pk=batch.pk, finished_at=None).first() is None:
        return
    made = [line.certificate for line in batch.lines.filter(state=Line.MADE).select_related("certificate")]
    try:
        pdf = bind((paper(each) for each in made if each), title=batch.cohort.name) if made else b""
    except (OSError, NotWhole):
        log.exception("The certificates of batch %s were not bound", batch.pk)
        pdf = b""
    if pdf:
        batch.pdf.save(f"certificates-{batch.pk}.pdf", ContentFile(pdf), save=False)
    CertificateBatch.objects.filter(pk=batch.pk).update(pdf=batch.pdf.name or "", finished_at=at)


def go_on(*, at: datetime) -> int:
    """Start a job for every batch whose job has died; how many. Called by the clock, and safe in several processes."""
    started = 0
    for batch in CertificateBatch.objects.filter(finished_at=None, touched_at__lt=at - STALLED):
        same = CertificateBatch.objects.filter(pk=batch.pk, finished_at=None, touched_at=batch.touched_at)
        if same.update(touched_at=at):
            make_some.enqueue(batch.pk)
            started += 1
    return started
