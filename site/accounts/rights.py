"""What people may do to people."""

from typing import Any

from accounts.models import Role
from accounts.queries import has_role
from common.rights import rule

# What a programme manager may give and take: whoever teaches and studies. Everything else is an administrator's.
BY_MANAGERS = frozenset({Role.MENTOR})


@rule("grant role")
def may_grant(user: Any, obj: Any) -> bool:
    """`obj` is the role, or None to ask whether the person gives any at all."""
    if has_role(user, Role.ADMINISTRATOR):
        return True
    return has_role(user, Role.PROGRAMME_MANAGER) and (obj is None or obj in BY_MANAGERS)
