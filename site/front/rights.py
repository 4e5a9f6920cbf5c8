"""Who reads the county's reports, whose a copy of data is, and who confirms that somebody is erased."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule, scope
from front.models import DataExport, Erasure


@rule("read reports")
def may_read_reports(user: Any, obj: Any) -> bool:
    return has_role(user, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


@scope(DataExport)
def own_exports(user: Any) -> QuerySet[DataExport]:
    """Nobody but the person: administrators neither."""
    return DataExport.objects.filter(person_id=user.pk)


@rule("see erasures")
def may_see_erasures(user: Any, obj: Any) -> bool:
    return has_role(user, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


@rule("confirm erasure")
def may_confirm_erasure(user: Any, erasure: Erasure) -> bool:
    """Never one's own; an administrator's only another administrator."""
    if erasure.person_id == user.pk:
        return False
    if has_role(erasure.person, Role.ADMINISTRATOR):
        return has_role(user, Role.ADMINISTRATOR)
    return has_role(user, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


@scope(Erasure)
def erasures(user: Any) -> QuerySet[Erasure]:
    """Those that stand, for who confirms them; one's own is on one's own page."""
    if may_see_erasures(user, None):
        return Erasure.objects.filter(state__in=Erasure.STANDING)
    return Erasure.objects.none()
