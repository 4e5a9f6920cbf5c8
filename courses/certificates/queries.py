"""Finding a certificate by what somebody typed or scanned, and what a graduate has."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from courses.assessment.models import Piece
from courses.certificates.models import BatchLine, Certificate, CertificateBatch, StandingChange
from courses.cohorts.models import Cohort
from courses.fieldlog.queries import Skill, skills

DASHES = "-‐‑‒–—−－_"
BARE = re.compile(r"([A-Z]{2})([0-9]{4})([0-9A-Z]{6})")  # JH-2027-7K3F9Q without its dashes


@dataclass(frozen=True)
class ApprovedPiece:
    words: Any
    approved_on: date


def tidy(number: str) -> str:
    """A number as printed, from one as typed: small letters, spaces, stray signs, long or missing dashes are forgiven."""
    plain = unicodedata.normalize("NFKC", number).upper()
    signs = "".join("-" if c in DASHES else c for c in plain if c.isalnum() or c in DASHES)
    bare = BARE.fullmatch(signs.replace("-", ""))
    return "-".join(bare.groups()) if bare else signs[:20]


def find(number: str) -> Certificate | None:
    """The certificate with this number, or None. One query."""
    rows = Certificate.objects.select_related("enrolment__trainee", "enrolment__application", "cohort")
    return rows.filter(number=tidy(number)).first()


def pieces_of(certificate: Certificate) -> list[ApprovedPiece]:
    """The pieces in words, with the day each was approved."""
    words = dict(Piece.choices)
    return [ApprovedPiece(words.get(p["piece"], p["piece"]), date.fromisoformat(p["approved_on"])) for p in certificate.pieces]


@dataclass(frozen=True)
class Holding:
    """What a certificate's page says beside the sheet: the pieces, the work seen in the field, what became of it since."""

    pieces: list[ApprovedPiece]
    skills: list[Skill]
    changes: list[StandingChange]


def holding(certificate: Certificate) -> Holding:
    """Two queries."""
    return Holding(pieces_of(certificate), skills(certificate.enrolment), list(certificate.changes.all()))


def certificates_in(cohorts: Iterable[Cohort]) -> QuerySet[Certificate]:
    """The certificates of these cohorts, for a report: in the cohort of graduation, wherever the place is now. One query."""
    return Certificate.objects.filter(cohort__in=list(cohorts)).order_by("-cohort__starts_on", "cohort", "awarded_on", "number")


def batches_of(cohort: Cohort) -> QuerySet[Any]:
    """A cohort's batches, the latest first, with how many lines they have: `total`, `made`, `failed`."""
    lines = {
        "total": Count("lines"),
        "made": Count("lines", filter=Q(lines__state=BatchLine.State.MADE)),
        "failed": Count("lines", filter=Q(lines__state=BatchLine.State.FAILED)),
    }
    return CertificateBatch.objects.filter(cohort=cohort).annotate(**lines).order_by("-pk")


def certificate_of(enrolment: Any) -> Certificate | None:
    """The certificate of an enrolment, or None."""
    return Certificate.objects.filter(enrolment=enrolment).first()
