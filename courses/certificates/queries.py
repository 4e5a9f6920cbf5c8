"""Finding a certificate by what somebody typed or scanned, and what a graduate has."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from courses.assessment.models import Piece
from courses.certificates.models import Certificate


@dataclass(frozen=True)
class ApprovedPiece:
    words: Any
    approved_on: date


def tidy(number: str) -> str:
    """A number as printed, from one as typed: small letters, spaces, long dashes and stray signs are forgiven."""
    plain = unicodedata.normalize("NFKC", number).upper()
    return "".join("-" if c in "-‐–—－_" else c for c in plain if c.isalnum() or c in "-‐–—－_")[:20]


def find(number: str) -> Certificate | None:
    """The certificate with this number, or None. One query."""
    rows = Certificate.objects.select_related("enrolment__trainee", "enrolment__cohort")
    return rows.filter(number=tidy(number)).first()


def pieces_of(certificate: Certificate) -> list[ApprovedPiece]:
    """The pieces in words, with the day each was approved."""
    words = dict(Piece.choices)
    return [ApprovedPiece(words.get(p["piece"], p["piece"]), date.fromisoformat(p["approved_on"])) for p in certificate.pieces]


def certificate_of(enrolment: Any) -> Certificate | None:
    """The certificate of an enrolment, or None."""
    return Certificate.objects.filter(enrolment=enrolment).first()
