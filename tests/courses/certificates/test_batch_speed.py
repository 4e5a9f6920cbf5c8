"""How long a cohort's certificates take, printed for real: sixty in a minute. A twentieth of it in every run, all in `make prove`."""

import os
import time

import pytest
from django.db import connection
from pypdf import PdfReader

from courses.assessment.models import Assignment
from courses.certificates import batches
from courses.certificates.models import Certificate
from tests.factories import certificates as award
from tests.factories import cohorts as make
from tests.factories import people

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="measured where it is to run"),
]
TRAINEES = 60 if os.environ.get("PROVE") else 3
SECONDS = 60.0
COLD = 5  # seconds a press takes to load before its first document


def test_sixty_certificates_take_a_minute_at_most(django_capture_on_commit_callbacks):
    run = make.cohort(award.camp(pieces=8))
    asked = list(Assignment.objects.filter(programme_key=run.programme_key))
    for number in range(TRAINEES):
        place = make.enrolment(run, people.person(f"盘学员{number:02}", role="trainee"))
        for assignment in asked:
            award.approve(place, assignment)
    started = time.perf_counter()
    with django_capture_on_commit_callbacks(execute=True):
        batch = batches.ask_for_batch(cohort=run, by=people.person(role="programme manager"), at=make.NOW)
    took = time.perf_counter() - started
    batch.refresh_from_db()
    with batch.pdf.open("rb") as file:
        assert len(PdfReader(file).pages) == TRAINEES
    assert Certificate.objects.exclude(pdf="").count() == TRAINEES
    print(f"{TRAINEES} certificates in {took:.1f} s, {batch.pdf.size / 1e6:.1f} MB")
    assert took < SECONDS * TRAINEES / 60 + COLD
