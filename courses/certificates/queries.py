"""Finding a certificate by what somebody typed or scanned, and what a graduate has."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from courses.assessment.models import Piece
from courses.certificates.models import Certificate

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
    rows = Certificate.objects.select_related("enrolment__trainee", "enrolment__cohort")
    return rows.filter(number=tidy(number)).first()


def pieces_of(certificate: Certificate) -> list[ApprovedPiece]:
    """The pieces in words, with the day each was approved."""
    words = dict(Piece.choices)
    return [ApprovedPiece(words.get(p["piece"], p["piece"]), date.fromisoformat(p["approved_on"])) for p in certificate.pieces]


def certificate_of(enrolment: Any) -> Certificate | None:
    """The certificate of an enrolment, or None."""
    return Certificate.objects.filter(enrolment=enrolment).first()
