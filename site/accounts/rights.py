"""What people may do to people."""

from common.rights import rule

from accounts.models import Role
from accounts.queries import has_role


@rule("grant role")
def may_grant(user, obj):  # type: ignore[no-untyped-def]
    return has_role(user, Role.ADMINISTRATOR)
