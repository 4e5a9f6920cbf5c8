"""Whether a certificate stands: revoking it, and taking that back, each with a reason that anyone who checks it may read."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from common import audit
from common.sanitise import one_line
from courses.certificates.models import Certificate, StandingChange
from outbox.operations import tell

Kind = StandingChange.Kind
# The parts above append what must follow a change; each is called as hook(number=…, at=…) in its transaction.
when_standing_changed: list[Callable[..., object]] = []


class ReasonMissing(Exception):
    """A certificate is revoked or reinstated only with a reason that anyone who checks it may read."""


class AlreadyRevoked(Exception):
    """It was revoked before; its first reason and date stand."""


class NotRevoked(Exception):
    """It stands; there is nothing to take back."""


@transaction.atomic
def revoke(*, certificate: Certificate, by: Any, reason: str, at: datetime) -> None:
    """Say publicly that it does not stand any more, and why. The holder is told. Raises ReasonMissing, AlreadyRevoked."""
    words = reason_in(reason)
    standing = Certificate.objects.filter(pk=certificate.pk, revoked_at=None)
    if standing.update(revoked_at=at, revoked_reason=words) != 1:
        raise AlreadyRevoked(certificate)
    certificate.revoked_at, certificate.revoked_reason = at, words
    kept(certificate, Kind.REVOKED, "revoke certificate", by=by, words=words, at=at)


@transaction.atomic
def reinstate(*, certificate: Certificate, by: Any, reason: str, at: datetime) -> None:
    """Let it stand again: the revocation was a mistake. The holder is told. Raises ReasonMissing, NotRevoked.

    The badge given out before stays revoked, because a verifier may rely on a revocation for ever; a new one takes its place.
    """
    words = reason_in(reason)
    revoked = Certificate.objects.filter(pk=certificate.pk, revoked_at__isnull=False)
    if revoked.update(revoked_at=None, revoked_reason="") != 1:
        raise NotRevoked(certificate)
    certificate.revoked_at, certificate.revoked_reason = None, ""
    kept(certificate, Kind.REINSTATED, "reinstate certificate", by=by, words=words, at=at)


def reason_in(words: str) -> str:
    """The reason on one line, as long as there is room for. Raises ReasonMissing."""
    if not (reason := one_line(words)[:300]):
        raise ReasonMissing(words)
    return reason


def kept(certificate: Certificate, kind: Kind, action: str, *, by: Any, words: str, at: datetime) -> None:
    """The change on record, the audit's line, and the letter: one for each change."""
    change = StandingChange.objects.create(certificate=certificate, kind=kind, reason=words, by=by, at=at)
    audit.record(by, action, certificate, at=at, reason=words)
    context = {"name": certificate.holder_name, "number": certificate.number, "reason": words}
    key, link = f"certificate-{certificate.pk}-{change.pk}", f"/certificates/{certificate.number}/"
    tell(user=certificate.enrolment.trainee, key=key, template=f"certificate_{kind}", context=context, at=at, link=link)
    for hook in when_standing_changed:
        hook(number=certificate.number, at=at)
