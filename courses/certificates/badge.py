"""The digital badge of a certificate: an Open Badges 3.0 AchievementCredential that other systems read and verify.

Of the holder it carries no more than a salted hash of the name on the certificate: whoever is shown a badge can check a name
against it, and a badge passed on tells nobody's name or number.
"""

from datetime import date, datetime, time
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from courses.assessment.models import Piece
from courses.certificates.models import Certificate, StandingChange
from courses.certificates.rules import Asked
from courses.certificates.sheet import check_address
from courses.certificates.signing import address, bilingual, issuer, sign
from courses.certificates.status_list import status_entry
from courses.curriculum.queries import Outline

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
ELEMENT = '<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" verify="{}"/></svg>'


def edition(certificate: Certificate) -> int:
    """Which badge is the certificate's own, from 0: a reinstated certificate gets the next one. One query."""
    return certificate.changes.filter(kind=StandingChange.Kind.REVOKED).count() - bool(certificate.revoked_at)


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def instant(day: date) -> str:
    return midnight(day).isoformat()


def token(certificate: Certificate, asked: Asked) -> str:
    """The badge, signed. One query."""
    return sign(credential(certificate, asked, edition(certificate)), valid_from=midnight(certificate.awarded_on))


def credential(certificate: Certificate, asked: Asked, number: int) -> dict[str, Any]:
    """The badge's document: what was achieved, by which rules, and where to ask whether it still stands."""
    suffix = f"?edition={number + 1}" if number else ""
    return {
        "@context": CONTEXT,
        "id": address(reverse("badges:badge", args=[certificate.number])) + suffix,
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": bilingual(certificate.programme_zh, certificate.programme_en),
        "issuer": issuer(),
        "validFrom": instant(certificate.awarded_on),
        "awardedDate": instant(certificate.awarded_on),
        "credentialSubject": subject(certificate, asked),
        "evidence": [evidence(certificate)],
        "credentialStatus": status_entry(certificate, number),
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def subject(certificate: Certificate, asked: Asked) -> dict[str, Any]:
    programme = certificate.cohort.programme_key
    return {
        "type": ["AchievementSubject"],
        "identifier": [identity(certificate)],
        "licenseNumber": certificate.number,
        "term": bilingual(certificate.cohort_zh, certificate.cohort_en),
        "activityStartDate": instant(certificate.studied_from),
        "activityEndDate": instant(certificate.awarded_on),
        "achievement": achievement(programme, certificate.programme_zh, certificate.programme_en, asked),
    }


def identity(certificate: Certificate) -> dict[str, Any]:
    """The holder's name, hashed with the certificate's number as salt."""
    hashed = sha256((certificate.holder_name + certificate.number).encode()).hexdigest()
    return {
        "type": "IdentityObject", "hashed": True, "identityHash": f"sha256${hashed}", "identityType": "ext:name",
        "salt": certificate.number,
    }  # fmt: skip


def evidence(certificate: Certificate) -> dict[str, Any]:
    """The page that shows the approved pieces, what was seen in the field, and whether the certificate stands now."""
    words = dict(Piece.choices)
    with translation.override("zh-hans"):
        chinese = "、".join(str(words.get(one["piece"], one["piece"])) for one in certificate.pieces)
    with translation.override("en"):
        english = ", ".join(str(words.get(one["piece"], one["piece"])) for one in certificate.pieces)
    return {
        "id": check_address(certificate),
        "type": ["Evidence"],
        "name": "通过审核的作业 · Approved pieces of work",
        "narrative": f"{chinese}\n\n{english}",
    }


def achievement(programme: UUID, chinese: str, english: str, asked: Asked) -> dict[str, Any]:
    """What a programme's graduates have achieved, the same in every badge of it."""
    about = address(reverse("badges:achievement", args=[programme]))
    return {
        "id": about,
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": bilingual(chinese, english),
        "description": bilingual(f"{chinese}结业", f"Completed the {english or chinese}"),
        "criteria": {"id": about, "narrative": "\n\n".join(criteria(asked))},
        "creator": issuer(),
        "image": {"id": address(f"{settings.STATIC_URL}art/mark.svg"), "type": "Image"},
    }


def achievement_of(course: Outline, asked: Asked) -> dict[str, Any]:
    """The achievement as it stands at its own address."""
    return {"@context": CONTEXT} | achievement(course.key, course.title_zh_hans, course.title_en, asked)


def criteria(asked: Asked) -> tuple[str, str]:
    """What is asked of a graduate, in Chinese and in English."""
    count = len(asked.pieces)
    chinese, english = f"{count} 件作业全部由导师审核通过。", f"All {count} pieces of coursework approved by a mentor."
    if rule := asked.log:
        chinese += f"田间记录至少 {rule.least_entries} 条，其中至少 {rule.least_checked} 条由第二人到现场核实。"
        english += f" At least {rule.least_entries} entries in the field log,"
        english += f" {rule.least_checked} or more of them checked on site by a second person."
    return chinese, english


@cache
def mark() -> str:
    return (Path(settings.ROOT) / "static" / "art" / "mark.svg").read_text().strip()


def picture(signed: str) -> str:
    """The graduate mark as an SVG with the badge baked into it: one file to keep, to show and to upload."""
    return mark().removesuffix("</svg>") + ELEMENT.format(quote(signed, safe=""))
