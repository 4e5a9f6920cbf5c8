"""Who may have the paper, who may say that it stands no more, who makes a cohort's. Checking one is open to all."""

from typing import Any

from accounts.queries import has_role
from common.rights import rule
from courses.certificates.models import Certificate
from courses.cohorts.rights import DECIDERS


@rule("download certificate")
def may_download(user: Any, certificate: Certificate) -> bool:
    return certificate.enrolment.trainee_id == user.pk


@rule("revoke certificate")
def may_revoke(user: Any, certificate: Certificate) -> bool:
    """And reinstate it. Nobody their own."""
    return has_role(user, *DECIDERS) and certificate.enrolment.trainee_id != user.pk


@rule("make certificates")
def may_make(user: Any, cohort: Any) -> bool:
    """Who runs cohorts; the rules decide who gets one, not the presser."""
    return has_role(user, *DECIDERS)
