"""What people may do to people."""

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule


@rule("grant role")
def may_grant(user, obj):  # type: ignore[no-untyped-def]
    return has_role(user, Role.ADMINISTRATOR)
