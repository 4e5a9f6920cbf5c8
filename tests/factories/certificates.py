"""A trainee with every piece approved, and certificates, for tests."""

from datetime import date, datetime
from types import SimpleNamespace
from uuid import uuid4

from accounts.models import User
from courses.assessment.models import Assignment, Piece, Review, Submission, Version
from courses.certificates.models import Certificate, CertificateBatch
from courses.cohorts.models import Cohort, Enrolment
from courses.curriculum.queries import outline
from tests.factories.cohorts import NOW


def assignments(programme) -> list[Assignment]:
    """One assignment a stage, in the order of the pieces; a programme of fewer stages asks for fewer."""
    stages = outline(programme.translation_key).stages
    return [
        Assignment.objects.get_or_create(
            module_key=stage.key,
            defaults={
                "programme_key": programme.translation_key, "piece": piece, "position": stage.number,
                "title_zh_hans": f"交作业 {stage.number}", "title_en": f"Piece {stage.number}", "brief": "…", "good": "好",
            },
        )[0]
        for stage, piece in zip(stages, Piece, strict=False)
    ]  # fmt: skip


def camp(pieces: int = 2) -> SimpleNamespace:
    """A boot camp without pages: what a cohort and its rules need of one, `pieces` pieces among it."""
    key = uuid4()
    for number, piece in enumerate(list(Piece)[:pieces], start=1):
        Assignment.objects.create(
            module_key=uuid4(), programme_key=key, piece=piece, position=number,
            title_zh_hans=f"交作业 {number}", title_en=f"Piece {number}", brief="…", good="好",
        )  # fmt: skip
    return SimpleNamespace(translation_key=key)


def approve(place: Enrolment, assignment: Assignment, *, at: datetime = NOW, number: int = 1) -> Submission:
    """A submission of `place`, approved without the operations and what follows them."""
    made = Submission.objects.create(
        enrolment=place, assignment=assignment, number=number, state="approved", sent_at=at, approved_at=at
    )
    version = Version.objects.create(submission=made, number=1, content={}, sent_at=at)
    mentor = place.mentor or place.trainee
    Review.objects.create(version=version, mentor=mentor, decision=Review.Decision.APPROVE, words="好", at=at)
    return made


def batch(run: Cohort, by: User, **fields) -> CertificateBatch:
    """A finished batch of a cohort."""
    given = {"cohort": run, "asked_by": by, "asked_at": NOW, "touched_at": NOW, "finished_at": NOW}
    return CertificateBatch.objects.create(**{**given, **fields})


def certificate(place: Enrolment, **fields) -> Certificate:
    """A certificate of eight pieces, not printed."""
    given = {
        "number": "JH-2027-7K3F9Q", "holder_name": "盘美花", "programme_zh": "电商创业训练营",
        "programme_en": "E-commerce boot camp", "cohort_zh": "2027 年 1 月期", "cohort_en": "January 2027",
        "mentor_name": "李伟", "studied_from": date(2026, 10, 5), "awarded_on": date(2027, 1, 4),
        "cohort": place.cohort,
        "pieces": [{"piece": piece, "approved_on": "2026-11-02"} for piece in Piece],
    }  # fmt: skip
    return Certificate.objects.create(enrolment=place, **{**given, **fields})
