"""Who may have the paper, and who may say that it stands no more. Checking one is open to all."""

from typing import Any

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule
from courses.certificates.models import Certificate


@rule("download certificate")
def may_download(user: Any, certificate: Certificate) -> bool:
    return certificate.enrolment.trainee_id == user.pk


@rule("revoke certificate")
def may_revoke(user: Any, certificate: Certificate) -> bool:
    return has_role(user, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR) and certificate.enrolment.trainee_id != user.pk
