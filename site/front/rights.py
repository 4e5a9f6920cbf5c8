"""Who reads the county's reports."""

from typing import Any

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule


@rule("read reports")
def may_read_reports(user: Any, obj: Any) -> bool:
    return has_role(user, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)
